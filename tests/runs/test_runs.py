"""The run engine and its readers: a run outlives whoever asked for it, and a reader who does not read is cut off."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from parley.core.errors import Busy, NotFound, Unavailable
from parley.runs.log import Limits, MemoryLog
from parley.runs.schemas import Delta, Kind, Listener, ToolAnswered, ToolCalled
from parley.runs.service import Runs
from parley.runs.sse import EventStream

SCOPE: Scope = {"type": "http", "asgi": {"spec_version": "2.4"}}


def runs_of(*, most: int = 10, drain_s: float = 20, events: int = 100) -> Runs:
    """An engine of its own."""
    return Runs(log_of(events), most=most, drain_s=drain_s)


def log_of(events: int = 100) -> MemoryLog:
    """A log that keeps so many events of a run."""
    return MemoryLog(Limits(events=events, bytes=100_000, age_s=60, runs=10))


async def kinds(runs: Runs, run_id: str) -> list[Kind]:
    """What the log has of a run that is over."""
    return [entry.kind for entry in await runs.log.read(run_id, 0, wait_s=0)]


async def test_run_goes_on_when_the_one_who_asked_for_it_leaves() -> None:
    runs = runs_of()
    entered, go_on, told = asyncio.Event(), asyncio.Event(), list[str]()

    async def work(listener: Listener) -> str:
        entered.set()
        await go_on.wait()
        told.append("stored")
        return "{}"

    asking = asyncio.create_task(runs.start(work))
    await entered.wait()
    asking.cancel()
    await asyncio.wait([asking])
    go_on.set()
    await runs.close()
    assert told == ["stored"]


async def test_refusal_before_the_beginning_is_raised_and_leaves_no_log() -> None:
    log = log_of()
    runs = Runs(log, most=1, drain_s=20)

    async def work(_: Listener) -> str:
        raise Busy("not now")

    for _ in range(3):
        with pytest.raises(Busy, match="not now"):
            await runs.start(work)
    assert log.kept == {}


@pytest.mark.parametrize(
    ("error", "status"), [(NotFound("It went away."), 404), (ZeroDivisionError("secret"), 500)], ids=["ours", "foreign"]
)
async def test_failure_after_the_beginning_is_an_event(error: Exception, status: int) -> None:
    runs = runs_of()

    async def work(listener: Listener) -> str:
        listener.begin()
        listener.tell(Delta("half"))
        raise error

    run = await runs.start(work)
    await runs.close()
    entries = await runs.log.read(run.id, 0, wait_s=0)
    assert [entry.kind for entry in entries] == [Kind.RUN, Kind.DELTA, Kind.ERROR, Kind.DONE]
    assert f'"status":{status}' in entries[2].data
    assert "secret" not in entries[2].data


async def test_second_attempt_is_not_heard_but_its_answer_is() -> None:
    runs = runs_of()

    async def work(listener: Listener) -> str:
        for text in ("first", "second"):
            listener.begin()
            listener.tell(Delta(text))
        return '{"reply": "second"}'

    run = await runs.start(work)
    await runs.close()
    entries = await runs.log.read(run.id, 0, wait_s=0)
    assert [entry.data for entry in entries][1:3] == ['{"text":"first"}', '{"reply": "second"}']


async def test_as_many_runs_as_allowed() -> None:
    runs, go_on = runs_of(most=2), asyncio.Event()

    async def work(listener: Listener) -> str:
        listener.begin()
        await go_on.wait()
        return "{}"

    for _ in range(2):
        await runs.start(work)
    with pytest.raises(Unavailable, match="MAX_RUNS"):
        await runs.start(work)
    go_on.set()
    await runs.close()


async def test_closing_waits_so_long_and_then_stops_what_is_left() -> None:
    runs, stopped = runs_of(drain_s=0), list[str]()

    async def work(listener: Listener) -> str:
        listener.begin()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append("stopped")
        return "{}"

    run = await runs.start(work)
    await runs.close()
    assert stopped == ["stopped"]
    assert await kinds(runs, run.id) == [Kind.RUN], "what became of it is for the record to say"


async def test_tool_calls_are_events_too() -> None:
    runs = runs_of()

    async def work(listener: Listener) -> str:
        listener.begin()
        listener.tell(ToolCalled("c1", "lookup", {"order": 7}))
        listener.tell(ToolAnswered("c1", "lookup", "on its way"))
        return "{}"

    run = await runs.start(work)
    await runs.close()
    entries = await runs.log.read(run.id, 0, wait_s=0)
    assert [(entry.kind, entry.data) for entry in entries[1:3]] == [
        (Kind.TOOL_CALL, '{"call_id":"c1","name":"lookup","arguments":{"order":7}}'),
        (Kind.TOOL_RESULT, '{"call_id":"c1","name":"lookup","result":"on its way","is_error":false}'),
    ]


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


async def receive() -> Message:
    """A client that says nothing."""
    await asyncio.Event().wait()
    raise AssertionError


async def test_reader_who_takes_nothing_is_cut_off() -> None:
    runs = runs_of()
    stream = EventStream(runs.log, await said(5, runs), heartbeat_s=20, stall_s=0.05)

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async with asyncio.timeout(10):
        with pytest.raises(ClientDisconnect):
            await stream(SCOPE, receive, send)


async def test_reader_whom_the_log_has_outrun_is_cut_off() -> None:
    runs = runs_of(events=3)
    stream = EventStream(runs.log, await said(5, runs), heartbeat_s=20, stall_s=20)

    async def send(message: Message) -> None:
        assert message["type"] == "http.response.start"

    with pytest.raises(ClientDisconnect):
        await stream(SCOPE, receive, send)
