"""Who listens: transcribers by provider."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.offers import (
    AssemblyAiTranscriberLanguageCodes,
    AssemblyAiTranscriberSpeechModel,
    DeepgramTranscriberLanguage,
    DeepgramTranscriberModel,
    GoogleTranscriberLanguage,
    GoogleTranscriberModel,
    OpenaiTranscriberLanguage,
    XaiTranscriberLanguage,
)
from parley.exports.platforms.vapi.shapes.values import Server
from parley.exports.platforms.vapi.shapes.words import Number
from parley.exports.shaped import Shape


class FallbackTranscriberPlan(Shape):
    transcribers: "list[AnyTranscriber] | None" = None


class AssemblyAiTranscriber(Shape):
    provider: Literal["assembly-ai"]
    language: Literal["multi", "en"] | None = None
    confidenceThreshold: Number | None = None
    formatTurns: bool | None = None
    endOfTurnConfidenceThreshold: Number | None = None
    minEndOfTurnSilenceWhenConfident: Number | None = None
    wordFinalizationMaxWaitTime: Number | None = None
    maxTurnSilence: Number | None = None
    vadAssistedEndpointingEnabled: bool | None = None
    mode: Literal["max_accuracy", "min_latency", "balanced"] | None = None
    prompt: str | None = None
    agentContext: str | None = None
    agentContextAutoUpdateEnabled: bool | None = None
    languageCodes: list[AssemblyAiTranscriberLanguageCodes] | None = None
    speechModel: AssemblyAiTranscriberSpeechModel | None = None
    realtimeUrl: str | None = None
    wordBoost: list[str] | None = None
    keytermsPrompt: list[str] | None = None
    endUtteranceSilenceThreshold: Number | None = None
    disablePartialTranscripts: bool | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class AzureTranscriber(Shape):
    provider: Literal["azure"]
    language: str | None = None
    segmentationStrategy: Literal["Default", "Time", "Semantic"] | None = None
    segmentationSilenceTimeoutMs: Number | None = None
    segmentationMaximumTimeMs: Number | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class CustomTranscriberTranscriber(Shape):
    provider: Literal["custom-transcriber"]
    server: Server
    fallbackPlan: FallbackTranscriberPlan | None = None


class DeepgramTranscriber(Shape):
    provider: Literal["deepgram"]
    model: DeepgramTranscriberModel | None = None
    language: DeepgramTranscriberLanguage | None = None
    smartFormat: bool | None = None
    mipOptOut: bool | None = None
    numerals: bool | None = None
    profanityFilter: bool | None = None
    redaction: list[Literal["pci", "pii", "phi", "numbers"]] | None = None
    confidenceThreshold: Number | None = None
    eotThreshold: Number | None = None
    eotTimeoutMs: Number | None = None
    languages: list[str] | None = None
    keywords: list[str] | None = None
    keyterm: list[str] | None = None
    endpointing: Number | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class ElevenLabsTranscriber(Shape):
    provider: Literal["11labs"]
    model: Literal["scribe_v1", "scribe_v2", "scribe_v2_realtime"] | None = None
    language: str | None = None
    silenceThresholdSeconds: Number | None = None
    confidenceThreshold: Number | None = None
    minSpeechDurationMs: Number | None = None
    minSilenceDurationMs: Number | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class GladiaVocabularyItem(Shape):
    value: str
    pronunciations: list[str] | None = None
    intensity: Number | None = None
    language: str | None = None


class GladiaCustomVocabularyConfig(Shape):
    vocabulary: list[str | GladiaVocabularyItem]
    defaultIntensity: Number | None = None


class GladiaTranscriber(Shape):
    provider: Literal["gladia"]
    model: Literal["fast", "accurate", "solaria-1"] | None = None
    languageBehaviour: Literal["manual", "automatic single language", "automatic multiple languages"] | None = None
    language: str | None = None
    languages: list[str] | None = None
    transcriptionHint: str | None = None
    prosody: bool | None = None
    audioEnhancer: bool | None = None
    confidenceThreshold: Number | None = None
    endpointing: Number | None = None
    speechThreshold: Number | None = None
    customVocabularyEnabled: bool | None = None
    customVocabularyConfig: GladiaCustomVocabularyConfig | None = None
    region: Literal["us-west", "eu-west"] | None = None
    receivePartialTranscripts: bool | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class GoogleTranscriber(Shape):
    provider: Literal["google"]
    model: GoogleTranscriberModel | None = None
    language: GoogleTranscriberLanguage | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class TalkscriberTranscriber(Shape):
    provider: Literal["talkscriber"]
    model: Literal["whisper"] | None = None
    language: str | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class SpeechmaticsCustomVocabularyItem(Shape):
    content: str
    soundsLike: list[str] | None = None


class SpeechmaticsTranscriber(Shape):
    provider: Literal["speechmatics"]
    customVocabulary: list[SpeechmaticsCustomVocabularyItem]
    model: Literal["default"] | None = None
    language: str | None = None
    operatingPoint: Literal["standard", "enhanced"] | None = None
    region: Literal["eu", "us"] | None = None
    enableDiarization: bool | None = None
    maxDelay: Number | None = None
    numeralStyle: Literal["written", "spoken"] | None = None
    endOfTurnSensitivity: Number | None = None
    removeDisfluencies: bool | None = None
    minimumSpeechDuration: Number | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class OpenaiTranscriber(Shape):
    provider: Literal["openai"]
    model: Literal["gpt-4o-transcribe", "gpt-4o-mini-transcribe"]
    language: OpenaiTranscriberLanguage | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class CartesiaTranscriber(Shape):
    provider: Literal["cartesia"]
    model: Literal["ink-whisper", "ink-2"] | None = None
    language: str | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class SonioxContextGeneralItem(Shape):
    key: str
    value: str


class SonioxTranscriber(Shape):
    provider: Literal["soniox"]
    model: Literal["stt-rt-v4", "stt-rt-v5"] | None = None
    language: str | None = None
    languages: list[str] | None = None
    languageHintsStrict: bool | None = None
    maxEndpointDelayMs: Number | None = None
    endpointSensitivity: Number | None = None
    endpointLatencyAdjustmentLevel: Number | None = None
    customVocabulary: list[str] | None = None
    contextGeneral: list[SonioxContextGeneralItem] | None = None
    confidenceThreshold: Number | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class XaiTranscriber(Shape):
    provider: Literal["xai"]
    model: Literal["default"] | None = None
    language: XaiTranscriberLanguage | None = None
    fallbackPlan: FallbackTranscriberPlan | None = None


class VapiTranscriber(Shape):
    provider: Literal["vapi"]
    version: Literal["latest", "1"] | None = None
    language: str | None = None
    languages: list[str] | None = None
    keywords: list[str] | None = None
    turnTaking: Literal["intelligent", "manual"] | None = None


AnyTranscriber = Annotated[
    AssemblyAiTranscriber
    | AzureTranscriber
    | CustomTranscriberTranscriber
    | DeepgramTranscriber
    | ElevenLabsTranscriber
    | GladiaTranscriber
    | GoogleTranscriber
    | TalkscriberTranscriber
    | SpeechmaticsTranscriber
    | OpenaiTranscriber
    | CartesiaTranscriber
    | SonioxTranscriber
    | XaiTranscriber
    | VapiTranscriber,
    Field(discriminator="provider"),
]
