"""Structured outputs, the models that make them, and scorecards over them."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.models import (
    AnthropicBedrockModelModel,
    AnthropicModelModel,
    GoogleModelModel,
)
from parley.exports.platforms.vapi.shapes.values import AnthropicThinkingConfig, JsonSchema, OpenAiMessage
from parley.exports.platforms.vapi.shapes.words import Number, Stored
from parley.exports.shaped import Shape


class OpenaiJudge(Shape):
    provider: Literal["openai"]
    model: str
    messages: list[dict[str, JsonValue]] | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class AnthropicJudge(Shape):
    provider: Literal["anthropic"]
    model: AnthropicModelModel
    messages: list[dict[str, JsonValue]] | None = None
    thinking: AnthropicThinkingConfig | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class AnthropicBedrockJudge(Shape):
    provider: Literal["anthropic-bedrock"]
    model: AnthropicBedrockModelModel
    messages: list[OpenAiMessage] | None = None
    thinking: AnthropicThinkingConfig | None = None
    temperature: Number | None = None
    maxTokens: Number | None = None


class GoogleJudge(Shape):
    provider: Literal["google"]
    model: GoogleModelModel
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
