"""Fixtures for tests that talk to a scripted model over real HTTP, once in each protocol."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from pydantic import SecretStr

from parley.llm.pool import ModelPool
from parley.llm.schemas import ModelConfig, Vendor
from parley.llm.wire import Wire
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer

VENDORS = {Protocol.OPENAI: Vendor.OPENAI, Protocol.OLLAMA: Vendor.OLLAMA, Protocol.ANTHROPIC: Vendor.ANTHROPIC}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A scripted model server."""
    with ScriptedServer() as running:
        yield running


@pytest.fixture(params=list(Protocol))
def protocol(request: pytest.FixtureRequest) -> Protocol:
    """Each protocol in turn."""
    return request.param


def config_of(server: ScriptedServer, protocol: Protocol, **settings: Any) -> ModelConfig:
    """How the scripted server is reached in a protocol."""
    return ModelConfig(
        vendor=VENDORS[protocol],
        model="scripted",
        base_url=server.base_url(protocol),
        api_key=SecretStr("key-of-the-test"),
        **{"timeout_s": 10, "cooldown_s": 30, **settings},
    )


@pytest.fixture
async def wire(server: ScriptedServer, protocol: Protocol) -> AsyncIterator[Wire]:
    """What streams from the scripted server."""
    made = Wire(config_of(server, protocol))
    yield made
    await made.close()


@pytest.fixture
async def connect(server: ScriptedServer, protocol: Protocol) -> AsyncIterator[Callable[..., ModelPool]]:
    """Makes pools to the scripted server; they are closed at the end."""
    async with AsyncExitStack() as stack:

        def make(**settings: Any) -> ModelPool:
            pool = ModelPool(config_of(server, protocol, **settings))
            stack.push_async_callback(pool.close)
            return pool

        yield make


@pytest.fixture
async def pool(connect: Callable[..., ModelPool]) -> ModelPool:
    """A pool with the usual settings, its vendor loaded."""
    made = connect()
    await made.warm()
    return made
