"""What a process holds open, opened and closed in one place."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.core import idempotency, migrate
from parley.core.auth import KeyRing
from parley.core.config import Settings
from parley.core.db import Database, open_database
from parley.core.errors import Unavailable
from parley.core.log import logger

if TYPE_CHECKING:
    from redis.asyncio import Redis

_TIDY_EVERY_S = 3_600


@dataclass(frozen=True, slots=True)
class Resources:
    """Shared by every request; `redis` is None where live state is kept in process."""

    settings: Settings
    db: Database
    keys: KeyRing
    redis: "Redis | None"


@contextlib.asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Connect, migrate an empty SQLite file, and close everything at the end.

    ConfigError: PostgreSQL's schema is not the one this version needs. Unavailable: it does not answer.
    """
    if not await migrate.require_schema(settings):
        await asyncio.to_thread(migrate.upgrade, settings)
    db = await open_database(settings)
    redis = open_redis(settings)
    try:
        async with beside(_tidy(db)):
            yield Resources(settings, db, KeyRing(settings, db), redis)
    finally:
        if redis is not None:
            await redis.aclose()
        await db.close()


@contextlib.asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run endless work while the block lasts; unlike with a TaskGroup, the block's own errors stay as they are."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def open_redis(settings: Settings) -> "Redis | None":
    """A Redis client; it connects on first use, so a Redis that is down does not stop the start."""
    if settings.redis_address is None:
        return None
    from redis.asyncio import Redis  # a vendor of the scaled case alone

    return Redis.from_url(
        settings.redis_address,
        socket_timeout=settings.redis_timeout_seconds,
        socket_connect_timeout=settings.redis_timeout_seconds,
    )


async def _tidy(db: Database) -> None:
    """Remove what has expired, now and every hour."""
    while True:
        try:
            await idempotency.purge(db)
        except Unavailable as error:
            logger.warning("tidying skipped", reason=error.detail)
        await asyncio.sleep(_TIDY_EVERY_S)
