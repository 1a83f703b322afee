"""Redis absent, killed, flushed or hanging: sessions go on from the database, and nobody waits long."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from parley.core.config import Settings
from tests import servers
from tests.conftest import make_settings, serving
from tests.faults.running import Redis, until
from tests.http.calls import SESSIONS, finish, get, say, start

LONGEST_ANSWER_S = 10


@pytest.fixture
def settings(sqlite_url: str, redis: Redis) -> Settings:
    """Live state in that Redis, which is tried again soon after a failure."""
    return make_settings(database_url=sqlite_url, redis_url=redis.url, redis_retry_seconds=0.2)


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app, started while Redis is away."""
    async with serving(settings) as client:
        yield client


async def is_live(client: httpx.AsyncClient, session_id: str) -> bool:
    """Whether live state holds the session."""
    return bool((await get(client, f"{SESSIONS}/{session_id}/status"))["live"])


async def test_agent_is_built_without_redis(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    assert turn["stage"] == "COMPLETED"
    assert not await is_live(client, turn["session_id"])
    ready = await get(client, "/ready")
    assert ready["status"] == "degraded"
    assert "Redis" in ready["reasons"][0]


async def test_redis_is_used_as_soon_as_it_comes(client: httpx.AsyncClient, redis: Redis) -> None:
    session_id = (await start(client))["session_id"]
    assert (await get(client, "/ready"))["status"] == "degraded"
    with redis.running():
        assert await get(client, "/ready") == {"status": "ok", "reasons": []}
        await say(client, session_id, "A receptionist for a hotel.")
        assert await is_live(client, session_id)


async def test_session_survives_redis_killed_and_emptied_between_turns(client: httpx.AsyncClient, redis: Redis) -> None:
    session_id = (await start(client))["session_id"]
    for round_ in range(3):
        with redis.running():
            await say(client, session_id, f"It must never promise a refund of {round_}0 pounds.")
            servers.flush(redis.url)
            await say(client, session_id, f"It must never promise a discount of {round_} per cent.")
        await say(client, session_id, f"It must never promise delivery in {round_} days.")
    messages = (await get(client, f"{SESSIONS}/{session_id}/messages"))["items"]
    assert [item["seq"] for item in messages] == list(range(1, 20))


async def test_hanging_redis_delays_answers_by_seconds_at_most(client: httpx.AsyncClient, redis: Redis) -> None:
    async def timed(session_id: str) -> tuple[int, float]:
        began = time.monotonic()
        answer = await client.post(f"{SESSIONS}/{session_id}/message", json={"message": "By phone."})
        return answer.status_code, time.monotonic() - began

    session_ids = [(await start(client))["session_id"] for _ in range(10)]
    with redis.running() as process:
        process.send_signal(signal.SIGSTOP)
        for _ in range(3):
            outcomes = await asyncio.gather(*map(timed, session_ids))
            assert {status for status, _ in outcomes} == {200}
            assert max(seconds for _, seconds in outcomes) < LONGEST_ANSWER_S
        began = time.monotonic()
        assert (await get(client, "/ready"))["status"] == "degraded"
        assert time.monotonic() - began < LONGEST_ANSWER_S


async def test_lock_that_redis_took_while_it_hung_does_not_block_the_session(
    client: httpx.AsyncClient, redis: Redis
) -> None:
    session_id = (await start(client))["session_id"]
    with redis.running() as process:
        assert (await get(client, "/ready"))["status"] == "ok"
        process.send_signal(signal.SIGSTOP)
        await say(client, session_id, "A receptionist for a hotel.")
        process.send_signal(signal.SIGCONT)

        async def is_answered() -> bool:
            answer = await client.post(f"{SESSIONS}/{session_id}/message", json={"message": "By phone."})
            assert answer.status_code in {200, 409}
            return answer.status_code == 200 and await is_live(client, session_id)

        await until(is_answered, seconds=LONGEST_ANSWER_S)


async def test_idempotent_request_happens_once_without_redis(client: httpx.AsyncClient) -> None:
    session_id = (await start(client))["session_id"]
    calls = [
        client.post(f"{SESSIONS}/{session_id}/message", json={"message": "By phone."}, headers={"Idempotency-Key": "k"})
        for _ in range(10)
    ]
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.content for answer in answers if answer.status_code == 200}) == 1
    assert (await get(client, f"{SESSIONS}/{session_id}/status"))["turns"] == 1
