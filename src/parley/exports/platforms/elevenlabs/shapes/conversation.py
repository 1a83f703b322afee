"""The configuration of a conversation, as agents and workflow nodes have it."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.elevenlabs.shapes.overrides import LanguagePreset
from parley.exports.platforms.elevenlabs.shapes.prompt import AgentConfig
from parley.exports.platforms.elevenlabs.shapes.speech import TTS, ASRConversational, Turn, VADConfig
from parley.exports.shaped import Shape

BackgroundSoundSourceType = Literal["preset"]
BackgroundSoundPresetId = Literal[
    "office2", "office1", "restaurant", "city", "typing", "elevator1", "elevator2", "elevator3", "elevator4"
]
ClientEvent = Literal[
    "conversation_initiation_metadata",
    "asr_initiation_metadata",
    "ping",
    "audio",
    "interruption",
    "user_transcript",
    "tentative_user_transcript",
    "agent_response",
    "agent_response_correction",
    "client_tool_call",
    "mcp_tool_call",
    "mcp_connection_status",
    "agent_tool_request",
    "agent_tool_response",
    "agent_tool_response_full_payload",
    "agent_response_metadata",
    "vad_score",
    "agent_chat_response_part",
    "client_error",
    "guardrail_triggered",
    "dtmf_request",
    "agent_response_complete",
    "context_usage",
    "internal_turn_probability",
    "internal_tentative_agent_response",
]


class BackgroundSound(Shape):
    source_type: BackgroundSoundSourceType | None = None
    source_id: BackgroundSoundPresetId | None = None
    volume: Annotated[float, Field(ge=0.01, le=1)] | None = None
    crossfade_loop: bool | None = None


class DTMFInput(Shape):
    dtmf_input_timeout: Annotated[float, Field(ge=0.5, le=10)] | None = None
    hash_terminator: bool | None = None
    redact_input: bool | None = None


class FileInput(Shape):
    enabled: bool | None = None
    max_files_in_memory: Annotated[int, Field(ge=1, le=30)] | None = None
    max_files_per_conversation: int | None = None


class Conversation(Shape):
    text_only: bool | None = None
    max_duration_seconds: int | None = None
    client_events: list[ClientEvent] | None = None
    file_input: FileInput | None = None
    monitoring_enabled: bool | None = None
    monitoring_events: list[ClientEvent] | None = None
    dtmf_input_settings: DTMFInput | None = None
    background_sound: BackgroundSound | None = None
    source_attribution: bool | None = None


class Conversational(Shape):
    asr: ASRConversational | None = None
    turn: Turn | None = None
    tts: TTS | None = None
    conversation: Conversation | None = None
    language_presets: dict[str, LanguagePreset] | None = None
    vad: VADConfig | None = None
    agent: AgentConfig | None = None
