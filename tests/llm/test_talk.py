"""Talks with tools, over HTTP in each vendor's protocol."""

from typing import Any

import pytest

from parley.llm.errors import ModelMisconfigured, ModelNonsense
from parley.llm.pool import ModelPool
from parley.llm.schemas import Calling, Offer, Result, Role, Said, Spent, TalkRequest
from tests.scripted.replies import Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"day": {"type": "string", "description": "The day"}},
    "required": ["day"],
}
OFFER = Offer("find_times", "Finds free times.", SCHEMA)
ASKED = Said(Role.USER, "Anything on Tuesday?")


async def test_a_tool_is_called_and_its_result_answered(server: ScriptedServer, pool: ModelPool) -> None:
    server.say(Reply(calls=(("find_times", {"day": "Tuesday"}),)), Reply("At half past two."))
    first = await pool.talk(TalkRequest("You book.", (ASKED,), (OFFER,)))
    assert [(call.name, call.arguments) for call in first.calls] == [("find_times", {"day": "Tuesday"})]
    assert server.asked[0].offers == ["find_times"]
    assert server.asked[0].system == "You book."
    [call] = first.calls
    told = (ASKED, Calling(first.text, first.calls), Result(call.id, "14:30"))
    second = await pool.talk(TalkRequest("You book.", told, (OFFER,)))
    assert (second.text, second.calls) == ("At half past two.", ())
    assert second.spent == Spent(1, 100, 20)
    assert "14:30" in server.asked[1].said


async def test_a_talk_without_tools_offers_none(server: ScriptedServer, pool: ModelPool) -> None:
    server.say(Reply("Hello."))
    assert (await pool.talk(TalkRequest("You greet.", (ASKED,)))).text == "Hello."
    assert server.asked[0].offers == []


async def test_several_calls_at_once_keep_their_order(server: ScriptedServer, pool: ModelPool) -> None:
    server.say(Reply("Let me see.", calls=(("find_times", {"day": "Monday"}), ("find_times", {"day": "Tuesday"}))))
    found = await pool.talk(TalkRequest("You book.", (ASKED,), (OFFER,)))
    assert [call.arguments["day"] for call in found.calls] == ["Monday", "Tuesday"]
    assert len({call.id for call in found.calls}) == 2
    assert found.text == "Let me see."


async def test_a_server_without_tools_is_misconfigured(server: ScriptedServer, pool: ModelPool) -> None:
    server.respond = lambda asked: fails(400, "this model does not support tools")
    with pytest.raises(ModelMisconfigured):
        await pool.talk(TalkRequest("You book.", (ASKED,), (OFFER,)))


@pytest.mark.parametrize("protocol", [Protocol.OPENAI], indirect=True)
async def test_calls_without_end_are_nonsense(server: ScriptedServer, pool: ModelPool) -> None:
    server.say(Reply(calls=(("find_times", {"day": "Monday"}),) * 11))
    with pytest.raises(ModelNonsense, match="could not be read"):
        await pool.talk(TalkRequest("You book.", (ASKED,), (OFFER,)))
