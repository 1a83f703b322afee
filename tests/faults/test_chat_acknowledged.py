"""Chats under load on two processes that are killed in turn: what was acknowledged is stored, once and in order."""

import asyncio
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.chat.talking import JSON, MESSAGES, begin, said, session
from tests.faults.chatting import CHANCE, clients_of, processes, speech
from tests.faults.running import Server, until
from tests.servers import PATIENCE_S

CHATS, TURNS, KILLS = 16, 12, 6

pytestmark = pytest.mark.load


@dataclass
class Talk:
    """A chat as its client knows it: what it said, and the reply that acknowledged it."""

    session_id: str
    acknowledged: list[tuple[str, JSON]] = field(default_factory=list)
    repeats: int = 0

    async def run(self, clients: list[httpx.AsyncClient], number: int) -> None:
        """Every message, repeated with its key, anywhere, until it is answered."""
        for turn in range(TURNS):
            content, key = f"{number}-{turn}", {"Idempotency-Key": str(uuid.uuid4())}
            body = {"session_id": self.session_id, "content": content, "on_busy": "queue"}
            async with asyncio.timeout(PATIENCE_S):
                while (reply := await _answer(CHANCE.choice(clients), body, key)) is None:
                    self.repeats += 1
            self.acknowledged.append((content, reply))


async def _answer(client: httpx.AsyncClient, body: dict[str, str], key: dict[str, str]) -> JSON | None:
    """The reply; None where the message is to be sent again."""
    try:
        answer = await client.post(MESSAGES, json=body, headers=key)
    except httpx.TransportError:
        await asyncio.sleep(0.05)  # as a client does: the other process may be the next to be asked
        return None
    assert answer.status_code in {200, 409, 503}, answer.text
    if answer.status_code != 200:
        await asyncio.sleep(0.05)
        return None
    reply: JSON = answer.json()
    return reply


async def _killed_in_turn(servers: list[Server], talks: list[Talk]) -> None:
    """Kill one after the other, each time when so much more was acknowledged, and start it again."""
    for number in range(KILLS):
        wanted = (number + 1) * CHATS * TURNS // (KILLS + 2)

        async def is_reached(wanted: int = wanted) -> bool:
            return sum(len(talk.acknowledged) for talk in talks) >= wanted

        await until(is_reached)
        servers[number % 2].kill()
        servers[number % 2].restart()
        await servers[number % 2].until_up()


async def _check(client: httpx.AsyncClient, talk: Talk) -> None:
    """The chat holds what its client was told, and besides only messages that got no reply."""
    stored = await said(client, talk.session_id)
    assert (await session(client, talk.session_id))["run_id"] is None
    assert [message["seq"] for message in stored] == list(range(1, len(stored) + 1))
    answered = [message for message in stored if message["status"] != "unanswered"]
    assert [message["content"] for message in answered[::2]] == [content for content, _ in talk.acknowledged]
    for (content, reply), asked, kept in zip(talk.acknowledged, answered[::2], answered[1::2], strict=True):
        assert (kept["id"], kept["content"], kept["status"]) == (reply["id"], reply["content"], reply["status"])
        assert kept["parent_id"] == asked["id"]
        whole = speech(content)
        assert whole.startswith(kept["content"])
        assert kept["status"] == "interrupted" or kept["content"] == whole


async def test_no_acknowledged_reply_is_lost_doubled_or_mixed(shared: dict[str, str], tmp_path: Path) -> None:
    environment = {**shared, "RUN_ALIVE_SECONDS": "1.5", "CHAT_QUEUE_SECONDS": "10"}
    async with processes(tmp_path, environment) as servers, clients_of(servers) as clients:
        talks = [Talk(await begin(clients[0])) for _ in range(CHATS)]
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_killed_in_turn(servers, talks))
            for number, talk in enumerate(talks):
                tasks.create_task(talk.run(clients, number))
        for talk in talks:
            await _check(clients[0], talk)
        statuses = {reply["status"] for talk in talks for _, reply in talk.acknowledged}
        assert statuses == {"complete", "interrupted"}
        assert sum(talk.repeats for talk in talks) >= KILLS
