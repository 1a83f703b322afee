"""The two clients in front of the real app: the async one in both storage modes, the sync one over a socket."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.cli.nearby import Nearby, nearby
from parley.client import AsyncClient, Client
from parley.core.config import Settings


@pytest.fixture
async def parley(client: httpx.AsyncClient) -> AsyncIterator[AsyncClient]:
    """The async client in each storage mode."""
    async with AsyncClient("http://localhost", http=client) as parley:
        yield parley


@pytest.fixture
def near(embedded: Settings) -> Iterator[Nearby]:
    """A server in this process, on SQLite."""
    with nearby(embedded) as near:
        yield near


@pytest.fixture
def blocking(near: Nearby) -> Iterator[Client]:
    """The sync client of that server."""
    with Client(near.url, near.key) as client:
        yield client
