"""A chat's messages are a tree: other replies and wordings grow branches, and each of them can be gone back to."""

import httpx
import orjson
import pytest

from tests.chat.talking import MESSAGES, SESSIONS, begin, contents, said, say, session
from tests.http.calls import UNKNOWN_ID, get, refused
from tests.http.events import EVENTS, events_of, joined
from tests.scripted.replies import Reply, fails
from tests.scripted.server import ScriptedServer


async def test_regenerated_reply_stands_beside_the_first(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    first = await say(client, session_id, "one")
    model.say(Reply("Another reply."))
    answer = await client.post(f"{MESSAGES}/{first['id']}/regenerate")
    second = answer.json()
    assert (second["content"], second["parent_id"]) == ("Another reply.", first["parent_id"])
    assert model.asked[1].messages == model.asked[0].messages
    assert contents(await said(client, session_id)) == ["one", "You said: one", "Another reply."]
    assert contents(await said(client, session_id, branch="active")) == ["one", "Another reply."]
    await say(client, session_id, "two")
    assert [text for _, text in model.asked[-1].messages] == ["one", "Another reply.", "two"]


async def test_edited_message_begins_a_branch_beside_it(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    await say(client, session_id, "one")
    second = await say(client, session_id, "two")
    answer = await client.post(f"{MESSAGES}/{second['parent_id']}/edit", json={"content": "zwei"}, headers=EVENTS)
    events = events_of(answer)
    assert joined(events) == "You said: zwei"
    assert [text for _, text in model.asked[-1].messages] == ["one", "You said: one", "zwei"]
    active = ["one", "You said: one", "zwei", "You said: zwei"]
    assert contents(await said(client, session_id, branch="active")) == active
    refused(await client.post(f"{MESSAGES}/{second['id']}/edit", json={"content": "x"}), 409)


async def test_branches_say_where_they_differ_and_can_be_gone_back_to(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client)
    first = await say(client, session_id, "one")
    second = (await client.post(f"{MESSAGES}/{first['id']}/regenerate")).json()
    third = await say(client, session_id, "two")
    path = f"{SESSIONS}/{session_id}/branches"
    active, other = (await get(client, path))["items"]
    assert (active["message_id"], active["is_active"], active["differs_at"], active["messages"]) == (
        third["id"],
        True,
        None,
        4,
    )
    assert (other["message_id"], other["is_active"], other["differs_at"]) == (first["id"], False, first["id"])
    answer = await client.post(f"{path}/{first['id']}/activate")
    assert answer.status_code == 200
    assert contents(await said(client, session_id, branch="active")) == ["one", "You said: one"]
    differing = {item["message_id"]: item["differs_at"] for item in (await get(client, path))["items"]}
    assert differing == {first["id"]: None, third["id"]: second["id"]}
    await say(client, session_id, "three")
    assert [text for _, text in model.asked[-1].messages] == ["one", "You said: one", "three"]
    for wrong, status in ((first["parent_id"], 409), (UNKNOWN_ID, 404), ("no-id", 404)):
        refused(await client.post(f"{path}/{wrong}/activate"), status)
    elsewhere = await begin(client)
    refused(await client.post(f"{SESSIONS}/{elsewhere}/branches/{first['id']}/activate"), 404)
    assert (await get(client, f"{SESSIONS}/{elsewhere}/branches")) == {"items": []}


async def test_message_that_got_no_reply_can_get_one(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    model.respond = lambda asked: fails(500)
    refused(await client.post(MESSAGES, json={"session_id": session_id, "content": "one"}), 503)
    [message] = await said(client, session_id)
    assert message["status"] == "unanswered"
    model.respond = lambda asked: Reply("At last.")
    assert (await client.post(f"{MESSAGES}/{message['id']}/regenerate")).json()["content"] == "At last."
    assert [item["status"] for item in await said(client, session_id)] == ["complete", "complete"]


async def test_failed_regeneration_leaves_the_first_reply_where_it_was(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client)
    first = await say(client, session_id, "one")
    model.respond = lambda asked: fails(500)
    refused(await client.post(f"{MESSAGES}/{first['id']}/regenerate"), 503)
    assert contents(await said(client, session_id, branch="active")) == ["one", "You said: one"]
    assert [item["status"] for item in await said(client, session_id)] == ["complete", "complete"]


async def test_same_key_regenerates_once(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    first = await say(client, session_id, "one")
    key = {"Idempotency-Key": "again"}
    path = f"{MESSAGES}/{first['id']}/regenerate"
    one, two = await client.post(path, headers=key), await client.post(path, headers=key)
    assert one.json() == two.json()
    assert two.headers["idempotent-replayed"] == "true"
    assert len(model.asked) == 2


@pytest.mark.parametrize("message_id", [UNKNOWN_ID, "..%2F..%2Fetc", "x" * 200])
async def test_unknown_messages_are_404(message_id: str, client: httpx.AsyncClient) -> None:
    refused(await client.post(f"{MESSAGES}/{message_id}/regenerate"), 404)
    refused(await client.post(f"{MESSAGES}/{message_id}/edit", json={"content": "x"}), 404)


async def test_conversation_is_exported_a_message_a_line(client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    long = "word " * 1_500
    for content in ("one", long):
        await say(client, session_id, content)
    path = f"{SESSIONS}/{session_id}/messages"
    answer = await client.get(path, headers={"Accept": "application/x-ndjson"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [orjson.loads(line) for line in answer.text.splitlines()]
    assert lines == (await get(client, path))["items"]
    assert [line["role"] for line in lines] == ["user", "assistant"] * 2
    assert lines[2]["content"] == long


async def test_title_is_the_first_messages_beginning_until_there_is_a_better_one(client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    await say(client, session_id, "Tell me everything there is to know about\nthe lighthouses of Brittany, please.")
    title = "Tell me everything there is to know about the lighthouses of…"
    assert (await session(client, session_id))["title"] == title
    await client.patch(f"{SESSIONS}/{session_id}", json={"title": "Lighthouses"})
    await say(client, session_id, "And their keepers?")
    named = await begin(client, title="Cats")
    await say(client, named, "Dogs?")
    found = {item["session_id"]: item["title"] for item in (await get(client, SESSIONS, kind="chat"))["items"]}
    assert found == {session_id: "Lighthouses", named: "Cats"}
    assert [item["session_id"] for item in (await get(client, SESSIONS, q="lightho"))["items"]] == [session_id]
