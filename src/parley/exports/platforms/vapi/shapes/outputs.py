"""Structured outputs, the models that make them, and scorecards over them."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.values import AnthropicThinkingConfig, JsonSchema, OpenAiMessage
from parley.exports.platforms.vapi.shapes.words import Number, Stored, one_of
from parley.exports.shaped import Shape

AnthropicJudgeModel = Annotated[
    str,
    one_of(
        """
claude-3-opus-20240229 claude-3-sonnet-20240229 claude-3-haiku-20240307 claude-3-5-sonnet-20240620
claude-3-5-sonnet-20241022 claude-3-5-haiku-20241022 claude-3-7-sonnet-20250219 claude-opus-4-20250514
claude-opus-4-5-20251101 claude-opus-4-6 claude-sonnet-4-20250514 claude-sonnet-4-5-20250929 claude-sonnet-4-6
claude-sonnet-5 claude-haiku-4-5-20251001
"""
    ),
]


AnthropicBedrockJudgeModel = Annotated[
    str,
    one_of(
        """
claude-3-opus-20240229 claude-3-sonnet-20240229 claude-3-haiku-20240307 claude-3-5-sonnet-20240620
claude-3-5-sonnet-20241022 claude-3-5-haiku-20241022 claude-3-7-sonnet-20250219 claude-opus-4-20250514
claude-opus-4-5-20251101 claude-opus-4-6 claude-sonnet-4-20250514 claude-sonnet-4-5-20250929 claude-sonnet-4-6
claude-haiku-4-5-20251001 global.anthropic.claude-haiku-4-5-20251001-v1:0
"""
    ),
]


GoogleJudgeModel = Annotated[
    str,
    one_of(
        """
gemini-3.5-flash gemini-3.1-flash-lite gemini-3-flash-preview gemini-2.5-pro gemini-2.5-flash
gemini-2.5-flash-lite gemini-2.0-flash-thinking-exp gemini-2.0-pro-exp-02-05 gemini-2.0-flash
gemini-2.0-flash-lite gemini-2.0-flash-exp gemini-2.0-flash-realtime-exp gemini-1.5-flash gemini-1.5-flash-002
gemini-1.5-pro gemini-1.5-pro-002 gemini-1.0-pro
"""
    ),
]


class OpenaiJudge(Shape):
    provider: Literal["openai"]
    model: str
    messages: list[dict[str, JsonValue]] | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class AnthropicJudge(Shape):
    provider: Literal["anthropic"]
    model: AnthropicJudgeModel
    messages: list[dict[str, JsonValue]] | None = None
    thinking: AnthropicThinkingConfig | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class AnthropicBedrockJudge(Shape):
    provider: Literal["anthropic-bedrock"]
    model: AnthropicBedrockJudgeModel
    messages: list[OpenAiMessage] | None = None
    thinking: AnthropicThinkingConfig | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class GoogleJudge(Shape):
    provider: Literal["google"]
    model: GoogleJudgeModel
    messages: list[dict[str, JsonValue]] | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class CustomLlmJudge(Shape):
    provider: Literal["custom-llm"]
    url: str
    model: str
    messages: list[dict[str, JsonValue]] | None = None
    metadataSendMode: Literal["off", "variable", "destructured"] | None = None
    headers: dict[str, JsonValue] | None = None
    timeoutSeconds: Number | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class ComplianceOverride(Shape):
    forceStoreOnHipaaEnabled: bool | None = None


class MinMessagesOutputCondition(Shape):
    type: Literal["minMessages"]
    count: Number


class MinCallDurationOutputCondition(Shape):
    type: Literal["minCallDuration"]
    seconds: Number


class EndedReasonOutputCondition(Shape):
    type: Literal["endedReason"]
    operator: Literal["oneOf", "notOneOf"]
    values: list[str]


class StructuredOutput(Stored):
    name: str
    schema_: JsonSchema = Field(alias="schema")
    type: Literal["ai", "regex"] | None = None
    regex: str | None = None
    model: "AnyJudge | None" = None
    compliancePlan: ComplianceOverride | None = None
    conditions: "list[AnyOutputCondition] | None" = None
    description: str | None = None
    assistantIds: list[str] | None = None
    workflowIds: list[str] | None = None


class NumberComparatorScorecardMetricCondition(Shape):
    type: Literal["comparator"]
    comparator: Literal["=", "!=", ">", "<", ">=", "<="]
    value: Number
    points: Number


class BooleanComparatorScorecardMetricCondition(Shape):
    type: Literal["comparator"]
    comparator: Literal["="]
    value: bool
    points: Number


class ScorecardMetric(Shape):
    conditions: list[NumberComparatorScorecardMetricCondition | BooleanComparatorScorecardMetricCondition]
    structuredOutputId: str


class Scorecard(Shape):
    metrics: list[ScorecardMetric]
    name: str | None = None
    description: str | None = None
    assistantIds: list[str] | None = None


AnyJudge = Annotated[
    OpenaiJudge | AnthropicJudge | AnthropicBedrockJudge | GoogleJudge | CustomLlmJudge,
    Field(discriminator="provider"),
]


AnyOutputCondition = Annotated[
    MinMessagesOutputCondition | MinCallDurationOutputCondition | EndedReasonOutputCondition,
    Field(discriminator="type"),
]


class StructuredOutputFile(StructuredOutput):
    """An output as the GitOps tool keeps it: assistants by the names of their files."""

    assistant_ids: list[str] | None = None
    workflow_ids: list[str] | None = None
