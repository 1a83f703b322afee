"""The writer for PostgreSQL: each unit of work is one statement on a connection of its own."""

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.core.statements import Duplicate, Find, GuardMissed, Unit, parameters, postgres_find, postgres_sql

if TYPE_CHECKING:
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]
    Slot: TypeAlias = tuple[Connection, float] | None

_OUT_OF_REACH = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_IDLE_S = 300.0
"""How long a connection may be unused: what is between us and the server forgets it in the end, and tells nobody."""


class Connections:
    """At most so many, made when needed and used in turns; the last one that was given back is lent first.

    Units set nothing on their connection, so nothing is reset; asyncpg's own pool, which does, costs a statement nearly
    as much as asking it.
    """

    def __init__(self, settings: Settings) -> None:
        self._dsn = settings.postgres_dsn
        self._timeout_s = settings.database_timeout_seconds
        self._most = settings.database_pool_size
        self._slots: asyncio.LifoQueue[Slot] = asyncio.LifoQueue()
        for _ in range(self._most):
            self._slots.put_nowait(None)
        self._lent: set[Connection] = set()
        self._leaving: set[asyncio.Task[None]] = set()

    async def take(self, wait_s: float) -> "Connection":
        """One to be given back or dropped; TimeoutError where none is free, or none can be made, for so long."""
        connection = self._usable(self._slots.get_nowait()) if self._slots.qsize() else None
        if connection is None:
            async with asyncio.timeout(wait_s):
                connection = await self._next()
        self._lent.add(connection)
        return connection

    def give(self, connection: "Connection") -> None:
        """What was asked of it is over."""
        self._lent.discard(connection)
        self._slots.put_nowait((connection, time.monotonic()))

    def drop(self, connection: "Connection") -> None:
        """It is broken, or busy with something that nobody waits for any more: that is taken back, and it is closed."""
        self._lent.discard(connection)
        self._slots.put_nowait(None)
        self._leave(connection)

    async def close(self) -> None:
        """Close all, waiting briefly for what is under way."""
        try:
            async with asyncio.timeout(self._timeout_s):
                for _ in range(self._most):
                    if (slot := await self._slots.get()) is not None:
                        self._leave(slot[0])
                await asyncio.gather(*self._leaving, return_exceptions=True)
        except TimeoutError:
            for connection in self._lent:
                connection.terminate()

    def _usable(self, slot: "Slot") -> "Connection | None":
        """The slot's connection; None where there is none that could be used: then the slot is free to have one."""
        if slot is not None:
            connection, used_at = slot
            if not connection.is_closed() and used_at > time.monotonic() - _IDLE_S:
                return connection
            self._leave(connection)
        self._slots.put_nowait(None)
        return None

    async def _next(self) -> "Connection":
        while (slot := await self._slots.get()) is not None:
            if (connection := self._usable(slot)) is not None:
                return connection
        try:
            return await asyncpg.connect(self._dsn, timeout=self._timeout_s)
        except BaseException:
            self._slots.put_nowait(None)
            raise

    def _leave(self, connection: "Connection") -> None:
        task = asyncio.create_task(_close(connection, self._timeout_s))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


async def _close(connection: "Connection", timeout_s: float) -> None:
    try:
        await connection.close(timeout=timeout_s)
    except _OUT_OF_REACH:
        connection.terminate()


class PostgresWriter:
    """Each unit is one statement, and so one transaction without a BEGIN."""

    def __init__(self, connections: Connections, timeout_s: float) -> None:
        self._connections = connections
        self._timeout_s = timeout_s

    async def apply(self, unit: Unit) -> None:
        """As Writer; a deadlock or serialisation failure is tried once more, a lost connection is not."""
        sql, ends = postgres_sql(unit), time.monotonic() + self._timeout_s
        values = [value for statement in unit.all for value in parameters(statement)]
        try:
            try:
                rows = await self._ask(sql, values, ends)
            except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                rows = await self._ask(sql, values, ends)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise Duplicate(error.constraint_name or "") from error
        except _OUT_OF_REACH as error:
            raise Unavailable("The database could not take the write; try again shortly.") from error
        if unit.guard is not None and rows[0][0] != 1:
            raise GuardMissed

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """As Writer."""
        ends = time.monotonic() + self._timeout_s
        try:
            return [tuple(row) for row in await self._ask(postgres_find(find), parameters(find), ends)]
        except _OUT_OF_REACH as error:
            raise Unavailable("The database is out of reach; try again shortly.") from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._connections.close()

    async def _ask(self, sql: str, values: list[Any], ends: float) -> "list[asyncpg.Record]":
        """The rows; TimeoutError at that moment of the monotonic clock, if only for want of a free connection."""
        connection = await self._connections.take(ends - time.monotonic())
        try:
            rows: list[asyncpg.Record] = await connection.fetch(sql, *values, timeout=ends - time.monotonic())
        except asyncpg.PostgresError:
            self._connections.give(connection)
            raise
        except BaseException:
            self._connections.drop(connection)
            raise
        self._connections.give(connection)
        return rows


async def open_writer(settings: Settings) -> PostgresWriter:
    """Connect; Unavailable when PostgreSQL does not answer."""
    connections = Connections(settings)
    try:
        connections.give(await connections.take(settings.database_timeout_seconds))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise Unavailable("PostgreSQL does not answer at DATABASE_URL.") from error
    return PostgresWriter(connections, settings.database_timeout_seconds)
