"""Messages that a test begins with; what the platform recorded about their making is kept open."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.shaped import Shape

ToolType = Literal[
    "system", "webhook", "client", "mcp", "workflow", "api_integration_webhook", "api_integration_mcp", "smb"
]
GuardrailType = Literal[
    "custom",
    "prompt_injection",
    "self_harm_intent",
    "violence_graphic",
    "sexual",
    "violence",
    "harassment",
    "sexual_minors",
    "self_harm",
    "self_harm_instructions",
    "harassment_threatening",
    "hate",
    "hate_threatening",
    "profanity",
    "religion_or_politics",
    "medical_and_legal",
    "guardrail",
]
UserFeedbackScore = Literal["like", "dislike"]
ChatSourceMedium = Literal["audio", "dtmf", "text", "image", "file"]


class AgentMetadata(Shape):
    agent_id: str
    branch_id: str | None = None
    workflow_node_id: str | None = None
    version_id: str | None = None


class HistoryMultivoiceMessagePart(Shape):
    text: str
    voice_label: str | None
    time_in_call_secs: int | None


class HistoryMultivoiceMessage(Shape):
    parts: list[HistoryMultivoiceMessagePart]


class DynamicVariableUpdate(Shape):
    variable_name: str
    old_value: str | None
    new_value: str
    updated_at: float
    tool_name: str
    tool_request_id: str


class ToolResult(Shape):
    request_id: str
    tool_name: str
    result_value: str
    is_error: bool
    is_blocked: bool | None = None
    tool_has_been_called: bool
    tool_latency_secs: float | None = None
    error_type: str | None = None
    raw_error_message: str | None = None
    dynamic_variable_updates: list[DynamicVariableUpdate] | None = None
    tool_id: str | None = None


class HistoryApiIntegrationWebhookToolsResult(ToolResult):
    type: Literal["api_integration_webhook"]
    integration_id: str | None = None
    credential_id: str | None = None
    integration_connection_id: str | None = None


class HistoryOtherToolsResult(ToolResult):
    type: Literal["client", "webhook", "mcp", "code"] | None = None


class HistorySystemToolResult(ToolResult):
    type: Literal["system"]
    result: JsonValue = None


class HistoryToolCallWebhookDetails(Shape):
    type: Literal["webhook"]
    method: str
    url: str
    headers: dict[str, str] | None = None
    path_params: dict[str, str] | None = None
    query_params: dict[str, str] | None = None
    body: str | None = None


class HistoryToolCallApiIntegrationWebhookDetails(Shape):
    type: Literal["api_integration_webhook"]
    integration_id: str | None = None
    credential_id: str | None = None
    integration_connection_id: str | None = None
    webhook_details: HistoryToolCallWebhookDetails


class HistoryToolCallClientDetails(Shape):
    type: Literal["client"]
    parameters: str


class HistoryToolCallMCPDetails(Shape):
    type: Literal["mcp"]
    mcp_server_id: str
    mcp_server_name: str
    integration_type: str
    parameters: dict[str, str] | None = None
    approval_policy: str
    requires_approval: bool | None = None
    mcp_tool_name: str | None = None
    mcp_tool_description: str | None = None


class HistoryToolCall(Shape):
    type: ToolType | None = None
    request_id: str
    tool_name: str
    params_as_json: str
    tool_has_been_called: bool
    tool_details: (
        Annotated[
            HistoryToolCallWebhookDetails
            | HistoryToolCallClientDetails
            | HistoryToolCallMCPDetails
            | HistoryToolCallApiIntegrationWebhookDetails,
            Field(discriminator="type"),
        ]
        | None
    ) = None
    tool_id: str | None = None


class HistoryWorkflowToolsResult(ToolResult):
    type: Literal["workflow"]
    result: JsonValue = None


class TriggeredGuardrail(Shape):
    guardrail_type: GuardrailType
    guardrail_name: str | None = None
    execution_mode: Literal["streaming", "blocking"] | None = None
    guardrail_details: JsonValue = None


class UserFeedback(Shape):
    score: UserFeedbackScore
    time_in_call_secs: int


class HistoryMessage(Shape):
    role: Literal["user", "agent"]
    agent_metadata: AgentMetadata | None = None
    message: str | None = None
    multivoice_message: HistoryMultivoiceMessage | None = None
    tool_calls: list[HistoryToolCall] | None = None
    tool_results: (
        list[
            HistoryOtherToolsResult
            | HistorySystemToolResult
            | HistoryApiIntegrationWebhookToolsResult
            | HistoryWorkflowToolsResult
        ]
        | None
    ) = None
    feedback: UserFeedback | None = None
    llm_override: str | None = None
    producing_llm: str | None = None
    time_in_call_secs: int
    conversation_turn_metrics: JsonValue = None
    rag_retrieval_info: JsonValue = None
    llm_usage: JsonValue = None
    interrupted: bool | None = None
    ignored_as_backchannel: bool | None = None
    original_message: str | None = None
    reasoning: list[JsonValue] | None = None
    source_medium: ChatSourceMedium | None = None
    source_event_id: int | None = None
    used_static_kb_document_ids: list[str] | None = None
    user_identifier: str | None = None
    id: str | None = None
    triggered_guardrails: list[TriggeredGuardrail] | None = None
    created_at_unix_ms: int | None = None
    platform_event: Literal["user_turn_timeout", "skip_turn_wait_elapsed"] | None = None
