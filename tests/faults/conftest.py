"""What the tests of faults share: a database and a Redis to mistreat, and what chats on several processes need."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from parley.core import migrate
from tests import servers
from tests.conftest import make_settings
from tests.faults.chatting import speaks
from tests.faults.running import Redis, asking
from tests.scripted.server import ScriptedServer
from tests.servers import Cluster, cluster


@pytest.fixture
def speaker() -> Iterator[ScriptedServer]:
    """A model that has something to say to everything."""
    with ScriptedServer(speaks) as running:
        yield running


@pytest.fixture
def shared(speaker: ScriptedServer, postgres_url: str, redis_url: str) -> dict[str, str]:
    """The environment of server processes on one PostgreSQL and one Redis, with that model."""
    return {**asking(speaker, postgres_url), "REDIS_URL": redis_url}


@pytest.fixture
def redis() -> Redis:
    """A Redis that does not run yet."""
    binary = shutil.which("redis-server")
    if binary is None:
        servers.skip("needs redis-server on the PATH")
    return Redis(str(binary))


@pytest.fixture(scope="module")
def postgres() -> Iterator[Cluster]:
    """A private cluster, migrated and stopped."""
    with cluster() as made:
        with made.running():
            migrate.upgrade(make_settings(database_url=made.dsn))
        yield made


@pytest.fixture
def database(postgres: Cluster) -> Iterator[ExitStack]:
    """The running server; closing the stack stops it."""
    with ExitStack() as running:
        running.enter_context(postgres.running())
        yield running
