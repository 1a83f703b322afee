"""Chats in plain text: the client's own names, words as they come, no text that is none of the agent's."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.sockets import listening
from tests.chat.talking import SESSIONS, Slow, contents, heard, said, session, with_model
from tests.conftest import serving
from tests.http.calls import UNKNOWN_ID, finish, get, refused, start
from tests.scripted.replies import Fault, Reply, fails
from tests.scripted.server import ScriptedServer

STREAM = "/api/chat/stream"


def _body(text: str, name: str = "user_session_456", persona: str = "alex") -> dict[str, str]:
    return {"input": text, "session_id": name, "persona": persona}


async def test_reply_is_plain_text_under_the_clients_own_name(client: httpx.AsyncClient) -> None:
    answer = await client.post(STREAM, json=_body("Hey, games?"))
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == "You said: Hey, games?"
    session_id = answer.headers["x-session-id"]
    found = await session(client, session_id)
    assert (found["name"], found["agent"], found["kind"]) == ("user_session_456", "alex", "chat")
    assert contents(await said(client, session_id)) == ["Hey, games?", answer.text]
    run = await get(client, f"/api/v1/runs/{answer.headers['x-run-id']}")
    assert run["status"] == "complete"


async def test_another_persona_under_the_same_name_knows_what_was_said(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    first = await client.post(STREAM, json=_body("My cat is called Ada."))
    second = await client.post(STREAM, json=_body("And my cat?", persona="miki"))
    assert first.headers["x-session-id"] == second.headers["x-session-id"]
    shown = "\n".join(text for _, text in model.asked[-1].messages)
    assert "My cat is called Ada." in shown
    assert "alex" in shown
    replies = [message for message in await said(client, first.headers["x-session-id"]) if message["role"] != "user"]
    assert [reply["agent"] for reply in replies] == ["alex", "miki"]


async def test_name_used_by_many_at_once_is_one_chat(client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.post(STREAM, json=_body(str(number))) for number in range(8)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    chats = (await get(client, SESSIONS))["items"]
    assert [chat["name"] for chat in chats] == ["user_session_456"]
    replies = [answer.text for answer in answers if answer.status_code == 200]
    assert len(await said(client, chats[0]["session_id"])) == 2 * len(replies) >= 2


async def test_failure_before_the_first_word_is_a_problem(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    model.respond = lambda asked: fails(500)
    refused(await client.post(STREAM, json=_body("hi")), 503)
    refused(await client.post("/chat", json={"message": "hi", "stream": True}), 503)
    problem = refused(await client.post(STREAM, json=_body("hi", persona="../miki")), 404)
    assert "miki" in problem["detail"]


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "a\u0000b", 5])
async def test_names_that_are_none_are_refused(name: object, client: httpx.AsyncClient) -> None:
    refused(await client.post(STREAM, json={"input": "hi", "session_id": name, "persona": "miki"}), 422)


async def test_failure_after_the_first_word_cuts_the_stream(embedded: Settings, model: ScriptedServer) -> None:
    model.say(Reply("One two three four five six seven eight nine ten", piece=0, fault=Fault.CUT_MIDWAY))
    async with listening(with_model(embedded, model)) as url, httpx.AsyncClient(base_url=url, timeout=30) as client:
        async with client.stream("POST", STREAM, json=_body("hi")) as answer:
            assert answer.status_code == 200
            words, is_cut = await heard(answer)
        assert words
        assert is_cut
        last = (await said(client, answer.headers["x-session-id"]))[-1]
        assert (last["content"], last["status"]) == (words, "interrupted")


async def test_chat_goes_on_by_its_id(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    first = await client.post("/chat", json={"message": "hello", "agent": "general", "stream": False})
    answer = first.json()
    assert (answer["reply"], answer["agent"], answer["status"]) == ("You said: hello", "general", "complete")
    body = {"message": "and now?", "stream": True, "conversation_id": answer["conversation_id"]}
    second = await client.post("/chat", json=body)
    assert second.text == "You said: and now?"
    assert second.headers["x-conversation-id"] == answer["conversation_id"]
    assert [text for _, text in model.asked[-1].messages] == ["hello", "You said: hello", "and now?"]
    refused(await client.post("/chat", json={"message": "hi", "conversation_id": UNKNOWN_ID}), 404)
    built = (await start(client))["session_id"]
    refused(await client.post("/chat", json={"message": "hi", "conversation_id": built}), 409)


async def test_memory_of_chat_can_be_switched_off(settings: Settings, model: ScriptedServer) -> None:
    async with serving(with_model(settings, model, chat_memory=False)) as client:
        answer = (await client.post("/chat", json={"message": "hello"})).json()
        await client.post("/chat", json={"message": "and now?", "conversation_id": answer["conversation_id"]})
        assert [text for _, text in model.asked[-1].messages] == ["and now?"]
        assert len(await said(client, answer["conversation_id"])) == 4


async def test_chat_made_by_its_first_message_is_with_the_agent_whatever_its_slug(
    embedded: Settings, model: ScriptedServer
) -> None:
    async with serving(embedded) as bare:
        agent_id = (await finish(bare))["agent_id"]
        slug = (await get(bare, f"/api/v1/agents/{agent_id}"))["slug"]
    async with serving(with_model(embedded, model)) as client:
        answer = (await client.post("/chat", json={"message": "hello", "agent": slug})).json()
        assert answer["agent"] == slug
        assert (await session(client, answer["conversation_id"]))["agent"] == agent_id


@pytest.mark.parametrize(("path", "body"), [("/chat", {"message": "hello"}), (STREAM, _body("hello"))])
async def test_without_a_model_nothing_is_left_behind(path: str, body: dict[str, str], settings: Settings) -> None:
    async with serving(settings) as bare:
        problem = refused(await bare.post(path, json=body), 503)
        assert "OPENAI_API_KEY" in problem["detail"]
        assert (await get(bare, SESSIONS))["items"] == []


async def test_agents_are_listed_with_what_they_are(client: httpx.AsyncClient) -> None:
    listed = {item["name"]: item["description"] for item in await get(client, "/agents")}
    assert {"miki", "alex", "kaito", "general"} <= listed.keys()
    assert all(listed.values())


async def test_as_many_agents_are_listed_as_the_operator_wants(embedded: Settings) -> None:
    async with serving(embedded) as client:
        for _ in range(2):
            await finish(client)
        own = [one["slug"] for one in (await get(client, "/api/v1/agents", kind="built"))["items"]]
    for most in (3, 5, 6):
        expected = ["alex", "general", "kaito", "miki", *own][:most]
        async with serving(embedded.model_copy(update={"chat_max_listed": most})) as client:
            assert [one["name"] for one in await get(client, "/agents")] == expected
            assert [one["id"] for one in (await get(client, "/v1/models"))["data"]] == expected


@pytest.fixture
def slow() -> Iterator[Slow]:
    """What lets a reply go on."""
    slow = Slow()
    yield slow
    slow.let()


async def test_reader_who_leaves_loses_nothing(embedded: Settings, model: ScriptedServer, slow: Slow) -> None:
    model.respond = slow
    async with listening(with_model(embedded, model)) as url, httpx.AsyncClient(base_url=url, timeout=30) as client:
        async with client.stream("POST", STREAM, json=_body("hi")) as answer:
            assert await anext(answer.aiter_text()) == "You"
        slow.let()
        run = f"/api/v1/runs/{answer.headers['x-run-id']}/events"
        assert "event: message" in (await client.get(run)).text
        assert (await said(client, answer.headers["x-session-id"]))[-1]["content"] == "You said: hi"
