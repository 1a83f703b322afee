"""What the figures were measured on, in words: no host names, no paths."""

import asyncio
import platform
from importlib.metadata import version

import asyncpg
import psutil
import redis

from bench.stores import Stores

_PACKAGES = (
    "fastapi",
    "uvicorn",
    "pydantic",
    "langgraph",
    "langgraph-checkpoint-postgres",
    "sqlalchemy",
    "asyncpg",
    "aiohttp",
    "langchain-openai",
)


def describe(stores: Stores) -> list[str]:
    """The machine, the servers, the price of a commit, and the versions of what is compared."""
    memory_gb = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    with redis.Redis.from_url(stores.redis_url) as client:
        redis_version = client.info("server")["redis_version"]
    return [
        f"{psutil.cpu_count()} cores ({platform.machine()}), {memory_gb:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, PostgreSQL {asyncio.run(_postgres_version(stores.dsn))}, "
        f"Redis {redis_version}; writing 4 KB and having it on disk takes {stores.fsync_ms():.2f} ms here.",
        f"Packages: {packages}.",
    ]


async def _postgres_version(dsn: str) -> str:
    connection = await asyncpg.connect(dsn)
    try:
        found = connection.get_server_version()
    finally:
        await connection.close()
    return f"{found.major}.{found.minor}"
