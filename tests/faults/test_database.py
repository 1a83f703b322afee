"""PostgreSQL away: 503 while it lasts, liveness all the same, and service again soon after it is back."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack

import httpx
import pytest

from tests.conftest import make_settings, serving
from tests.faults.running import until
from tests.http.calls import SESSIONS, get, refused, say, start
from tests.servers import Cluster

RECOVERY_S = 5


@pytest.fixture
async def client(postgres: Cluster, database: ExitStack) -> AsyncIterator[httpx.AsyncClient]:
    """The app on that server."""
    async with serving(make_settings(database_url=postgres.dsn)) as client:
        yield client


async def test_without_its_database_the_service_is_alive_and_not_ready(
    client: httpx.AsyncClient, database: ExitStack
) -> None:
    session_id = (await start(client))["session_id"]
    await asyncio.to_thread(database.close)
    for answer in (
        await client.get("/ready"),
        await client.post(f"{SESSIONS}/create", json={}),
        await client.post(f"{SESSIONS}/{session_id}/message", json={"message": "hi"}),
        await client.get(f"{SESSIONS}/{session_id}/status"),
        await client.get("/api/v1/agents"),
    ):
        refused(answer, 503, "asyncpg", "127.0.0.1")
        assert int(answer.headers["retry-after"]) >= 1
    assert (await client.get("/health")).status_code == 200
    assert (await client.get("/")).status_code == 200


async def test_service_is_back_soon_after_its_database(
    client: httpx.AsyncClient, database: ExitStack, postgres: Cluster
) -> None:
    session_id = (await start(client))["session_id"]
    for round_ in range(3):
        await say(client, session_id, f"It must never promise a refund of {round_}0 pounds.")
        await asyncio.to_thread(database.close)
        refused(await client.post(f"{SESSIONS}/{session_id}/message", json={"message": "lost"}), 503)
        await asyncio.to_thread(database.enter_context, postgres.running())
        began = time.monotonic()

        async def is_served() -> bool:
            answer = await client.post(f"{SESSIONS}/{session_id}/message", json={"message": "By phone."})
            return answer.status_code == 200

        await until(is_served, seconds=RECOVERY_S)
        assert time.monotonic() - began < RECOVERY_S
    messages = (await get(client, f"{SESSIONS}/{session_id}/messages"))["items"]
    assert [item["seq"] for item in messages] == list(range(1, 14))
    assert "lost" not in {item["content"] for item in messages}
