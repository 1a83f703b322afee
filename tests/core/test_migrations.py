"""Migrations: up, down and up again with data in the tables, on both databases; models and schema agree."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

import parley.agents.models
import parley.chat.models
import parley.core.models
import parley.runs.models
import parley.secrets.models  # noqa: F401 - the imports fill the metadata
from parley.core import migrate
from parley.core.config import Settings
from parley.core.db import Model, open_database
from parley.core.errors import ConfigError
from parley.core.models import ApiKey
from parley.core.paths import shipped
from parley.core.statements import Insert, Unit
from tests.conftest import make_settings, postgres_database

ROW = {
    "id": "k1",
    "owner": "shop",
    "secret_sha256": "00",
    "created_at": datetime(2026, 11, 20, 12, 30, tzinfo=UTC),
    "expires_at": None,
    "revoked_at": None,
}


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database of the test's own, whose schema it may change."""
    with postgres_database(postgres_server) as dsn:
        yield dsn


def _alembic(settings: Settings) -> Config:
    config = Config(str(shipped("alembic.ini")))
    config.set_main_option("script_location", str(shipped("alembic")))
    config.attributes["settings"] = settings
    return config


async def _insert(settings: Settings) -> None:
    db = await open_database(settings)
    try:
        await db.apply(Unit((Insert(ApiKey, ROW),)))
    finally:
        await db.close()


def test_schema_goes_up_down_and_up_with_data(settings: Settings) -> None:
    asyncio.run(_insert(settings))
    command.downgrade(_alembic(settings), "base")
    assert asyncio.run(migrate.current(settings)) is None
    migrate.upgrade(settings)
    migrate.upgrade(settings)
    assert asyncio.run(migrate.current(settings)) == migrate.REVISION
    asyncio.run(_insert(settings))


async def _run(settings: Settings, *statements: str) -> list[tuple[object, ...]]:
    """Run SQL as it stands; the rows of the last statement."""
    url = f"sqlite+aiosqlite:///{settings.sqlite_path}"
    if not settings.is_sqlite:
        url = settings.postgres_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            result = await connection.execute(text(statement))
        rows = [tuple(row) for row in result] if result.returns_rows else []
    await engine.dispose()
    return rows


def test_versions_from_before_say_afterwards_what_made_them(settings: Settings) -> None:
    command.downgrade(_alembic(settings), "0003")
    moment = "'2026-11-20T12:30:00+00:00'"
    agents = f"INSERT INTO agents VALUES ('a1', 'shop', 'mia', 'Mia', '', 1, 's1', {moment}, {moment})"  # noqa: S608
    versions = f"INSERT INTO agent_versions VALUES ('a1', 1, 'shop', '{{}}', '00', 's1', 5, {moment})"  # noqa: S608
    asyncio.run(_run(settings, agents, versions))
    migrate.upgrade(settings)
    told = "SELECT agent_versions.kind, note, published, by_hand FROM agent_versions, agents"
    assert asyncio.run(_run(settings, told)) == [("build", "Turn 5 of a build session", None, "{}")]
    command.downgrade(_alembic(settings), "0003")
    assert asyncio.run(_run(settings, "SELECT digest, turn FROM agent_versions")) == [("00", 5)]


async def test_models_and_migrated_schema_are_the_same(settings: Settings) -> None:
    db = await open_database(settings)
    try:
        async with db.reading() as session:
            connection = await session.connection()
            found = await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), Model.metadata)
            )
            tables = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    finally:
        await db.close()
    assert found == []
    assert tables == {*Model.metadata.tables, "alembic_version"}


async def test_unmigrated_postgres_stops_the_start_with_the_command_to_run(postgres_url: str) -> None:
    settings = make_settings(database_url=postgres_url)
    db = await open_database(settings)
    async with db.reading() as session:
        await session.execute(text("DELETE FROM alembic_version"))
        await session.commit()
    await db.close()
    with pytest.raises(ConfigError, match="run: parley db upgrade"):
        await migrate.require_schema(settings)
