"""What is kept of calls, and what is made of them: compliance, analysis, artifacts, monitors."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.outputs import Scorecard, StructuredOutput
from parley.exports.platforms.vapi.shapes.values import JsonSchema, SummaryPlan
from parley.exports.platforms.vapi.shapes.voices import AnyVoice
from parley.exports.platforms.vapi.shapes.words import Number, one_of
from parley.exports.shaped import Shape

SuccessEvaluationPlanRubric = Annotated[
    str,
    one_of(
        """
NumericScale DescriptiveScale Checklist Matrix PercentageScale LikertScale AutomaticRubric PassFail
"""
    ),
]


class LangfuseObservabilityPlan(Shape):
    provider: Literal["langfuse"]
    tags: list[str]
    promptName: str | None = None
    promptVersion: Number | None = None
    traceName: str | None = None
    metadata: dict[str, JsonValue] | None = None


class SecurityFilterBase(Shape):
    pass


class SecurityFilterPlan(Shape):
    enabled: bool | None = None
    filters: list[SecurityFilterBase] | None = None
    mode: Literal["sanitize", "reject", "replace"] | None = None
    replacementText: str | None = None


class StayOnLineConsent(Shape):
    type: Literal["stay-on-line"]
    message: str
    voice: AnyVoice | None = None
    firstMessageMode: Literal["assistant-speaks-first", "assistant-waits-for-user"] | None = None
    waitSeconds: Number | None = None


class VerbalConsent(Shape):
    type: Literal["verbal"]
    message: str
    voice: AnyVoice | None = None
    firstMessageMode: Literal["assistant-speaks-first", "assistant-waits-for-user"] | None = None
    declineTool: dict[str, JsonValue] | None = None
    declineToolId: str | None = None


class CompliancePlan(Shape):
    hipaaEnabled: bool | None = None
    pciEnabled: bool | None = None
    securityFilterPlan: SecurityFilterPlan | None = None
    recordingConsentPlan: StayOnLineConsent | VerbalConsent | None = None


class StructuredDataPlan(Shape):
    messages: list[dict[str, JsonValue]] | None = None
    enabled: bool | None = None
    schema_: JsonSchema | None = Field(default=None, alias="schema")
    timeoutSeconds: Number | None = None


class StructuredDataMultiPlan(Shape):
    key: str
    plan: StructuredDataPlan


class SuccessEvaluationPlan(Shape):
    rubric: SuccessEvaluationPlanRubric | None = None
    messages: list[dict[str, JsonValue]] | None = None
    enabled: bool | None = None
    timeoutSeconds: Number | None = None


class AnalysisPlan(Shape):
    minMessagesThreshold: Number | None = None
    summaryPlan: SummaryPlan | None = None
    structuredDataPlan: StructuredDataPlan | None = None
    structuredDataMultiPlan: list[StructuredDataMultiPlan] | None = None
    successEvaluationPlan: SuccessEvaluationPlan | None = None
    outcomeIds: list[str] | None = None


class TranscriptPlan(Shape):
    enabled: bool | None = None
    assistantName: str | None = None
    userName: str | None = None


class ArtifactPlan(Shape):
    recordingEnabled: bool | None = None
    recordingFormat: Literal["wav;l16", "mp3"] | None = None
    recordingUseCustomStorageEnabled: bool | None = None
    videoRecordingEnabled: bool | None = None
    fullMessageHistoryEnabled: bool | None = None
    pcapEnabled: bool | None = None
    pcapS3PathPrefix: str | None = None
    pcapUseCustomStorageEnabled: bool | None = None
    loggingEnabled: bool | None = None
    loggingUseCustomStorageEnabled: bool | None = None
    transcriptPlan: TranscriptPlan | None = None
    recordingPath: str | None = None
    structuredOutputIds: list[str] | None = None
    structuredOutputs: list[StructuredOutput] | None = None
    scorecardIds: list[str] | None = None
    scorecards: list[Scorecard] | None = None
    loggingPath: str | None = None


class MonitorPlan(Shape):
    listenEnabled: bool | None = None
    listenAuthenticationEnabled: bool | None = None
    controlEnabled: bool | None = None
    controlAuthenticationEnabled: bool | None = None
    monitorIds: list[str] | None = None


AnyConsent = Annotated[
    StayOnLineConsent | VerbalConsent,
    Field(discriminator="type"),
]
