"""What happens at events of a call."""

from typing import Annotated, Literal

from pydantic import Field

from parley.exports.platforms.vapi.shapes.tools import AnyTool
from parley.exports.platforms.vapi.shapes.values import (
    AssistantMessage,
    DeveloperMessage,
    OpenAiMessage,
    SystemMessage,
    ToolMessage,
    UserMessage,
)
from parley.exports.platforms.vapi.shapes.words import Number
from parley.exports.shaped import Shape


class ToolAction(Shape):
    type: Literal["tool"]
    tool: AnyTool | None = None
    toolId: str | None = None


class MessageAddAction(Shape):
    type: Literal["message.add"]
    message: OpenAiMessage
    triggerResponseEnabled: bool | None = None


class CallHookFilter(Shape):
    type: Literal["oneOf"]
    key: str
    oneOf: list[str]


class CallHookCallEnding(Shape):
    on: Literal["call.ending"]
    do: list[ToolAction | MessageAddAction]
    filters: list[CallHookFilter] | None = None


class SayAction(Shape):
    type: Literal["say"]
    exact: str | list[str] | None = None
    prompt: str | list[SystemMessage | UserMessage | AssistantMessage | ToolMessage | DeveloperMessage] | None = None


class CallHookAssistantSpeechInterrupted(Shape):
    on: Literal["assistant.speech.interrupted"]
    do: "list[AnyAction]"


class CallHookCustomerSpeechInterrupted(Shape):
    on: Literal["customer.speech.interrupted"]
    do: "list[AnyAction]"


class CustomerSpeechTimeoutOptions(Shape):
    timeoutSeconds: Annotated[Number, Field(ge=2, le=1_000)]
    triggerResetMode: Literal["onUserSpeech", "never"] | None = None
    triggerMaxCount: Number | None = None


class CallHookCustomerSpeechTimeout(Shape):
    on: Annotated[str, Field(pattern=r"^customer\.speech\.timeout")]
    do: "list[AnyAction]"
    options: CustomerSpeechTimeoutOptions | None = None
    name: str | None = None


class ToolCallHookAction(Shape):
    type: Literal["tool"]
    tool: AnyTool | None = None
    toolId: str | None = None


class SessionCreatedHook(Shape):
    on: Literal["session.created"]
    do: list[ToolCallHookAction]
    name: str | None = None


AnyHook = (
    CallHookCallEnding
    | CallHookAssistantSpeechInterrupted
    | CallHookCustomerSpeechInterrupted
    | CallHookCustomerSpeechTimeout
    | SessionCreatedHook
)


AnyAction = Annotated[
    ToolAction | MessageAddAction | SayAction,
    Field(discriminator="type"),
]
