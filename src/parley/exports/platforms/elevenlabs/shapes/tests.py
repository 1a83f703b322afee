"""Tests of the next answer, of the next tool call, and of a whole conversation."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter

from parley.exports.platforms.elevenlabs.shapes.history import HistoryMessage
from parley.exports.platforms.elevenlabs.shapes.names import ModelName
from parley.exports.platforms.elevenlabs.shapes.parameters import ParameterCheck
from parley.exports.platforms.elevenlabs.shapes.tools import ToolResponseMock
from parley.exports.shaped import Shape

ConversationInitiationSource = Literal[
    "unknown",
    "android_sdk",
    "node_js_sdk",
    "react_native_sdk",
    "react_sdk",
    "js_sdk",
    "python_sdk",
    "widget",
    "sip_trunk",
    "twilio",
    "exotel",
    "genesys",
    "avaya",
    "audiocodes",
    "swift_sdk",
    "whatsapp",
    "twilio_sms",
    "flutter_sdk",
    "zendesk_integration",
    "slack_integration",
    "telegram_integration",
    "intercom_integration",
    "freshdesk_integration",
    "salesforce_integration",
    "template_preview",
    "genesys_bot_connector",
    "subagent_tool",
]
MockingStrategy = Literal["all", "selected", "none"]
MockNoMatchBehavior = Literal["call_real_tool", "raise_error"]


class AgentFailureResponseExample(Shape):
    response: str
    type: Literal["failure"]


class AgentSuccessfulResponseExample(Shape):
    response: str
    type: Literal["success"]


class TestFromConversationMetadata(Shape):
    conversation_id: str
    agent_id: str
    branch_id: str | None = None
    workflow_node_id: str | None = None
    original_agent_reply: list[HistoryMessage] | None = None


class TestBase(Shape):
    from_conversation_metadata: TestFromConversationMetadata | None = None
    dynamic_variables: dict[str, JsonValue] | None = None
    chat_history: Annotated[list[HistoryMessage], Field(max_length=200)] | None = None
    conversation_initiation_source: ConversationInitiationSource | None = None
    environment: str | None = None
    name: str
    parent_folder_id: str | None = None


class ReplyTest(TestBase):
    type: Literal["llm"]
    success_condition: str | None = None
    success_examples: Annotated[list[AgentSuccessfulResponseExample], Field(max_length=5)] | None = None
    failure_examples: Annotated[list[AgentFailureResponseExample], Field(max_length=5)] | None = None


class ReferencedTool(Shape):
    id: str
    type: Literal["system", "webhook", "client", "workflow", "api_integration_webhook", "mcp", "code"]


class NodeTransition(Shape):
    type: Literal["node_id"]
    agent_id: str
    target_node_id: str


class GuardrailTrigger(Shape):
    type: Literal["any"] | None = None


class CallEvaluation(Shape):
    parameters: list[ParameterCheck] | None = None
    referenced_tool: ReferencedTool | None = None
    verify_absence: bool | None = None
    workflow_node_transition: NodeTransition | None = None
    guardrail_trigger: GuardrailTrigger | None = None


class CallTest(TestBase):
    type: Literal["tool"]
    tool_call_parameters: CallEvaluation | None = None
    check_any_tool_matches: bool | None = None


class SimulationToolMockBehavior(Shape):
    mocking_strategy: MockingStrategy | None = None
    fallback_strategy: MockNoMatchBehavior | None = None
    mocked_tool_ids: list[str] | None = None


class SimulationTest(TestBase):
    type: Literal["simulation"]
    success_condition: str | None = None
    success_conditions: Annotated[list[str], Field(max_length=30)] | None = None
    simulation_scenario: str | None = None
    simulation_max_turns: Annotated[int, Field(ge=1, le=50)] | None = None
    simulation_environment: str | None = None
    tool_mock_config: SimulationToolMockBehavior | None = None
    tool_mock_overrides: dict[str, list[ToolResponseMock]] | None = None
    evaluation_model: ModelName | None = None
    simulated_user_model: ModelName | None = None


TestBody: TypeAdapter[ReplyTest | CallTest | SimulationTest] = TypeAdapter(
    Annotated[ReplyTest | CallTest | SimulationTest, Field(discriminator="type")],
    config=ConfigDict(defer_build=True),
)
"""The body that creates a test."""
