"""The platform's own tools, each known by the type of its parameters."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.common import ToolBase
from parley.exports.platforms.elevenlabs.shapes.transfers import AgentTransfer, PhoneNumberTransfer
from parley.exports.shaped import Shape

SearchStrategy = Literal["cat", "keyword", "semantic", "ls"]


class EndCallTool(Shape):
    system_tool_type: Literal["end_call"]


class ProcedureDraftRef(Shape):
    procedure_id: str
    version_id: None = None


class ProcedureVersionRef(Shape):
    procedure_id: str
    version_id: str


class EndProcedureTool(Shape):
    system_tool_type: Literal["end_procedure"]
    procedures: dict[str, ProcedureVersionRef | ProcedureDraftRef] | None = None


class KnowledgeBaseRagTool(Shape):
    system_tool_type: Literal["knowledge_base_rag"]


class KnowledgeBaseTool(Shape):
    system_tool_type: Literal["knowledge_base"]
    enabled_strategies: list[SearchStrategy] | None = None


class LanguageDetectionTool(Shape):
    system_tool_type: Literal["language_detection"]
    only_at_conversation_start: bool | None = None


class PlayDTMFTool(Shape):
    system_tool_type: Literal["play_keypad_touch_tone"]
    use_out_of_band_dtmf: bool | None = None
    suppress_turn_after_dtmf: bool | None = None


class SkipTurnTool(Shape):
    system_tool_type: Literal["skip_turn"]
    wait_timeout_secs: float | None = None


class StartProcedureTool(Shape):
    system_tool_type: Literal["start_procedure"]
    procedures: dict[str, ProcedureVersionRef | ProcedureDraftRef] | None = None


class TransferToAgentTool(Shape):
    system_tool_type: Literal["transfer_to_agent"]
    transfers: list[AgentTransfer]


class TransferToNumberTool(Shape):
    system_tool_type: Literal["transfer_to_number"]
    transfers: list[PhoneNumberTransfer]
    enable_client_message: bool | None = None


class VoicemailDetectionTool(Shape):
    system_tool_type: Literal["voicemail_detection"]
    voicemail_message: str | None = None


class SystemTool(ToolBase):
    type: Literal["system"]
    description: str | None = None
    params: Annotated[
        EndCallTool
        | LanguageDetectionTool
        | TransferToAgentTool
        | TransferToNumberTool
        | SkipTurnTool
        | PlayDTMFTool
        | VoicemailDetectionTool
        | KnowledgeBaseRagTool
        | KnowledgeBaseTool
        | StartProcedureTool
        | EndProcedureTool,
        Field(discriminator="system_tool_type"),
    ]


class BuiltInTools(Shape):
    end_call: SystemTool | None = None
    language_detection: SystemTool | None = None
    transfer_to_agent: SystemTool | None = None
    transfer_to_number: SystemTool | None = None
    skip_turn: SystemTool | None = None
    play_keypad_touch_tone: SystemTool | None = None
    voicemail_detection: SystemTool | None = None
