"""Reading a run wherever it is: from the log, and from the record what the log has lost or never had."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import NotFound, Unavailable
from parley.runs import record
from parley.runs.log import Tail
from parley.runs.schemas import Answered, Done, Endings, Entry, Failed, RunRow
from parley.runs.service import Runs, problem_of

_LOOK_S = 1.0
"""How long a reader hears nothing of another process before the record is asked, then before the log is given up."""
_ON_ITS_WAY = timedelta(seconds=5)
"""So long after its end a run's last events may still be on their way through the log; clocks may differ by that."""


class Seat:
    """A reader's place. Who takes it gives it up: as a block at its end, whatever comes of it."""

    __slots__ = ("_free", "is_kept")

    def __init__(self, free: Callable[[], None]) -> None:
        self._free: Callable[[], None] | None = free
        self.is_kept = False

    def __enter__(self) -> None:
        """Taken already."""

    def __exit__(self, *exception: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Give it up; safe to repeat."""
        free, self._free = self._free, None
        if free is not None:
            free()


class Readings:
    """What readers of runs read, and how many they are."""

    def __init__(self, settings: Settings, db: Database, runs: Runs, endings: Endings) -> None:
        self._db = db
        self._runs = runs
        self._endings = endings
        self._heartbeat_s = settings.stream_heartbeat_seconds
        self._most = settings.max_readers
        self._count = 0
        self._is_left = asyncio.Event()
        self._is_left.set()

    def seat(self) -> "Seat":
        """A place for a reader, taken; Unavailable when that would be one too many."""
        if self._count >= self._most:
            raise Unavailable(f"{self._most} streams are read already (MAX_READERS); try again in a moment.")
        self._count += 1
        self._is_left.clear()
        return Seat(self._free)

    def _free(self) -> None:
        self._count -= 1
        if not self._count:
            self._is_left.set()

    async def left(self, wait_s: float) -> None:
        """Return once nobody reads any more, at the latest after so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._is_left.wait()

    async def follow(self, run: RunRow, after: int) -> AsyncGenerator[list[Entry]]:
        """The run's entries behind that number as they come, empty lists in silence, to the end of the run.

        Where the log cannot give what comes next, the outcome follows once it is known, under the run's last two
        numbers: those in between were left out. NotFound when the run is erased meanwhile.
        """
        with contextlib.suppress(NotFound), contextlib.closing(self._tail(run, after)) as tail:
            was_over = run.ended_at is not None and run.ended_at < now() - _ON_ITS_WAY
            async for found in tail:
                if not found and not self._runs.has(run.id):
                    if was_over:
                        break
                    run = await self._look(run)
                    was_over = run.is_over
                yield found
                after = found[-1].seq if found else after
            else:
                return
        while not run.is_over:
            yield []
            await asyncio.sleep(_LOOK_S)
            run = await self._look(run)
        if rest := [entry for entry in await self._outcome(run) if entry.seq > after]:
            yield rest

    def _tail(self, run: RunRow, after: int) -> Tail:
        """A run of this process is sure to say its end, so the record need not be asked in every silence."""
        wait_s = self._heartbeat_s if self._runs.has(run.id) else min(_LOOK_S, self._heartbeat_s)
        return self._runs.log.tail(run.id, after, wait_s=wait_s)

    async def _look(self, run: RunRow) -> RunRow:
        try:
            return await record.find(self._db, run.owner, run.id)
        except Unavailable:
            return run

    async def _outcome(self, run: RunRow) -> list[Entry]:
        event: Answered | Failed
        if run.problem:
            event = Failed(run.problem)
        elif reply := await self._endings.reply(run):
            event = Answered(reply)
        else:
            event = Failed(problem_of(NotFound("Nothing of this run's answer is kept; see the session's messages.")))
        return [Entry.of(run.last_seq - 1, event), Entry.of(run.last_seq, Done())]
