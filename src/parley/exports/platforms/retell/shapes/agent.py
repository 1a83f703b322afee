"""The bodies of "create agent" and "create chat agent"."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parley.exports.platforms.retell.shapes.common import (
    ABSENT,
    Address,
    AnalysisItem,
    BooleanItem,
    Double,
    EnumItem,
    Id,
    Milliseconds,
    NumberItem,
    PromptText,
    Share,
    SpeechToText,
    StaticText,
    StringItem,
    Zone,
)
from parley.exports.platforms.retell.shapes.sessions import AfterTool, BeforeTool
from parley.exports.platforms.retell.shapes.words import (
    Ambience,
    CallEvent,
    ChatEvent,
    Emotion,
    Locale,
    Model,
    PiiCategory,
    Topic,
    VoiceModel,
)
from parley.exports.shaped import Shape


class RetellLlmEngine(Shape):
    """Answers come from a Retell LLM."""

    type: Literal["retell-llm"]
    llm_id: Id
    version: float | None = None


class FlowEngine(Shape):
    """Answers come from a conversation flow."""

    type: Literal["conversation-flow"]
    conversation_flow_id: Id
    version: float | None = None


class CustomEngine(Shape):
    """Answers come from a server of one's own."""

    type: Literal["custom-llm"]
    llm_websocket_url: Annotated[str, StringConstraints(pattern=r"^wss?://\S+$")]


Engine = Annotated[RetellLlmEngine | FlowEngine | CustomEngine, Field(discriminator="type")]


class ContactMemory(Shape):
    """What is kept about a caller."""

    enable_read: bool = True
    enable_update: bool = False


class TopicGuardrails(Shape):
    """Topics that are checked for."""

    input_topics: list[Literal["platform_integrity_jailbreaking"]] | None = None
    output_topics: list[Topic] | None = None


class ChatHandbook(Shape):
    """Ready-made manners."""

    ai_disclosure: bool = ABSENT
    default_personality: bool = ABSENT
    high_empathy: bool = ABSENT
    scope_boundaries: bool = ABSENT


class Handbook(ChatHandbook):
    """Ready-made manners, those of the voice included."""

    conversational_personality: bool = ABSENT
    natural_filler_words: bool = ABSENT
    echo_verification: bool = ABSENT
    nato_phonetic_alphabet: bool = ABSENT
    smart_matching: bool = ABSENT
    speech_normalization: bool = ABSENT


class Pii(Shape):
    """What is struck from transcripts and recordings."""

    mode: Literal["post_call"]
    categories: list[PiiCategory]


class _Preset(AnalysisItem):
    type: Literal["system-presets"]
    description: str = ""


class CallPreset(_Preset):
    """A ready-made part of a call's analysis."""

    name: Literal["call_summary", "call_successful", "user_sentiment"]


class ChatPreset(_Preset):
    """A ready-made part of a chat's analysis."""

    name: Literal["chat_summary", "chat_successful", "user_sentiment"]


CallItem = Annotated[StringItem | EnumItem | BooleanItem | NumberItem | CallPreset, Field(discriminator="type")]
ChatItem = Annotated[StringItem | EnumItem | BooleanItem | NumberItem | ChatPreset, Field(discriminator="type")]


class _Agent(Shape):
    response_engine: Engine
    agent_name: str | None = None
    language: Locale | Annotated[list[Locale], Field(min_length=1)] = "en-US"
    timezone: Zone | None = None
    version_title: str | None = None
    contact_memory_config: ContactMemory = ABSENT
    data_storage_retention_days: Annotated[int, Field(ge=1, le=730)] | None = None
    guardrail_config: TopicGuardrails = ABSENT
    opt_in_signed_url: bool = False
    signed_url_expiration_ms: Milliseconds | None = None
    pii_config: Pii = ABSENT
    pre_session_tools: list[BeforeTool] | None = None
    post_session_tools: list[AfterTool] | None = None
    webhook_url: Address | None = None
    webhook_timeout_ms: Milliseconds = 10_000


Storage = Literal["everything", "everything_except_pii", "basic_attributes_only"]


class ChatAgent(_Agent):
    """A chat agent."""

    auto_close_message: str | None = None
    data_storage_setting: Storage | None = None
    end_chat_after_silence_ms: Annotated[int, Field(ge=120_000, le=259_200_000)] | None = None
    handbook_config: ChatHandbook = ABSENT
    post_chat_analysis_data: list[ChatItem] | None = None
    post_chat_analysis_model: Model | None = None
    webhook_events: list[ChatEvent] | None = None


class CallScreening(Shape):
    """What is said to a call screen."""

    agent_identity: str
    call_purpose: str


class Hangup(Shape):
    """Ends the call."""

    type: Literal["hangup"]


class Bridge(Shape):
    """Joins the caller."""

    type: Literal["bridge_transfer"]


class IvrOption(Shape):
    """What is done about a telephone menu."""

    action: Hangup
    detection_prompt: str | None = None


class VoicemailOption(Shape):
    """What is done about an answering machine."""

    action: Annotated[PromptText | StaticText | Hangup | Bridge, Field(discriminator="type")]
    detection_prompt: str | None = None


class Pronunciation(Shape):
    """How a word is spoken."""

    alphabet: Literal["ipa", "cmu", "pinyin", "jyutping"]
    phoneme: str
    word: str


class KeyOptions(Shape):
    """How keys that the caller presses are read."""

    digit_limit: Annotated[float, Field(ge=1)] | None = None
    termination_key: Annotated[str, StringConstraints(pattern=r"^[0-9#*]$")] | None = None
    timeout_ms: Milliseconds = ABSENT


class Agent(_Agent):
    """A voice agent."""

    voice_id: Id
    voice_model: VoiceModel | None = None
    voice_speed: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    voice_temperature: Double = 1.0
    volume: Double = 1.0
    fallback_voice_ids: list[str] | None = None
    allow_dtmf_interruption: bool = False
    allow_user_dtmf: bool = True
    ambient_sound: Ambience | None = None
    ambient_sound_volume: Double = 1.0
    backchannel_frequency: Share = 0.8
    backchannel_words: list[str] | None = None
    begin_message_delay_ms: Annotated[int, Field(ge=0, le=5_000)] = 0
    boosted_keywords: list[str] | None = None
    call_screening_option: CallScreening | None = None
    custom_stt_config: SpeechToText | None = None
    data_storage_setting: Storage = "everything"
    denoising_enhancement_level: Share | None = None
    denoising_mode: Literal["no-denoise", "noise-cancellation", "noise-and-background-speech-cancellation"] = (
        "noise-cancellation"
    )
    enable_backchannel: bool = False
    enable_dnc_detection: bool = False
    enable_dynamic_responsiveness: bool = False
    enable_dynamic_voice_speed: bool = False
    enable_expressive_mode: bool = False
    end_call_after_silence_ms: Annotated[int, Field(ge=10_000)] = 600_000
    expressive_emotion_tags: list[Emotion] = ABSENT
    expressive_mode_prompt: str | None = None
    handbook_config: Handbook = ABSENT
    interruption_sensitivity: Share = 1.0
    is_transfer_agent: bool = False
    ivr_option: IvrOption | None = None
    max_call_duration_ms: Annotated[int, Field(ge=60_000, le=7_200_000)] = 3_600_000
    post_call_analysis_data: list[CallItem] | None = None
    post_call_analysis_model: Model | None = None
    pronunciation_dictionary: list[Pronunciation] | None = None
    reminder_max_count: Annotated[int, Field(ge=0)] = 1
    reminder_trigger_ms: Annotated[float, Field(gt=0)] = 10_000
    responsiveness: Share = 1.0
    ring_duration_ms: Annotated[int, Field(ge=5_000, le=300_000)] = 30_000
    stt_mode: Literal["fast", "accurate", "custom"] = "fast"
    user_dtmf_options: KeyOptions | None = None
    version_description: str | None = None
    vocab_specialization: Literal["general", "medical"] = "general"
    voicemail_option: VoicemailOption | None = None
    webhook_events: list[CallEvent] | None = None
