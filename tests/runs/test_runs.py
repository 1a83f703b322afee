"""The run engine: a run outlives whoever asked for it, and stores what it has when it is stopped."""

import asyncio
import contextlib

import pytest

from parley.core.errors import Busy, NotFound, Unavailable
from parley.runs.log import Limits, MemoryLog
from parley.runs.schemas import Delta, Kind, Listener, Stop, ToolAnswered, ToolCalled
from parley.runs.service import Run, Runs


def runs_of(*, most: int = 10, drain_s: float = 20, events: int = 100) -> Runs:
    """An engine of its own."""
    return Runs(log_of(events), most=most, drain_s=drain_s)


def log_of(events: int = 100) -> MemoryLog:
    """A log that keeps so many events of a run."""
    return MemoryLog(Limits(events=events, bytes=100_000, age_s=60, runs=10))


async def kinds(runs: Runs, run_id: str) -> list[Kind]:
    """What the log has of a run that is over."""
    return [entry.kind for entry in await runs.log.recall(run_id)]


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
    entries = await runs.log.recall(run.id)
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
    entries = await runs.log.recall(run.id)
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
    assert await kinds(runs, run.id) == [Kind.RUN, Kind.ERROR, Kind.DONE]


async def test_run_cut_off_while_it_stores_says_no_more() -> None:
    runs = Runs(log_of(), most=1, drain_s=0, stop_s=0.05)

    async def work(run: Run) -> str:
        run.begin()
        with run.ending():
            await asyncio.Event().wait()
        return "{}"

    run = await runs.start(work)
    await runs.close()
    assert await kinds(runs, run.id) == [Kind.RUN], "what became of it is for the record to say"


async def test_run_that_could_not_be_stored_can_be_stopped_again() -> None:
    runs, has_failed = runs_of(drain_s=0), asyncio.Event()

    async def work(run: Run) -> str:
        run.begin()
        with contextlib.suppress(Busy), run.ending():
            raise Busy("not now")
        has_failed.set()
        return await endless(run)

    run = await runs.start(work)
    await has_failed.wait()
    await runs.close()
    assert await kinds(runs, run.id) == [Kind.RUN, Kind.ERROR, Kind.DONE]


async def test_tool_calls_are_events_too() -> None:
    runs = runs_of()

    async def work(listener: Listener) -> str:
        listener.begin()
        listener.tell(ToolCalled("c1", "lookup", {"order": 7}))
        listener.tell(ToolAnswered("c1", "lookup", "on its way"))
        return "{}"

    run = await runs.start(work)
    await runs.close()
    entries = await runs.log.recall(run.id)
    assert [(entry.kind, entry.data) for entry in entries[1:3]] == [
        (Kind.TOOL_CALL, '{"call_id":"c1","name":"lookup","arguments":{"order":7}}'),
        (Kind.TOOL_RESULT, '{"call_id":"c1","name":"lookup","result":"on its way","is_error":false}'),
    ]


async def endless(run: Run) -> str:
    """Work that never ends by itself."""
    run.begin()
    await asyncio.Event().wait()
    return "{}"


async def test_run_that_stores_its_end_is_left_to_it() -> None:
    runs, storing, go_on = runs_of(), asyncio.Event(), asyncio.Event()

    async def work(run: Run) -> str:
        run.begin()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            with run.ending():
                storing.set()
                async with asyncio.timeout(20):
                    await go_on.wait()
        return f'{{"stop": "{run.stop}"}}'

    run = await runs.start(work)
    assert runs.cancel(run.id, Stop.CANCELLED)
    await storing.wait()
    assert runs.cancel(run.id, Stop.INTERRUPTED)
    assert not await runs.wait(run.id, 0)
    go_on.set()
    assert await runs.wait(run.id, 20)
    assert not runs.cancel(run.id, Stop.CANCELLED)
    entries = await runs.log.recall(run.id)
    assert entries[1].data == '{"stop": "cancelled"}'


async def test_stop_before_the_beginning_is_told_to_the_one_who_asked() -> None:
    runs, entered = runs_of(), asyncio.Event()

    async def work(_: Run) -> str:
        entered.set()
        await asyncio.Event().wait()
        return "{}"

    asking = asyncio.create_task(runs.start(work, run_id="r"))
    await entered.wait()
    runs.cancel("r", Stop.CANCELLED)
    with pytest.raises(Unavailable, match="stopped before it began"):
        await asking


async def test_nothing_is_begun_while_the_process_ends() -> None:
    runs = runs_of()
    await runs.close()
    with pytest.raises(Unavailable, match="shutting down"):
        await runs.start(endless)
