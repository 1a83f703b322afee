"""What OpenAI's chat API refuses here, what fails, and who leaves: errors in its shape, nothing left running."""

import asyncio
import json
from typing import Any

import httpx
import orjson
import pytest

from parley.core.config import Settings
from tests.chat.completing import COMPLETIONS, JSON, asking, joined, refused
from tests.chat.sockets import listening
from tests.chat.talking import MESSAGES, Slow, begin, echo, say, with_model
from tests.conftest import serving
from tests.http.calls import finish, get
from tests.scripted.replies import Fault, Reply, fails
from tests.scripted.server import ScriptedServer


@pytest.mark.parametrize(
    ("changed", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": None}, "messages"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages[0]"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
        ({"messages": [{"role": "tool", "content": "7"}]}, "messages[0].tool_call_id"),
        ({"model": None}, "model"),
        ({"model": ""}, "model"),
        ({"n": 2}, "n"),
        ({"n": True}, "n"),
        ({"temperature": 3}, "temperature"),
        ({"temperature": True}, "temperature"),
        ({"seed": False}, "seed"),
        ({"stop": ["a"] * 5}, "stop"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"stream": "perhaps"}, "stream"),
        ({"tools": [{"type": "retrieval"}]}, "tools[0].type"),
        ({"tools": [{"type": "function", "function": {"name": "no blanks"}}]}, "tools[0].function.name"),
        ({"tool_choice": "sometimes"}, "tool_choice"),
        ({"response_format": {"type": "xml"}}, "response_format.type"),
    ],
)
async def test_unfit_body_is_400_with_its_place(changed: JSON, param: str, api: httpx.AsyncClient) -> None:
    answer = await api.post(COMPLETIONS, json=asking() | changed)
    error = refused(answer, 400, "invalid_input", "king", "perhaps")
    assert error["type"] == "invalid_request_error"
    assert error["param"].startswith(param)


@pytest.mark.parametrize(
    "changed",
    [
        {"messages": [{"role": "tool", "tool_call_id": "x", "content": "7"}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
        {"tool_choice": {"type": "function", "function": {"name": "gone"}}},
        {
            "messages": [
                {"role": "assistant", "tool_calls": [{"id": "a", "function": {"name": "x", "arguments": "[]"}}]},
                {"role": "tool", "tool_call_id": "a", "content": "7"},
            ]
        },
        {
            "messages": [
                {"role": "assistant", "tool_calls": [{"id": "a", "function": {"name": "x", "arguments": "{}"}}]},
                {"role": "user", "content": "And?"},
            ]
        },
    ],
)
async def test_conversation_that_is_none_is_400(changed: JSON, api: httpx.AsyncClient) -> None:
    refused(await api.post(COMPLETIONS, json=asking() | changed), 400, "invalid_input")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000])
async def test_body_that_is_no_object_is_400(body: bytes, api: httpx.AsyncClient) -> None:
    answer = await api.post(COMPLETIONS, content=body, headers={"Content-Type": "application/json"})
    refused(answer, 400, "invalid_input")


async def test_schema_that_cannot_be_sent_on_is_400(api: httpx.AsyncClient) -> None:
    deep: Any = {}
    for _ in range(400):
        deep = {"x": deep}
    for parameters in (deep, {"x": 2**70}, {"x": "\ud800"}):
        body = asking(tools=[{"type": "function", "function": {"name": "a", "parameters": parameters}}])
        headers = {"Content-Type": "application/json"}
        refused(await api.post(COMPLETIONS, content=json.dumps(body), headers=headers), 400, "invalid_input")


async def test_unknown_model_is_404_with_the_list(api: httpx.AsyncClient) -> None:
    for name in ("gpt-5", "../miki", "MIKI", "x" * 200, "mi\x00ki"):
        error = refused(await api.post(COMPLETIONS, json=asking(model=name)), 404, "model_not_found", "gpt-5", "MIKI")
        assert "alex, general, kaito, miki" in error["message"]
        assert error["param"] == "model"


async def test_too_much_is_413(embedded: Settings, model: ScriptedServer) -> None:
    settings = with_model(embedded, model, max_body_bytes=20_000, completion_max_messages=3, completion_max_tools=1)
    tool = {"type": "function", "function": {"name": "a"}}
    async with serving(settings) as client:
        refused(await client.post(COMPLETIONS, json=asking("x" * 30_000)), 413, "request_too_large")
        refused(await client.post(COMPLETIONS, json=asking(*"abcd")), 413, "request_too_large")
        refused(await client.post(COMPLETIONS, json=asking("a", tools=[tool, tool])), 413, "request_too_large")
    assert model.asked == []


async def test_every_error_below_v1_has_openais_shape(api: httpx.AsyncClient) -> None:
    refused(await api.get("/v1"), 404, None)
    refused(await api.get("/v1/"), 404, None)
    refused(await api.post("/v1/embeddings", json={}), 404, None)
    refused(await api.get(COMPLETIONS), 405, None)
    refused(await api.delete("/v1/models"), 405, None)
    refused(await api.post(COMPLETIONS, content=b"{}", headers={"Content-Length": "x"}), 400, "invalid_input")
    refused(await api.get("/v1/models", headers={"Host": "evil.example"}), 403, "forbidden")
    head = await api.head("/v1/nothing")
    assert (head.status_code, head.content) == (404, b"")
    assert (await api.get("/v2/models")).headers["content-type"] == "application/problem+json"
    assert (await api.get("/api/v1/nothing")).headers["content-type"] == "application/problem+json"


async def test_keys_are_the_same_as_everywhere(embedded: Settings, model: ScriptedServer) -> None:
    keys = [f"pk_{owner}_{'0' * 32}" for owner in ("ann", "bob")]
    async with serving(with_model(embedded, model, api_keys=",".join(keys))) as client:
        for headers in ({}, {"Authorization": "Bearer sk-123"}):
            for answer in (
                await client.get("/v1/models", headers=headers),
                await client.post(COMPLETIONS, json=asking(), headers=headers),
            ):
                error = refused(answer, 401, "invalid_api_key", "sk-123")
                assert error["type"] == "authentication_error"
                assert answer.headers["www-authenticate"] == "Bearer"
        client.headers["Authorization"] = f"Bearer {keys[0]}"
        turn = await finish(client)
        assert len((await get(client, "/v1/models"))["data"]) == 5
        client.headers["Authorization"] = f"Bearer {keys[1]}"
        assert len((await get(client, "/v1/models"))["data"]) == 4
        refused(await client.post(COMPLETIONS, json=asking(model=turn["agent_id"])), 404, "model_not_found")


async def test_without_a_model_it_is_503_that_says_what_to_configure(embedded: Settings) -> None:
    async with serving(embedded) as client:
        for stream in (False, True):
            answer = await client.post(COMPLETIONS, json=asking(stream=stream))
            error = refused(answer, 503, "model_unavailable")
            assert "OPENAI_API_KEY" in error["message"]
            assert answer.headers["retry-after"]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("reply", [fails(500), fails(429), Reply(fault=Fault.CUT), Reply("")])
async def test_failure_before_the_first_word_is_an_error_with_its_status(
    reply: Reply, stream: bool, api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    model.respond = lambda _: reply
    error = refused(await api.post(COMPLETIONS, json=asking(stream=stream)), 503, "model_unavailable", "scripted")
    assert error["type"] == "server_error"


async def test_failure_after_the_first_words_is_told_in_the_stream_and_not_done(
    api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    model.respond = lambda _: Reply("One two three four five", piece=0, fault=Fault.DIES, fault_at=3)
    answer = await api.post(COMPLETIONS, json=asking(stream=True))
    assert answer.status_code == 200
    *chunks, last = answer.text.removesuffix("\n\n").split("\n\n")
    assert joined([orjson.loads(chunk.removeprefix("data: ")) for chunk in chunks]) == "One two three"
    assert orjson.loads(last.removeprefix("data: "))["error"]["type"] == "server_error"
    refused(await api.post(COMPLETIONS, json=asking()), 503, "model_unavailable")


async def test_more_than_may_run_at_once_are_503(embedded: Settings, model: ScriptedServer) -> None:
    model.respond = slow = Slow()
    async with serving(with_model(embedded, model, max_runs=1)) as client:
        first = asyncio.create_task(client.post(COMPLETIONS, json=asking()))
        await slow.stopped()
        refused(await client.post(COMPLETIONS, json=asking()), 503, "unavailable")
        slow.let()
        assert (await first).status_code == 200
        model.respond = echo
        assert (await client.post(COMPLETIONS, json=asking())).status_code == 200


async def test_completion_under_way_counts_as_a_run_among_the_others(embedded: Settings, model: ScriptedServer) -> None:
    model.respond = slow = Slow()
    async with serving(with_model(embedded, model, max_runs=1)) as client:
        session_id = await begin(client)
        completion = asyncio.create_task(client.post(COMPLETIONS, json=asking()))
        await slow.stopped()
        assert (await client.get("/api/v1/stats")).json()["runs"] == 1
        assert "\nparley_runs 1.0\n" in (await client.get("/metrics")).text
        full = await client.post(MESSAGES, json={"session_id": session_id, "content": "hi"})
        assert (full.status_code, "MAX_RUNS" in full.json()["detail"]) == (503, True)
        slow.let()
        assert (await completion).status_code == 200
        assert (await client.get("/api/v1/stats")).json()["runs"] == 0
        assert (await say(client, session_id, "hi"))["content"] == "You said: hi"


@pytest.mark.parametrize("word", ["You", "said:"], ids=["before the first word", "after it"])
@pytest.mark.parametrize("stream", [False, True])
async def test_client_that_leaves_takes_the_request_to_the_provider_with_it(
    stream: bool, word: str, embedded: Settings, model: ScriptedServer
) -> None:
    model.respond = slow = Slow(word)
    async with listening(with_model(embedded, model)) as url:
        async with httpx.AsyncClient(base_url=url, timeout=20) as client:
            leaving = asyncio.create_task(_read(client, asking(stream=stream)))
            await slow.stopped()
            leaving.cancel()
            await asyncio.wait([leaving])
        assert await asyncio.to_thread(model.hung_up, within_s=1)
        slow.let()


async def _read(client: httpx.AsyncClient, body: JSON) -> None:
    async with client.stream("POST", COMPLETIONS, json=body) as answer:
        async for _ in answer.aiter_bytes():
            pass


async def test_reply_that_takes_too_long_is_ended(embedded: Settings, model: ScriptedServer) -> None:
    model.respond = slow = Slow("You")
    async with serving(with_model(embedded, model, chat_timeout_seconds=0.3)) as client:
        error = refused(await client.post(COMPLETIONS, json=asking()), 503, "unavailable")
        assert "CHAT_TIMEOUT_SECONDS" in error["message"]
    slow.let()
