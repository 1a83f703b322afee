"""Chats remember over HTTP: summaries stay out of streams, and nothing erased stays at hand."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from redis.asyncio import Redis

from parley.app import create_app
from parley.chat import record
from parley.core.config import Settings
from tests import servers
from tests.chat.talking import MESSAGES, SESSIONS, begin, contents, said, say, session, with_model
from tests.conftest import behind, serving
from tests.faults.running import until
from tests.scripted.replies import Asked, Reply, fails
from tests.scripted.server import ScriptedServer

SUMMARY = "They like tea."


def answering(asked: Asked) -> Reply:
    """Sums up, or says what it was told."""
    if asked.system.startswith("You keep the memory"):
        return Reply(SUMMARY, input_tokens=1_000, output_tokens=7)
    return Reply(f"You said: {asked.said}", piece=0, input_tokens=1, output_tokens=1)


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with ScriptedServer(answering) as running:
        yield running


@pytest.fixture
async def client(settings: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with a small window, in each storage mode."""
    async with serving(with_model(settings, model, memory_window_size=4)) as client:
        yield client


async def test_older_turns_come_back_as_a_summary_that_no_stream_shows(
    client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client, "miki")
    heard = ""
    for text in ("I like tea.", "It rains.", "I am cold."):
        body = {"session_id": session_id, "content": text}
        heard += (await client.post(f"{MESSAGES}/stream", json=body)).text
    async with asyncio.timeout(20):
        while not any(asked.system.startswith("You keep") for asked in model.asked):  # noqa: ASYNC110 - another thread's
            await asyncio.sleep(0.02)
    texts: list[str] = []
    async with asyncio.timeout(20):
        while not any(SUMMARY in text for text in texts):
            await say(client, session_id, "What do I like?")
            texts = [text for _, text in model.asked[-1].messages]
    assert SUMMARY not in heard
    assert not any(SUMMARY in text for text in contents(await said(client, session_id)))
    assert all(SUMMARY not in asked.system for asked in model.asked)
    found = await session(client, session_id)
    assert found["turns"] >= 4


async def test_chats_go_on_when_nothing_can_be_summed_up(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    model.respond = lambda asked: fails(500) if asked.system.startswith("You keep the memory") else answering(asked)
    session_id = await begin(client, "miki")
    for number in range(5):
        assert (await say(client, session_id, f"number {number}"))["content"] == f"You said: number {number}"


async def test_flushed_redis_loses_no_memory(
    settings: Settings, client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    session_id = await begin(client)
    await say(client, session_id, "My cat is called Ada.")
    if settings.redis_address is not None:
        servers.flush(settings.redis_address)
    await say(client, session_id, "And my cat?")
    assert "My cat is called Ada." in [text for _, text in model.asked[-1].messages]


async def test_purged_chat_is_kept_nowhere(settings: Settings, client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    await say(client, session_id, "My secret is 4711.")
    assert (await client.delete(f"{SESSIONS}/{session_id}", params={"purge": True})).status_code == 204
    if settings.redis_address is not None:
        async with Redis.from_url(settings.redis_address) as redis:
            kept = [key async for key in redis.scan_iter(match=f"parley:*{session_id}*")]
        assert [key for key in kept if b"recent" in key or b"brief" in key] == []


async def test_long_messages_are_read_back_to_the_letter(client: httpx.AsyncClient, model: ScriptedServer) -> None:
    session_id = await begin(client)
    text = "Lang, 长, long. " * 500
    reply = await say(client, session_id, text)
    assert reply["content"] == f"You said: {text}"
    assert contents(await said(client, session_id)) == [text, reply["content"]]
    await say(client, session_id, "again")
    assert text in [shown for _, shown in model.asked[-1].messages]


async def test_what_summaries_cost_is_booked_beside_what_turns_cost(settings: Settings, model: ScriptedServer) -> None:
    app = create_app(with_model(settings, model, memory_window_size=4))
    async with behind(app) as client:
        session_id = await begin(client)
        turns = 0

        async def is_all_booked() -> bool:
            nonlocal turns
            await say(client, session_id, "It rains.")
            turns += 1
            summaries = sum(asked.system.startswith("You keep the memory") for asked in model.asked)
            header = await record.chat_of(app.state.chats.db, "local", session_id)
            assert header.model_calls <= turns + summaries
            return summaries > 1 and header.input_tokens == turns + 1_000 * summaries

        await until(is_all_booked)
