"""What happens in a run, as typed events. Only Answered acknowledges: what comes before it is provisional."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import JsonValue

from parley.client.call import value_of
from parley.client.frames import Frame
from parley.client.values.builds import Change
from parley.client.values.common import Value

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Started:
    """The turn was taken up. A second one in a stream: it is told afresh, and what was heard before is void."""

    run_id: str


@dataclass(frozen=True, slots=True)
class StageReached:
    """A build goes from one stage to another."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A difference that the turn makes."""

    change: Change


@dataclass(frozen=True, slots=True)
class Delta:
    """The reply's next words."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """The agent calls a tool."""

    call_id: str
    name: str
    arguments: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ToolAnswered:
    """What the tool said."""

    call_id: str
    name: str
    result: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Answered(Generic[A]):
    """The turn is stored, and this is its answer."""

    answer: A


@dataclass(frozen=True, slots=True)
class Other:
    """An event that this client does not know; `data` is its JSON."""

    kind: str
    data: str


Event = Started | StageReached | Changed | Delta | ToolCalled | ToolAnswered | Answered[A] | Other


class _Run(Value):
    run_id: str


class _Text(Value):
    text: str


class _ToolCall(Value):
    call_id: str
    name: str
    arguments: dict[str, JsonValue] = {}


class _ToolResult(Value):
    call_id: str
    name: str
    result: str = ""
    is_error: bool = False


def _stage(data: str) -> StageReached:
    stages: dict[str, str] = value_of(dict[str, str], data)
    return StageReached(stages.get("from", ""), stages.get("to", ""))


def _call(data: str) -> ToolCalled:
    call: _ToolCall = value_of(_ToolCall, data)
    return ToolCalled(call.call_id, call.name, call.arguments)


def _result(data: str) -> ToolAnswered:
    result: _ToolResult = value_of(_ToolResult, data)
    return ToolAnswered(result.call_id, result.name, result.result, result.is_error)


_READERS: dict[str, Callable[[str], Started | StageReached | Changed | Delta | ToolCalled | ToolAnswered]] = {
    "run": lambda data: Started(value_of(_Run, data).run_id),
    "stage": _stage,
    "change": lambda data: Changed(value_of(Change, data)),
    "delta": lambda data: Delta(value_of(_Text, data).text),
    "tool_call": _call,
    "tool_result": _result,
}


def event_of(frame: Frame, read: Callable[[str], A]) -> Event[A]:
    """A frame as its event, its answer read by `read`; Unreadable where its data is not what its name says."""
    if frame.kind == "message":
        return Answered(read(frame.data))
    reader = _READERS.get(frame.kind)
    return Other(frame.kind, frame.data) if reader is None else reader(frame.data)
