"""PostgreSQL away in the middle of a reply: it is stored when the database is back, or closed with what was heard."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.chat.talking import MESSAGES, SESSIONS, Slow, begin, contents, said, say, with_model
from tests.conftest import make_settings, serving
from tests.faults.running import until
from tests.http.calls import refused
from tests.scripted.server import ScriptedServer
from tests.servers import Cluster

WHOLE = "You said: hi"

pytestmark = pytest.mark.load


@pytest.fixture
def slow(speaker: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in mid-reply until it is let."""
    slow = Slow("hi")
    speaker.respond = slow
    yield slow
    slow.let()


@pytest.fixture
async def client(
    postgres: Cluster, database: ExitStack, speaker: ScriptedServer, slow: Slow
) -> AsyncIterator[httpx.AsyncClient]:
    """The app on that server, with that model."""
    settings = make_settings(database_url=postgres.dsn, run_alive_seconds=1.5)
    async with serving(with_model(settings, speaker)) as client:
        yield client
        slow.let()


async def test_reply_is_stored_when_the_database_is_back(
    client: httpx.AsyncClient, database: ExitStack, postgres: Cluster, slow: Slow
) -> None:
    session_id = await begin(client)
    answer = asyncio.ensure_future(client.post(MESSAGES, json={"session_id": session_id, "content": "hi"}))
    await slow.stopped()
    await asyncio.to_thread(database.close)
    slow.let()
    refused(await client.get(f"{SESSIONS}/{session_id}"), 503)
    await asyncio.to_thread(database.enter_context, postgres.running())
    assert ((await answer).status_code, (await answer).json()["content"]) == (200, WHOLE)
    assert contents(await said(client, session_id)) == ["hi", WHOLE]
    assert (await say(client, session_id, "ho"))["content"] == "You said: ho"


async def test_reply_that_could_not_be_stored_is_closed_with_what_was_heard(
    client: httpx.AsyncClient, database: ExitStack, postgres: Cluster, slow: Slow
) -> None:
    session_id = await begin(client)
    answer = asyncio.ensure_future(client.post(MESSAGES, json={"session_id": session_id, "content": "hi"}))
    await slow.stopped()
    await asyncio.to_thread(database.close)
    slow.let()
    refused(await answer, 503)
    await asyncio.to_thread(database.enter_context, postgres.running())

    async def is_free() -> bool:
        found = await client.get(f"{SESSIONS}/{session_id}")
        return found.status_code == 200 and found.json()["run_id"] is None

    await until(is_free)
    stored = await said(client, session_id)
    assert [(message["content"], message["status"]) for message in stored] == [
        ("hi", "complete"),
        (WHOLE, "interrupted"),
    ]
    assert (await say(client, session_id, "ho"))["content"] == "You said: ho"
