"""Chats as values: what clients send and see, what a turn is asked to do, and what a reply is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parley.chat.memory import Recall
from parley.core.idempotency import Claim
from parley.core.text import Flag, Line, Said
from parley.sessions.schemas import Header, MessageStatus

_SESSION = "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"
_MESSAGE: dict[str, Any] = {
    "id": "01932d70-41c9-7a02-8f55-93b8d1c40e6a",
    "session_id": _SESSION,
    "run_id": "01932d70-3f10-7d5e-b1a4-6c2f9e8d7b61",
    "seq": 2,
    "parent_id": "01932d70-3f11-7c08-9a3d-0e5b7f1c2d43",
    "role": "assistant",
    "agent": "miki",
    "content": "Hello! I am Miki.",
    "status": "complete",
    "stop_reason": "stop",
    "usage": {"model_calls": 1, "input_tokens": 412, "output_tokens": 9},
    "created_at": "2026-11-21T10:00:00Z",
}


class OnBusy(StrEnum):
    """What becomes of a message that comes while another is being answered."""

    REJECT = "reject"
    QUEUE = "queue"
    INTERRUPT = "interrupt"


class OnDisconnect(StrEnum):
    """What becomes of a reply whose reader leaves."""

    CONTINUE = "continue"
    CANCEL = "cancel"


class StopReason(StrEnum):
    """Why a reply ends.

    With STOP it is whole; LENGTH: at the limit of tokens; FILTERED: its provider withheld the rest; MAX_CALLS and
    TIMEOUT: at the bounds of a turn; MODEL_FAILED: in the middle of its words; CANCELLED: somebody stopped it;
    INTERRUPTED: another message, a reader who left, or the end of its process did.
    """

    STOP = "stop"
    LENGTH = "length"
    FILTERED = "filtered"
    MAX_CALLS = "max_calls"
    TIMEOUT = "timeout"
    MODEL_FAILED = "model_failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def status(self) -> MessageStatus:
        """How a reply that ends so is stored."""
        match self:
            case StopReason.STOP | StopReason.LENGTH | StopReason.FILTERED:
                return MessageStatus.COMPLETE
            case StopReason.CANCELLED:
                return MessageStatus.CANCELLED
        return MessageStatus.INTERRUPTED


@dataclass(frozen=True, slots=True)
class Opening:
    """A new chat that a client wants; `name` is what the client calls it, if it has names of its own."""

    owner: str
    agent: str
    title: str = ""
    name: str | None = None
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a session's tree a reply goes: under the message `said`, or under a new one whose parent is given."""

    parent: str | None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A turn of a chat. Without `agent` the session's answers, without `spot` the branch that is active goes on.

    Of a message that is there already (`spot.said`) `content` is what it says. `seen` is the session as it was read
    just now, by whom it was; it saves reading it again, and need not be up to date. With `opens` it is not stored yet:
    the message makes it.
    """

    owner: str
    session_id: str
    content: str
    agent: str | None = None
    spot: Spot | None = None
    on_busy: OnBusy = OnBusy.REJECT
    claim: Claim | None = None
    recall: Recall = Recall.WHOLE
    seen: Header | None = None
    opens: bool = False


AgentName = Annotated[Line, StringConstraints(min_length=1, max_length=100)]
GivenName = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
GivenId = Annotated[str, StringConstraints(max_length=100)]


class ChatSessionIn(BaseModel):
    """A new chat."""

    model_config = ConfigDict(extra="forbid")

    agent: AgentName = Field(description="Whom to talk with: a name that GET /agents lists", examples=["miki"])
    title: Line = Field(default="", description="Without one, the first message gives it")
    name: GivenName | None = Field(
        default=None,
        description="Your own name for it: the chat that has it (200), or a new one (201)",
    )


class SendIn(BaseModel):
    """A message to an agent."""

    model_config = ConfigDict(extra="forbid")

    session_id: GivenId = Field(description="The chat's id", examples=[_SESSION])
    content: Said = Field(min_length=1, examples=["Hello! What is your name?"])
    agent: AgentName | None = Field(
        default=None, description="Who answers this one, knowing what was said; the chat's own agent when left out"
    )
    on_busy: OnBusy = Field(
        default=OnBusy.REJECT,
        description="While another message of the chat is being answered: 409, wait in line, or end that reply",
    )
    on_disconnect: OnDisconnect = Field(
        default=OnDisconnect.CONTINUE, description="When you hang up: the reply is finished all the same, or ended"
    )


class EditIn(BaseModel):
    """Another wording of a message, which begins a branch beside it."""

    model_config = ConfigDict(extra="forbid")

    content: Said = Field(min_length=1, examples=["What is your name, and where are you from?"])


class PlainIn(BaseModel):
    """A message in a conversation that has the client's own name."""

    model_config = ConfigDict(extra="forbid")

    input: Said = Field(min_length=1, examples=["Hello! What is your name?"])
    session_id: GivenName = Field(
        description="Your own name for the conversation; made on its first use", examples=["user_session_123"]
    )
    persona: AgentName = Field(default="general", description="Who answers", examples=["miki"])


class SimpleIn(BaseModel):
    """A message to an agent, in a conversation or beginning one."""

    model_config = ConfigDict(extra="forbid")

    message: Said = Field(min_length=1, examples=["hello"])
    agent: AgentName = Field(default="general", description="Who answers", examples=["general"])
    stream: Flag = Field(default=False, description="The reply as a plain text stream")
    conversation_id: GivenId | None = Field(default=None, description="As an earlier answer gave it", examples=[None])


class SimpleOut(BaseModel):
    """A reply."""

    conversation_id: str
    agent: str
    reply: str
    status: MessageStatus = Field(description="Whether the reply is whole")


class AgentItem(BaseModel):
    """Somebody to talk with."""

    name: str
    description: str


class UsageOut(BaseModel):
    """What a reply cost."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


class MessageOut(BaseModel):
    """A message of a chat."""

    model_config = ConfigDict(json_schema_extra={"examples": [_MESSAGE]})

    id: str
    session_id: str
    run_id: str | None = Field(description="The run that made it, or answers it")
    seq: int
    parent_id: str | None = Field(description="The message before it on its branch")
    role: str
    agent: str = Field(description="Who said it; empty for a user")
    content: str
    status: MessageStatus
    stop_reason: str = Field(description="Why a reply ends; empty for a user's message")
    usage: UsageOut
    created_at: datetime
