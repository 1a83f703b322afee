"""A run stopped from the process that has it not: its model is hung up on within a second, its words are kept."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.chat.talking import Slow, begin, said, say
from tests.faults.chatting import STREAM, Reader, clients_of, processes
from tests.faults.running import until
from tests.http.calls import get
from tests.http.events import joined
from tests.scripted.server import ScriptedServer

pytestmark = pytest.mark.load


@pytest.fixture
def slow(speaker: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in mid-reply until it is let."""
    slow = Slow()
    speaker.respond = slow
    yield slow
    slow.let()


async def test_stop_from_another_process_ends_the_models_request_within_a_second(
    shared: dict[str, str], tmp_path: Path, speaker: ScriptedServer, slow: Slow
) -> None:
    async with processes(tmp_path, shared) as servers, clients_of(servers) as (first, second):
        for number in range(1, 6):
            session_id, reader = await begin(first), Reader()
            slow.has_stopped.clear()
            async with first.stream("POST", STREAM, json={"session_id": session_id, "content": "hi"}) as answer:
                reading = asyncio.ensure_future(reader.read(answer))
                await slow.stopped()
                await until(_is_heard(reader))
                run_id = reader.heard[0].data["run_id"]
                began = time.monotonic()
                stopped = await second.post(f"/api/v1/runs/{run_id}/cancel")
                assert stopped.status_code == 202
                assert await asyncio.to_thread(speaker.hung_up, number)
                assert time.monotonic() - began < 1
                await reading
            message = reader.heard[-2].data
            assert message["content"] == joined(reader.heard) == "You"
            stored = (await said(second, session_id))[-1]
            assert (stored["content"], stored["status"], stored["stop_reason"]) == ("You", "cancelled", "cancelled")
            assert (await get(second, f"/api/v1/runs/{run_id}"))["status"] == "cancelled"
        slow.let()
        assert (await say(second, session_id, "again"))["content"] == "You said: again"


def _is_heard(reader: Reader) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return any(event.kind == "delta" for event in reader.heard)

    return check
