"""The workflow: nodes by kind, edges with their conditions."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.conversation import Conversational
from parley.exports.platforms.elevenlabs.shapes.expressions import Expression
from parley.exports.platforms.elevenlabs.shapes.parameters import SchemaOverride
from parley.exports.platforms.elevenlabs.shapes.prompt import KnowledgeBaseLocator
from parley.exports.platforms.elevenlabs.shapes.transfers import TransferBase
from parley.exports.shaped import Shape

EntryBehavior = Literal["generate_immediately", "wait_for_user", "auto"]


class WorkflowExpressionCondition(Shape):
    label: str | None = None
    type: Literal["expression"]
    expression: Expression


class WorkflowLLMCondition(Shape):
    label: str | None = None
    type: Literal["llm"]
    condition: str


class WorkflowResultCondition(Shape):
    label: str | None = None
    type: Literal["result"]
    successful: bool


class WorkflowUnconditional(Shape):
    label: str | None = None
    type: Literal["unconditional"]


WorkflowCondition = Annotated[
    WorkflowUnconditional | WorkflowLLMCondition | WorkflowResultCondition | WorkflowExpressionCondition,
    Field(discriminator="type"),
]


class Position(Shape):
    x: float | None = None
    y: float | None = None


class WorkflowEdge(Shape):
    source: str
    target: str
    forward_condition: WorkflowCondition | None = None
    backward_condition: WorkflowCondition | None = None
    reroutes: list[Position] | None = None


class NodeBase(Shape):
    position: Position | None = None
    edge_order: list[str] | None = None


class WorkflowEndNode(NodeBase):
    type: Literal["end"]
    outcome: Literal["success", "failure"] | None = None


class WorkflowOverrideAgentNode(NodeBase):
    type: Literal["override_agent"]
    conversation_config: Conversational | None = None
    additional_prompt: str | None = None
    additional_knowledge_base: list[KnowledgeBaseLocator] | None = None
    additional_tool_ids: list[str] | None = None
    label: str
    entry_behavior: EntryBehavior | None = None


class WorkflowPhoneNumberNode(TransferBase, NodeBase):
    type: Literal["phone_number"]


class WorkflowStandaloneAgentNode(NodeBase):
    type: Literal["standalone_agent"]
    agent_id: str | None = None
    node_id: Annotated[str, Field(min_length=1)] | None = None
    delay_ms: int | None = None
    transfer_message: str | None = None
    enable_transferred_agent_first_message: bool | None = None
    preserve_client_tts_overrides: bool | None = None
    branch_id: str | None = None
    preserve_voice_settings: bool | None = None


class WorkflowStartNode(NodeBase):
    type: Literal["start"]


class ToolLocator(Shape):
    tool_id: str
    schema_overrides: dict[str, SchemaOverride] | None = None


class WorkflowToolNode(NodeBase):
    type: Literal["tool"]
    tools: list[ToolLocator] | None = None


class TranslatedText(Shape):
    value: str


class LiteralMessage(Shape):
    type: Literal["literal"]
    text: str
    text_translations: dict[str, TranslatedText] | None = None


class PromptedMessage(Shape):
    type: Literal["prompt"]
    prompt: str


class WorkflowSayNode(NodeBase):
    type: Literal["say"]
    label: str
    message: Annotated[LiteralMessage | PromptedMessage, Field(discriminator="type")]
    conversation_config: Conversational | None = None
    additional_prompt: str | None = None
    additional_knowledge_base: list[KnowledgeBaseLocator] | None = None
    additional_tool_ids: list[str] | None = None
    wait_for_speech_completion: bool | None = None
    wait_for_user_response: bool | None = None


class StateUpdate(Shape):
    type: Literal["dynamic_variable"] | None = None
    variable_name: str
    expression: Expression
    required: bool | None = None


class WorkflowUpdateStateNode(NodeBase):
    type: Literal["update_state"]
    label: str
    updates: Annotated[list[StateUpdate], Field(max_length=50)]


class Workflow(Shape):
    edges: dict[str, WorkflowEdge] | None = None
    nodes: (
        dict[
            str,
            Annotated[
                WorkflowStartNode
                | WorkflowEndNode
                | WorkflowPhoneNumberNode
                | WorkflowOverrideAgentNode
                | WorkflowStandaloneAgentNode
                | WorkflowToolNode
                | WorkflowSayNode
                | WorkflowUpdateStateNode,
                Field(discriminator="type"),
            ],
        ]
        | None
    ) = None
    prevent_subagent_loops: bool | None = None
