"""The official client of OpenAI's API, and LangChain's, against the agents: over a socket, models of each protocol."""

from collections.abc import AsyncIterator
from typing import Any

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from openai import AsyncOpenAI

from parley.core.config import Settings
from tests.chat.sockets import listening
from tests.conftest import make_settings
from tests.scripted.replies import Asked, Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

KEY = "pk_ann_" + "0" * 32
SAID = [{"role": "user", "content": "Hello you"}]
WEATHER: Any = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a day",
        "parameters": {"type": "object", "properties": {"day": {"type": "string"}}, "required": ["day"]},
    },
}


@tool
def weather(day: str) -> str:
    """The weather of a day."""
    return f"Sun on {day}"


def by_turns(asked: Asked) -> Reply:
    """Calls the client's tool first, where there is one."""
    if asked.offers and not asked.is_result:
        return Reply("Let me see.", piece=0, calls=(("weather", {"day": "Monday"}),))
    return Reply("It is sunny." if asked.is_result else f"You said: {asked.said}", piece=0)


def asking(settings: Settings, model: ScriptedServer, protocol: Protocol) -> Settings:
    """The settings with the scripted model as the one that answers, in that protocol."""
    access: dict[Protocol, dict[str, Any]] = {
        Protocol.OPENAI: {"openai_base_url": model.base_url(protocol)},
        Protocol.ANTHROPIC: {"anthropic_base_url": model.base_url(protocol), "anthropic_api_key": "none"},
        Protocol.OLLAMA: {"ollama_host": model.base_url(protocol)},
    }
    named = {"llm_model": f"{protocol.value}:scripted", "api_keys": KEY}
    return make_settings(**{**settings.model_dump(), **access[protocol], **named})


@pytest.fixture
async def url(embedded: Settings, model: ScriptedServer, protocol: Protocol) -> AsyncIterator[str]:
    """The address that clients are given."""
    model.respond = by_turns
    async with listening(asking(embedded, model, protocol)) as url:
        yield f"{url}/v1"


@pytest.fixture
async def client(url: str) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=url, api_key=KEY, max_retries=0, timeout=20) as client:
        yield client


@pytest.fixture
def chat(url: str) -> ChatOpenAI:
    return ChatOpenAI(base_url=url, api_key=KEY, model="alex", max_retries=0, timeout=20, stream_usage=True)


async def test_openai_lists_models(client: AsyncOpenAI) -> None:
    assert [one.id async for one in client.models.list()] == ["alex", "general", "kaito", "miki"]
    assert (await client.models.retrieve("miki")).owned_by == "parley"


async def test_openai_chats(client: AsyncOpenAI, model: ScriptedServer) -> None:
    done = await client.chat.completions.create(model="kaito", messages=SAID, temperature=0.2, seed=3, stop=["X"])
    assert done.choices[0].message.content == "You said: Hello you"
    assert done.choices[0].finish_reason == "stop"
    assert done.usage is not None
    assert done.usage.total_tokens == 120
    assert "You are Kaito" in model.asked[0].system


async def test_openai_streams(client: AsyncOpenAI) -> None:
    stream = await client.chat.completions.create(
        model="miki", messages=SAID, stream=True, stream_options={"include_usage": True}
    )
    chunks = [chunk async for chunk in stream]
    words = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(words) == "You said: Hello you"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == 20


@pytest.mark.parametrize("is_stream", [False, True])
async def test_openai_carries_out_its_tools(is_stream: bool, client: AsyncOpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": "Weather?"}]
    if is_stream:
        async with client.chat.completions.stream(model="miki", messages=messages, tools=[WEATHER]) as stream:
            done = await stream.get_final_completion()
    else:
        done = await client.chat.completions.create(model="miki", messages=messages, tools=[WEATHER])
    said = done.choices[0]
    assert said.finish_reason == "tool_calls"
    assert said.message.content == "Let me see."
    [call] = said.message.tool_calls or []
    assert (call.function.name, call.function.arguments) == ("weather", '{"day":"Monday"}')
    messages += [
        {
            "role": "assistant",
            "content": said.message.content,
            "tool_calls": [{"id": call.id, "type": "function", "function": call.function.model_dump()}],
        },
        {"role": "tool", "tool_call_id": call.id, "content": "Sun"},
    ]
    again = await client.chat.completions.create(model="miki", messages=messages, tools=[WEATHER])
    assert again.choices[0].message.content == "It is sunny."


async def test_openai_knows_the_errors(client: AsyncOpenAI, url: str, model: ScriptedServer) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        await client.chat.completions.create(model="nobody", messages=SAID)
    assert (unknown.value.code, unknown.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError, match="alex, general, kaito, miki"):
        await client.models.retrieve("nobody")
    with pytest.raises(openai.BadRequestError) as unfit:
        await client.chat.completions.create(model="miki", messages=SAID, temperature=9)
    assert unfit.value.param == "temperature"
    async with AsyncOpenAI(base_url=url, api_key="sk-wrong", max_retries=0) as stranger:
        with pytest.raises(openai.AuthenticationError):
            await stranger.models.list()
    model.respond = lambda _: fails(500)
    with pytest.raises(openai.InternalServerError) as failing:
        await client.chat.completions.create(model="miki", messages=SAID)
    assert failing.value.status_code == 503


async def test_langchain_invokes_and_streams(chat: ChatOpenAI, model: ScriptedServer) -> None:
    history = [SystemMessage("Be brief."), HumanMessage("Hi"), AIMessage("Hello!"), HumanMessage("Hello you")]
    said = await chat.ainvoke(history)
    assert said.content == "You said: Hello you"
    assert said.usage_metadata is not None
    assert said.usage_metadata["total_tokens"] == 120
    assert "Be brief." in model.asked[0].system
    pieces = [piece async for piece in chat.astream("Hello you")]
    assert "".join(str(piece.content) for piece in pieces) == "You said: Hello you"


async def test_langchain_binds_tools(chat: ChatOpenAI) -> None:
    bound = chat.bind_tools([weather])
    asked = HumanMessage("Weather?")
    said = await bound.ainvoke([asked])
    assert isinstance(said, AIMessage)
    [call] = said.tool_calls
    assert (call["name"], call["args"]) == ("weather", {"day": "Monday"})
    result = await weather.ainvoke(call)
    assert isinstance(result, ToolMessage)
    assert (await bound.ainvoke([asked, said, result])).content == "It is sunny."
    streamed: Any = None
    async for piece in bound.astream([asked]):
        streamed = piece if streamed is None else streamed + piece
    assert [one["name"] for one in streamed.tool_calls] == ["weather"]
