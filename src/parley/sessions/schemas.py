"""Sessions as values: the header that live state carries, and what engines take and give."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, Self

from pydantic import ConfigDict

from parley.core.clock import new_id, now
from parley.core.idempotency import Claim
from parley.core.statements import Statement
from parley.core.text import Record
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


class MessageStatus(StrEnum):
    """Whether a message stands.

    A reply is COMPLETE, INTERRUPTED (its model, its process or another message cut it off) or CANCELLED (somebody
    stopped it); a build's message can be UNDONE; a chat's message that got no reply at all is UNANSWERED.
    """

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    CANCELLED = "cancelled"
    UNDONE = "undone"
    UNANSWERED = "unanswered"


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
    agent: str = ""
    name: str | None = None
    run_id: str | None = None
    created_at: datetime
    updated_at: datetime
    last_turn_at: datetime

    @classmethod
    def new(cls, owner: str, kind: SessionKind, *, max_turns: int, max_tokens: int) -> Self:
        """A session before its first turn, under an id of its own."""
        moment = now()
        return cls(
            id=new_id(),
            owner=owner,
            kind=kind,
            status=SessionStatus.ACTIVE,
            title="",
            stage="",
            version=0,
            turn=0,
            seq=0,
            head="",
            agent_id=None,
            agent_version=None,
            model_calls=0,
            input_tokens=0,
            output_tokens=0,
            max_turns=max_turns,
            max_tokens=max_tokens,
            created_at=moment,
            updated_at=moment,
            last_turn_at=moment,
        )

    @property
    def is_chat(self) -> bool:
        """Whether its messages are a tree, and no state goes with them."""
        return self.kind is SessionKind.CHAT

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
