"""Chats opened under a client's own name: made once, found again, titled as wished."""

import asyncio

import httpx
import pytest

from parley.app import create_app
from parley.core.config import Settings
from tests.chat.talking import JSON, SESSIONS, begin, say, session
from tests.http.calls import get, refused

KEY = {"Idempotency-Key": "once-and-only-once"}
NAMED: JSON = {"agent": "miki", "name": "my holiday", "title": "Trains"}


async def _chats(client: httpx.AsyncClient) -> list[JSON]:
    found: list[JSON] = (await get(client, SESSIONS))["items"]
    return found


async def test_new_chat_of_a_name_keeps_its_title(client: httpx.AsyncClient) -> None:
    session_id = await begin(client, "miki", name="my holiday", title="Trains")
    await say(client, session_id, "I like boats, too")
    found = await session(client, session_id)
    assert (found["name"], found["title"]) == ("my holiday", "Trains")


async def test_chat_that_has_the_name_is_found_as_it_is(client: httpx.AsyncClient) -> None:
    made = await client.post(SESSIONS, json=NAMED)
    found = await client.post(SESSIONS, json={**NAMED, "agent": "alex", "title": "Boats"})
    assert (made.status_code, found.status_code) == (201, 200)
    assert found.json() == made.json()
    assert found.json()["title"] == "Trains"


async def test_same_key_opens_once(client: httpx.AsyncClient) -> None:
    made = await client.post(SESSIONS, json=NAMED, headers=KEY)
    await say(client, made.json()["session_id"], "I like boats, too")
    again = await client.post(SESSIONS, json=NAMED, headers=KEY)
    assert (again.status_code, again.content) == (201, made.content)
    assert again.headers["idempotent-replayed"] == "true"
    refused(await client.post(SESSIONS, json={**NAMED, "name": "my work"}, headers=KEY), 422)
    assert len(await _chats(client)) == 1


async def test_same_key_finds_the_same(client: httpx.AsyncClient) -> None:
    session_id = await begin(client, **NAMED)
    found = await client.post(SESSIONS, json=NAMED, headers=KEY)
    await client.patch(f"{SESSIONS}/{session_id}", json={"title": "Boats"})
    again = await client.post(SESSIONS, json=NAMED, headers=KEY)
    assert (again.status_code, again.content) == (found.status_code, found.content) == (200, found.content)


@pytest.mark.parametrize("headers", [{}, KEY], ids=["without a key", "with a key"])
async def test_name_opened_by_many_at_once_is_one_chat(headers: dict[str, str], client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.post(SESSIONS, json=NAMED, headers=headers) for _ in range(8)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == ([201] * 8 if headers else [200] * 7 + [201])
    [chat] = await _chats(client)
    assert {answer.json()["session_id"] for answer in answers} == {chat["session_id"]}


async def test_unknown_agent_opens_nothing_under_a_name(client: httpx.AsyncClient) -> None:
    refused(await client.post(SESSIONS, json={**NAMED, "agent": "nobody"}, headers=KEY), 404)
    assert await _chats(client) == []
    assert (await client.post(SESSIONS, json=NAMED, headers=KEY)).status_code == 201


def test_both_answers_are_in_the_apis_document(embedded: Settings) -> None:
    answers = create_app(embedded).openapi()["paths"][SESSIONS]["post"]["responses"]
    shapes = [answers[status]["content"]["application/json"]["schema"] for status in ("200", "201")]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", [None, "holiday"])
async def test_kept_answer_is_erased_with_its_chat(client: httpx.AsyncClient, name: str | None) -> None:
    body = {"agent": "general", "title": "Private", **({"name": name} if name else {})}
    first = (await client.post(SESSIONS, json=body, headers=KEY)).json()["session_id"]
    path = f"{SESSIONS}/{first}"
    assert (await client.delete(path, params={"purge": True})).status_code == 204
    again = await client.post(SESSIONS, json=body, headers=KEY)
    assert again.status_code == 201
    assert "Idempotent-Replayed" not in again.headers
    assert again.json()["session_id"] != first
