"""Who speaks: voices by provider."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.offers import (
    CartesiaVoiceLanguage,
    CartesiaVoiceModel,
    ElevenLabsVoiceModel,
    MicrosoftVoiceRole,
    MicrosoftVoiceStyle,
    MicrosoftVoiceVoiceId,
    MinimaxVoiceLanguageBoost,
    PlayhtVoiceEmotion,
    PlayhtVoiceLanguage,
    VapiVoiceLanguage,
    XaiVoiceLanguage,
)
from parley.exports.platforms.vapi.shapes.speech import (
    CartesiaExperimentalControls,
    CartesiaGenerationConfig,
    ChunkPlan,
    ElevenLabsPronunciationDictionaryLocator,
    TavusConversationProperties,
    VapiPronunciationDictionaryLocator,
)
from parley.exports.platforms.vapi.shapes.values import Server
from parley.exports.platforms.vapi.shapes.words import Number
from parley.exports.shaped import Shape


class AnyVoiceFields(Shape):
    """What every voice has."""

    cachingEnabled: bool | None = None
    chunkPlan: ChunkPlan | None = None


class FallbackPlan(Shape):
    voices: "list[AnyVoice]"


class AzureVoice(AnyVoiceFields):
    provider: Literal["azure"]
    voiceId: str
    speed: Number | None = None
    oneOf: JsonValue | None = None
    fallbackPlan: FallbackPlan | None = None


class CartesiaVoice(AnyVoiceFields):
    provider: Literal["cartesia"]
    voiceId: str
    model: CartesiaVoiceModel | None = None
    language: CartesiaVoiceLanguage | None = None
    experimentalControls: CartesiaExperimentalControls | None = None
    generationConfig: CartesiaGenerationConfig | None = None
    pronunciationDictId: str | None = None
    fallbackPlan: FallbackPlan | None = None


class HumeVoice(AnyVoiceFields):
    provider: Literal["hume"]
    voiceId: str
    model: Literal["octave", "octave2"] | None = None
    isCustomHumeVoice: bool | None = None
    description: str | None = None
    fallbackPlan: FallbackPlan | None = None


class CustomVoiceVoice(AnyVoiceFields):
    provider: Literal["custom-voice"]
    server: Server
    voiceId: str | None = None
    fallbackPlan: FallbackPlan | None = None


class DeepgramVoice(AnyVoiceFields):
    provider: Literal["deepgram"]
    voiceId: str
    model: Literal["aura", "aura-2", "flux"] | None = None
    mipOptOut: bool | None = None
    speed: Number | None = None
    expressivity: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class ElevenLabsVoice(AnyVoiceFields):
    provider: Literal["11labs"]
    voiceId: str
    stability: Annotated[Number, Field(ge=0, le=1)] | None = None
    similarityBoost: Annotated[Number, Field(ge=0, le=1)] | None = None
    style: Number | None = None
    useSpeakerBoost: bool | None = None
    speed: Annotated[Number, Field(ge=0.7, le=1.2)] | None = None
    optimizeStreamingLatency: Number | None = None
    enableSsmlParsing: bool | None = None
    autoMode: bool | None = None
    model: ElevenLabsVoiceModel | None = None
    language: str | None = None
    pronunciationDictionaryLocators: list[ElevenLabsPronunciationDictionaryLocator] | None = None
    fallbackPlan: FallbackPlan | None = None


class VapiVoice(AnyVoiceFields):
    provider: Literal["vapi"]
    voiceId: str
    version: Literal["1", "2", "latest"] | None = None
    speed: Number | None = None
    language: VapiVoiceLanguage | None = None
    pronunciationDictionary: list[VapiPronunciationDictionaryLocator] | None = None


class LmntVoice(AnyVoiceFields):
    provider: Literal["lmnt"]
    voiceId: str
    speed: Number | None = None
    language: str | None = None
    fallbackPlan: FallbackPlan | None = None


class OpenaiVoice(AnyVoiceFields):
    provider: Literal["openai"]
    voiceId: str
    model: Literal["tts-1", "tts-1-hd", "gpt-4o-mini-tts"] | None = None
    instructions: str | None = None
    speed: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class PlayhtVoice(AnyVoiceFields):
    provider: Literal["playht"]
    voiceId: str
    speed: Number | None = None
    temperature: Number | None = None
    emotion: PlayhtVoiceEmotion | None = None
    voiceGuidance: Number | None = None
    styleGuidance: Number | None = None
    textGuidance: Number | None = None
    model: Literal["PlayHT2.0", "PlayHT2.0-turbo", "Play3.0-mini", "PlayDialog"] | None = None
    language: PlayhtVoiceLanguage | None = None
    fallbackPlan: FallbackPlan | None = None


class WellsaidVoice(AnyVoiceFields):
    provider: Literal["wellsaid"]
    voiceId: str
    model: Literal["caruso", "legacy"] | None = None
    enableSsml: bool | None = None
    libraryIds: list[str] | None = None
    fallbackPlan: FallbackPlan | None = None


class RimeAiVoice(AnyVoiceFields):
    provider: Literal["rime-ai"]
    voiceId: str
    model: Literal["arcana", "coda", "mistv2", "mistv3", "mist"] | None = None
    speed: Number | None = None
    pauseBetweenBrackets: bool | None = None
    phonemizeBetweenBrackets: bool | None = None
    reduceLatency: bool | None = None
    inlineSpeedAlpha: str | None = None
    language: Literal["en", "es", "de", "fr", "ar", "hi", "ja", "he", "pt", "ta", "si"] | None = None
    fallbackPlan: FallbackPlan | None = None


class SmallestAiVoice(AnyVoiceFields):
    provider: Literal["smallest-ai"]
    voiceId: str
    model: Literal["lightning"] | None = None
    speed: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class TavusVoice(AnyVoiceFields):
    provider: Literal["tavus"]
    voiceId: str
    personaId: str | None = None
    callbackUrl: str | None = None
    conversationName: str | None = None
    conversationalContext: str | None = None
    customGreeting: str | None = None
    properties: TavusConversationProperties | None = None
    fallbackPlan: FallbackPlan | None = None


class NeuphonicVoice(AnyVoiceFields):
    provider: Literal["neuphonic"]
    voiceId: str
    language: dict[str, JsonValue]
    model: Literal["neu_hq", "neu_fast"] | None = None
    speed: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class SesameVoice(AnyVoiceFields):
    provider: Literal["sesame"]
    voiceId: str
    model: Literal["csm-1b"]
    fallbackPlan: FallbackPlan | None = None


class InworldVoice(AnyVoiceFields):
    provider: Literal["inworld"]
    voiceId: str
    model: Literal["inworld-tts-1"] | None = None
    languageCode: (
        Literal["en", "zh", "ko", "nl", "fr", "es", "ja", "de", "it", "pl", "pt", "ru", "hi", "he", "ar"] | None
    ) = None
    temperature: Number | None = None
    speakingRate: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class XaiVoice(AnyVoiceFields):
    provider: Literal["xai"]
    voiceId: Literal["eve", "ara", "rex", "sal", "leo"]
    language: XaiVoiceLanguage | None = None
    speed: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class MicrosoftVoice(AnyVoiceFields):
    provider: Literal["microsoft"]
    voiceId: MicrosoftVoiceVoiceId
    style: MicrosoftVoiceStyle | None = None
    styleDegree: Number | None = None
    role: MicrosoftVoiceRole | None = None
    speed: Number | None = None
    fallbackPlan: FallbackPlan | None = None


class MinimaxVoice(AnyVoiceFields):
    provider: Literal["minimax"]
    voiceId: str
    model: Literal["speech-02-hd", "speech-02-turbo", "speech-2.5-turbo-preview"] | None = None
    emotion: str | None = None
    subtitleType: Literal["word", "sentence"] | None = None
    pitch: Number | None = None
    speed: Number | None = None
    volume: Number | None = None
    region: Literal["worldwide", "china"] | None = None
    languageBoost: MinimaxVoiceLanguageBoost | None = None
    textNormalizationEnabled: bool | None = None
    fallbackPlan: FallbackPlan | None = None


AnyVoice = Annotated[
    AzureVoice
    | CartesiaVoice
    | HumeVoice
    | CustomVoiceVoice
    | DeepgramVoice
    | ElevenLabsVoice
    | VapiVoice
    | LmntVoice
    | OpenaiVoice
    | PlayhtVoice
    | WellsaidVoice
    | RimeAiVoice
    | SmallestAiVoice
    | TavusVoice
    | NeuphonicVoice
    | SesameVoice
    | InworldVoice
    | XaiVoice
    | MicrosoftVoice
    | MinimaxVoice,
    Field(discriminator="provider"),
]
