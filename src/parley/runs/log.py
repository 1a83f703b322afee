"""The event log: what happened in each run, in order, for any number of readers that come and go."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol, Self

from parley.core.errors import NotFound
from parley.runs.schemas import Entry, Kind

_GONE = "These events are not kept any more; the session's status and messages say what became of the turn."


class EventLog(Protocol):
    """Appended to by the run's owner alone, read by anybody.

    Not promised: that an entry can be read elsewhere when `append` returns (writes may be gathered), that entries
    outlive the process or their time, or that all of them are kept. The record of a turn is the database.
    """

    def append(self, run_id: str, entry: Entry) -> None:
        """Add the run's next entry; the first opens the run, one of kind `done` closes it. Never waits."""

    def tail(self, run_id: str, after: int, *, wait_s: float) -> "Tail":
        """A reader's place behind that number; to be closed. NotFound where it is known that nothing will come."""

    async def recall(self, run_id: str) -> list[Entry]:
        """What there is of the run from its first entry on, up to a gap; none where the first is gone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept: entries and bytes of one run (its newest entry always), seconds after its end, runs."""

    events: int
    bytes: int
    age_s: float
    runs: int


class MemoryLog:
    """For one process. Above the limits the oldest entries, and the oldest runs, are dropped."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._runs: OrderedDict[str, Kept] = OrderedDict()

    @property
    def kept(self) -> dict[str, tuple[Entry, ...]]:
        """The entries held of each run, the oldest run first."""
        return {run_id: tuple(kept.entries) for run_id, kept in self._runs.items()}

    def append(self, run_id: str, entry: Entry) -> None:
        (self._runs.get(run_id) or self._opened(run_id)).add(entry)

    def tail(self, run_id: str, after: int, *, wait_s: float) -> "Tail":
        kept = self._runs.get(run_id)
        if kept is None or kept.ended_at < monotonic() - self._limits.age_s:
            raise NotFound(_GONE)
        kept.after(after)
        return Tail(kept, after, wait_s)

    async def recall(self, run_id: str) -> list[Entry]:
        kept = self._runs.get(run_id)
        return list(kept.entries) if kept is not None and kept.entries[0].seq == 1 else []

    def _opened(self, run_id: str) -> "Kept":
        """A new run. Those go that ended too long ago, as far as they are the oldest, and those above the limit."""
        kept = self._runs[run_id] = Kept(self._limits)
        too_old = monotonic() - self._limits.age_s
        while len(self._runs) > self._limits.runs or next(iter(self._runs.values())).ended_at < too_old:
            self._runs.popitem(last=False)
        return kept


class Kept:
    """A run's newest entries, and who waits for more. Their numbers have no gap."""

    __slots__ = ("_limits", "_size", "_tails", "ended_at", "entries", "is_lost")

    def __init__(self, limits: Limits) -> None:
        self.entries: deque[Entry] = deque()
        self.ended_at = float("inf")
        self._limits = limits
        self._size = 0
        self.is_lost = False
        self._tails: list[Tail] = []

    @property
    def last(self) -> int:
        """The newest entry's number; 0 where there is none yet."""
        return self.entries[-1].seq if self.entries else 0

    @property
    def is_read(self) -> bool:
        """Whether anybody has a place in it."""
        return bool(self._tails)

    def add(self, entry: Entry) -> None:
        """The next entry; the oldest go where it is one too many."""
        entries, limits = self.entries, self._limits
        entries.append(entry)
        self._size += len(entry.data)
        while len(entries) > 1 and (len(entries) > limits.events or self._size > limits.bytes):
            self._size -= len(entries.popleft().data)
        if entry.kind is Kind.DONE:
            self.ended_at = monotonic()
        for tail in self._tails:
            tail.come(entry)

    def lose(self) -> None:
        """What comes next can never be had: readers are told."""
        self.is_lost = True
        self.wake()

    def wake(self) -> None:
        """Make the readers look, whether there is anything new or not."""
        for tail in self._tails:
            tail.wake()

    def join(self, tail: "Tail") -> None:
        """A reader comes."""
        self._tails.append(tail)

    def leave(self, tail: "Tail") -> None:
        """A reader goes; safe to repeat."""
        if tail in self._tails:
            self._tails.remove(tail)

    def after(self, seq: int) -> list[Entry]:
        """What follows that number; NotFound where it was dropped, or nothing will."""
        entries = self.entries
        new = entries[-1].seq - seq if entries else 0
        if new == 1:
            return [entries[-1]]
        if new > len(entries):
            raise NotFound(_GONE)
        if new > 0:
            return [entries[index] for index in range(-new, 0)]
        if self.is_lost or (entries and entries[-1].kind is Kind.DONE):
            raise NotFound(_GONE)
        return []


Taker = Callable[[Entry], bool]
"""Whether it has taken that entry, here and now."""


class Tail:
    """A reader's place in a run: an iterator over what comes, as much at once as there is, to the end of the run.

    After `wait_s` in which it gave nothing it gives an empty list. NotFound when the log has outrun it. It costs no
    timer a read: one goes with it, and looks when it fires how long it has been.

    While its reader waits, a `taker` is offered each entry before the reader is woken for it, in the midst of `append`:
    it must be quick, and raise nothing. What it refuses is the reader's, with all that follows until that waits again.
    """

    __slots__ = ("_is_over", "_kept", "_on_close", "_seq", "_since", "_timer", "_wait_s", "_waiter", "taker")

    def __init__(self, kept: Kept, after: int, wait_s: float, on_close: Callable[[], None] | None = None) -> None:
        self._kept = kept
        self._seq = after
        self._wait_s = wait_s
        self._on_close = on_close
        self.taker: Taker | None = None
        self._is_over = False
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._since = 0.0
        kept.join(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[Entry]:
        if self._is_over:
            raise StopAsyncIteration
        found = self._kept.after(self._seq)
        if not found:
            await self._wait()
            found = self._kept.after(self._seq)
        if found:
            self._seq, kind, _ = found[-1]
            self._is_over = kind is Kind.DONE
        return found

    async def aclose(self) -> None:
        """As `close`, for those who close what they read in general."""
        self.close()

    def close(self) -> None:
        """Give the place up; safe to repeat."""
        self._kept.leave(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def come(self, entry: Entry) -> None:
        """The newest entry has come."""
        if self._waiter is None:
            return
        if self.taker is not None and entry.seq == self._seq + 1 and self.taker(entry):
            self._seq = entry.seq
        else:
            self.wake()

    def wake(self) -> None:
        """Make the reader look, whether there is anything new or not."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        self._since = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(self._wait_s, self._tick, loop)
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._waiter is None:
            return
        due = self._since + self._wait_s
        if due <= loop.time():
            self.wake()
        else:
            self._timer = loop.call_at(due, self._tick, loop)
