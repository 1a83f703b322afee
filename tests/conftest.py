"""Fixtures shared by all tests: settings, both storage modes, the app behind a real HTTP client, a scripted model."""

import contextlib
import itertools
import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from parley.app import calm_collector, create_app
from parley.core import migrate
from parley.core.config import Settings
from tests import servers

_numbers = itertools.count()
SETTING_NAMES = {name.upper() for name in Settings.model_fields}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those first that may take longest, so that no worker is left with one at the end. A worker always has its next
    test as well, so each of them has a short one behind it.
    """
    limits = {item: limit.args[0] for item in items if (limit := item.get_closest_marker("timeout"))}
    long = sorted(limits, key=lambda item: -limits[item])
    short = [item for item in items if item not in limits]
    firsts = [item for pair in zip(long, short, strict=False) for item in pair]
    items[:] = [*firsts, *long[len(short) :], *short[len(long) :]]


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay in memory; nobody need look through them again and again."""
    calm_collector()


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the developer's machine reaches a test, and no file is written outside its folder."""
    for name in SETTING_NAMES & os.environ.keys():
        monkeypatch.delenv(name)
    monkeypatch.setenv("LLM_MODEL", "guided")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server in which databases may be made."""
    with servers.postgres() as dsn:
        yield dsn


@contextlib.contextmanager
def postgres_database(server: str) -> Iterator[str]:
    """A migrated database. What a commit says need not outlive the server here, so nobody waits for its disk."""
    name = f"parley_test_{os.getpid()}_{next(_numbers)}"
    servers.run_sql(server, f"CREATE DATABASE {name}", f"ALTER DATABASE {name} SET synchronous_commit = off")
    dsn = f"{server.rpartition('/')[0]}/{name}"
    migrate.upgrade(Settings(database_url=dsn, _env_file=None))
    yield dsn
    servers.run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: str) -> Iterator[str]:
    """The database that tests use one after the other."""
    with postgres_database(postgres_server) as dsn:
        yield dsn


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis whose data may be thrown away."""
    with servers.redis_server() as url:
        yield url


@pytest.fixture
def postgres_url(shared_postgres: str) -> Iterator[str]:
    """A migrated database that is empty when the test begins, and whose connections end with it."""
    yield shared_postgres
    servers.empty(shared_postgres)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy, since migrating one takes longer than most tests."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate.upgrade(Settings(database_url=f"sqlite:///{path}", _env_file=None))
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite file of its own for each test."""
    path = tmp_path / "parley.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture(params=["embedded", "scaled"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """SQLite with in-process live state, and PostgreSQL with Redis: what holds, holds for both."""
    if request.param == "embedded":
        return make_settings(database_url=request.getfixturevalue("sqlite_url"))
    return make_settings(
        database_url=request.getfixturevalue("postgres_url"), redis_url=request.getfixturevalue("redis_url")
    )


@pytest.fixture
def embedded(sqlite_url: str) -> Settings:
    """SQLite with in-process live state."""
    return make_settings(database_url=sqlite_url)


def make_settings(**values: object) -> Settings:
    """Settings for a test: no .env, guided unless the test says otherwise, quiet."""
    return Settings(_env_file=None, **{"llm_model": "guided", "log_level": "ERROR", **values})  # type: ignore[arg-type]  # settings by name


Serve = Callable[[Settings], contextlib.AbstractAsyncContextManager[httpx.AsyncClient]]


@contextlib.asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app with these settings behind an HTTP client, its start and shutdown included."""
    async with behind(create_app(settings)) as client:
        yield client


@contextlib.asynccontextmanager
async def behind(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an app that is started and shut down around it."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=30) as client,
    ):
        yield client


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app in each storage mode."""
    async with serving(settings) as client:
        yield client


@pytest.fixture
async def api(embedded: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app on SQLite, for what does not depend on storage."""
    async with serving(embedded) as client:
        yield client
