"""Tools in a chat: called while the agent speaks, told as they happen, bounded, kept with the reply."""

from collections.abc import AsyncIterator

import httpx
import orjson
import pytest

from parley.core.config import Settings
from tests.chat.talking import MESSAGES, Slow, begin, said, say, with_model
from tests.conftest import serving
from tests.http.calls import finish
from tests.http.events import events_of, joined
from tests.scripted.replies import Asked, Reply
from tests.scripted.server import ScriptedServer


@pytest.fixture
async def agent(settings: Settings) -> str:
    """A built agent that has tools."""
    async with serving(settings) as bare:
        return str((await finish(bare))["agent_id"])


@pytest.fixture
async def client(settings: Settings, model: ScriptedServer, agent: str) -> AsyncIterator[httpx.AsyncClient]:
    """The app with the model, where three calls of it are enough for a reply."""
    async with serving(with_model(settings, model, chat_max_calls=3)) as client:
        yield client


def _calls_once(asked: Asked) -> Reply:
    if asked.is_result:
        return Reply("It is done.", piece=0)
    return Reply("One moment.", piece=0, calls=((asked.offers[0], {}),))


async def test_called_tool_is_told_and_its_result_is_spoken_of(
    client: httpx.AsyncClient, model: ScriptedServer, agent: str
) -> None:
    model.respond = _calls_once
    session_id = await begin(client, agent)
    body = {"session_id": session_id, "content": "Please do it."}
    events = events_of(await client.post(f"{MESSAGES}/stream", json=body))
    told = [event for event in events if event.kind in {"tool_call", "tool_result"}]
    assert [event.kind for event in told] == ["tool_call", "tool_result"]
    assert told[0].data["name"] == told[1].data["name"] == model.asked[0].offers[0]
    assert told[0].data["call_id"] == told[1].data["call_id"]
    message = events[-2].data
    assert message["content"] == joined(events) == "One moment.\n\nIt is done."
    assert (message["stop_reason"], message["usage"]["model_calls"]) == ("stop", 2)
    assert message["usage"]["input_tokens"] == 200
    assert (await said(client, session_id))[-1]["content"] == message["content"]


async def test_next_turn_is_shown_the_call_with_its_result(
    client: httpx.AsyncClient, model: ScriptedServer, agent: str
) -> None:
    model.respond = _calls_once
    session_id = await begin(client, agent)
    await say(client, session_id, "Please do it.")
    model.respond = lambda asked: Reply("Yes.")
    await say(client, session_id, "Really?")
    shown = model.asked[-1].body["messages"]
    roles = [message["role"] for message in shown if message["role"] not in {"system", "developer"}]
    assert roles == ["user", "assistant", "tool", "assistant", "user"]
    assert orjson.dumps(shown).count(b"One moment.") == 1
    assert orjson.dumps(shown).count(b"It is done.") == 1


async def test_agent_that_calls_for_ever_is_stopped_at_the_bound(
    client: httpx.AsyncClient, model: ScriptedServer, agent: str
) -> None:
    model.respond = lambda asked: Reply("Again.", calls=((asked.offers[0], {}),))
    message = await say(client, await begin(client, agent), "Go.")
    assert (message["stop_reason"], message["status"]) == ("max_calls", "interrupted")
    assert len(model.asked) == message["usage"]["model_calls"] == 3


async def test_reply_that_takes_too_long_is_cut_off(settings: Settings, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    async with serving(with_model(settings, model, chat_timeout_seconds=3)) as client:
        message = await say(client, await begin(client), "Hello.")
        assert (message["stop_reason"], message["status"], message["content"]) == ("timeout", "interrupted", "You")
        slow.let()
