"""Messages: answered by an agent, stored before they are acknowledged, whole or marked as cut off."""

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.talking import MESSAGES, SESSIONS, begin, contents, said, say, session, with_model
from tests.conftest import serving
from tests.http.calls import UNKNOWN_ID, refused, start
from tests.http.events import events_of, joined
from tests.scripted.replies import Fault, Reply, fails
from tests.scripted.server import ScriptedServer

HELLO = {"content": "Hello there, who are you?"}


async def test_message_is_answered_and_both_are_stored(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client, "miki")
    message = await say(client, session_id, "Hello there.")
    assert message["content"] == "You said: Hello there."
    assert (message["role"], message["agent"], message["status"], message["stop_reason"]) == (
        "assistant",
        "miki",
        "complete",
        "stop",
    )
    assert message["usage"] == {"model_calls": 1, "input_tokens": 100, "output_tokens": 20}
    first, second = await said(client, session_id)
    assert contents([first, second]) == ["Hello there.", message["content"]]
    assert (first["parent_id"], second["parent_id"]) == (None, first["id"])
    assert (first["seq"], second["seq"], second["id"]) == (1, 2, message["id"])
    assert "Miki" in model.asked[0].system
    found = await session(client, session_id)
    assert (found["title"], found["turns"], found["run_id"], found["agent"]) == ("Hello there.", 1, None, "miki")


async def test_model_is_shown_what_was_said_before(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    await say(client, session_id, "one")
    await say(client, session_id, "two")
    assert model.asked[1].messages == (("user", "one"), ("assistant", "You said: one"), ("user", "two"))


async def test_stream_is_the_reply_word_by_word(client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    answer = await client.post(f"{MESSAGES}/stream", json={"session_id": session_id, "content": "so many words"})
    events = events_of(answer)
    kinds = [event.kind for event in events]
    assert kinds[0] == "run"
    assert kinds[-2:] == ["message", "done"]
    assert set(kinds[1:-2]) == {"delta"}
    assert joined(events) == events[-2].data["content"] == "You said: so many words"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert contents(await said(client, session_id))[-1] == joined(events)
    run = (await client.get(f"/api/v1/runs/{events[0].data['run_id']}")).json()
    assert (run["status"], run["last_seq"]) == ("complete", events[-1].seq)


@pytest.mark.parametrize("path", [MESSAGES, f"{MESSAGES}/stream"])
async def test_model_that_fails_before_its_first_word_leaves_the_message_unanswered(
    path: str, client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client)
    await say(client, session_id, "one")
    model.respond = lambda asked: fails(500)
    answer = await client.post(path, json={"session_id": session_id, "content": "two"})
    if path == MESSAGES:
        refused(answer, 503)
    else:
        assert [event.kind for event in events_of(answer)] == ["run", "error", "done"]
        assert events_of(answer)[1].data["status"] == 503
    assert [message["status"] for message in await said(client, session_id)] == ["complete", "complete", "unanswered"]
    model.respond = lambda asked: Reply("Here I am.")
    await say(client, session_id, "three")
    assert [text for _, text in model.asked[-1].messages] == ["one", "You said: one", "three"]


async def test_model_that_dies_in_mid_reply_leaves_an_interrupted_one(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client)
    model.say(Reply("One two three four five six seven eight nine ten", piece=0, fault=Fault.CUT_MIDWAY))
    events = events_of(await client.post(f"{MESSAGES}/stream", json={"session_id": session_id, **HELLO}))
    message = events[-2].data
    assert events[-2].kind == "message"
    assert (message["status"], message["stop_reason"]) == ("interrupted", "model_failed")
    assert joined(events) == message["content"] != ""
    assert len(model.asked) == 1, "another model was heard in the same reply"
    assert (await said(client, session_id))[-1]["content"] == message["content"]
    assert (await say(client, session_id, "go on"))["status"] == "complete"


async def test_without_a_model_chat_says_what_to_configure(settings: Settings) -> None:
    async with serving(settings) as bare:
        session_id = await begin(bare)
        problem = refused(await bare.post(MESSAGES, json={"session_id": session_id, **HELLO}), 503)
        assert "OPENAI_API_KEY" in problem["detail"]
        assert await said(bare, session_id) == []


async def test_unknown_agents_are_told_whom_there_is(client: httpx.AsyncClient) -> None:
    for name in ("nobody", "../miki", "miki.md.j2", "MIKI", "%2e%2e/etc/passwd"):
        problem = refused(await client.post(SESSIONS, json={"agent": name}), 404)
        assert "miki" in problem["detail"]


async def test_sessions_of_another_kind_and_of_nobody_are_refused(client: httpx.AsyncClient) -> None:
    refused(await client.post(MESSAGES, json={"session_id": UNKNOWN_ID, **HELLO}), 404)
    refused(await client.post(MESSAGES, json={"session_id": "no id \u0000 at all", **HELLO}), 404)
    built = (await start(client))["session_id"]
    refused(await client.post(MESSAGES, json={"session_id": built, **HELLO}), 409)
    chat = await begin(client)
    refused(await client.post(f"{SESSIONS}/{chat}/message", json={"message": "hi"}), 409)
    refused(await client.post(f"{SESSIONS}/{chat}/undo"), 409)
    refused(await client.post(f"{SESSIONS}/{chat}/resume"), 409)
    for part in ("status", "brief", "tools", "workflow", "prompt"):
        refused(await client.get(f"{SESSIONS}/{chat}/{part}"), 409)


@pytest.mark.parametrize("content", ["", " \n ", "\u200b", "x" * 10_001, None, 5, "\u0000"])
async def test_message_that_says_nothing_or_too_much_is_refused(content: object, client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    refused(await client.post(MESSAGES, json={"session_id": session_id, "content": content}), 422)


async def test_owners_see_only_their_own(settings: Settings, model: ScriptedServer) -> None:
    ann, bob = f"pk_ann_{'0' * 32}", f"pk_bob_{'1' * 32}"
    async with serving(with_model(settings, model, api_keys=f"{ann},{bob}")) as client:
        client.headers["Authorization"] = f"Bearer {ann}"
        session_id = await begin(client)
        message = await say(client, session_id, "secret words")
        client.headers["Authorization"] = f"Bearer {bob}"
        refused(await client.post(MESSAGES, json={"session_id": session_id, **HELLO}), 404)
        refused(await client.post(f"{MESSAGES}/{message['id']}/regenerate"), 404)
        refused(await client.post(f"{MESSAGES}/{message['parent_id']}/edit", json=HELLO), 404)
        refused(await client.get(f"{SESSIONS}/{session_id}/branches"), 404)
        refused(await client.get(f"/api/v1/runs/{message['run_id']}/events"), 404)


async def test_closed_chat_takes_no_messages_and_a_purged_one_is_gone(client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    await say(client, session_id, "one")
    assert (await client.delete(f"{SESSIONS}/{session_id}")).status_code == 204
    refused(await client.post(MESSAGES, json={"session_id": session_id, **HELLO}), 409)
    assert len(await said(client, session_id)) == 2
    assert (await client.delete(f"{SESSIONS}/{session_id}", params={"purge": True})).status_code == 204
    refused(await client.get(f"{SESSIONS}/{session_id}/messages"), 404)
