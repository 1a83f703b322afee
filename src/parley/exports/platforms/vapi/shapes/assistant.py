"""Assistants, what may be set over them for one call, and squads of them."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.hooks import AnyHook
from parley.exports.platforms.vapi.shapes.models import AnyModel
from parley.exports.platforms.vapi.shapes.monitoring import (
    AnalysisPlan,
    ArtifactPlan,
    CompliancePlan,
    LangfuseObservabilityPlan,
    MonitorPlan,
)
from parley.exports.platforms.vapi.shapes.plans import (
    AnyVoicemailDetection,
    BackgroundSpeechDenoisingPlan,
    KeypadInputPlan,
    StartSpeakingPlan,
    StopSpeakingPlan,
    TransportConfigurationTwilio,
)
from parley.exports.platforms.vapi.shapes.tools import AnyTool
from parley.exports.platforms.vapi.shapes.transcribers import AnyTranscriber
from parley.exports.platforms.vapi.shapes.transfers import AssistantHandoff, AssistantTransfer
from parley.exports.platforms.vapi.shapes.values import Server
from parley.exports.platforms.vapi.shapes.voices import AnyVoice
from parley.exports.platforms.vapi.shapes.words import Json, Number, Stored, one_of
from parley.exports.shaped import Shape

AssistantFirstMessageMode = Annotated[
    str,
    one_of(
        """
assistant-speaks-first assistant-speaks-first-with-model-generated-message assistant-waits-for-user
"""
    ),
]


AssistantClientMessages = Annotated[
    str,
    one_of(
        """
conversation-update assistant.speechStarted function-call function-call-result hang language-changed metadata
model-output speech-update status-update transcript tool-calls tool-calls-result tool.completed
transfer-update user-interrupted voice-input workflow.node.started assistant.started
"""
    ),
]


AssistantServerMessages = Annotated[
    str,
    one_of(
        """
assistant.started assistant.speechStarted conversation-update end-of-call-report function-call hang
language-changed language-change-detected model-output phone-call-control speech-update status-update
transcript transcript[transcriptType="final"] tool-calls transfer-destination-request
handoff-destination-request transfer-update user-interrupted voice-input chat.created chat.deleted
session.created session.updated session.deleted call.deleted call.delete.failed call.artifact.upload
"""
    ),
]


class Assistant(Stored):
    transcriber: AnyTranscriber | None = None
    model: AnyModel | None = None
    voice: AnyVoice | None = None
    firstMessage: str | None = None
    firstMessageInterruptionsEnabled: bool | None = None
    firstMessageMode: AssistantFirstMessageMode | None = None
    voicemailDetection: Literal["off"] | AnyVoicemailDetection | None = None
    clientMessages: list[AssistantClientMessages] | None = None
    serverMessages: list[AssistantServerMessages] | None = None
    maxDurationSeconds: Annotated[Number, Field(ge=10, le=43_200)] | None = None
    backgroundSound: str | None = None
    modelOutputInMessagesEnabled: bool | None = None
    transportConfigurations: list[TransportConfigurationTwilio] | None = None
    observabilityPlan: LangfuseObservabilityPlan | None = None
    credentials: list[Json] | None = None
    hooks: list[AnyHook] | None = None
    name: Annotated[str, Field(max_length=40)] | None = None
    voicemailMessage: str | None = None
    endCallMessage: str | None = None
    endCallPhrases: list[str] | None = None
    compliancePlan: CompliancePlan | None = None
    metadata: dict[str, JsonValue] | None = None
    backgroundSpeechDenoisingPlan: BackgroundSpeechDenoisingPlan | None = None
    analysisPlan: AnalysisPlan | None = None
    artifactPlan: ArtifactPlan | None = None
    startSpeakingPlan: StartSpeakingPlan | None = None
    stopSpeakingPlan: StopSpeakingPlan | None = None
    monitorPlan: MonitorPlan | None = None
    credentialIds: list[str] | None = None
    server: Server | None = None
    keypadInputPlan: KeypadInputPlan | None = None


class SquadMember(Shape):
    assistantVersion: str | None = None
    assistantDestinations: list[AssistantTransfer | AssistantHandoff] | None = None
    assistantId: str | None = None
    assistant: Assistant | None = None
    assistantOverrides: "AssistantOverrides | None" = None


class Squad(Stored):
    members: list[SquadMember]
    name: str | None = None
    membersOverrides: "AssistantOverrides | None" = None


class AssistantOverrides(Assistant):
    """What one call, test or transfer sets over an assistant."""

    tools_append: list[AnyTool] | None = Field(default=None, alias="tools:append")
    variableValues: Json | None = None
