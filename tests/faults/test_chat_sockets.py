"""Sockets of two server processes: cut at any word or left by a dead process, a stream is gone on with elsewhere."""

import asyncio
from pathlib import Path

import pytest

from tests.chat.framing import opened, words
from tests.chat.talking import Slow
from tests.faults.chatting import CHANCE, processes, speech
from tests.faults.running import Server
from tests.scripted.server import ScriptedServer

CHATS = 100
AT_ONCE = 10

pytestmark = pytest.mark.load
END = "stream_complete"


async def _chatted(servers: list[Server], number: int) -> bool:
    """One chat whose sockets are cut again and again; whether another process was asked."""
    home, content = servers[number % 2], f"chat {number}"
    async with opened(home.url) as socket:
        await socket.send("chat", agent="miki", content=content)
        frames = await socket.until(END, most=CHANCE.randrange(2, 12))
    run_id, is_moved = frames[-1]["data"]["run_id"], False
    while frames[-1]["type"] != END:
        server = CHANCE.choice(servers)
        is_moved |= server is not home
        async with opened(server.url) as socket:
            await socket.send("resume", run_id=run_id, after=frames[-1]["data"]["seq"])
            frames += await socket.until(END, most=CHANCE.choice([1, 2, 5, 20, None]))
    stored = frames[-1]["data"]["message"]
    assert words(frames) == stored["content"] == speech(content)
    numbers = [frame["data"]["seq"] for frame in frames if frame["type"] != "session_created"]
    assert numbers == sorted(set(numbers))
    return is_moved


async def test_streams_cut_anywhere_are_heard_whole_over_other_sockets(shared: dict[str, str], tmp_path: Path) -> None:
    gate = asyncio.Semaphore(AT_ONCE)

    async def chat(number: int) -> bool:
        async with gate:
            return await _chatted(servers, number)

    async with processes(tmp_path, shared) as servers:
        moved = await asyncio.gather(*map(chat, range(CHATS)))
    assert len(moved) == CHATS
    assert sum(moved) > CHATS / 4


async def test_stream_of_a_killed_process_ends_as_interrupted_elsewhere(
    shared: dict[str, str], speaker: ScriptedServer, tmp_path: Path
) -> None:
    slow = Slow()
    speaker.respond = slow
    async with processes(tmp_path, {**shared, "RUN_ALIVE_SECONDS": "5"}) as (home, other):
        async with opened(home.url) as socket:
            await socket.send("chat", agent="miki", content="hi")
            frames = await socket.until("stream_data")
            await slow.stopped()
            home.kill()
        begun = frames[-1]["data"]
        async with opened(other.url) as socket:
            await socket.send("resume", run_id=begun["run_id"], after=begun["seq"])
            rest = await socket.until(END)
            stored = rest[-1]["data"]["message"]
            assert stored["status"] == "interrupted"
            assert words([*frames, *rest]) == stored["content"]
            slow.let()
            await socket.send("chat", "next", session_id=stored["session_id"], content="go on")
            assert (await socket.until(END))[-1]["id"] == "next"
