"""OpenAI's chat API as it goes over the wire: agents as models, answers, chunks, and nothing stored."""

import asyncio

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.completing import COMPLETIONS, JSON, asked, asking, joined, refused, streamed
from tests.chat.sockets import listening
from tests.chat.talking import SESSIONS, Slow, with_model
from tests.http.calls import finish, get
from tests.scripted.replies import Reply
from tests.scripted.server import ScriptedServer


async def test_agents_are_models(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    slug = (await get(client, f"/api/v1/agents/{turn['agent_id']}"))["slug"]
    found = await get(client, "/v1/models")
    assert found["object"] == "list"
    assert [one["id"] for one in found["data"]] == ["alex", "general", "kaito", "miki", slug]
    assert [one["owned_by"] for one in found["data"]] == [*["parley"] * 4, "you"]
    for one in found["data"]:
        assert await get(client, f"/v1/models/{one['id']}") == one
        answer = await client.post(COMPLETIONS, json=asking("Hello", model=one["id"]))
        assert answer.json()["model"] == one["id"]
    for name in ("nobody", "openai/gpt-5", "..%2Fmiki", "mi%00ki"):
        error = refused(await client.get(f"/v1/models/{name}"), 404, "model_not_found")
        assert slug in error["message"]


async def test_agent_answers_with_its_own_instructions_and_nothing_is_stored(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    found = await asked(client, "Hello there")
    [choice] = found["choices"]
    assert choice["message"] == {"role": "assistant", "content": "You said: Hello there", "tool_calls": None}
    assert (choice["finish_reason"], choice["index"]) == ("stop", 0)
    assert found["usage"] == {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    assert (found["object"], found["model"]) == ("chat.completion", "miki")
    assert "You are Miki" in model.asked[0].system
    assert model.asked[0].body["temperature"] == 0.9
    assert (await get(client, SESSIONS))["items"] == []


async def test_conversation_is_shown_to_the_model_with_the_clients_instructions_last(
    api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    parts = [{"type": "text", "text": "And "}, {"type": "text", "text": "now?\x00"}]
    await asked(
        api,
        {"role": "developer", "content": "Be brief."},
        "One",
        "Two",
        {"role": "assistant", "content": "Three"},
        {"role": "assistant", "content": None},
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": parts},
    )
    seen = model.asked[0]
    assert seen.system.startswith("# Who you are")
    assert seen.system.endswith("\n\nBe brief.\n\nBe kind.")
    assert seen.messages == (("user", "One\n\nTwo"), ("assistant", "Three"), ("user", "And now?"))


@pytest.mark.parametrize(
    ("messages", "shown"),
    [
        ([{"role": "system", "content": "x"}], ["user"]),
        ([{"role": "assistant", "content": "Hi"}], ["user", "assistant", "user"]),
        ([{"role": "assistant", "content": "Hi"}, {"role": "user", "content": ""}], ["user", "assistant", "user"]),
        ([{"role": "user", "content": ""}], ["user"]),
    ],
)
async def test_roles_always_begin_and_end_with_the_user(
    messages: list[JSON], shown: list[str], api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    await asked(api, *messages)
    assert [role for role, _ in model.asked[0].messages] == shown
    assert all(text for _, text in model.asked[0].messages)


async def test_settings_of_the_request_reach_the_model(api: httpx.AsyncClient, model: ScriptedServer) -> None:
    await asked(api, "Hi", temperature=0.1, stop="END", seed=7, max_tokens=50)
    await asked(api, "Hi", stop=["A", "B"], max_completion_tokens=60, max_tokens=50, temperature=0)
    await asked(api, "Hi", max_tokens=999_999)
    first, second, third = (one.body for one in model.asked)
    assert (first["temperature"], first["stop"], first["seed"]) == (0.1, ["END"], 7)
    assert first.get("max_completion_tokens", first.get("max_tokens")) == 50
    assert (second["temperature"], second["stop"]) == (0, ["A", "B"])
    assert second.get("max_completion_tokens", second.get("max_tokens")) == 60
    assert third.get("max_completion_tokens", third.get("max_tokens")) == 2_000


async def test_unknown_keys_and_nulls_are_passed_over(api: httpx.AsyncClient) -> None:
    nulls = dict.fromkeys(("stream", "stop", "seed", "n", "tools", "tool_choice", "response_format", "temperature"))
    message = {"role": "user", "content": "Hi", "name": "ann", "mood": "sunny"}
    found = await asked(api, message, user="ann", logit_bias={}, parallel_tool_calls=False, made_up=[1], **nulls)
    assert found["choices"][0]["message"]["content"] == "You said: Hi"


async def test_stream_joined_is_the_answer(api: httpx.AsyncClient) -> None:
    said = 'Quote " and \\ and \n line, 你好 🌿'
    chunks = await streamed(api, said)
    assert joined(chunks) == f"You said: {said}"
    assert {chunk["id"] for chunk in chunks} == {chunks[0]["id"]}
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert {chunk["model"] for chunk in chunks} == {"miki"}
    assert chunks[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks] == [*[None] * (len(chunks) - 1), "stop"]
    assert all("usage" not in chunk for chunk in chunks)


async def test_stream_has_usage_where_it_is_wanted(api: httpx.AsyncClient) -> None:
    *chunks, last = await streamed(api, stream_options={"include_usage": True})
    assert last["choices"] == []
    assert last["usage"] == {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    assert all(chunk["usage"] is None for chunk in chunks)


async def test_words_come_as_they_are_said(embedded: Settings, model: ScriptedServer) -> None:
    model.respond = slow = Slow("three")
    async with listening(with_model(embedded, model)) as url, httpx.AsyncClient(base_url=url, timeout=20) as client:
        body = asking("one two three", stream=True)
        async with asyncio.timeout(20), client.stream("POST", COMPLETIONS, json=body) as answer:
            seen = ""
            async for line in answer.aiter_lines():
                seen += line
                if 'two"' in line:
                    slow.let()
    assert seen.endswith("[DONE]")


@pytest.mark.parametrize("finish", ["stop", "length"])
async def test_finish_says_whether_it_was_cut(finish: str, api: httpx.AsyncClient, model: ScriptedServer) -> None:
    model.respond = lambda _: Reply("Words.", finish=finish)
    assert (await asked(api))["choices"][0]["finish_reason"] == finish
    assert (await streamed(api))[-1]["choices"][0]["finish_reason"] == finish


async def test_json_is_asked_for_in_words(api: httpx.AsyncClient, model: ScriptedServer) -> None:
    schema = {"name": "x", "schema": {"type": "object", "properties": {"mood": {"type": "string"}}}}
    await asked(api, response_format={"type": "json_object"})
    await asked(api, response_format={"type": "json_schema", "json_schema": schema})
    await asked(api, response_format={"type": "text"})
    first, second, third = (one.system for one in model.asked)
    assert "one JSON object" in first
    assert '"mood"' in second
    assert "JSON" not in third
