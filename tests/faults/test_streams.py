"""Streams on a real server: words as the model writes them, and readers, processes and shutdowns in mid-stream."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.faults.running import Server, answers, asking, until
from tests.http.calls import SESSIONS, get, start
from tests.http.events import EVENTS, events_of, joined, listening, until_kind
from tests.scripted.extraction import Extraction
from tests.scripted.replies import Asked, Reply, says
from tests.scripted.server import ScriptedServer
from tests.servers import PATIENCE_S

MESSAGE = {"message": "A chat helper for my website that books appointments, warm and calm."}
QUESTION = "When would you like it to bring in a person, and whom?"
KEY = {"Idempotency-Key": "order-66"}


@dataclass
class Phrasing:
    """Operations by keywords, then a question in small parts: `let` says how many parts may be written yet."""

    let: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    understood: Extraction = field(default_factory=Extraction)

    def __call__(self, asked: Asked) -> Reply:
        if '"operations"' in asked.system:
            return self.understood(asked)
        return Reply(says({"question": QUESTION}).text, piece=6, pace=self._wait)

    async def _wait(self, _part: bytes) -> None:
        assert await asyncio.to_thread(self.let.acquire, timeout=2 * PATIENCE_S)

    def go_on(self) -> None:
        """Everything may be written."""
        self.let.release(1_000)


@pytest.fixture
def phrasing() -> Iterator[Phrasing]:
    """How the model writes; it never stays waiting."""
    made = Phrasing()
    yield made
    made.go_on()


@pytest.fixture
def model(phrasing: Phrasing) -> Iterator[ScriptedServer]:
    """The model."""
    with ScriptedServer(phrasing) as model:
        yield model
        phrasing.go_on()


@pytest.fixture
async def server(sqlite_url: str, tmp_path: Path, model: ScriptedServer) -> AsyncIterator[Server]:
    """Parley with that model, in a process of its own."""
    with Server(tmp_path, **asking(model, sqlite_url), RUN_DRAIN_SECONDS=str(PATIENCE_S)) as server:
        await server.until_up()
        yield server


async def new_session(server: Server) -> str:
    """The address of a session that is about to begin."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        return f"{SESSIONS}/{(await start(client))['session_id']}"


async def contents(server: Server, path: str) -> list[str]:
    """What the session's messages say."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        return [item["content"] for item in (await get(client, f"{path}/messages"))["items"]]


async def test_changes_come_before_the_question_and_its_words_as_they_are_written(
    server: Server, phrasing: Phrasing, model: ScriptedServer
) -> None:
    path = await new_session(server)
    async with listening(server.url, f"{path}/message", MESSAGE) as events:
        heard = await until_kind(events, "delta")
        assert {"stage", "change"} <= {event.kind for event in heard}
        assert QUESTION not in joined(heard)
        for _ in range(4):  # {"ques|tion":|"When |would |… : not even half of it
            phrasing.let.release()
        while not joined(heard).endswith("When"):
            heard += await until_kind(events, "delta")
        assert len(await contents(server, path)) == 1, "stored before it was acknowledged"
        phrasing.go_on()
        heard += await until_kind(events, "done")
    turn = heard[-2].data
    assert joined(heard) == turn["reply"]
    assert turn["reply"].endswith(QUESTION)
    assert len([event for event in heard if event.kind == "delta"]) > 5
    assert turn["usage"] == {"model_calls": 2, "input_tokens": 200, "output_tokens": 40, "engine": "model"}
    assert len(model.asked) == 2


async def test_turn_of_a_reader_who_hangs_up_is_finished_and_stored(server: Server, phrasing: Phrasing) -> None:
    path = await new_session(server)
    async with listening(server.url, f"{path}/message", MESSAGE) as events:
        await until_kind(events, "delta")
    phrasing.go_on()

    async def is_stored() -> bool:
        return len(await contents(server, path)) == 3

    await until(is_stored)
    assert (await contents(server, path))[2].endswith(QUESTION)


async def test_kill_in_mid_stream_acknowledges_and_stores_nothing(server: Server, phrasing: Phrasing) -> None:
    path = await new_session(server)
    async with listening(server.url, f"{path}/message", MESSAGE, **KEY) as events:
        heard = await until_kind(events, "delta")
        server.kill()
        with pytest.raises(httpx.RemoteProtocolError):
            heard += await until_kind(events, "done")
    assert "message" not in {event.kind for event in heard}
    server.restart()
    await server.until_up()
    assert len(await contents(server, path)) == 1
    phrasing.go_on()
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        again = await client.post(f"{path}/message", json=MESSAGE, headers={**EVENTS, **KEY})
    assert events_of(again)[-2].data["turn"] == 1
    assert len(await contents(server, path)) == 3


@pytest.mark.parametrize("is_heard", [True, False], ids=["heard", "left alone"])
async def test_turn_under_way_is_stored_before_the_server_ends(
    server: Server, phrasing: Phrasing, *, is_heard: bool
) -> None:
    async def is_deaf() -> bool:
        return not await answers(server.url)

    async def is_over() -> bool:
        return server.exit_code is not None

    path = await new_session(server)
    async with listening(server.url, f"{path}/message", MESSAGE) as events:
        await until_kind(events, "delta")
        if is_heard:
            server.terminate()
            await until(is_deaf)
            phrasing.go_on()
            await until_kind(events, "done")
    if not is_heard:
        server.terminate()
        await until(is_deaf)
        phrasing.go_on()
    await until(is_over)
    server.restart()
    await server.until_up()
    assert (await contents(server, path))[2].endswith(QUESTION)
