"""Readers who hang up: what becomes of their replies is as they asked, and nothing is lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.sockets import listening
from tests.chat.talking import MESSAGES, Slow, begin, is_free, said, say, session, with_model
from tests.faults.running import until
from tests.scripted.server import ScriptedServer

READERS = 40


@pytest.fixture
def slow(model: ScriptedServer) -> Slow:
    """What lets the replies go on."""
    slow = Slow()
    model.respond = slow
    return slow


@pytest.fixture
async def client(settings: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app over real sockets, in each storage mode."""
    limits = httpx.Limits(max_connections=None)
    async with (
        listening(with_model(settings, model)) as url,
        httpx.AsyncClient(base_url=url, timeout=30, limits=limits) as client,
    ):
        yield client


@contextlib.asynccontextmanager
async def _heard(client: httpx.AsyncClient, session_id: str, **body: str) -> AsyncIterator[httpx.Response]:
    """A stream of which the first word was heard; leaving the block hangs up."""
    given = {"session_id": session_id, "content": "hi", **body}
    async with client.stream("POST", f"{MESSAGES}/stream", json=given) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: ") and '"You"' in line:
                break
        yield answer


async def test_reply_goes_on_without_its_reader(client: httpx.AsyncClient, slow: Slow) -> None:
    session_id = await begin(client)
    async with _heard(client, session_id):
        pass
    slow.let()
    await until(is_free(client, session_id))
    reply = (await said(client, session_id))[-1]
    assert (reply["content"], reply["status"]) == ("You said: hi", "complete")


async def test_reply_ends_with_its_reader_where_that_was_asked_for(client: httpx.AsyncClient, slow: Slow) -> None:
    session_id = await begin(client)
    async with _heard(client, session_id, on_disconnect="cancel"):
        pass
    await until(is_free(client, session_id))
    reply = (await said(client, session_id))[-1]
    assert (reply["content"], reply["status"], reply["stop_reason"]) == ("You", "interrupted", "interrupted")
    slow.let()
    assert (await say(client, session_id, "again"))["status"] == "complete"


async def test_whole_reply_that_nobody_waits_for_ends_too(client: httpx.AsyncClient, slow: Slow) -> None:
    session_id = await begin(client)
    body = {"session_id": session_id, "content": "hi", "on_disconnect": "cancel"}
    with contextlib.suppress(httpx.ReadTimeout):
        await client.post(MESSAGES, json=body, timeout=1)
    await until(is_free(client, session_id))
    reply = (await said(client, session_id))[-1]
    assert (reply["content"], reply["status"]) == ("You", "interrupted")


@pytest.mark.load
async def test_every_reply_of_many_who_hang_up_is_stored(client: httpx.AsyncClient, slow: Slow) -> None:
    chats = await asyncio.gather(*(begin(client) for _ in range(READERS)))

    async def leave(number: int, session_id: str) -> None:
        async with _heard(client, session_id, on_disconnect="cancel" if number % 2 else "continue"):
            pass

    await asyncio.gather(*(leave(number, session_id) for number, session_id in enumerate(chats)))
    await asyncio.gather(*(until(is_free(client, session_id)) for session_id in chats[1::2]))
    slow.let()
    await asyncio.gather(*(until(is_free(client, session_id)) for session_id in chats))
    for number, session_id in enumerate(chats):
        message, reply = await said(client, session_id)
        assert message["status"] == "complete"
        expected = ("You", "interrupted") if number % 2 else ("You said: hi", "complete")
        assert (reply["content"], reply["status"]) == expected
        assert (await session(client, session_id))["run_id"] is None
