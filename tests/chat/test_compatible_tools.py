"""Tools over OpenAI's chat API: the client's own come back to it, the agent's are carried out here."""

from typing import Any

import httpx

from tests.chat.completing import asked, joined, streamed
from tests.http.calls import finish
from tests.scripted.replies import Asked, Reply
from tests.scripted.server import ScriptedServer


def _by_turns(*calls: str) -> "Any":
    """A model that calls these tools, and speaks once it has a result."""

    def respond(asked: Asked) -> Reply:
        if asked.is_result:
            return Reply("It is done.", piece=0)
        return Reply("One moment.", piece=0, calls=tuple((name, {"day": "Monday"}) for name in calls))

    return respond


WEATHER = {
    "type": "function",
    "function": {"name": "weather", "description": "The weather", "parameters": {"type": "object", "properties": {}}},
}


async def test_call_of_the_clients_tool_comes_back_and_its_result_goes_on(
    api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    model.respond = _by_turns("weather", "weather")
    found = await asked(api, "Weather?", tools=[WEATHER])
    [choice] = found["choices"]
    assert choice["finish_reason"] == "tool_calls"
    message = choice["message"]
    assert message["content"] == "One moment."
    assert [call["function"] for call in message["tool_calls"]] == [
        {"name": "weather", "arguments": '{"day":"Monday"}'}
    ] * 2
    ids = [call["id"] for call in message["tool_calls"]]
    results = [{"role": "tool", "tool_call_id": one, "content": f"Sun {at}"} for at, one in enumerate(ids)]
    again = await asked(api, "Weather?", message, *reversed(results), tools=[WEATHER])
    assert again["choices"][0]["message"]["content"] == "It is done."
    assert len({*ids, *(call["id"] for call in message["tool_calls"])}) == 2
    assert model.asked[0].offers == ["weather"]
    assert {message["content"] for message in model.asked[1].body["messages"] if message["role"] == "tool"} == {
        "Sun 0",
        "Sun 1",
    }


async def test_streamed_call_of_the_clients_tool(api: httpx.AsyncClient, model: ScriptedServer) -> None:
    model.respond = _by_turns("weather")
    chunks = await streamed(api, "Weather?", tools=[WEATHER])
    assert joined(chunks) == "One moment."
    assert chunks[-1]["choices"][0]["finish_reason"] == "tool_calls"
    [call] = [one for chunk in chunks for one in chunk["choices"][0]["delta"].get("tool_calls", [])]
    assert (call["index"], call["type"], call["function"]["name"]) == (0, "function", "weather")
    assert call["function"]["arguments"] == '{"day":"Monday"}'


async def test_agents_own_tools_are_carried_out_here(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    agent = (await finish(client))["agent_id"]
    model.asked.clear()
    own = ""

    def respond(asked: Asked) -> Reply:
        nonlocal own
        own = own or asked.offers[0]
        return Reply("It is done.") if asked.is_result else Reply("One moment.", calls=((own, {}),))

    model.respond = respond
    found = await asked(client, "Do it", model=agent, tools=[WEATHER])
    [choice] = found["choices"]
    assert choice["message"]["content"] == "One moment.\n\nIt is done."
    assert choice["message"]["tool_calls"] is None
    assert found["usage"]["total_tokens"] == 240
    assert model.asked[0].offers[-1] == "weather"
    model.respond = _by_turns(own, "weather")
    [choice] = (await asked(client, "Do both", model=agent, tools=[WEATHER]))["choices"]
    assert [call["function"]["name"] for call in choice["message"]["tool_calls"]] == ["weather"]


async def test_choice_of_tools_is_told_to_the_model(api: httpx.AsyncClient, model: ScriptedServer) -> None:
    named = {"type": "function", "function": {"name": "weather"}}
    for choice in ("none", "auto", "required", named):
        await asked(api, "Weather?", tools=[WEATHER], tool_choice=choice)
    none, auto, required, exact = model.asked
    assert none.offers == []
    assert auto.offers == required.offers == exact.offers == ["weather"]
    assert "Answer by calling" not in auto.system
    assert "one of the tools weather" in required.system
    assert "the tool weather" in exact.system
