"""Redis emptied, killed or hanging in the middle of a reply: it is told, stored, and known to readers elsewhere."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.chat.talking import Slow, begin, said, say
from tests.faults.chatting import STREAM, Reader, clients_of, processes
from tests.faults.running import Redis, asking, until
from tests.http.events import joined
from tests.scripted.server import ScriptedServer

LONGEST_S = 10
WHOLE = "You said: hi"
Misdeed = Callable[[Redis, "subprocess.Popen[bytes]"], None]

pytestmark = pytest.mark.load

MISDEEDS: dict[str, Misdeed] = {
    "emptied": lambda redis, _: servers.flush(redis.url),
    "killed": lambda _, process: process.kill(),
    "hanging": lambda _, process: process.send_signal(signal.SIGSTOP),
}


@pytest.fixture
def slow(speaker: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in mid-reply until it is let."""
    slow = Slow("hi")
    speaker.respond = slow
    yield slow
    slow.let()


@pytest.fixture
def given(speaker: ScriptedServer, postgres_url: str, redis: Redis) -> dict[str, str]:
    """Processes on a Redis of their own, which they try again soon."""
    return {**asking(speaker, postgres_url), "REDIS_URL": redis.url, "REDIS_RETRY_SECONDS": "0.5"}


def _hears(reader: Reader, words: str) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return joined(reader.heard) == words

    return check


@pytest.mark.parametrize("misdeed", MISDEEDS)
async def test_reply_is_whole_for_its_reader_and_known_elsewhere(
    misdeed: str, given: dict[str, str], redis: Redis, tmp_path: Path, slow: Slow
) -> None:
    with redis.running() as process:
        async with processes(tmp_path, given) as running, clients_of(running) as (first, second):
            session_id, here, there, late = await begin(first), Reader(), Reader(), Reader()
            body = {"session_id": session_id, "content": "hi"}
            async with first.stream("POST", STREAM, json=body) as answer:
                reading = asyncio.ensure_future(here.read(answer))
                await until(_hears(here, "You said:"))
                run_id = here.heard[0].data["run_id"]
                watching = asyncio.ensure_future(there.resume(second, run_id))
                await until(_hears(there, "You said:"))
                MISDEEDS[misdeed](redis, process)
                began = time.monotonic()
                slow.let()
                await reading
            assert joined(here.heard) == here.heard[-2].data["content"] == WHOLE
            await watching
            await late.resume(second, run_id)
            assert time.monotonic() - began < LONGEST_S
            for reader in (there, late):
                assert [event.kind for event in reader.heard[-2:]] == ["message", "done"]
                assert reader.heard[-2:] == here.heard[-2:]
                assert WHOLE.startswith(joined(reader.heard))
            stored = (await said(second, session_id))[-1]
            assert (stored["content"], stored["status"]) == (WHOLE, "complete")
            again = await asyncio.gather(
                say(first, session_id, "hi", on_busy="queue"), say(second, session_id, "ho", on_busy="queue")
            )
            assert [message["content"] for message in again] == [WHOLE, "You said: ho"]
            process.send_signal(signal.SIGCONT)


async def test_many_replies_are_told_while_redis_comes_and_goes(
    given: dict[str, str], redis: Redis, tmp_path: Path, slow: Slow
) -> None:
    slow.let()
    async with processes(tmp_path, given) as running, clients_of(running) as clients:

        async def talk(number: int) -> None:
            session_id = await begin(clients[number % 2])
            for turn in range(5):
                reply = await say(clients[(number + turn) % 2], session_id, f"{number} {turn}")
                assert (reply["content"], reply["status"]) == (f"You said: {number} {turn}", "complete")
            assert [message["seq"] for message in await said(clients[0], session_id)] == list(range(1, 11))

        async def come_and_go() -> None:
            for _ in range(3):
                with redis.running():
                    await asyncio.gather(*map(talk, range(10)))
                await asyncio.gather(*map(talk, range(10)))

        await come_and_go()
