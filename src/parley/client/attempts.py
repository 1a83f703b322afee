"""What is tried again, when, and when no more: decided from what happened alone, for both transports alike.

A call is sent again only where that does no harm: it never got out, it only reads, or it carries a key by which the
server knows it. A stream that was cut is taken up behind the last event that was heard.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from parley.client.call import EVENTS, Answer, Call, nothing, path, problem_of, refused
from parley.client.errors import Busy, NotFound, Refused, TooMany, Unavailable, Unreachable, Unreadable
from parley.client.events import Answered, Delta, Event, Started, event_of
from parley.client.frames import Decoder

A = TypeVar("A")
RUNS = "/api/v1/runs"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited and how often tried.

    `connect_s` for a connection, `answer_s` for an ordinary answer, `slow_s` for one that a model is asked for,
    `silence_s` for a sign of life in a stream. `tries` of a call, the first included, where its connection is lost;
    `resumes` of a stream in a row without a new event; `pause_s` before the second try, and longer before each further
    one. `wait_s` in all where the server is full or lacks something and says when to come back: nothing unless asked
    for, since what it lacks may be a setting.
    """

    connect_s: float = 5
    answer_s: float = 30
    slow_s: float = 330
    silence_s: float = 45
    tries: int = 3
    resumes: int = 8
    pause_s: float = 0.1
    wait_s: float = 0

    def pause(self, count: int) -> float:
        """Seconds before the next try after so many: longer each time, to two, and not the same for everybody."""
        return float(min(2.0, self.pause_s * 2 ** (count - 1)) * random.uniform(0.5, 1))  # noqa: S311 - no secret


@dataclass(frozen=True, slots=True)
class Lost:
    """An attempt without an answer: why, and whether the server may have got the call."""

    reason: str
    was_sent: bool


class Attempts:
    """The attempts at one call."""

    def __init__(self, call: Call[Any], patience: Patience) -> None:
        self._call = call
        self._patience = patience
        self._lost = 0
        self._waited_s = 0.0

    def lost(self, lost: Lost) -> float:
        """Seconds until the next attempt; Unreachable where there is none."""
        self._lost += 1
        if self._lost >= self._patience.tries or (lost.was_sent and not self._call.is_repeatable):
            raise Unreachable(lost.reason)
        return self._patience.pause(self._lost)

    def judge(self, answer: Answer) -> float | None:
        """None where the answer is one to read; else seconds until the next attempt, or the refusal is raised."""
        error = refused(answer)
        if error is None:
            return None
        return self.refused(error)

    def refused(self, error: Refused) -> float:
        """Seconds until the next attempt; the error is raised where there is none."""
        is_ours = isinstance(error, Busy) and self._lost > 0  # our own lost attempt may be what it is busy with
        if not (is_ours or isinstance(error, TooMany | Unavailable)) or not error.retry_after:
            raise error
        self._waited_s += error.retry_after
        if self._waited_s > (self._patience.slow_s if is_ours else self._patience.wait_s):
            raise error
        return error.retry_after


@dataclass(frozen=True, slots=True)
class Stream(Generic[A]):
    """A call whose answer is a run's events, how the data of its last, `message`, is read, and which words it has.

    `run_id` where the run is known beforehand, `after` the number of the last event that is not wanted.
    """

    call: Call[None]
    read: Callable[[str], A]
    words: Callable[[A], str]
    run_id: str | None = None
    after: int = 0


def following(run_id: str, after: int) -> Call[None]:
    """The call for a run's events behind that number."""
    headers = {"Accept": EVENTS} | ({"Last-Event-ID": str(after)} if after else {})
    return Call("GET", path(RUNS, run_id, "events"), nothing, headers=headers)


class Watch(Generic[A]):
    """A reading of a run: which call to make now, and what is known so far. `next`, `opened`, `feed`, `cut`, again.

    Where the run's events are not kept any more, the first call is made again: by its key the server knows it, and
    answers with what it stored. What did not get stored is done again; then a second Started voids what was heard.
    """

    def __init__(self, stream: Stream[A], patience: Patience) -> None:
        self.run_id = stream.run_id
        self.answer: A | None = None
        self.is_over = False
        self._stream = stream
        self._patience = patience
        self._words: list[str] = []
        self.seq = stream.after
        self._is_gone = False
        self._failures = 0
        self._first = Attempts(stream.call, patience)
        self._decoder = Decoder()

    @property
    def text(self) -> str:
        """The words heard so far."""
        return "".join(self._words)

    @property
    def next(self) -> Call[None]:
        """What to ask for now."""
        if self.run_id is None or self._is_gone:
            return replace(self._stream.call, headers={**self._stream.call.headers, "Accept": EVENTS})
        return following(self.run_id, self.seq)

    def opened(self, answer: Answer) -> float | None:
        """None where the events follow; else seconds until `next` is to be asked for, or the refusal is raised."""
        error = refused(answer)
        if error is None:
            self.is_over = answer.status == 204  # all of it was heard before
            if not (self.is_over or answer.headers.get("content-type", "").startswith(EVENTS)):
                raise Unreadable("The server answers with something else than events.")
            self._decoder = Decoder()
            return None
        if isinstance(error, NotFound) and self._stream.run_id is None and self.run_id and not self._is_gone:
            self._is_gone = True
            return 0.0
        if self._failures and isinstance(error, Busy | TooMany | Unavailable):
            return max(self._failed(str(error)), min(error.retry_after or 0, 2.0))
        return self._first.refused(error)

    def feed(self, piece: bytes) -> Iterator[Event[A]]:
        """The events in it that are new; an error event is raised as its Refused."""
        for frame in self._decoder.feed(piece):
            seq = int(frame.id) if frame.id.isdecimal() else 0
            if frame.kind == "run":
                self._begin()
            elif seq and seq <= self.seq:
                continue
            self.seq = seq or self.seq
            self._failures = 0
            if frame.kind == "error":
                raise problem_of(frame.data)
            if frame.kind == "done":
                self._end()
                return
            event = event_of(frame, self._stream.read)
            yield from self._unheard(event)
            self._keep(event)
            yield event

    def _unheard(self, event: Event[A]) -> Iterator[Event[A]]:
        """The last words of an answer, where it has more than were heard: a stored answer comes without its events."""
        if not isinstance(event, Answered) or self._stream.after:
            return
        words = self._stream.words(event.answer)
        if words != self.text and words.startswith(self.text):
            rest = Delta(words.removeprefix(self.text))
            self._keep(rest)
            yield rest

    def cut(self, lost: Lost) -> float:
        """Seconds until `next` is to be asked for; Unreachable when it was tried often enough, or may not be."""
        if self.run_id is None and lost.was_sent and not self._stream.call.is_repeatable:
            raise Unreachable(lost.reason)
        return self._failed(lost.reason)

    def _failed(self, reason: str) -> float:
        self._failures += 1
        if self._failures > self._patience.resumes or (not self.seq and self._failures >= self._patience.tries):
            raise Unreachable(reason)
        return self._patience.pause(self._failures)

    def _begin(self) -> None:
        self._words, self.seq, self._is_gone = [], 0, False

    def _keep(self, event: Event[A]) -> None:
        match event:
            case Started(run_id):
                self.run_id = run_id
            case Delta(text):
                self._words.append(text)
            case Answered(answer):
                self.answer = answer
            case _:
                pass

    def _end(self) -> None:
        self.is_over = True
        if self.answer is None:
            raise Unreadable("The run ended without an answer.")
