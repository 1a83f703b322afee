"""The writer for PostgreSQL: each unit of work is one statement on a pooled asyncpg connection."""

import asyncio
from typing import Any

import asyncpg

from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.core.statements import Duplicate, Find, GuardMissed, Unit, parameters, postgres_find, postgres_sql

_OUT_OF_REACH = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class PostgresWriter:
    """Each unit is one statement on a pooled connection, and so one transaction without a BEGIN."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", timeout_s: float) -> None:
        self._pool = pool
        self._timeout_s = timeout_s

    async def apply(self, unit: Unit) -> None:
        """As Writer; a deadlock or serialisation failure is tried once more, a lost connection is not."""
        sql = postgres_sql(unit)
        values = [value for statement in unit.all for value in parameters(statement)]
        try:
            async with asyncio.timeout(self._timeout_s):  # a free connection is waited for within it, too
                try:
                    matched = await self._pool.fetchval(sql, *values)
                except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                    matched = await self._pool.fetchval(sql, *values)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise Duplicate(error.constraint_name or "") from error
        except _OUT_OF_REACH as error:
            raise Unavailable("The database could not take the write; try again shortly.") from error
        if unit.guard is not None and matched != 1:
            raise GuardMissed

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """As Writer."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return [tuple(row) for row in await self._pool.fetch(postgres_find(find), *parameters(find))]
        except _OUT_OF_REACH as error:
            raise Unavailable("The database is out of reach; try again shortly.") from error

    async def close(self) -> None:
        """Close the pool, waiting briefly for statements under way."""
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()


async def open_writer(settings: Settings) -> PostgresWriter:
    """Connect; Unavailable when PostgreSQL does not answer."""
    timeout_s = settings.database_timeout_seconds
    try:
        pool = await asyncpg.create_pool(
            settings.postgres_dsn,
            min_size=1,
            max_size=settings.database_pool_size,
            timeout=timeout_s,
            reset=_leave_as_it_is,
        )
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise Unavailable("PostgreSQL does not answer at DATABASE_URL.") from error
    return PostgresWriter(pool, timeout_s)


async def _leave_as_it_is(_connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]") -> None:
    """Units set nothing on their connection; the pool's own reset would cost every turn a second round trip."""
