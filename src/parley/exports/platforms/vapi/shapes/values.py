"""JSON Schemas, servers, messages and what else several of the platform's bodies hold."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.words import FUNCTION_NAME, Number
from parley.exports.shaped import Shape


class BackoffPlan(Shape):
    type: dict[str, JsonValue]
    maxRetries: Number
    baseDelaySeconds: Number
    excludedStatusCodes: list[dict[str, JsonValue]] | None = None


class Server(Shape):
    timeoutSeconds: Number | None = None
    credentialId: str | None = None
    staticIpAddressesEnabled: bool | None = None
    encryptedPaths: list[str] | None = None
    url: str | None = None
    headers: dict[str, JsonValue] | None = None
    backoffPlan: BackoffPlan | None = None


class OpenAiMessage(Shape):
    role: Literal["assistant", "function", "user", "system", "tool"]
    content: str | None = None


class TextContent(Shape):
    type: Literal["text"]
    text: str
    language: str


class Condition(Shape):
    operator: Literal["eq", "neq", "gt", "gte", "lt", "lte"]
    param: str
    value: str


class RequestStartMessage(Shape):
    type: Literal["request-start"]
    contents: list[TextContent] | None = None
    blocking: bool | None = None
    content: str | None = None
    conditions: list[Condition] | None = None


class RequestCompleteMessage(Shape):
    type: Literal["request-complete"]
    contents: list[TextContent] | None = None
    role: Literal["assistant", "system"] | None = None
    endCallAfterSpokenEnabled: bool | None = None
    content: str | None = None
    conditions: list[Condition] | None = None


class RequestFailedMessage(Shape):
    type: Literal["request-failed"]
    contents: list[TextContent] | None = None
    role: Literal["assistant", "system"] | None = None
    endCallAfterSpokenEnabled: bool | None = None
    content: str | None = None
    conditions: list[Condition] | None = None


class RequestResponseDelayedMessage(Shape):
    type: Literal["request-response-delayed"]
    contents: list[TextContent] | None = None
    timingMilliseconds: Number | None = None
    content: str | None = None
    conditions: list[Condition] | None = None


class ToolParameter(Shape):
    key: str
    value: str | Number | bool | dict[str, JsonValue] | list[JsonValue]


class JsonSchema(Shape):
    type: Literal["string", "number", "integer", "boolean", "array", "object"]
    items: "JsonSchema | None" = None
    properties: "dict[str, JsonSchema] | None" = None
    description: str | None = None
    pattern: str | None = None
    format: Literal["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"] | None = None
    required: list[str] | None = None
    enum: list[str] | None = None
    title: str | None = None


class VariableExtractionAlias(Shape):
    key: str
    value: str


class VariableExtractionPlan(Shape):
    schema_: JsonSchema | None = Field(default=None, alias="schema")
    aliases: list[VariableExtractionAlias] | None = None


class MessageTarget(Shape):
    role: Literal["user", "assistant"] | None = None
    position: Number | None = None


class RegexRejectionCondition(Shape):
    type: Literal["regex"]
    regex: str
    target: MessageTarget | None = None
    negate: bool | None = None


class LiquidRejectionCondition(Shape):
    type: Literal["liquid"]
    liquid: str


class GroupRejectionCondition(Shape):
    type: Literal["group"]
    operator: Literal["AND", "OR"]
    conditions: "list[AnyRejectionCondition]"


class ToolRejectionPlan(Shape):
    conditions: "list[AnyRejectionCondition] | None" = None


class OpenAiFunctionParameters(Shape):
    type: Literal["object"]
    properties: dict[str, JsonSchema]
    required: list[str] | None = None


class OpenAiFunction(Shape):
    name: Annotated[str, Field(pattern=FUNCTION_NAME)]
    strict: bool | None = None
    description: str | None = None
    parameters: OpenAiFunctionParameters | None = None


class CustomMessage(Shape):
    type: Literal["custom-message"]
    contents: list[TextContent] | None = None
    content: str | None = None


class SummaryPlan(Shape):
    messages: list[dict[str, JsonValue]] | None = None
    enabled: bool | None = None
    timeoutSeconds: Number | None = None


class AnthropicThinkingConfig(Shape):
    type: Literal["enabled"]
    budgetTokens: Number


class SystemMessage(Shape):
    role: str
    message: str
    time: Number
    secondsFromStart: Number


class TranscriptWordConfidence(Shape):
    word: str
    start: Number
    end: Number
    confidence: Number
    punctuated_word: str | None = None
    language: str | None = None
    speaker: Number | None = None


class UserMessageMetadata(Shape):
    wordLevelConfidence: list[TranscriptWordConfidence] | None = None
    type: str | None = None
    source: str | None = None


class UserMessage(Shape):
    role: str
    message: str
    time: Number
    endTime: Number
    secondsFromStart: Number
    duration: Number | None = None
    isFiltered: bool | None = None
    detectedThreats: list[str] | None = None
    originalMessage: str | None = None
    confidence: Number | None = None
    confidenceSource: Literal["provider", "derived"] | None = None
    metadata: UserMessageMetadata | None = None
    speakerLabel: str | None = None


class ToolCallFunction(Shape):
    arguments: str
    name: str


class ToolCall(Shape):
    id: str
    type: str
    function: ToolCallFunction


class AssistantMessage(Shape):
    role: Literal["assistant"]
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[ToolCall] | None = None
    name: str | None = None
    metadata: dict[str, JsonValue] | None = None


class ToolMessage(Shape):
    role: Literal["tool"]
    content: str
    tool_call_id: str
    name: str | None = None
    metadata: dict[str, JsonValue] | None = None


class DeveloperMessage(Shape):
    role: Literal["developer"]
    content: str
    name: str | None = None
    metadata: dict[str, JsonValue] | None = None


AnyMessage = Annotated[
    RequestStartMessage | RequestCompleteMessage | RequestFailedMessage | RequestResponseDelayedMessage,
    Field(discriminator="type"),
]


AnyRejectionCondition = Annotated[
    RegexRejectionCondition | LiquidRejectionCondition | GroupRejectionCondition,
    Field(discriminator="type"),
]
