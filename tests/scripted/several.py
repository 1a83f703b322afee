"""Several scripted servers behind one pool: each says its name in every word, so that a mixed reply would show."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack

import pytest

from parley.llm.pool import ModelPool
from parley.llm.schemas import Role, Said, TalkRequest
from tests.scripted.fixtures import config_of
from tests.scripted.replies import Asked, Fault, Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

NAMES = ("alpha", "beta", "gamma")
REQUEST = TalkRequest("You talk.", (Said(Role.USER, "Who are you?"),))
BEFORE_WORDS = {
    "500": fails(500),
    "429": fails(429, retry_after="30"),
    "401": fails(401),
    "hang": Reply(fault=Fault.HANG),
    "cut": Reply(fault=Fault.CUT),
    "broken JSON": Reply("never heard", fault=Fault.BROKEN_JSON, fault_at=0),
    "error object": Reply("never heard", fault=Fault.ERROR_OBJECT, fault_at=0),
    "ends early": Reply("never heard", fault=Fault.ENDS_EARLY, fault_at=0),
}
AFTER_WORDS = {
    "dies": Fault.DIES,
    "ends early": Fault.ENDS_EARLY,
    "stalls": Fault.STALLS,
    "broken JSON": Fault.BROKEN_JSON,
    "error object": Fault.ERROR_OBJECT,
}
Join = Callable[..., ModelPool]


def words(name: str) -> str:
    """A reply that says whose it is in every word."""
    return " ".join([name] * 12)


def answers(name: str, fault: Fault | None = None) -> Callable[[Asked], Reply]:
    """Always the server's name, or what it can say of it."""
    return lambda asked: Reply(words(name), piece=0, fault=fault)


def always(reply: Reply) -> Callable[[Asked], Reply]:
    """Always the same reply."""
    return lambda asked: reply


@pytest.fixture
def servers() -> Iterator[Sequence[ScriptedServer]]:
    """Three servers that say their names."""
    with ExitStack() as stack:
        yield [stack.enter_context(ScriptedServer(answers(name), keeps_alive=True)) for name in NAMES]


@pytest.fixture
async def join(protocol: Protocol) -> AsyncIterator[Join]:
    """Makes pools of several servers; they are closed at the end."""
    async with AsyncExitStack() as stack:

        def make(*servers: ScriptedServer, **settings: float) -> ModelPool:
            bounds = {"first_token_s": 5.0, "stall_s": 1.5, **settings}
            pool = ModelPool(*(config_of(server, protocol, **bounds) for server in servers))
            stack.push_async_callback(pool.close)
            return pool

        yield make
