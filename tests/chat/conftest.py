"""Chats with a scripted model behind them, in each storage mode."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.talking import echo, with_model
from tests.conftest import serving
from tests.scripted.fixtures import protocol
from tests.scripted.server import ScriptedServer

__all__ = ["protocol"]


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    """A model that says what it was told."""
    with ScriptedServer(echo) as running:
        yield running


@pytest.fixture
async def client(settings: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with that model, in each storage mode."""
    async with serving(with_model(settings, model)) as client:
        yield client


@pytest.fixture
async def api(embedded: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with the model on SQLite, since nothing is stored."""
    async with serving(with_model(embedded, model)) as client:
        yield client
