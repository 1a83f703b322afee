"""The world that tests of turns live in."""

from collections.abc import AsyncIterator

import pytest

from parley.core.config import Settings
from tests.sessions.world import World, world_of


@pytest.fixture
async def world(settings: Settings) -> AsyncIterator[World]:
    async with world_of(settings) as world:
        yield world
