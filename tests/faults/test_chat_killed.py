"""Processes that end in the middle of a reply, killed or told to: what was said is kept, and the chat goes on."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.chat.talking import MESSAGES, Slow, begin, contents, said, say
from tests.faults.chatting import STREAM, Reader, all_chats, clients_of, processes
from tests.faults.running import Server, answers, until
from tests.http.calls import get
from tests.http.events import joined
from tests.scripted.server import ScriptedServer
from tests.servers import PATIENCE_S

ALIVE_S = 5.0
GRACE_S = 5.0
"""For the asking itself, on a machine that has more to do."""

pytestmark = pytest.mark.load


@pytest.fixture
def slow(speaker: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in mid-reply until it is let."""
    slow = Slow("hi")
    speaker.respond = slow
    yield slow
    slow.let()


@pytest.fixture
def given(shared: dict[str, str]) -> dict[str, str]:
    """Processes that are taken for dead soon, and end soon."""
    return {**shared, "RUN_ALIVE_SECONDS": str(ALIVE_S), "RUN_DRAIN_SECONDS": "1", "SHUTDOWN_TIMEOUT_SECONDS": "1"}


def _hears(reader: Reader, words: str) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return joined(reader.heard) == words

    return check


async def _is_over(server: Server) -> bool:
    return server.exit_code is not None


async def test_killed_process_leaves_what_was_said_and_a_chat_that_goes_on(
    given: dict[str, str], tmp_path: Path, slow: Slow
) -> None:
    async with processes(tmp_path, given) as servers, clients_of(servers) as (first, second):
        await say(second, await begin(second), "ho")  # whoever is to be quick has loaded what it needs
        session_id, here, there = await begin(first), Reader(), Reader()
        body = {"session_id": session_id, "content": "hi"}
        async with first.stream("POST", STREAM, json=body) as answer:
            reading = asyncio.ensure_future(here.read(answer))
            await until(_hears(here, "You said:"))
            run_id = here.heard[0].data["run_id"]
            watching = asyncio.ensure_future(there.resume(second, run_id))
            await until(_hears(there, "You said:"))
            servers[0].kill()
            died = time.monotonic()
            with pytest.raises(httpx.RemoteProtocolError):
                await reading
        slow.let()
        asked = {"session_id": session_id, "content": "hi again", "on_busy": "queue"}
        again = await second.post(MESSAGES, json=asked)
        assert time.monotonic() - died < ALIVE_S + GRACE_S
        assert (again.status_code, again.json()["content"]) == (200, "You said: hi again")
        await watching
        assert [event.kind for event in there.heard[-2:]] == ["message", "done"]
        assert there.heard[-2].data["content"] == joined(there.heard) == "You said:"
        stored = await said(second, session_id)
        assert contents(stored) == ["hi", "You said:", "hi again", "You said: hi again"]
        assert [message["status"] for message in stored] == ["complete", "interrupted", "complete", "complete"]
        assert (await get(second, f"/api/v1/runs/{run_id}"))["status"] == "interrupted"


async def test_killed_process_with_many_replies_leaves_none_open(
    given: dict[str, str], tmp_path: Path, slow: Slow
) -> None:
    async with processes(tmp_path, given) as servers, clients_of(servers) as (first, second):
        sessions = [await begin(first) for _ in range(30)]
        bodies = [{"session_id": session_id, "content": "hi"} for session_id in sessions]
        sent = [asyncio.ensure_future(first.post(MESSAGES, json=body)) for body in bodies]

        async def are_told() -> bool:
            return all([await said(second, one) for one in sessions])

        await until(are_told)
        await slow.stopped()
        servers[0].kill()
        await asyncio.gather(*sent, return_exceptions=True)

        async def are_free() -> bool:
            return all(chat["run_id"] is None for chat in await all_chats(second))

        await until(are_free)
        slow.let()
        for session_id in sessions:
            asked, *reply = await said(second, session_id)
            assert asked["status"] == ("complete" if reply else "unanswered")
            assert all(one["status"] == "interrupted" and "You said: hi".startswith(one["content"]) for one in reply)
        await asyncio.gather(*(say(second, session_id, "again") for session_id in sessions))


@pytest.mark.parametrize("is_read", [True, False], ids=["read", "left alone"])
@pytest.mark.parametrize("is_let", [True, False], ids=["whole", "cut off"])
async def test_reply_under_way_is_stored_before_its_process_ends(
    given: dict[str, str], tmp_path: Path, slow: Slow, *, is_let: bool, is_read: bool
) -> None:
    drained = {**given, "RUN_DRAIN_SECONDS": str(PATIENCE_S)} if is_let else given
    async with processes(tmp_path, drained) as servers, clients_of(servers) as (first, second):
        session_id, reader = await begin(first), Reader()
        body = {"session_id": session_id, "content": "hi"}
        async with first.stream("POST", STREAM, json=body) as answer:
            reading = asyncio.ensure_future(reader.read(answer))
            await until(_hears(reader, "You said:"))
            if is_read:
                await _told_to_end(servers[0], slow, is_let=is_let)
                await asyncio.wait([reading])
        if not is_read:
            reading.cancel()
            await _told_to_end(servers[0], slow, is_let=is_let)
        await until(lambda: _is_over(servers[0]))
        content, status = ("You said: hi", "complete") if is_let else ("You said:", "interrupted")
        stored = (await said(second, session_id))[-1]
        assert (stored["content"], stored["status"]) == (content, status)
        slow.let()
        assert (await say(second, session_id, "hi again"))["content"] == "You said: hi again"


async def _told_to_end(server: Server, slow: Slow, *, is_let: bool) -> None:
    async def is_deaf() -> bool:
        return not await answers(server.url)

    server.terminate()
    await until(is_deaf)
    if is_let:
        slow.let()
