"""Many talks while one of three endpoints fails, in every way a provider can: none lost, none mixed, few sent there."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Sequence

import pytest

from parley.llm.errors import ModelError
from parley.llm.pool import ModelPool
from tests.scripted.replies import Fault, Protocol
from tests.scripted.server import ScriptedServer
from tests.scripted.several import AFTER_WORDS, BEFORE_WORDS, REQUEST, Join, always, answers, words

pytestmark = pytest.mark.load
PROTOCOLS = tuple(Protocol) * 3


@pytest.mark.parametrize(
    ("failing", "protocol"), [*zip(["refused", *BEFORE_WORDS], PROTOCOLS, strict=False)], indirect=["protocol"]
)
async def test_500_talks_lose_nothing_to_a_dead_endpoint(
    failing: str, join: Join, servers: Sequence[ScriptedServer]
) -> None:
    pool = join(*servers, first_token_s=1.5 if failing == "hang" else 5, cooldown_s=0.5)
    if failing == "refused":
        servers[0].stop()
    else:
        servers[0].respond = always(BEFORE_WORDS[failing])
    told, share = await _play(pool, 500)
    assert set(told) == {words("beta"), words("gamma")}
    assert told.total() == 500
    assert share < 0.05


@pytest.mark.parametrize(
    ("fault", "protocol"), [*zip(AFTER_WORDS.values(), PROTOCOLS, strict=False)], indirect=["protocol"]
)
async def test_500_talks_with_one_endpoint_dying_are_whole_or_honestly_interrupted(
    fault: Fault, join: Join, servers: Sequence[ScriptedServer]
) -> None:
    servers[0].respond = answers("alpha", fault)
    told, share = await _play(join(*servers, cooldown_s=0.5), 500)
    cut = told.pop("alpha alpha")
    assert set(told) == {words("beta"), words("gamma")}
    assert cut + told.total() == 500
    assert cut < 50
    assert share < 0.05


async def _play(pool: ModelPool, most: int) -> tuple[Counter[str], float]:
    """What all of the talks heard, 20 at once, and the first endpoint's share of the attempts after its third failure.

    A talk that fails with nothing heard is told as "lost".
    """
    told, left, dead = Counter[str](), iter(range(most)), pool.endpoints[0].health
    marks: list[tuple[int, int]] = []

    def attempts() -> tuple[int, int]:
        return dead.attempts, sum(endpoint.health.attempts for endpoint in pool.endpoints)

    async def talks() -> None:
        for _ in left:
            heard: list[str] = []
            with contextlib.suppress(ModelError):
                await pool.stream(REQUEST, heard.append)
            told["".join(heard) or "lost"] += 1
            if dead.failures >= 3 and not marks:
                marks.append(attempts())

    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(talks())
    assert marks, "the endpoint never failed three times"
    before, after = marks[0], attempts()
    return told, (after[0] - before[0]) / (after[1] - before[1])
