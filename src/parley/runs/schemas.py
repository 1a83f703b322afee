"""What happens in a run, as a closed set of events; readers get each as an entry: its number, its kind, its data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, assert_never

import orjson
from pydantic import BaseModel


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


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in its run's log. Numbers start at 1 and have no gap; `data` is JSON."""

    seq: int
    kind: Kind
    data: str

    @classmethod
    def of(cls, seq: int, event: Event) -> "Entry":
        """The event under that number."""
        return cls(seq, _KINDS[type(event)], _data(event))


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
            return ready
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
