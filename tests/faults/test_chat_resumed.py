"""Streams cut at random points and taken up again, here or on another process: not a character is lost or doubled."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.chat.talking import begin, said
from tests.faults.chatting import CHANCE, STREAM, Reader, clients_of, processes, run_of, speech
from tests.http.events import joined

TALKS, TURNS = 25, 20

pytestmark = pytest.mark.load


async def _cut_and_resumed(clients: list[httpx.AsyncClient], session_id: str, number: int) -> Reader:
    """A turn whose stream is cut once or twice; every other one is taken up on the process that has not the run."""
    reader, content = Reader(), str(number)
    size = len(speech(content).encode())
    home, other = clients[number % 2], clients[(number + number // 2) % 2]
    body = {"session_id": session_id, "content": content}
    async with home.stream("POST", STREAM, json=body) as answer:
        await reader.read(answer, CHANCE.randrange(1, size))
    assert not reader.is_done
    run_id = reader.heard[0].data["run_id"] if reader.heard else await run_of(other, session_id)
    if number % 3 == 0:
        await reader.resume(CHANCE.choice(clients), run_id, CHANCE.randrange(1, size // 2))
    while not reader.is_done:
        await reader.resume(other, run_id)
    return reader


async def test_five_hundred_streams_cut_and_resumed_lose_nothing(shared: dict[str, str], tmp_path: Path) -> None:
    async with processes(tmp_path, shared) as servers, clients_of(servers) as clients:
        whole: list[bool] = []

        async def talk(number: int) -> None:
            session_id = await begin(clients[number % 2])
            heard: list[str] = []
            for turn in range(TURNS):
                reader = await _cut_and_resumed(clients, session_id, number * TURNS + turn)
                assert [event.seq for event in reader.heard] == list(range(1, len(reader.heard) + 1))
                assert [event.kind for event in reader.heard[-2:]] == ["message", "done"]
                heard.append(joined(reader.heard))
                assert reader.heard[-2].data["content"] == heard[-1]
            stored = (await said(clients[0], session_id))[1::2]
            assert len(stored) == TURNS
            told = [speech(str(number * TURNS + turn)) for turn in range(TURNS)]
            whole.extend(
                message["content"] == words == meant for message, words, meant in zip(stored, heard, told, strict=True)
            )

        async with asyncio.TaskGroup() as talks:
            for number in range(TALKS):
                talks.create_task(talk(number))
        assert whole.count(True) == len(whole) == TALKS * TURNS
