"""What a conversation may set differently, and what it sets differently in another language."""

from parley.exports.platforms.elevenlabs.shapes.names import ModelName
from parley.exports.platforms.elevenlabs.shapes.prompt import KnowledgeBaseLocator, LLMReasoningEffort
from parley.exports.platforms.elevenlabs.shapes.speech import PronunciationLocator, SpeechModel, SupportedVoice
from parley.exports.shaped import Shape


class ASROverride(Shape):
    keywords: list[str] | None = None


class PromptOverride(Shape):
    prompt: str | None = None
    llm: ModelName | None = None
    tool_ids: list[str] | None = None
    native_mcp_server_ids: list[str] | None = None
    knowledge_base: list[KnowledgeBaseLocator] | None = None
    reasoning_effort: LLMReasoningEffort | None = None
    tool_ids_strict: bool | None = None


class AgentOverride(Shape):
    first_message: str | None = None
    language: str | None = None
    max_conversation_duration_message: str | None = None
    prompt: PromptOverride | None = None


class ConversationOverride(Shape):
    text_only: bool | None = None
    max_duration_seconds: int | None = None


class TTSOverride(Shape):
    model_id: SpeechModel | None = None
    voice_id: str | None = None
    supported_voices: list[SupportedVoice] | None = None
    stability: float | None = None
    speed: float | None = None
    similarity_boost: float | None = None
    pronunciation_dictionary_locators: list[PronunciationLocator] | None = None
    clone_strength: float | None = None


class SoftTimeoutOverride(Shape):
    message: str | None = None
    additional_soft_timeout_messages: list[str] | None = None


class TurnOverride(Shape):
    soft_timeout_config: SoftTimeoutOverride | None = None
    noisy_environment_message: str | None = None


class Override(Shape):
    asr: ASROverride | None = None
    turn: TurnOverride | None = None
    tts: TTSOverride | None = None
    conversation: ConversationOverride | None = None
    agent: AgentOverride | None = None


class LanguagePresetTranslation(Shape):
    source_hash: str
    text: str


class LanguagePreset(Shape):
    overrides: Override
    first_message_translation: LanguagePresetTranslation | None = None
    soft_timeout_translation: LanguagePresetTranslation | None = None
    noisy_environment_message_translation: LanguagePresetTranslation | None = None


class ASROverridable(Shape):
    keywords: bool | None = None


class PromptOverridable(Shape):
    prompt: bool | None = None
    llm: bool | None = None
    tool_ids: bool | None = None
    native_mcp_server_ids: bool | None = None
    knowledge_base: bool | None = None
    reasoning_effort: bool | None = None
    tool_ids_strict: bool | None = None


class AgentOverridable(Shape):
    first_message: bool | None = None
    language: bool | None = None
    max_conversation_duration_message: bool | None = None
    prompt: PromptOverridable | None = None


class ConversationOverridable(Shape):
    text_only: bool | None = None
    max_duration_seconds: bool | None = None


class TTSOverridable(Shape):
    model_id: bool | None = None
    voice_id: bool | None = None
    supported_voices: bool | None = None
    stability: bool | None = None
    speed: bool | None = None
    similarity_boost: bool | None = None
    pronunciation_dictionary_locators: bool | None = None
    clone_strength: bool | None = None


class SoftTimeoutOverridable(Shape):
    message: bool | None = None
    additional_soft_timeout_messages: bool | None = None


class TurnOverridable(Shape):
    soft_timeout_config: SoftTimeoutOverridable | None = None
    noisy_environment_message: bool | None = None


class Overridable(Shape):
    asr: ASROverridable | None = None
    turn: TurnOverridable | None = None
    tts: TTSOverridable | None = None
    conversation: ConversationOverridable | None = None
    agent: AgentOverridable | None = None
