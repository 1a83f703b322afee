"""The record: the one place that opens the database and the only one that commits.

Writes are units (`core.statements`), each one transaction; reads go through SQLAlchemy sessions that never write.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import DateTime, Dialect, String, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.core.statements import Find, Unit


class Model(DeclarativeBase):
    """The parent of every table."""


class UtcTime(TypeDecorator[datetime]):
    """A UTC-aware time: `timestamptz` on PostgreSQL, ISO 8601 text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Writer(Protocol):
    """Commits units; see SqliteWriter and PostgresWriter."""

    async def apply(self, unit: Unit) -> None:
        """Write and commit, or raise GuardMissed, Duplicate or Unavailable and leave nothing."""

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """The rows that match; Unavailable when the database is out of reach."""

    async def close(self) -> None:
        """Let go of the connections."""


class Database:
    """Reads and writes of one process."""

    def __init__(self, engine: AsyncEngine, writer: Writer, timeout_s: float) -> None:
        self._engine = engine
        self._writer = writer
        self._timeout_s = timeout_s

    async def apply(self, unit: Unit) -> None:
        """Commit a unit: when this returns, it is on disk. GuardMissed, Duplicate, Unavailable: nothing is."""
        await self._writer.apply(unit)

    async def find(self, find: Find) -> list[tuple[Any, ...]]:
        """What a turn must know before it can write, at a tenth of what `reading` costs; Unavailable as there."""
        return await self._writer.find(find)

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for SELECTs only, closed at the end; Unavailable when the database is out of reach."""
        try:
            async with (
                asyncio.timeout(self._timeout_s),
                AsyncSession(self._engine, expire_on_commit=False, autoflush=False) as session,
            ):
                yield session
        except (DBAPIError, OSError, TimeoutError) as error:
            raise Unavailable("The database is out of reach; try again shortly.") from error

    async def ping(self) -> None:
        """Unavailable unless the database answers."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Let go of every connection."""
        await self._writer.close()
        await self._engine.dispose()


async def open_database(settings: Settings) -> Database:
    """Connect; Unavailable when the database does not answer. The schema is `core.migrate`'s business."""
    timeout_s = settings.database_timeout_seconds
    if settings.is_sqlite:
        from parley.core.sqlite import SqliteWriter

        try:
            writer: Writer = SqliteWriter(settings.sqlite_path, timeout_s=timeout_s)
        except sqlite3.Error as error:
            raise Unavailable("The SQLite file at DATABASE_URL cannot be opened.") from error
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{settings.sqlite_path}",
            connect_args={"timeout": timeout_s},
            pool_size=4,
            max_overflow=12,
        )
        event.listen(engine.sync_engine, "connect", _read_only)
        return Database(engine, writer, timeout_s)
    from parley.core.postgres import open_writer

    writer = await open_writer(settings)
    engine = create_async_engine(
        settings.postgres_dsn.replace("postgresql://", "postgresql+asyncpg://", 1),
        pool_size=max(1, settings.database_pool_size // 2),
        max_overflow=0,  # waiting for a read's connection is cheaper than making one
        pool_timeout=timeout_s,
        pool_pre_ping=True,
        isolation_level="AUTOCOMMIT",  # reads of one statement each: a BEGIN and a ROLLBACK around them do nothing
        connect_args={"timeout": timeout_s},
    )
    return Database(engine, writer, timeout_s)


def _read_only(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
    cursor.close()
