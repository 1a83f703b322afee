"""Runs the migrations against DATABASE_URL, with a driver that each database has at hand."""

import asyncio

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

import parley.agents.models
import parley.chat.models
import parley.core.models
import parley.runs.models
import parley.secrets.models  # noqa: F401 - the imports fill the metadata
from parley.core.config import Settings, load
from parley.core.db import Model


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        user_module_prefix="",
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate_postgres(settings: Settings) -> None:
    engine = create_async_engine(settings.postgres_dsn.replace("postgresql://", "postgresql+asyncpg://", 1))
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


def run() -> None:
    settings = context.config.attributes.get("settings") or load()
    if settings.is_sqlite:
        engine = create_engine(f"sqlite:///{settings.sqlite_path}")
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
    else:
        asyncio.run(migrate_postgres(settings))


run()
