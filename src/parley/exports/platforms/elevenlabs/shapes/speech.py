"""Hearing, speaking and taking turns."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.shaped import Shape

ASRQuality = Literal["high"]
ASRProvider = Literal["elevenlabs", "scribe_realtime", "scribe_v2_turbo"]
ASRInputFormat = Literal["pcm_8000", "pcm_16000", "pcm_22050", "pcm_24000", "pcm_44100", "pcm_48000", "ulaw_8000"]
TTSModelFamily = Literal["turbo", "flash", "multilingual", "v3_conversational", "v4", "v4_turbo"]
TTSOptimizeStreamingLatency = Literal[0, 1, 2, 3, 4]
SpeechModel = Literal[
    "eleven_turbo_v2",
    "eleven_turbo_v2_5",
    "eleven_flash_v2",
    "eleven_flash_v2_5",
    "eleven_multilingual_v2",
    "eleven_v3_conversational",
    "eleven_v4",
    "eleven_v4_turbo",
]
TTSOutputFormat = Literal["pcm_8000", "pcm_16000", "pcm_22050", "pcm_24000", "pcm_44100", "pcm_48000", "ulaw_8000"]
TextNormalisationType = Literal["system_prompt", "elevenlabs"]
TurnMode = Literal["silence", "turn"]
TurnEagerness = Literal["patient", "normal", "eager"]
SpellingPatience = Literal["auto", "off"]
TurnModel = Literal["turn_v2", "turn_v3"]


class ASRConversational(Shape):
    quality: ASRQuality | None = None
    provider: ASRProvider | None = None
    user_input_audio_format: ASRInputFormat | None = None
    keywords: list[str] | None = None


class EffectsSpec(Shape):
    filter_preset_id: str | None = None
    distance: Annotated[float, Field(ge=0, le=1)] | None = None
    environment_id: str | None = None
    background_noise_id: str | None = None
    send_level: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: int | None = None
    pan: Annotated[float, Field(ge=-1, le=1)] | None = None


class PronunciationLocator(Shape):
    pronunciation_dictionary_id: str
    version_id: str | None


class SuggestedAudioTag(Shape):
    tag: Annotated[str, Field(min_length=1, max_length=30)]
    description: Annotated[str, Field(max_length=200)] | None = None


class SupportedVoice(Shape):
    label: Annotated[str, Field(min_length=1)]
    voice_id: Annotated[str, Field(min_length=1)]
    description: str | None = None
    language: str | None = None
    model_family: TTSModelFamily | None = None
    optimize_streaming_latency: TTSOptimizeStreamingLatency | None = None
    stability: Annotated[float, Field(ge=0, le=1)] | None = None
    speed: Annotated[float, Field(ge=0.7, le=1.2)] | None = None
    similarity_boost: Annotated[float, Field(ge=0, le=1)] | None = None
    clone_strength: Annotated[float, Field(ge=0, le=1)] | None = None


class TTS(Shape):
    model_id: SpeechModel | None = None
    voice_id: Annotated[str, Field(min_length=0)] | None = None
    supported_voices: list[SupportedVoice] | None = None
    expressive_mode: bool | None = None
    suggested_audio_tags: Annotated[list[SuggestedAudioTag], Field(max_length=20)] | None = None
    agent_output_audio_format: TTSOutputFormat | None = None
    optimize_streaming_latency: TTSOptimizeStreamingLatency | None = None
    stability: Annotated[float, Field(ge=0, le=1)] | None = None
    speed: Annotated[float, Field(ge=0.7, le=1.2)] | None = None
    similarity_boost: Annotated[float, Field(ge=0, le=1)] | None = None
    text_normalisation_type: TextNormalisationType | None = None
    pronunciation_dictionary_locators: list[PronunciationLocator] | None = None
    enable_phoneme_tags: bool | None = None
    audio_effects: EffectsSpec | None = None
    clone_strength: Annotated[float, Field(ge=0, le=1)] | None = None


class SoftTimeout(Shape):
    timeout_seconds: float | None = None
    message: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    additional_soft_timeout_messages: Annotated[list[str], Field(max_length=7)] | None = None
    use_llm_generated_message: bool | None = None
    randomize_fillers: bool | None = None
    max_soft_timeouts_per_generation: Annotated[int, Field(ge=1, le=8)] | None = None
    llm_generated_message_prompt_override: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    disable_until_first_user_message: bool | None = None


class Turn(Shape):
    turn_timeout: float | None = None
    initial_wait_time: float | None = None
    silence_end_call_timeout: float | None = None
    mode: TurnMode | None = None
    turn_eagerness: TurnEagerness | None = None
    spelling_patience: SpellingPatience | None = None
    speculative_turn: bool | None = None
    retranscribe_on_turn_timeout: bool | None = None
    turn_model: TurnModel | None = None
    interruption_ignore_terms: list[str] | None = None
    interruption_ignore_term_languages: list[str] | None = None
    merge_with_default_ignore_terms: bool | None = None
    transcribe_on_disabled_interruptions: bool | None = None
    soft_timeout_config: SoftTimeout | None = None
    noisy_environment_detection: bool | None = None
    noisy_environment_message: str | None = None


class VADConfig(Shape):
    background_voice_detection: bool | None = None
