"""Two processes and one chat: whoever its messages come to, one is answered at a time and none is mixed in."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat.talking import JSON, MESSAGES, Slow, begin, contents, said, session
from tests.faults.chatting import all_chats, clients_of, processes, run_of
from tests.faults.running import until
from tests.http.calls import refused
from tests.scripted.server import ScriptedServer

AT_ONCE = 20

pytestmark = pytest.mark.load


@pytest.fixture
def slow(speaker: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in mid-reply until it is let."""
    slow = Slow()
    speaker.respond = slow
    yield slow
    slow.let()


@pytest.fixture
async def clients(shared: dict[str, str], tmp_path: Path, slow: Slow) -> AsyncIterator[list[httpx.AsyncClient]]:
    """A client for each of two servers, where twenty may wait for a chat."""
    environment = {**shared, "CHAT_QUEUE_LENGTH": str(AT_ONCE)}
    async with processes(tmp_path, environment) as servers, clients_of(servers) as opened:
        yield opened
        slow.let()


def _send(client: httpx.AsyncClient, session_id: str, content: object, **body: Any) -> "asyncio.Task[httpx.Response]":
    given = {"session_id": session_id, "content": str(content), **body}
    return asyncio.ensure_future(client.post(MESSAGES, json=given))


async def _stored(client: httpx.AsyncClient, session_id: str) -> list[JSON]:
    """The messages of a chat that is free: in pairs, each reply to the message before it, numbered without a gap."""
    messages = await said(client, session_id)
    assert (await session(client, session_id))["run_id"] is None
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    assert [message["role"] for message in messages] == ["user", "assistant"] * (len(messages) // 2)
    assert [message["parent_id"] for message in messages] == [None, *(message["id"] for message in messages[:-1])]
    for asked, reply in zip(messages[::2], messages[1::2], strict=True):
        whole = f"You said: {asked['content']}"
        assert whole.startswith(reply["content"])
        assert (reply["content"] == whole) == (reply["status"] == "complete")
    return messages


async def test_one_of_twenty_at_once_is_answered(clients: list[httpx.AsyncClient], slow: Slow) -> None:
    session_id = await begin(clients[0])
    sent = [_send(clients[number % 2], session_id, number) for number in range(AT_ONCE)]
    await slow.stopped()

    async def are_refused() -> bool:
        return sum(one.done() for one in sent) == AT_ONCE - 1

    await until(are_refused)
    run_id = await run_of(clients[1], session_id)
    slow.let()
    answers = await asyncio.gather(*sent)
    for answer in answers:
        if answer.status_code != 200:
            assert refused(answer, 409)["run_id"] == run_id
            assert answer.headers["retry-after"]
    assert [answer.status_code for answer in answers].count(200) == 1
    assert len(await _stored(clients[1], session_id)) == 2


async def test_twenty_that_wait_are_answered_one_after_the_other(clients: list[httpx.AsyncClient], slow: Slow) -> None:
    slow.let()
    session_id = await begin(clients[0])
    sent = [_send(clients[number % 2], session_id, number, on_busy="queue") for number in range(AT_ONCE)]
    answers = await asyncio.gather(*sent)
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    assert [answer.json()["content"] for answer in answers] == [f"You said: {number}" for number in range(AT_ONCE)]
    stored = await _stored(clients[1], session_id)
    assert sorted(int(message["content"]) for message in stored[::2]) == list(range(AT_ONCE))
    assert {message["status"] for message in stored} == {"complete"}


async def test_last_of_those_that_interrupt_wins(clients: list[httpx.AsyncClient], slow: Slow) -> None:
    session_id = await begin(clients[0])
    sent = []
    for number in range(6):
        sent.append(_send(clients[number % 2], session_id, number, on_busy="interrupt"))

        async def is_taken(content: str = str(number)) -> bool:
            return content in contents(await said(clients[1], session_id))

        await until(is_taken)
    slow.let()
    answers = [answer.json() for answer in await asyncio.gather(*sent)]
    assert [answer["status"] for answer in answers] == ["interrupted"] * 5 + ["complete"]
    stored = await _stored(clients[1], session_id)
    assert [message["content"] for message in stored[::2]] == [str(number) for number in range(6)]
    assert [message["status"] for message in stored[1::2]] == ["interrupted"] * 5 + ["complete"]


async def test_those_that_interrupt_at_once_leave_whole_or_interrupted_replies(
    clients: list[httpx.AsyncClient], slow: Slow
) -> None:
    session_id = await begin(clients[0])
    sent = [_send(clients[number % 2], session_id, number, on_busy="interrupt") for number in range(8)]
    await slow.stopped()

    async def are_taken() -> bool:
        return len(await said(clients[1], session_id, limit=100)) >= 2 * len(sent) - 1

    await until(are_taken)
    slow.let()
    answers = await asyncio.gather(*sent)
    assert [answer.status_code for answer in answers] == [200] * 8
    stored = await _stored(clients[1], session_id)
    assert sorted(int(message["content"]) for message in stored[::2]) == list(range(8))
    assert stored[-1]["status"] == "complete"


async def test_new_name_used_on_both_at_once_is_one_chat(clients: list[httpx.AsyncClient], slow: Slow) -> None:
    slow.let()
    bodies = [{"input": str(number), "session_id": "ours", "persona": "alex"} for number in range(AT_ONCE)]
    calls = [clients[number % 2].post("/api/chat/stream", json=body) for number, body in enumerate(bodies)]
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} <= {200, 409}
    (chat,) = await all_chats(clients[0])
    stored = await _stored(clients[1], chat["session_id"])
    assert len(stored) == 2 * [answer.status_code for answer in answers].count(200) >= 2
