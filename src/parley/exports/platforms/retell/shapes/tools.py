"""Tools, by `type`: those of a Retell LLM, of a flow and its subagents, and those run before and after a session."""

from typing import Annotated, Any, Literal

from pydantic import Field

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    Address,
    Extracted,
    Headers,
    Id,
    Milliseconds,
    Name,
    PhoneNumber,
    Texts,
    Version,
)
from parley.exports.platforms.retell.shapes.transfers import Destination, InferredNumber, TransferOption
from parley.exports.shaped import Shape

AnalysisSetting = Literal["both_agents", "only_destination_agent"]
WebhookSetting = Literal["both_agents", "only_destination_agent", "only_source_agent"]


Kind = Literal["string", "number", "integer", "boolean", "object", "array", "null"]


class Value(Shape):
    """The JSON Schema of one value."""

    type: Kind | list[Kind] = ABSENT
    title: str = ""
    description: str = ""
    enum: list[Any] = ABSENT
    const: Any = None
    default: Any = None
    examples: list[Any] = ABSENT
    format: str = ""
    pattern: str = ""
    items: "Value" = ABSENT
    properties: "dict[str, Value]" = ABSENT
    required: list[str] = ABSENT
    additional_properties: bool = Field(default=ABSENT, alias="additionalProperties")
    any_of: "list[Value]" = Field(default=ABSENT, alias="anyOf")
    one_of: "list[Value]" = Field(default=ABSENT, alias="oneOf")
    all_of: "list[Value]" = Field(default=ABSENT, alias="allOf")
    minimum: float = ABSENT
    maximum: float = ABSENT
    exclusive_minimum: float = Field(default=ABSENT, alias="exclusiveMinimum")
    exclusive_maximum: float = Field(default=ABSENT, alias="exclusiveMaximum")
    multiple_of: float = Field(default=ABSENT, alias="multipleOf")
    min_length: int = Field(default=ABSENT, alias="minLength")
    max_length: int = Field(default=ABSENT, alias="maxLength")
    min_items: int = Field(default=ABSENT, alias="minItems")
    max_items: int = Field(default=ABSENT, alias="maxItems")
    unique_items: bool = Field(default=ABSENT, alias="uniqueItems")
    selected_input_mode: str = ABSENT


class Arguments(Shape):
    """The JSON Schema of a call's arguments."""

    type: Literal["object"]
    properties: dict[str, Value]
    required: list[str] = ABSENT
    additional_properties: bool = Field(default=ABSENT, alias="additionalProperties")


class _Tool(Shape):
    name: Name
    description: str = ""


class _Announced(_Tool):
    """A tool that may have something said while it runs."""

    speak_during_execution: bool = ABSENT
    execution_message_type: Literal["prompt", "static_text"] = "prompt"
    execution_message_description: str = ""


class _Asked(_Announced):
    """A tool whose answer the agent goes on from."""

    speak_after_execution: bool = ABSENT
    response_variables: Texts = ABSENT
    enable_typing_sound: bool = False


class EndCall(_Announced):
    """Ends the call."""

    type: Literal["end_call"]
    custom_sip_headers: Headers = ABSENT


class TransferCall(_Announced):
    """Passes the call on to a number."""

    type: Literal["transfer_call"]
    transfer_destination: Destination
    transfer_option: TransferOption
    custom_sip_headers: Headers = ABSENT
    ignore_e164_validation: bool = False


class Swap(Shape):
    """Which agent takes over, and what goes with the call."""

    agent_id: Id
    post_call_analysis_setting: AnalysisSetting
    agent_version: Version = ABSENT
    keep_current_language: bool = False
    keep_current_voice: bool = False
    use_swap_agent_max_duration: bool = False
    webhook_setting: WebhookSetting = "only_source_agent"


class AgentSwap(_Announced, Swap):
    """Passes the call on to another agent."""

    type: Literal["agent_swap"]


class PressDigit(_Tool):
    """Presses keys."""

    type: Literal["press_digit"]
    delay_ms: Annotated[int, Field(ge=0, le=5_000)] = 1_000


class PredefinedText(Shape):
    """A text message as it is."""

    type: Literal["predefined"]
    text: str


class TextTemplate(Shape):
    """A text message of the platform's."""

    type: Literal["template"]
    template: Literal["info_collection"]


class CustomerNumber(Shape):
    """To whoever is on the call."""

    type: Literal["customer_number"]


class OtherNumber(Shape):
    """To another number."""

    type: Literal["phone_number"]
    phone_number: PhoneNumber
    ignore_e164_validation: bool = False


class CurrentNumber(Shape):
    """From the agent's number."""

    type: Literal["current_number"]


class LongCode(Shape):
    """From a number of the platform's."""

    type: Literal["retell_long_code"]


SmsDestination = Annotated[CustomerNumber | OtherNumber, Field(discriminator="type")]
SmsSender = Annotated[CurrentNumber | LongCode, Field(discriminator="type")]


class SendSms(_Announced):
    """Sends a text message."""

    type: Literal["send_sms"]
    sms_content: Annotated[PredefinedText | InferredNumber | TextTemplate, Field(discriminator="type")]
    sms_destination: SmsDestination | None = None
    sms_sender: SmsSender | None = None
    speak_after_execution: bool = ABSENT


class Custom(_Asked):
    """An HTTP request."""

    type: Literal["custom"]
    url: Address
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "POST"
    headers: Texts = ABSENT
    query_params: Texts = ABSENT
    parameters: Arguments = ABSENT
    parameter_type: Literal["json", "form"] = ABSENT
    args_at_root: bool = False
    max_retry: Annotated[int, Field(ge=0, le=5)] = 0
    timeout_ms: Annotated[int, Field(ge=1_000, le=600_000)] = 120_000


class Code(_Asked):
    """JavaScript run by the platform."""

    type: Literal["code"]
    code: str
    timeout_ms: Milliseconds = 30_000


class Extract(Shape):
    """Takes values from the conversation into dynamic variables."""

    type: Literal["extract_dynamic_variable"]
    name: Name
    description: str
    variables: list[Extracted]
    enable_typing_sound: bool = False


class BridgeTransfer(_Announced):
    """Joins caller and target, for a transfer agent."""

    type: Literal["bridge_transfer"]


class CancelTransfer(_Announced):
    """Gives the caller back, for a transfer agent."""

    type: Literal["cancel_transfer"]


class McpCall(_Asked):
    """A tool of an MCP server."""

    type: Literal["mcp"]
    name: Id
    description: str
    mcp_id: str = ABSENT
    input_schema: Texts = ABSENT


class AllOutput(Shape):
    """The whole answer."""

    mode: Literal["all"]
    fields: list[str] = ABSENT


class SomeOutput(Shape):
    """Some fields of the answer."""

    mode: Literal["subset"]
    fields: list[str]


class App(_Asked):
    """A call of a connected application."""

    type: Literal["integration_app"]
    app_id: Id
    app_tool_template_name: Id
    provider: Id
    parameters: list[Arguments] = ABSENT
    output_selection: Annotated[AllOutput | SomeOutput, Field(discriminator="mode")] = ABSENT


AnyTool = Annotated[
    EndCall
    | TransferCall
    | AgentSwap
    | PressDigit
    | SendSms
    | Custom
    | Code
    | Extract
    | BridgeTransfer
    | CancelTransfer
    | McpCall
    | App,
    Field(discriminator="type"),
]


class FlowCustom(Custom):
    """An HTTP request of a flow."""

    tool_id: Id = ABSENT


class FlowApp(App):
    """A call of a connected application, of a flow."""

    tool_id: Id = ABSENT


FlowTool = Annotated[FlowCustom | FlowApp, Field(discriminator="type")]
