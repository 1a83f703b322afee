"""Tokens: estimated rather too high, and never more spent than an allowance leaves."""

import pytest

from parley.llm import metered, tokens
from parley.llm.errors import ModelNonsense, ModelSpent
from parley.llm.metered import Allowance, Metered
from parley.llm.pool import ModelPool
from parley.llm.probe import Pong
from parley.llm.schemas import Role, Said, StructuredRequest
from tests.scripted.replies import Reply, says
from tests.scripted.server import ScriptedServer

REQUEST = StructuredRequest("You answer.", (Said(Role.USER, "How are you? " * 20),), Pong, max_tokens=100)
FINE = says({"answer": "fine"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("a", 1), ("a" * 35, 10), ("请问营业时间", 6), ("é", 1), ("Öffnungszeiten", 5), ("😀", 2)],
)
def test_estimate_counts_signs_apart_from_letters(text: str, expected: int) -> None:
    assert tokens.count(text) == expected


def test_request_is_as_large_as_all_it_sends() -> None:
    texts = tokens.count(REQUEST.system) + tokens.count(REQUEST.messages[0].text)
    assert metered.size(REQUEST) > texts + 20


async def test_call_that_does_not_fit_is_not_made(pool: ModelPool, server: ScriptedServer) -> None:
    for left in (Allowance(metered.size(REQUEST) - 1, 1_000), Allowance(10_000, 0)):
        with pytest.raises(ModelSpent):
            await Metered(pool, left).structured(REQUEST)
    assert server.asked == []


async def test_output_is_bounded_by_what_is_left(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(FINE, FINE)
    model = Metered(pool, Allowance(10_000, 27))
    await model.structured(REQUEST)
    await model.structured(REQUEST)
    assert [_limit(asked.body) for asked in server.asked] == [27, 7]
    assert model.left == Allowance(10_000 - 200, 27 - 40)
    with pytest.raises(ModelSpent):
        await model.structured(REQUEST)


async def test_useless_answer_is_paid_for(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply("no JSON"))
    model = Metered(pool, Allowance(10_000, 1_000))
    with pytest.raises(ModelNonsense):
        await model.structured(REQUEST)
    assert model.left == Allowance(9_900, 980)


async def test_answer_that_nobody_counts_is_estimated(pool: ModelPool, server: ScriptedServer) -> None:
    server.say(Reply(FINE.text, input_tokens=0, output_tokens=0))
    spent = (await pool.structured(REQUEST)).spent
    assert spent.input_tokens >= tokens.count(REQUEST.messages[0].text)
    assert spent.output_tokens >= 3


def _limit(body: dict[str, object]) -> object:
    options = body.get("options")
    return options["num_predict"] if isinstance(options, dict) else body["max_tokens"]
