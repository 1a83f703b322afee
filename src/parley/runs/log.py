"""The event log: what happened in each run, in order, for any number of readers that come and go."""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

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

    async def read(self, run_id: str, after: int, *, wait_s: float) -> list[Entry]:
        """The entries after that number, oldest first; waits so long for one, then there are none.

        NotFound where the next one cannot come: the run is unknown, closed, or has grown out of the log.
        """


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
        self._runs: OrderedDict[str, _Kept] = OrderedDict()

    @property
    def kept(self) -> dict[str, tuple[Entry, ...]]:
        """The entries held of each run, the oldest run first."""
        return {run_id: tuple(kept.entries) for run_id, kept in self._runs.items()}

    def append(self, run_id: str, entry: Entry) -> None:
        kept = self._runs.get(run_id)
        if kept is None:
            kept = self._runs[run_id] = _Kept()
            self._drop_old_runs()
        kept.add(entry, self._limits)

    async def read(self, run_id: str, after: int, *, wait_s: float) -> list[Entry]:
        kept = self._kept(run_id)
        if found := kept.after(after):
            return found
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await kept.more.wait()
        return kept.after(after)

    def _kept(self, run_id: str) -> "_Kept":
        kept = self._runs.get(run_id)
        if kept is None or kept.ended_at < monotonic() - self._limits.age_s:
            raise NotFound(_GONE)
        return kept

    def _drop_old_runs(self) -> None:
        """The runs that ended too long ago, as far as they are the oldest, and those above the limit."""
        too_old = monotonic() - self._limits.age_s
        while len(self._runs) > self._limits.runs or next(iter(self._runs.values())).ended_at < too_old:
            self._runs.popitem(last=False)


@dataclass(slots=True)
class _Kept:
    """A run's entries; `more` is set, and replaced, with each."""

    entries: list[Entry] = field(default_factory=list)
    size: int = 0
    ended_at: float = float("inf")
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, entry: Entry, limits: Limits) -> None:
        self.entries.append(entry)
        self.size += len(entry.data)
        while len(self.entries) > max(1, limits.events) or (self.size > limits.bytes and len(self.entries) > 1):
            self.size -= len(self.entries.pop(0).data)
        if entry.kind is Kind.DONE:
            self.ended_at = monotonic()
        self.more.set()
        self.more = asyncio.Event()

    def after(self, seq: int) -> list[Entry]:
        """What follows that number; NotFound where it was dropped, or nothing will."""
        skipped = seq + 1 - self.entries[0].seq
        found = self.entries[skipped:] if skipped >= 0 else []
        if not found and (skipped < 0 or self.entries[-1].kind is Kind.DONE):
            raise NotFound(_GONE)
        return found
