"""The vendors' own clients, and what is particular to one protocol or to one server."""

import asyncio
from typing import Any

import anthropic
import ollama
import openai
import orjson
import pytest
from pydantic import SecretStr

from parley.llm.errors import ModelMisconfigured
from parley.llm.schemas import Calling, ModelConfig, Offer, Result, Role, Said, TalkRequest, Vendor
from parley.llm.wire import Wire
from parley.llm.wire.openai import body
from tests.llm.test_wire import PLAIN, stream
from tests.scripted.fixtures import config_of
from tests.scripted.replies import Fault, Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

REPLY = Reply(
    "Let me see — 好的 🎉\n\n",
    piece=3,
    calls=(("find_times", {"day": "Tuesday", "near": ["fünf", {"or": 5}]}), ("find_times", {})),
)
TOLD = TalkRequest(
    "You book.", (Said(Role.USER, "Tuesday?"),), (Offer("find_times", "Finds.", {"type": "object", "properties": {}}),)
)
Heard = tuple[str, list[tuple[str, Any]]]


async def by_openai(server: ScriptedServer, sent: dict[str, Any]) -> Heard:
    async with (
        openai.AsyncOpenAI(base_url=server.base_url(Protocol.OPENAI), api_key="k") as client,
        client.chat.completions.stream(
            model="m", messages=sent["messages"], tools=sent["tools"], max_tokens=sent["max_tokens"]
        ) as streaming,
    ):
        message = (await streaming.get_final_completion()).choices[0].message
    calls = [(call.function.name, call.function.arguments) for call in message.tool_calls or []]
    return message.content or "", [(name, orjson.loads(arguments)) for name, arguments in calls]


async def by_anthropic(server: ScriptedServer, sent: dict[str, Any]) -> Heard:
    names = ("model", "max_tokens", "messages", "system", "tools")
    async with (
        anthropic.AsyncAnthropic(base_url=server.url, api_key="k") as client,
        client.messages.stream(**{name: sent[name] for name in names}) as streaming,
    ):
        message = await streaming.get_final_message()
    text = "".join(block.text for block in message.content if block.type == "text")
    return text, [(block.name, block.input) for block in message.content if block.type == "tool_use"]


async def by_ollama(server: ScriptedServer, sent: dict[str, Any]) -> Heard:
    client, text, calls = ollama.AsyncClient(host=server.url), "", list[tuple[str, Any]]()
    parts = await client.chat(model="m", messages=sent["messages"], tools=sent["tools"], stream=True)
    async for part in parts:
        text += part.message.content or ""
        calls += [(call.function.name, dict(call.function.arguments)) for call in part.message.tool_calls or []]
    await client.close()
    return text, calls


THEIRS = {Protocol.OPENAI: by_openai, Protocol.ANTHROPIC: by_anthropic, Protocol.OLLAMA: by_ollama}


async def test_vendors_own_client_hears_the_same(server: ScriptedServer, wire: Wire, protocol: Protocol) -> None:
    server.say(REPLY, REPLY)
    talked, _ = await stream(wire, TOLD)
    text, calls = await THEIRS[protocol](server, server.asked[0].body)
    assert talked.text == text == REPLY.text
    assert [(call.name, call.arguments) for call in talked.calls] == calls == list(REPLY.calls)


async def test_connection_is_used_again(protocol: Protocol) -> None:
    with ScriptedServer(lambda asked: Reply("Yes."), keeps_alive=True) as server:
        wire = Wire(config_of(server, protocol))
        for _ in range(3):
            assert (await stream(wire))[0].text == "Yes."
        assert server.connections == 1
        await wire.close()


async def test_kept_connection_that_was_closed_is_no_failure(protocol: Protocol) -> None:
    with ScriptedServer(keeps_alive=True) as server:
        wire = Wire(config_of(server, protocol))
        server.say(Reply("Yes."), Reply(fault=Fault.CUT), Reply("No."))
        await stream(wire)
        talked, _ = await stream(wire)
        assert (talked.text, talked.spent.calls, server.connections) == ("No.", 1, 2)
        await wire.close()


async def test_no_more_requests_at_once_than_configured(server: ScriptedServer, protocol: Protocol) -> None:
    under_way, most = 0, 0

    async def count(part: bytes) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1

    server.respond = lambda asked: Reply("Yes.", pace=count)
    wire = Wire(config_of(server, protocol, stream_max_parallel=2))
    await asyncio.gather(*(stream(wire) for _ in range(8)))
    assert most == 2
    await wire.close()


@pytest.mark.parametrize("protocol", [Protocol.OPENAI], indirect=True)
@pytest.mark.parametrize("name", ["stream_options", "seed", "stop"])
async def test_other_parameters_are_left_out_where_refused(server: ScriptedServer, wire: Wire, name: str) -> None:
    server.say(fails(422, f"Extra inputs are not permitted: {name}"), Reply("Yes."))
    await stream(wire, TalkRequest("s", PLAIN.messages, seed=7, stop=("END",), temperature=0.1))
    assert name in server.asked[0].body
    assert {name} == set(server.asked[0].body) - set(server.asked[1].body)


@pytest.mark.parametrize("protocol", [Protocol.OPENAI], indirect=True)
async def test_refusal_of_requests_under_way_at_once_fails_none(server: ScriptedServer, wire: Wire) -> None:
    server.respond = lambda asked: fails(400, "no stream_options") if "stream_options" in asked.body else Reply("Yes.")
    talks = await asyncio.gather(*(stream(wire) for _ in range(6)))
    assert [talked.text for talked, _ in talks] == ["Yes."] * 6
    assert len(server.asked) > 7, "they were refused one after the other: nothing was shown"


@pytest.mark.parametrize("protocol", [Protocol.OPENAI], indirect=True)
async def test_limit_goes_under_the_name_that_the_server_knows(server: ScriptedServer, wire: Wire) -> None:
    refusal = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    server.say(fails(400, refusal), Reply("Yes."), Reply("No."))
    await stream(wire)
    await stream(wire)
    assert ["max_tokens" in asked.body for asked in server.asked] == [True, False, False]
    assert server.asked[2].body["max_completion_tokens"] == 1_500


def test_openai_itself_is_asked_in_its_own_words(server: ScriptedServer) -> None:
    wanted = TalkRequest("s", PLAIN.messages, temperature=0.5, stop=("END",), seed=3, max_tokens=7)
    plain = body(config_of(server, Protocol.OPENAI).model_copy(update={"base_url": None, "model": "gpt-4.1"}), wanted)
    assert (plain["max_completion_tokens"], plain["temperature"], plain["stop"], plain["seed"]) == (7, 0.5, ["END"], 3)
    thinks = body(config_of(server, Protocol.OPENAI).model_copy(update={"base_url": None, "model": "gpt-5"}), wanted)
    assert not {"temperature", "stop", "max_tokens"} & set(thinks)
    assert thinks["reasoning_effort"] == "low"
    other = body(
        config_of(server, Protocol.OPENAI).model_copy(update={"vendor": Vendor.QWEN, "base_url": None}), wanted
    )
    assert other["max_tokens"] == 7


@pytest.mark.parametrize("protocol", [Protocol.ANTHROPIC], indirect=True)
async def test_anthropic_gets_all_results_in_one_message(server: ScriptedServer, wire: Wire) -> None:
    server.say(REPLY, Reply("Yes."))
    first, _ = await stream(wire, TOLD)
    told = (Calling("", first.calls), *(Result(call.id, call.id) for call in first.calls), Said(Role.USER, "And?"))
    await stream(wire, TalkRequest("s", (*PLAIN.messages, *told), TOLD.tools, temperature=1.5, stop=(" ", "END")))
    sent = server.asked[1].body
    assert [message["role"] for message in sent["messages"]] == ["user", "assistant", "user"]
    assert [block["type"] for block in sent["messages"][2]["content"]] == ["tool_result", "tool_result", "text"]
    assert (sent["temperature"], sent["stop_sequences"]) == (1.0, ["END"])


@pytest.mark.parametrize("protocol", [Protocol.OLLAMA], indirect=True)
async def test_ollama_gets_its_context_and_names_of_tools(server: ScriptedServer, wire: Wire) -> None:
    server.say(REPLY, Reply("Yes."))
    first, _ = await stream(wire, TOLD)
    told = (Calling("", first.calls), *(Result(call.id, "14:30") for call in first.calls))
    await stream(wire, TalkRequest("s", (*PLAIN.messages, *told), seed=3, stop=("END",), temperature=0.2))
    sent = server.asked[1].body
    assert [message.get("tool_name") for message in sent["messages"][-2:]] == ["find_times"] * 2
    assert sent["options"] == {"num_ctx": 8_192, "num_predict": 1_500, "seed": 3, "stop": ["END"], "temperature": 0.2}
    assert sent["think"] is False


@pytest.mark.parametrize("change", [{"base_url": "http://host:port"}, {"base_url": "ftp://h"}, {"base_url": "http://"}])
async def test_address_that_is_none_is_misconfigured(
    server: ScriptedServer, protocol: Protocol, change: dict[str, str]
) -> None:
    config = config_of(server, protocol).model_copy(update=change)
    with pytest.raises(ModelMisconfigured):
        await once(config)


async def test_key_that_cannot_be_sent_is_misconfigured(server: ScriptedServer, protocol: Protocol) -> None:
    config = config_of(server, protocol).model_copy(update={"api_key": SecretStr("a\nb: c")})
    with pytest.raises(ModelMisconfigured):
        await once(config)
    assert server.asked == []


async def once(config: ModelConfig) -> None:
    """One stream of a wire of its own."""
    wire = Wire(config)
    try:
        await stream(wire)
    finally:
        await wire.close()
