"""Sessions as values: the header that live state carries, what engines take and give, and what clients see."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, Strict

from parley.core.idempotency import Claim
from parley.core.statements import Statement
from parley.core.text import WHOLE, Line, Record
from parley.runs.schemas import Listener


class SessionKind(StrEnum):
    """What a session is for."""

    BUILD = "build"
    CHAT = "chat"


class SessionStatus(StrEnum):
    """PAUSED is never stored: it is what an active session looks like once it has expired."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class TurnKind(StrEnum):
    """What moved a session on."""

    MESSAGE = "message"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    GOTO = "goto"
    DOCUMENT = "document"


class Header(Record):
    """The session row without its state. `turn` and `seq` are the last ones given out; see models.Session."""

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)

    id: str
    owner: str
    kind: SessionKind
    status: SessionStatus
    title: str
    stage: str
    version: int
    turn: int
    seq: int
    head: str
    agent_id: str | None
    agent_version: int | None
    model_calls: int
    input_tokens: int
    output_tokens: int
    document_calls: int = 0
    document_input_tokens: int = 0
    document_output_tokens: int = 0
    max_turns: int
    max_tokens: int
    created_at: datetime
    updated_at: datetime
    last_turn_at: datetime

    @property
    def may_use_model(self) -> bool:
        """Whether the session has model tokens left."""
        return self.input_tokens + self.output_tokens < self.max_tokens

    def expires_at(self, expiry_s: int) -> datetime:
        """When the session counts as paused; only turns push it on."""
        return self.last_turn_at + timedelta(seconds=expiry_s)

    def status_at(self, moment: datetime, expiry_s: int) -> SessionStatus:
        """The status as clients see it."""
        is_paused = self.status is SessionStatus.ACTIVE and self.expires_at(expiry_s) <= moment
        return SessionStatus.PAUSED if is_paused else self.status


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session as it stands: its row, and its newest state as JSON."""

    header: Header
    state: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Another state of the session's own history to go on from: its id, its JSON, and what the move writes."""

    head: str
    state: str
    kind: TurnKind
    writes: tuple[Statement, ...]


class Past(Protocol):
    """A session's history, as `sessions.history.History` reads it; each is None where there is no such state."""

    async def back(self) -> Moved | None:
        """Before the last turn."""

    async def forth(self) -> Moved | None:
        """What was gone back from last."""

    async def at_stage(self, stage: str, *, is_first: bool) -> Moved | None:
        """The newest earlier one that a turn left at that stage, or with `is_first` the very first."""


@dataclass(frozen=True, slots=True)
class TurnInput:
    """What an engine has to go on. `state` is the JSON that it gave out last, `history` leads to the others.

    `listener`, where somebody wants to hear it, is told how the turn goes.
    """

    header: Header
    state: str
    number: int
    may_use_model: bool
    history: Past
    listener: Listener | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a turn cost; `engine` names who understood it. A document's cost is counted apart from the session's."""

    engine: str
    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    is_document: bool = False


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What an engine made of a turn: the new state, the reply, rows to store with it, and how to show it.

    `moved`: the state is one of the session's history, and the head moves there. `render` gets the header as committed
    and returns the answer's JSON.
    """

    state: str
    stage: str
    status: SessionStatus
    title: str
    reply: str
    cost: Cost
    render: Callable[[Header], str]
    agent_id: str | None = None
    agent_version: int | None = None
    writes: tuple[Statement, ...] = field(default=())
    moved: Moved | None = None


Work = Callable[[TurnInput], Awaitable[TurnResult]]
"""One turn's work: an engine with its message or edit already given."""


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """A turn that a client wants: whose, in which session, what to do, and once only if it carries a claim."""

    owner: str
    session_id: str
    work: Work
    message: str | None = None
    claim: Claim | None = None
    listener: Listener | None = None
    is_document: bool = False

    @property
    def kind(self) -> TurnKind:
        """Words make a message, unless they are a document's; the rest are edits (a move says so in its result)."""
        if self.is_document:
            return TurnKind.DOCUMENT
        return TurnKind.EDIT if self.message is None else TurnKind.MESSAGE


@dataclass(frozen=True, slots=True)
class Opening:
    """A new session that a client wants. `work` gives its first state and greeting (its input's state is empty)."""

    owner: str
    kind: SessionKind
    work: Work
    message: str | None = None
    max_turns: int | None = None
    max_tokens: int | None = None
    claim: Claim | None = None
    listener: Listener | None = None


class TurnEngine(Protocol):
    """How a kind of session answers; the builder and the chat each bring one."""

    async def take(self, message: str, turn: TurnInput) -> TurnResult:
        """Answer a message."""


class Budget(BaseModel):
    """Limits for one session, at most the server's own."""

    model_config = ConfigDict(extra="forbid")

    max_tokens: Annotated[int, Strict(), Field(ge=0, le=100_000_000), WHOLE] | None = Field(
        default=None,
        description="Model tokens, a fifth of them for output. Spent, the session goes on without a model and says so; "
        "below 5,000 there is no call to begin with.",
    )
    max_turns: Annotated[int, Strict(), Field(ge=1, le=10_000), WHOLE] | None = Field(
        default=None, description="Messages, edits and moves; then the session answers 409."
    )


class SessionIn(BaseModel):
    """Changes to a session; an empty title makes room for one from the conversation."""

    model_config = ConfigDict(extra="forbid")

    title: Line


class SessionOut(BaseModel):
    """A session in lists and details."""

    session_id: str
    kind: SessionKind
    status: SessionStatus
    title: str
    stage: str
    turns: int
    agent_id: str | None
    agent_version: int | None
    created_at: datetime
    updated_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, header: Header, moment: datetime, expiry_s: int) -> "SessionOut":
        """A header as clients see it at a moment."""
        return cls(
            session_id=header.id,
            status=header.status_at(moment, expiry_s),
            turns=header.turn,
            expires_at=header.expires_at(expiry_s),
            **header.model_dump(
                include={"kind", "title", "stage", "agent_id", "agent_version", "created_at", "updated_at"}
            ),
        )


class SessionFilter(BaseModel):
    """Which sessions a list holds."""

    model_config = ConfigDict(extra="forbid")

    kind: SessionKind | None = Field(default=None, description="Only sessions of this kind")
    status: SessionStatus | None = Field(default=None, description="Only sessions in this status")
    q: Line | None = Field(default=None, description="Only sessions with these words in the title")
    limit: int = Field(default=50, ge=1, le=100, description="How many items at most")
    cursor: str | None = Field(default=None, pattern=r"^[0-9a-f-]{36}$", description="next_cursor of the page before")


class SessionPage(BaseModel):
    """A page of sessions, newest first; `next_cursor` is None on the last one."""

    items: list[SessionOut]
    next_cursor: str | None


class MessageItem(BaseModel):
    """A stored message."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    seq: int
    turn: int
    role: str
    content: str
    status: str
    created_at: datetime


class MessagePage(BaseModel):
    """A page of messages, oldest first; `next_cursor` is None on the last one."""

    items: list[MessageItem]
    next_cursor: str | None
