"""What a process does for its runs beside answering: says in the record that it lives, looks whether somebody wants
one stopped, and closes those whose process died. Nothing of it happens while there is nothing to do, but for one look
into the record every few seconds.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import AppError, Unavailable
from parley.core.log import logger
from parley.core.statements import GuardMissed
from parley.runs import record
from parley.runs.schemas import Endings, RunRow, Stop
from parley.runs.service import Runs

_SWEPT_AT_ONCE = 100
_RETRY_S = 2.0
"""How long the watch leaves a database alone that does not answer."""


class Keeper:
    """Of the runs that have a row. `watch` and `sweep` are endless, to be run beside the service."""

    def __init__(self, settings: Settings, db: Database, runs: Runs, endings: Endings) -> None:
        self._db = db
        self._runs = runs
        self._endings = endings
        self._look_s = settings.run_look_seconds
        self._alive_s = settings.run_alive_seconds
        self._close_s = settings.run_stop_seconds
        self._astray: set[str] = set()

    async def stop(self, owner: str, run_id: str, stop: Stop, *, wait_s: float = 0) -> RunRow:
        """Have a run end early, wherever it is, and wait so long for that; how it stands then.

        NotFound for unknown and foreign ids. Safe to repeat: the first reason counts, and the end of one that is over.
        """
        row = await record.find(self._db, owner, run_id)
        if row.is_over:
            return row
        if self._runs.cancel(run_id, stop):
            if wait_s:
                await self._runs.wait(run_id, wait_s)
            return await record.find(self._db, owner, run_id)
        row = await record.ask_to_stop(self._db, owner, run_id, stop)
        if not row.is_over and row.alive_until < now():  # nobody is there to hear it
            await self.close(row)
            return await record.find(self._db, owner, run_id)
        until = time.monotonic() + wait_s
        while not row.is_over and time.monotonic() < until:
            await asyncio.sleep(min(wait_s, self._look_s / 4))
            row = await record.find(self._db, owner, run_id)
        return row

    async def watch(self) -> None:
        """While there are runs: look who is to be stopped, and say now and then that the process lives."""
        beat_at = 0.0
        while True:
            await self._runs.has_recorded.wait()
            is_kept = await self._guarded(self._look())
            if is_kept and time.monotonic() >= beat_at:
                beat_at = time.monotonic() + self._alive_s / 3
                is_kept = await self._guarded(self._beat())
            await asyncio.sleep(self._look_s if is_kept else _RETRY_S)

    async def sweep(self) -> None:
        """Close what dead processes left, now and every few seconds. Clocks may differ by half of RUN_ALIVE_SECONDS.

        After the database was away the living get a whole pause to say so, before anybody is taken for dead.
        """
        was_away = False
        while True:
            is_there = await self._guarded(self._db.ping() if was_away else self._close_orphans())
            was_away = not is_there
            await asyncio.sleep(self._alive_s * 2 / 3)

    async def close(self, run: RunRow) -> None:
        """Close one whose process is silent for too long, or that its process has lost; Unavailable if that lasts."""
        logger.warning("run closed for its process", run_id=run.id, process=run.process)
        try:
            async with asyncio.timeout(self._close_s):
                await self._endings.close(run, await self._runs.log.recall(run.id))
        except TimeoutError as error:
            raise Unavailable("A run whose process ended could not be closed in time; try again.") from error

    async def _look(self) -> None:
        for run_id, stop in (await record.wanted(self._db, self._runs.process)).items():
            self._runs.cancel(run_id, stop)

    async def _beat(self) -> None:
        """Where record and process differ for a whole beat: lost ones are closed, erased ones stopped."""
        held = {row.id: row for row in await record.beat(self._db, self._runs.process, alive_s=self._alive_s)}
        astray = held.keys() ^ self._runs.recorded
        for run_id in astray & self._astray:
            if run_id in held:
                await self._guarded(self.close(held[run_id]))
            elif self._runs.has_begun(run_id):  # one that waits for its turn has no row yet
                self._runs.cancel(run_id, Stop.INTERRUPTED)
        self._astray = astray

    async def _close_orphans(self) -> None:
        for row in await record.orphans(self._db, limit=_SWEPT_AT_ONCE):
            if row.id not in self._runs.recorded:
                await self._guarded(self.close(row))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> bool:
        """Whether it could be done."""
        try:
            await work
        except (AppError, GuardMissed) as error:
            logger.warning("runs are not kept for now", reason=getattr(error, "detail", type(error).__name__))
        except Exception as error:  # the edge of an endless loop: one bad row must not end the watch over the others
            logger.error("runs cannot be kept", exc_info=error)
        else:
            return True
        return False
