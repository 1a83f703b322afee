"""The nodes of a flow by `type`."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    Duration,
    Extracted,
    Headers,
    Id,
    Knowledge,
    Milliseconds,
    ModelChoice,
    Position,
    Primary,
    PromptText,
    Share,
    SpeechToText,
    StaticText,
    Texts,
)
from parley.exports.platforms.retell.shapes.tools import AnyTool, SmsDestination, SmsSender, Swap, TextTemplate
from parley.exports.platforms.retell.shapes.transfers import Destination, TransferOption
from parley.exports.platforms.retell.shapes.ways import (
    AlwaysWay,
    ConversationExample,
    ElseWay,
    GlobalNode,
    SentWay,
    SkipWay,
    TransferFailedWay,
    TransitionExample,
    UnsentWay,
    Way,
)
from parley.exports.shaped import Shape

Instruction = Annotated[PromptText | StaticText, Field(discriminator="type")]


class NodeModel(Shape):
    """A node's own model."""

    primary: Primary


class _Base(Shape):
    id: Id
    name: str = ""
    display_position: Position = ABSENT
    global_node_setting: GlobalNode = ABSENT


class _Node(_Base):
    choice: ModelChoice = Field(default=ABSENT, alias="model_choice")
    settings: NodeModel | None = Field(default=None, alias="model_config")


class _Leading(_Base):
    """A node that leads on under conditions."""

    edges: list[Way] = ABSENT
    else_edge: ElseWay = ABSENT
    finetune_transition_examples: list[TransitionExample] = ABSENT


class _Speaking(_Node):
    """A node that may have something said while it acts."""

    instruction: Instruction = ABSENT
    speak_during_execution: bool = ABSENT


class _Talking(_Node, _Leading):
    """A node that talks with the caller for as long as it takes."""

    always_edge: AlwaysWay = ABSENT
    skip_response_edge: SkipWay = ABSENT
    skippable: bool = False
    allow_dtmf_interruption: bool | None = None
    boosted_keywords: list[str] | None = None
    custom_stt_config: SpeechToText | None = None
    stt_mode: Literal["fast", "accurate", "custom"] | None = None
    finetune_conversation_examples: list[ConversationExample] = ABSENT
    interruption_sensitivity: Share | None = None
    responsiveness: Share | None = None
    voice_speed: Annotated[float, Field(ge=0.5, le=2)] | None = None
    reminder_max_count: Annotated[int, Field(ge=0)] | None = None
    reminder_trigger_ms: Duration | None = None
    kb_config: Knowledge = ABSENT
    knowledge_base_ids: list[str] | None = None


class Conversation(_Talking):
    """Talks."""

    type: Literal["conversation"]
    instruction: Instruction


class Subagent(_Talking):
    """Talks, and calls tools as it sees fit."""

    type: Literal["subagent"]
    instruction: PromptText
    tool_ids: list[str] | None = None
    tools: list[AnyTool] | None = None


class End(_Speaking):
    """Ends the call."""

    type: Literal["end"]
    custom_sip_headers: Headers = ABSENT


class _Acting(_Speaking, _Leading):
    wait_for_result: bool
    enable_typing_sound: bool = False


class Function(_Acting):
    """Calls a tool."""

    type: Literal["function"]
    tool_id: Id
    tool_type: Literal["local", "shared"]


class CodeNode(_Acting):
    """Runs JavaScript."""

    type: Literal["code"]
    code: str
    response_variables: Texts = ABSENT
    timeout_ms: Milliseconds = 30_000


class McpNode(_Acting):
    """Calls a tool of an MCP server."""

    type: Literal["mcp"]
    mcp_id: Id
    mcp_tool_name: Id
    response_variables: Texts = ABSENT


class TransferNode(_Speaking):
    """Passes the call on to a number."""

    type: Literal["transfer_call"]
    edge: TransferFailedWay
    transfer_destination: Destination
    transfer_option: TransferOption
    custom_sip_headers: Headers = ABSENT
    ignore_e164_validation: bool = False


class SwapNode(_Speaking, Swap):
    """Passes the call on to another agent."""

    type: Literal["agent_swap"]
    edge: TransferFailedWay


class PressDigitNode(_Node, _Leading):
    """Presses keys."""

    type: Literal["press_digit"]
    instruction: PromptText
    delay_ms: Annotated[int, Field(ge=0, le=5_000)] = 1_000


class Branch(_Node, _Leading):
    """Leads on at once."""

    type: Literal["branch"]
    else_edge: ElseWay


class Sms(_Node):
    """Sends a text message."""

    type: Literal["sms"]
    instruction: Annotated[PromptText | StaticText | TextTemplate, Field(discriminator="type")]
    success_edge: SentWay
    failed_edge: UnsentWay
    sms_destination: SmsDestination | None = None
    sms_sender: SmsSender | None = None


class ExtractNode(_Node, _Leading):
    """Takes values from the conversation into dynamic variables."""

    type: Literal["extract_dynamic_variables"]
    variables: list[Extracted]
    enable_typing_sound: bool = False


class ComponentNode(_Leading):
    """Goes through a component."""

    type: Literal["component"]
    component_id: Id
    component_type: Literal["local", "shared"]
    else_edge: ElseWay


class BridgeNode(_Speaking):
    """Joins caller and target, for a transfer agent."""

    type: Literal["bridge_transfer"]


class CancelNode(_Speaking):
    """Gives the caller back, for a transfer agent."""

    type: Literal["cancel_transfer"]


AnyNode = Annotated[
    Conversation
    | Subagent
    | End
    | Function
    | CodeNode
    | TransferNode
    | PressDigitNode
    | Branch
    | Sms
    | ExtractNode
    | SwapNode
    | McpNode
    | ComponentNode
    | BridgeNode
    | CancelNode,
    Field(discriminator="type"),
]
