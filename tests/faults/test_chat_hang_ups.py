"""Clients that hang up at any moment, on every way to talk: what was said is stored, and no chat stays busy."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat.talking import MESSAGES, begin, said
from tests.faults.chatting import CHANCE, STREAM, all_chats, clients_of, processes, speech
from tests.faults.running import until

CLIENTS = 200
LONGEST_S = 0.6
PLAIN, SIMPLE = "/api/chat/stream", "/chat"

pytestmark = pytest.mark.load


async def _request(client: httpx.AsyncClient, number: int) -> tuple[str, dict[str, Any]]:
    """Where a client says something, and what: each in one of the ways to do so."""
    content = str(number)
    match number % 6:
        case 0:
            return PLAIN, {"input": content, "session_id": f"name-{number}", "persona": "miki"}
        case 1:
            return SIMPLE, {"message": content, "stream": True}
        case 2:
            return SIMPLE, {"message": content}
    path, policy = [(STREAM, "continue"), (STREAM, "cancel"), (MESSAGES, "cancel")][number % 6 - 3]
    session_id = await begin(client, title=policy)
    return path, {"session_id": session_id, "content": content, "on_disconnect": policy}


async def _hang_up(client: httpx.AsyncClient, number: int) -> bool:
    """Say something and close the connection at a random moment; whether that was before the end."""
    path, body = await _request(client, number)
    try:
        async with asyncio.timeout(CHANCE.uniform(0, LONGEST_S)), client.stream("POST", path, json=body) as answer:
            await answer.aread()
    except TimeoutError:
        return True
    return False


async def test_two_hundred_clients_that_hang_up_leave_whole_or_interrupted_replies(
    shared: dict[str, str], tmp_path: Path
) -> None:
    async with processes(tmp_path, shared) as servers, clients_of(servers) as clients:
        in_turn = asyncio.Semaphore(25)

        async def leave(number: int) -> bool:
            async with in_turn:
                return await _hang_up(clients[number % 2], number)

        left = await asyncio.gather(*map(leave, range(CLIENTS)))
        assert left.count(True) > CLIENTS / 2

        async def are_free() -> bool:
            return all(chat["run_id"] is None for chat in await all_chats(clients[0]))

        await until(are_free)
        chats = await all_chats(clients[1])
        stored = [await said(clients[1], chat["session_id"]) for chat in chats]
        statuses = []
        for chat, messages in zip(chats, stored, strict=True):
            if not messages:
                continue  # hung up before the message was read
            asked, reply = messages
            statuses.append((chat["title"], reply["status"]))
            assert (asked["status"], reply["role"]) == ("complete", "assistant")
            whole = speech(asked["content"])
            assert reply["content"] == whole[: len(reply["content"])]
            assert reply["status"] == "interrupted" or (reply["status"], reply["content"]) == ("complete", whole)
        assert ("cancel", "interrupted") in statuses
        assert {status for title, status in statuses if title != "cancel"} == {"complete"}
