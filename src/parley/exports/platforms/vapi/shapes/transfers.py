"""Where calls are passed to: numbers, addresses, other assistants and squads."""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from parley.exports.platforms.vapi.shapes.values import CustomMessage, Server, SummaryPlan, VariableExtractionPlan
from parley.exports.platforms.vapi.shapes.words import Json, Number, one_of
from parley.exports.shaped import Shape

TransferPlanMode = Annotated[
    str,
    one_of(
        """
blind-transfer blind-transfer-add-summary-to-sip-header warm-transfer-say-message warm-transfer-say-summary
warm-transfer-twiml warm-transfer-wait-for-operator-to-speak-first-and-then-say-message
warm-transfer-wait-for-operator-to-speak-first-and-then-say-summary warm-transfer-experimental
"""
    ),
]


class LastNMessagesContext(Shape):
    type: Literal["lastNMessages"]
    maxMessages: Number


class NoneContext(Shape):
    type: Literal["none"]


class AllContext(Shape):
    type: Literal["all"]


class UserAndAssistantMessagesContext(Shape):
    type: Literal["userAndAssistantMessages"]


class PreviousAssistantMessagesContext(Shape):
    type: Literal["previousAssistantMessages"]


class AssistantHandoff(Shape):
    type: Literal["assistant"]
    contextEngineeringPlan: "AnyContext | None" = None
    assistantName: str | None = None
    assistantId: str | None = None
    assistant: Json | None = None
    variableExtractionPlan: VariableExtractionPlan | None = None
    assistantOverrides: Json | None = None
    description: str | None = None


class DynamicHandoff(Shape):
    type: Literal["dynamic"]
    server: Server | None = None
    description: str | None = None


class SquadHandoff(Shape):
    type: Literal["squad"]
    contextEngineeringPlan: "AnyContext | None" = None
    squadId: str | None = None
    squad: Json | None = None
    entryAssistantName: str | None = None
    variableExtractionPlan: VariableExtractionPlan | None = None
    squadOverrides: Json | None = None
    description: str | None = None


class AssistantTransfer(Shape):
    type: Literal["assistant"]
    assistantName: str
    message: str | CustomMessage | None = None
    transferMode: Literal["rolling-history", "swap-system-message-in-history"] | None = None
    name: str | None = None
    description: str | None = None


class TransferFallbackPlan(Shape):
    message: str | CustomMessage
    endCallEnabled: bool | None = None


class TransferPlan(Shape):
    mode: TransferPlanMode
    message: str | CustomMessage | None = None
    timeout: Number | None = None
    sipVerb: dict[str, JsonValue] | None = None
    dialTimeout: Number | None = None
    holdAudioUrl: str | None = None
    transferCompleteAudioUrl: str | None = None
    contextEngineeringPlan: "AnyContext | None" = None
    twiml: str | None = None
    summaryPlan: SummaryPlan | None = None
    sipHeadersInReferToEnabled: bool | None = None
    fallbackPlan: TransferFallbackPlan | None = None


class NumberTransfer(Shape):
    type: Literal["number"]
    number: str
    message: str | CustomMessage | None = None
    numberE164CheckEnabled: bool | None = None
    extension: str | None = None
    callerId: str | None = None
    transferPlan: TransferPlan | None = None
    name: str | None = None
    description: str | None = None


class SipTransfer(Shape):
    type: Literal["sip"]
    sipUri: str
    message: str | CustomMessage | None = None
    callerId: str | None = None
    transferPlan: TransferPlan | None = None
    sipHeaders: dict[str, JsonValue] | None = None
    name: str | None = None
    description: str | None = None


AnyContext = Annotated[
    LastNMessagesContext
    | NoneContext
    | AllContext
    | UserAndAssistantMessagesContext
    | PreviousAssistantMessagesContext,
    Field(discriminator="type"),
]


AnyHandoffPlace = Annotated[
    AssistantHandoff | DynamicHandoff | SquadHandoff,
    Field(discriminator="type"),
]


AnyTransferPlace = Annotated[
    AssistantTransfer | NumberTransfer | SipTransfer,
    Field(discriminator="type"),
]
