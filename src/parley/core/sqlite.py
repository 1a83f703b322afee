"""The one writer of an SQLite file: what has queued up is written together and committed together.

Statements run on the event loop, where they take microseconds: on a thread each would wait for the interpreter's lock
while the loop is busy. The COMMIT, which `synchronous=FULL` has put on disk when it returns, goes to a thread, and what
another process holds is tried for again and again. Each unit runs in a savepoint of its own, so one that fails takes no
other with it; every caller is told only after the shared COMMIT.
"""

import asyncio
import random
import sqlite3
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parley.core.errors import Unavailable
from parley.core.statements import Duplicate, Find, GuardMissed, Statement, Unit, parameters, sqlite_sql

_BATCH = 256
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.001, 0.02
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=0",  # the loop waits for nobody: `_patiently` tries again
)


@dataclass(slots=True)
class _Job:
    work: Unit | Find
    future: asyncio.Future[Any]
    rows: list[tuple[Any, ...]] | None = None
    error: Exception | None = None


class SqliteWriter:
    """To be used from one event loop; `close` waits for what is queued. `timeout_s` is for another process's write."""

    def __init__(self, path: str, *, timeout_s: float, max_queued: int = 10_000) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=timeout_s)
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        self._timeout_s = timeout_s
        self._max_queued = max_queued
        self._waiting: deque[_Job] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._is_closed = False

    async def apply(self, unit: Unit) -> None:
        """Write and commit; GuardMissed, Duplicate or Unavailable mean that nothing of the unit was written."""
        await self._done(unit)

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """As Writer: what is committed when its turn comes."""
        rows: list[tuple[Any, ...]] = await self._done(find)
        return rows

    async def close(self) -> None:
        """Finish what is queued, then close the connection. Safe to repeat."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._writing is not None:
            await asyncio.wait([self._writing])
        self._thread.shutdown()
        self._connection.close()

    async def _done(self, work: Unit | Find) -> Any:
        if self._is_closed:
            raise Unavailable("The database is closed; the server is shutting down.")
        if len(self._waiting) >= self._max_queued:
            raise Unavailable("More work is waiting than the database can take; try again shortly.")
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        return await asyncio.shield(job.future)

    async def _write_all(self) -> None:
        while self._waiting:
            jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), _BATCH))]
            for job in jobs:
                if isinstance(job.work, Find):
                    await self._answer(job, job.work)
            await self._commit([(job, job.work) for job in jobs if isinstance(job.work, Unit)])
            _settle(jobs)

    async def _answer(self, job: _Job, find: Find) -> None:
        try:
            job.rows = (await self._patiently(*_bound(find))).fetchall()
        except sqlite3.Error as error:
            job.error = Unavailable("The database is out of reach; try again shortly.")
            job.error.__cause__ = error
        except Exception as error:  # one that cannot be run must end neither its neighbours nor the task
            job.error = error

    async def _commit(self, units: list[tuple[_Job, Unit]]) -> None:
        if not units:
            return
        try:
            await self._patiently("BEGIN IMMEDIATE")
            for job, unit in units:
                self._write(job, unit)
            await self._on_thread("COMMIT")
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
        except Exception as error:  # as in `_answer`
            run("ROLLBACK TO unit")
            job.error = error
        run("RELEASE unit")

    async def _patiently(self, sql: str, values: list[Any] | None = None) -> sqlite3.Cursor:
        """Run a statement at once, or as soon as another process lets it, which is tried for again and again.

        SQLite's own waiting gives up at once where it fears a deadlock, so it is not relied on.
        """
        loop = asyncio.get_running_loop()
        ends, pause_s = loop.time() + self._timeout_s, _FIRST_PAUSE_S
        while True:
            try:
                return self._connection.execute(sql, values or [])
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or loop.time() >= ends:
                    raise
            await asyncio.sleep(pause_s * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    async def _on_thread(self, sql: str, values: list[Any] | None = None) -> sqlite3.Cursor:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._connection.execute, sql, values or [])


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
