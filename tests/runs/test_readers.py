"""Readers of a run: each is told all, when there is nothing to tell too, and is cut off when it takes nothing."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from parley.core.errors import Unauthorized, Unavailable
from parley.runs.log import Limits, MemoryLog
from parley.runs.schemas import Delta, Listener
from parley.runs.service import Run, Runs
from parley.runs.sse import EventStream, Terms

SCOPE: Scope = {"type": "http", "asgi": {"spec_version": "2.4"}}


def runs_of(*, drain_s: float = 20, events: int = 100) -> Runs:
    """An engine of its own."""
    return Runs(MemoryLog(Limits(events=events, bytes=100_000, age_s=60, runs=10)), most=10, drain_s=drain_s)


async def endless(run: Run) -> str:
    """Work that never ends by itself."""
    run.begin()
    await asyncio.Event().wait()
    return "{}"


async def said(texts: int, runs: Runs) -> str:
    """The id of a run that is over and said so much."""

    async def work(listener: Listener) -> str:
        listener.begin()
        for _ in range(texts):
            listener.tell(Delta("x"))
        return "{}"

    run = await runs.start(work)
    await runs.close()
    return run.id


def streaming(runs: Runs, run_id: str, *, stall_s: float = 20, on_leave: Callable[[], object] = list) -> EventStream:
    """The run for a reader who has all the time of the world, but for taking what it is sent."""
    terms = Terms(heartbeat_s=20, stall_s=stall_s, on_leave=on_leave)
    return EventStream(runs.log.tail(run_id, 0, wait_s=20), terms)


async def receive() -> Message:
    """A client that says nothing."""
    await asyncio.Event().wait()
    raise AssertionError


async def test_reader_who_takes_nothing_is_cut_off() -> None:
    runs = runs_of()
    stream = streaming(runs, await said(5, runs), stall_s=0.05)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async with asyncio.timeout(10):
        with pytest.raises(ClientDisconnect):
            await stream(SCOPE, receive, send)


async def test_reader_whom_the_log_has_outrun_is_cut_off() -> None:
    runs, go_on = runs_of(events=3), asyncio.Event()

    async def work(run: Run) -> str:
        run.begin()
        await go_on.wait()
        for _ in range(5):
            run.tell(Delta("x"))
        return "{}"

    stream = streaming(runs, (await runs.start(work)).id)

    async def send(message: Message) -> None:
        go_on.set()
        await runs.close()
        assert message["type"] == "http.response.start"

    with pytest.raises(ClientDisconnect):
        await stream(SCOPE, receive, send)


async def taking(_: Message) -> None:
    """A client that takes what it is sent."""


async def leaving() -> Message:
    """A client that has hung up."""
    return {"type": "http.disconnect"}


async def test_reader_who_leaves_is_let_go_and_told_of() -> None:
    runs, told = runs_of(drain_s=0), list[str]()
    run = await runs.start(endless)
    stream = streaming(runs, run.id, on_leave=lambda: told.append("left"))
    with pytest.raises(ClientDisconnect):
        await stream(SCOPE, leaving, taking)
    assert told == ["left"]
    assert runs.has(run.id), "the run goes on, unless whoever is told stops it"
    await runs.close()


async def test_reader_whose_key_is_revoked_is_cut_off_at_a_heartbeat() -> None:
    runs = runs_of(drain_s=0)
    run = await runs.start(endless)
    answers = iter([None, Unavailable("The database is away."), Unauthorized("It was revoked.")])

    async def check() -> None:
        if error := next(answers):
            raise error

    terms = Terms(heartbeat_s=0.01, stall_s=20, check=check)
    with pytest.raises(ClientDisconnect) as caught:
        await EventStream(runs.log.tail(run.id, 0, wait_s=0.01), terms)(SCOPE, receive, taking)
    assert isinstance(caught.value.__cause__, Unauthorized)
    await runs.close()


async def test_stream_says_that_it_is_alive_in_silence_only() -> None:
    runs, sent = runs_of(drain_s=0), list[bytes]()
    run = await runs.start(endless)
    beaten = asyncio.Event()

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))
        if len(sent) == 4:
            beaten.set()

    stream = EventStream(runs.log.tail(run.id, 0, wait_s=0.01), Terms(heartbeat_s=0.01, stall_s=20))
    reading = asyncio.create_task(stream(SCOPE, receive, send))
    await asyncio.wait_for(beaten.wait(), 20)
    reading.cancel()
    assert sent[1].startswith(b"event: run\n")
    assert sent[2:4] == [b": ping\n\n"] * 2
    await runs.close()
