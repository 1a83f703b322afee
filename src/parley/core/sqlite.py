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
from parley.core.statements import Duplicate, Find, GuardMissed, Statement, Unit, parameters, sqlite_sql

_BATCH = 256
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


@dataclass(slots=True)
class _Job:
    work: Unit | Find
    future: asyncio.Future[Any]
    rows: list[tuple[Any, ...]] | None = None
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
        await self._done(unit)

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """As Writer: what was committed when the thread came to it."""
        rows: list[tuple[Any, ...]] = await self._done(find)
        return rows

    async def _done(self, work: Unit | Find) -> Any:
        if self._is_closed:
            raise Unavailable("The database is closed; the server is shutting down.")
        job = _Job(work, self._loop.create_future())
        try:
            self._queue.put_nowait(job)
        except queue.Full as error:
            raise Unavailable("More work is waiting than the database can take; try again shortly.") from error
        return await asyncio.shield(job.future)

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
            for job in jobs:
                if isinstance(job.work, Find):
                    self._answer(job, job.work)
            self._commit([(job, job.work) for job in jobs if isinstance(job.work, Unit)])
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

    def _answer(self, job: _Job, find: Find) -> None:
        try:
            job.rows = self._connection.execute(*_bound(find)).fetchall()
        except sqlite3.Error as error:
            job.error = Unavailable("The database is out of reach; try again shortly.")
            job.error.__cause__ = error
        except Exception as error:  # as in `_write`
            job.error = error

    def _commit(self, units: list[tuple[_Job, Unit]]) -> None:
        if not units:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job, unit in units:
                self._write(job, unit)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            unavailable = Unavailable("The database could not take the write; nothing was stored.")
            unavailable.__cause__ = error
            for job, _ in units:
                job.error = unavailable

    def _write(self, job: _Job, unit: Unit) -> None:
        run = self._connection.execute
        run("SAVEPOINT unit")
        try:
            for statement in unit.all:
                rows = run(*_bound(statement)).rowcount
                if statement is unit.guard and rows != 1:
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


def _bound(statement: Statement | Find) -> tuple[str, list[Any]]:
    """The SQL and its values, times as ISO 8601 text in UTC, which sorts as time does."""
    values = parameters(statement)
    return sqlite_sql(statement), [
        value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value for value in values
    ]


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is None:
            job.future.set_result(job.rows)
        else:
            job.future.set_exception(job.error)
