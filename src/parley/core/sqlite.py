"""The one writer of an SQLite file: a thread that owns its connection and commits what has queued up, together.

Each unit runs in a savepoint of its own, so one that fails takes no other with it; every caller is told only after
the shared COMMIT, which `synchronous=FULL` has put on disk.
"""

import asyncio
import queue
import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parley.core.errors import Unavailable
from parley.core.statements import Duplicate, GuardMissed, Unit, parameters, sqlite_sql

_BATCH = 256
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


@dataclass(slots=True)
class _Job:
    unit: Unit
    future: asyncio.Future[None]
    error: Exception | None = None


class SqliteWriter:
    """`apply` may be called from one event loop; `close` waits for what is queued."""

    def __init__(self, path: str, *, timeout_s: float, max_queued: int = 10_000) -> None:
        self._queue: queue.Queue[_Job | None] = queue.Queue(max_queued)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=timeout_s)
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        self._loop = asyncio.get_running_loop()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def apply(self, unit: Unit) -> None:
        """Write and commit; GuardMissed, Duplicate or Unavailable mean that nothing of the unit was written."""
        if self._is_closed:
            raise Unavailable("The database is closed; the server is shutting down.")
        job = _Job(unit, self._loop.create_future())
        try:
            self._queue.put_nowait(job)
        except queue.Full as error:
            raise Unavailable("More writes are waiting than the database can take; try again shortly.") from error
        await asyncio.shield(job.future)

    async def close(self) -> None:
        """Finish what is queued, then close the connection. Safe to repeat."""
        if self._is_closed:
            return
        self._is_closed = True
        await asyncio.to_thread(self._queue.put, None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            jobs, is_last = self._drain(first)
            self._commit(jobs)
            self._loop.call_soon_threadsafe(_settle, jobs)
            if is_last:
                return

    def _drain(self, first: _Job) -> tuple[list[_Job], bool]:
        jobs = [first]
        while len(jobs) < _BATCH:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job in jobs:
                self._write(job)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            unavailable = Unavailable("The database could not take the write; nothing was stored.")
            unavailable.__cause__ = error
            for job in jobs:
                job.error = unavailable

    def _write(self, job: _Job) -> None:
        run = self._connection.execute
        run("SAVEPOINT unit")
        try:
            for statement in job.unit.all:
                rows = run(sqlite_sql(statement), [_bound(value) for value in parameters(statement)]).rowcount
                if statement is job.unit.guard and rows != 1:
                    raise GuardMissed
        except sqlite3.IntegrityError as error:
            run("ROLLBACK TO unit")
            job.error = Duplicate(str(error))
        except sqlite3.OperationalError:
            raise
        except Exception as error:  # a unit that cannot be written must end neither its neighbours nor the thread
            run("ROLLBACK TO unit")
            job.error = error
        run("RELEASE unit")


def _bound(value: Any) -> Any:
    """Times as ISO 8601 text in UTC, which sorts as time does."""
    return value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is None:
            job.future.set_result(None)
        else:
            job.future.set_exception(job.error)
