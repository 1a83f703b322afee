"""Plans of an assistant: compliance, analysis, artifacts, turn-taking, voicemail."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.speech import RegexOption
from parley.exports.platforms.vapi.shapes.values import Server
from parley.exports.platforms.vapi.shapes.words import Number, one_of
from parley.exports.shaped import Shape

TwilioVoicemailDetectionPlanVoicemailDetectionTypes = Annotated[
    str,
    one_of(
        """
machine_start human fax unknown machine_end_beep machine_end_silence machine_end_other
"""
    ),
]


class VoicemailDetectionBackoffPlan(Shape):
    startAtSeconds: Number | None = None
    frequencySeconds: Number | None = None
    maxRetries: Number | None = None


class GoogleVoicemailDetectionPlan(Shape):
    provider: Literal["google"]
    beepMaxAwaitSeconds: Number | None = None
    backoffPlan: VoicemailDetectionBackoffPlan | None = None
    type: Literal["audio", "transcript"] | None = None


class OpenAiVoicemailDetectionPlan(Shape):
    provider: Literal["openai"]
    beepMaxAwaitSeconds: Number | None = None
    backoffPlan: VoicemailDetectionBackoffPlan | None = None
    type: Literal["audio", "transcript"] | None = None


class TwilioVoicemailDetectionPlan(Shape):
    provider: Literal["twilio"]
    voicemailDetectionTypes: list[TwilioVoicemailDetectionPlanVoicemailDetectionTypes] | None = None
    enabled: bool | None = None
    machineDetectionTimeout: Number | None = None
    machineDetectionSpeechThreshold: Number | None = None
    machineDetectionSpeechEndThreshold: Number | None = None
    machineDetectionSilenceTimeout: Number | None = None


class VapiVoicemailDetectionPlan(Shape):
    provider: Literal["vapi"]
    beepMaxAwaitSeconds: Number | None = None
    backoffPlan: VoicemailDetectionBackoffPlan | None = None
    type: Literal["audio", "transcript"] | None = None


class TransportConfigurationTwilio(Shape):
    provider: Literal["twilio"]
    timeout: Number | None = None
    record: bool | None = None
    recordingChannels: Literal["mono", "dual"] | None = None


class SmartDenoisingPlan(Shape):
    enabled: bool | None = None


class FourierDenoisingPlan(Shape):
    enabled: bool | None = None
    mediaDetectionEnabled: bool | None = None
    staticThreshold: Number | None = None
    baselineOffsetDb: Number | None = None
    windowSizeMs: Number | None = None
    baselinePercentile: Number | None = None


class BackgroundSpeechDenoisingPlan(Shape):
    smartDenoisingPlan: SmartDenoisingPlan | None = None
    fourierDenoisingPlan: FourierDenoisingPlan | None = None


class VapiSmartEndpointingPlan(Shape):
    provider: Literal["vapi", "livekit", "custom-endpointing-model"]


class LivekitSmartEndpointingPlan(Shape):
    provider: Literal["vapi", "livekit", "custom-endpointing-model"]
    waitFunction: str | None = None


class CustomEndpointingModelSmartEndpointingPlan(Shape):
    provider: Literal["vapi", "livekit", "custom-endpointing-model"]
    server: Server | None = None


class AssistantRule(Shape):
    type: Literal["assistant"]
    regex: str
    timeoutSeconds: Number
    regexOptions: list[RegexOption] | None = None


class CustomerRule(Shape):
    type: Literal["customer"]
    regex: str
    timeoutSeconds: Number
    regexOptions: list[RegexOption] | None = None


class BothRule(Shape):
    type: Literal["both"]
    assistantRegex: str
    customerRegex: str
    timeoutSeconds: Number
    assistantRegexOptions: list[RegexOption] | None = None
    customerRegexOptions: list[RegexOption] | None = None


class TranscriptionEndpointingPlan(Shape):
    onPunctuationSeconds: Number | None = None
    onNoPunctuationSeconds: Number | None = None
    onNumberSeconds: Number | None = None


class StartSpeakingPlan(Shape):
    waitSeconds: Number | None = None
    smartEndpointingEnabled: bool | Literal["livekit"] | None = None
    smartEndpointingPlan: (
        VapiSmartEndpointingPlan | LivekitSmartEndpointingPlan | CustomEndpointingModelSmartEndpointingPlan | None
    ) = None
    customEndpointingRules: "list[AnyRule] | None" = None
    transcriptionEndpointingPlan: TranscriptionEndpointingPlan | None = None


class StopSpeakingPlan(Shape):
    numWords: Number | None = None
    voiceSeconds: Number | None = None
    backoffSeconds: Number | None = None
    acknowledgementPhrases: list[str] | None = None
    interruptionPhrases: list[str] | None = None


class KeypadInputPlan(Shape):
    enabled: bool | None = None
    timeoutSeconds: Number | None = None
    delimiters: Literal["#", "*", ""] | None = None


AnyVoicemailDetection = Annotated[
    GoogleVoicemailDetectionPlan
    | OpenAiVoicemailDetectionPlan
    | TwilioVoicemailDetectionPlan
    | VapiVoicemailDetectionPlan,
    Field(discriminator="provider"),
]


AnyRule = Annotated[
    AssistantRule | CustomerRule | BothRule,
    Field(discriminator="type"),
]
