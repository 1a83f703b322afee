"""What happens in a run, as a closed set of events; readers get each as an entry: its number, its kind, its data."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, assert_never

import orjson
from pydantic import BaseModel, Field


class Kind(StrEnum):
    """The names that events have for clients."""

    RUN = "run"
    STAGE = "stage"
    CHANGE = "change"
    DELTA = "delta"
    TOOL_CALL = "tool_call"
    TOOL_RESULT = "tool_result"
    MESSAGE = "message"
    ERROR = "error"
    DONE = "done"


class RunStatus(StrEnum):
    """How a run stands; all but RUNNING are final."""

    RUNNING = "running"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Stop(StrEnum):
    """Why a run is to end early: somebody stopped it, or something else came in between."""

    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Started:
    """The turn was taken up: it is nobody else's, and its session, if it had one before, takes no other meanwhile."""

    run_id: str


@dataclass(frozen=True, slots=True)
class StageReached:
    """The session goes from one stage to another."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference that the turn makes, as its answer will list it."""

    change: BaseModel


@dataclass(frozen=True, slots=True)
class Delta:
    """The reply's next words; all of them joined are the reply."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """An agent calls a tool."""

    call_id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    """What the tool said to the call, or why it failed."""

    call_id: str
    name: str
    result: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The turn is stored: the answer's JSON. Nothing else acknowledges."""

    answer: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn came to nothing and nothing of it is stored: the problem document's JSON."""

    problem: str


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing follows."""


Event = Started | StageReached | Changed | Delta | ToolCalled | ToolAnswered | Answered | Failed | Done


_made = tuple.__new__
"""What a named tuple's own constructor comes to."""


class Entry(NamedTuple):
    """An event in its run's log. Numbers start at 1 and have no gap; `data` is JSON on one line."""

    seq: int
    kind: Kind
    data: str

    @classmethod
    def of(cls, seq: int, event: Event) -> "Entry":
        """The event under that number."""
        if type(event) is Delta:
            return cls.of_words(seq, event.text)
        return cls(seq, _KINDS[type(event)], _data(event))

    @classmethod
    def of_words(cls, seq: int, words: str) -> "Entry":
        """A Delta of these words under that number."""
        return _made(cls, (seq, Kind.DELTA, f'{{"text":{orjson.dumps(words).decode()}}}'))

    @property
    def text(self) -> str:
        """The words of a `delta`; "" of anything else."""
        if self.kind is not Kind.DELTA:
            return ""
        return self.data[9:-2] if "\\" not in self.data else str(orjson.loads(self.data)["text"])


_KINDS: dict[type[Event], Kind] = {
    Started: Kind.RUN,
    StageReached: Kind.STAGE,
    Changed: Kind.CHANGE,
    Delta: Kind.DELTA,
    ToolCalled: Kind.TOOL_CALL,
    ToolAnswered: Kind.TOOL_RESULT,
    Answered: Kind.MESSAGE,
    Failed: Kind.ERROR,
    Done: Kind.DONE,
}


def _data(event: Event) -> str:
    match event:
        case StageReached(before, after):
            return orjson.dumps({"from": before, "to": after}).decode()
        case Changed(change):
            return change.model_dump_json()
        case Answered(ready) | Failed(ready):
            return ready if "\n" not in ready else orjson.dumps(orjson.loads(ready)).decode()
        case Started() | Delta() | ToolCalled() | ToolAnswered() | Done():
            return orjson.dumps(event).decode()
        case _:
            assert_never(event)


class Listener(Protocol):
    """Who is told of a turn while it goes on. What it hears is provisional until the turn's answer."""

    def begin(self) -> None:
        """An attempt at the turn begins. Only the first is heard: a further one says nothing but its answer."""

    def tell(self, event: Event) -> None:
        """Something happened."""

    def ending(self) -> AbstractContextManager[None]:
        """Around the commit: a turn that is being stored is not stopped."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a chat's run from its first moment: `message_id` is the message that it answers."""

    id: str
    session_id: str
    owner: str
    agent: str
    message_id: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the record has it; `wanted` is a Stop that somebody asked for, or "", `problem` a document or ""."""

    id: str
    session_id: str
    owner: str
    agent: str
    message_id: str
    status: RunStatus
    process: str
    alive_until: datetime
    wanted: str
    last_seq: int
    problem: str
    started_at: datetime
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status is not RunStatus.RUNNING


class RunOut(BaseModel):
    """How a run stands."""

    id: str
    session_id: str
    agent: str
    message_id: str = Field(description="The message that it answers")
    status: RunStatus
    last_seq: int = Field(description="The number of its last event; 0 while it is running")
    started_at: datetime
    ended_at: datetime | None
    problem: dict[str, Any] | None = Field(description="Why it failed, as a problem document")

    @classmethod
    def of(cls, row: RunRow) -> "RunOut":
        """What its owner is told of it."""
        problem = orjson.loads(row.problem) if row.problem else None
        return cls.model_validate({**{name: getattr(row, name) for name in _TOLD}, "problem": problem})


_TOLD = ("id", "session_id", "agent", "message_id", "status", "last_seq", "started_at", "ended_at")


class Endings(Protocol):
    """Who knows what became of runs, and how to close one: the runs themselves know no messages."""

    async def reply(self, run: RunRow) -> str | None:
        """The JSON of the message that a run left behind, as its event `message` said it; None where there is none."""

    async def close(self, run: RunRow, entries: list[Entry]) -> None:
        """End a run whose process died, with what the log still has of it. Harmless where another was faster."""
