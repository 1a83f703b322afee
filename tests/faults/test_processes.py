"""Two server processes on one PostgreSQL and one Redis: any of them serves any session, and none interleaves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import httpx
import pytest

from tests.faults.running import Server
from tests.http.calls import SESSIONS, finish, get, say, start

pytestmark = pytest.mark.load


@pytest.fixture(params=["with Redis", "without Redis"])
async def clients(
    request: pytest.FixtureRequest, postgres_url: str, redis_url: str, tmp_path: Path
) -> AsyncIterator[list[httpx.AsyncClient]]:
    """A client for each of two servers; without Redis each keeps live state to itself, so that it is often stale."""
    environment = {"DATABASE_URL": postgres_url}
    if request.param == "with Redis":
        environment["REDIS_URL"] = redis_url
    with ExitStack() as processes:
        running = [processes.enter_context(Server(tmp_path, **environment)) for _ in range(2)]
        async with AsyncExitStack() as opened:
            for server in running:
                await server.until_up()
            yield [
                await opened.enter_async_context(httpx.AsyncClient(base_url=server.url, timeout=30))
                for server in running
            ]


async def test_session_walks_from_process_to_process(clients: list[httpx.AsyncClient]) -> None:
    session_id = (await start(clients[0]))["session_id"]
    for number in range(10):
        turn = await say(clients[number % 2], session_id, f"It must never promise a refund of {number}0 pounds.")
        assert turn["turn"] == number + 1
    brief = [await get(client, f"{SESSIONS}/{session_id}/brief") for client in clients]
    assert brief[0] == brief[1]
    assert (await finish(clients[1]))["stage"] == "COMPLETED"


async def test_messages_to_both_processes_at_once_never_interleave(clients: list[httpx.AsyncClient]) -> None:
    session_ids = [(await start(clients[0]))["session_id"] for _ in range(5)]
    taken: dict[str, set[str]] = {session_id: set() for session_id in session_ids}

    async def send(session_id: str, number: int) -> None:
        message = f"It must never promise a refund of {number}0 pounds."
        client = clients[number % 2]
        answer = await client.post(f"{SESSIONS}/{session_id}/message", json={"message": message})
        assert answer.status_code in {200, 409}
        if answer.status_code == 200:
            taken[session_id].add(message)
        else:
            assert answer.headers["retry-after"]

    await asyncio.gather(*(send(session_id, number) for number in range(1, 21) for session_id in session_ids))
    for session_id in session_ids:
        messages = (await get(clients[1], f"{SESSIONS}/{session_id}/messages"))["items"]
        assert [item["seq"] for item in messages] == list(range(1, len(messages) + 1))
        assert [item["role"] for item in messages] == ["assistant", *["user", "assistant"] * len(taken[session_id])]
        assert sorted(item["content"] for item in messages if item["role"] == "user") == sorted(taken[session_id])
        assert taken[session_id]


async def test_same_key_at_both_processes_has_one_effect(clients: list[httpx.AsyncClient]) -> None:
    calls = [
        client.post(f"{SESSIONS}/create", json={}, headers={"Idempotency-Key": f"both-{number}"})
        for number in range(10)
        for client in clients * 3
    ]
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["session_id"] for answer in answers if answer.status_code == 201}) == 10
    assert len((await get(clients[0], SESSIONS))["items"]) == 10
