"""Tools of every type, and where transfers and handoffs lead."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.transfers import AnyHandoffPlace, AnyTransferPlace
from parley.exports.platforms.vapi.shapes.values import (
    AnyMessage,
    BackoffPlan,
    JsonSchema,
    OpenAiFunction,
    Server,
    ToolParameter,
    ToolRejectionPlan,
    VariableExtractionPlan,
)
from parley.exports.platforms.vapi.shapes.words import TOOL_NAME, Number, Stored, one_of
from parley.exports.shaped import Shape

KnowledgeBaseModel = Annotated[
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


class AnyToolFields(Stored):
    """What every tool has."""

    messages: list[AnyMessage] | None = None
    rejectionPlan: ToolRejectionPlan | None = None


class ApiRequestTool(AnyToolFields):
    type: Literal["apiRequest"]
    method: Literal["POST", "GET", "PUT", "PATCH", "DELETE"]
    url: str
    name: Annotated[str, Field(pattern=TOOL_NAME)] | None = None
    timeoutSeconds: Number | None = None
    credentialId: str | None = None
    encryptedPaths: list[str] | None = None
    parameters: list[ToolParameter] | None = None
    description: str | None = None
    body: JsonSchema | None = None
    headers: JsonSchema | None = None
    backoffPlan: BackoffPlan | None = None
    variableExtractionPlan: VariableExtractionPlan | None = None


class BashTool(AnyToolFields):
    type: Literal["bash"]
    subType: Literal["bash_20241022"]
    name: Literal["bash"]
    server: Server | None = None


class CodeToolEnvironmentVariable(Shape):
    name: str
    value: str


class CodeTool(AnyToolFields):
    type: Literal["code"]
    code: str
    async_: bool | None = Field(default=None, alias="async")
    server: Server | None = None
    environmentVariables: list[CodeToolEnvironmentVariable] | None = None
    timeoutSeconds: Number | None = None
    credentialId: str | None = None
    variableExtractionPlan: VariableExtractionPlan | None = None
    function: OpenAiFunction | None = None


class ComputerTool(AnyToolFields):
    type: Literal["computer"]
    subType: Literal["computer_20241022"]
    name: Literal["computer"]
    displayWidthPx: Number
    displayHeightPx: Number
    server: Server | None = None
    displayNumber: Number | None = None


class DtmfTool(AnyToolFields):
    type: Literal["dtmf"]
    sipInfoDtmfEnabled: bool | None = None


class EndCallTool(AnyToolFields):
    type: Literal["endCall"]


class FunctionTool(AnyToolFields):
    type: Literal["function"]
    async_: bool | None = Field(default=None, alias="async")
    server: Server | None = None
    variableExtractionPlan: VariableExtractionPlan | None = None
    parameters: list[ToolParameter] | None = None
    function: OpenAiFunction | None = None


class GohighlevelCalendarAvailabilityCheckTool(AnyToolFields):
    type: Literal["gohighlevel.calendar.availability.check"]


class GohighlevelCalendarEventCreateTool(AnyToolFields):
    type: Literal["gohighlevel.calendar.event.create"]


class GohighlevelContactCreateTool(AnyToolFields):
    type: Literal["gohighlevel.contact.create"]


class GohighlevelContactGetTool(AnyToolFields):
    type: Literal["gohighlevel.contact.get"]


class GoogleCalendarAvailabilityCheckTool(AnyToolFields):
    type: Literal["google.calendar.availability.check"]


class GoogleCalendarEventCreateTool(AnyToolFields):
    type: Literal["google.calendar.event.create"]


class GoogleSheetsRowAppendTool(AnyToolFields):
    type: Literal["google.sheets.row.append"]


class HandoffTool(AnyToolFields):
    type: Literal["handoff"]
    defaultResult: str | None = None
    destinations: list[AnyHandoffPlace] | None = None
    function: OpenAiFunction | None = None


class McpToolMessages(Shape):
    name: str
    messages: list[AnyMessage] | None = None


class McpToolMetadata(Shape):
    protocol: Literal["sse", "shttp"] | None = None


class McpTool(AnyToolFields):
    type: Literal["mcp"]
    server: Server | None = None
    toolMessages: list[McpToolMessages] | None = None
    metadata: McpToolMetadata | None = None


class KnowledgeBase(Shape):
    name: str
    provider: Literal["google"]
    description: str
    fileIds: list[str]
    model: KnowledgeBaseModel | None = None


class QueryTool(AnyToolFields):
    type: Literal["query"]
    knowledgeBases: list[KnowledgeBase] | None = None


class SlackMessageSendTool(AnyToolFields):
    type: Literal["slack.message.send"]


class SmsTool(AnyToolFields):
    type: Literal["sms"]


class TextEditorTool(AnyToolFields):
    type: Literal["textEditor"]
    subType: Literal["text_editor_20241022"]
    name: Literal["str_replace_editor"]
    server: Server | None = None


class TransferCallTool(AnyToolFields):
    type: Literal["transferCall"]
    destinations: list[AnyTransferPlace] | None = None


class SipRequestTool(AnyToolFields):
    type: Literal["sipRequest"]
    verb: Literal["INFO", "MESSAGE", "NOTIFY"]
    headers: JsonSchema | None = None
    body: str | JsonSchema | None = None


class VoicemailTool(AnyToolFields):
    type: Literal["voicemail"]
    beepDetectionEnabled: bool | None = None


AnyTool = Annotated[
    ApiRequestTool
    | BashTool
    | CodeTool
    | ComputerTool
    | DtmfTool
    | EndCallTool
    | FunctionTool
    | GohighlevelCalendarAvailabilityCheckTool
    | GohighlevelCalendarEventCreateTool
    | GohighlevelContactCreateTool
    | GohighlevelContactGetTool
    | GoogleCalendarAvailabilityCheckTool
    | GoogleCalendarEventCreateTool
    | GoogleSheetsRowAppendTool
    | HandoffTool
    | McpTool
    | QueryTool
    | SlackMessageSendTool
    | SmsTool
    | TextEditorTool
    | TransferCallTool
    | SipRequestTool
    | VoicemailTool,
    Field(discriminator="type"),
]
