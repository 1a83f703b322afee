"""Runs on record: stopped from any process, closed when theirs is dead, and told to the end wherever they are read."""

import asyncio

import orjson
import pytest

from parley.core.clock import new_id
from parley.core.config import Settings
from parley.core.errors import NotFound, Unavailable
from parley.core.statements import Delete, Unit
from parley.runs import record
from parley.runs.keeper import Keeper
from parley.runs.schemas import Entry, Kind, RunOut, RunRow, RunStatus, Stop
from parley.sessions.models import Session
from tests.conftest import make_settings
from tests.faults.running import until
from tests.runs.world import OWNER, Process, Speech, process, text_of
from tests.servers import PATIENCE_S

WORDS = ["Good ", "morning, ", "how ", "are ", "you?"]


def quick(settings: Settings) -> Settings:
    """The same, with processes taken for dead after a second."""
    return settings.model_copy(update={"run_alive_seconds": 1.0})


class Stuck:
    """An Endings that never comes to an end."""

    async def reply(self, run: RunRow) -> str | None:
        return None

    async def close(self, run: RunRow, entries: list[Entry]) -> None:
        await asyncio.Event().wait()


async def until_over(one: Process, run_id: str) -> None:
    """Return once the record says so."""

    async def is_over() -> bool:
        return (await one.row(run_id)).is_over

    await until(is_over)


async def test_run_is_on_record_from_its_beginning_to_its_end(settings: Settings) -> None:
    async with process(settings) as one:
        speech = Speech(one, WORDS)
        run = await speech.start()
        begun = RunOut.of(await one.row(run.id))
        assert (begun.status, begun.last_seq, begun.ended_at) == (RunStatus.RUNNING, 0, None)
        speech.go_on()
        entries = await one.heard(run.id)
        ended = RunOut.of(await one.row(run.id))
    assert [entry.kind for entry in entries] == [Kind.RUN, *[Kind.DELTA] * 5, Kind.MESSAGE, Kind.DONE]
    assert (ended.status, ended.last_seq, ended.problem) == (RunStatus.COMPLETE, 8, None)
    assert ended.ended_at is not None
    assert ended.ended_at > ended.started_at


async def test_unknown_foreign_and_malformed_runs_look_the_same(settings: Settings) -> None:
    async with process(settings) as one:
        speech = Speech(one, WORDS)
        await speech.start()
        for owner, run_id in ((OWNER, new_id()), ("bob", speech.id), (OWNER, "../x"), (OWNER, "")):
            with pytest.raises(NotFound, match="no such run"):
                await record.find(one.db, owner, run_id)
            with pytest.raises(NotFound, match="no such run"):
                await one.keeper.stop(owner, run_id, Stop.CANCELLED)
        assert (await one.row(speech.id)).wanted == ""
        speech.go_on()


async def test_stop_from_another_process_ends_the_run_within_a_second(settings: Settings) -> None:
    async with process(settings) as one, process(settings, one.answers) as two:
        for _ in range(3):
            speech = Speech(one, WORDS)
            await speech.start()
            speech.go_on(2)
            async with asyncio.timeout(1):
                row = await two.keeper.stop(OWNER, speech.id, Stop.CANCELLED, wait_s=PATIENCE_S)
            assert row.status is RunStatus.CANCELLED
        again = await two.keeper.stop(OWNER, speech.id, Stop.INTERRUPTED)
        assert again == row, "stopping what is over changes nothing"
        assert orjson.loads(one.answers.stored[speech.id])["status"] == RunStatus.CANCELLED
        assert (await one.heard(speech.id))[-1].seq == row.last_seq


async def test_first_reason_for_a_stop_counts(settings: Settings) -> None:
    async with process(settings) as one:
        speech = Speech(one, WORDS)
        await speech.start()
        for stop in (Stop.INTERRUPTED, Stop.CANCELLED):
            await one.keeper.stop(OWNER, speech.id, stop)
        assert (await one.keeper.stop(OWNER, speech.id, Stop.CANCELLED, wait_s=5)).status is RunStatus.INTERRUPTED


async def test_runs_under_way_are_stopped_and_stored_at_shutdown(settings: Settings) -> None:
    at_once = settings.model_copy(update={"run_drain_seconds": 0.0})
    async with process(settings) as other:
        async with process(at_once, other.answers) as one:
            speech = Speech(one, WORDS)
            await speech.start()
            speech.go_on(3)
        row = await other.row(speech.id)
        assert row.status is RunStatus.INTERRUPTED
        assert text_of(speech.said) == orjson.loads(other.answers.stored[speech.id])["content"]


async def test_run_of_a_dead_process_is_closed_with_what_the_log_has(settings: Settings) -> None:
    async with process(quick(settings)) as one:
        speech = Speech(one, WORDS, alive_s=0.1)
        await speech.begin(new_id())
        entries = await one.heard(speech.id)
        assert [entry.kind for entry in entries] == [Kind.MESSAGE, Kind.DONE]
        row = await one.row(speech.id)
        assert (row.status, row.last_seq) == (RunStatus.INTERRUPTED, 2)


async def test_stop_of_a_run_whose_process_is_dead_closes_it(settings: Settings) -> None:
    patient = settings.model_copy(update={"run_alive_seconds": 300.0})
    async with process(patient) as one:
        speech = Speech(one, WORDS, alive_s=-1)
        await speech.begin(new_id())
        row = await one.keeper.stop(OWNER, speech.id, Stop.CANCELLED)
        assert (row.status, row.last_seq) == (RunStatus.INTERRUPTED, 2)


async def test_run_that_its_process_lost_is_closed_while_others_go_on(settings: Settings) -> None:
    async with process(quick(settings)) as one:
        lost, other = Speech(one, WORDS, is_deaf=True), Speech(one, WORDS)
        await other.start()
        await lost.start()
        lost.go_on(2)
        one.runs.cancel(lost.id, Stop.CANCELLED)
        await until_over(one, lost.id)
        assert text_of(one.answers.closed[lost.id]) == text_of(lost.said)
        assert not (await one.row(other.id)).is_over
        other.go_on()
        await until_over(one, other.id)
        assert (await one.row(other.id)).status is RunStatus.COMPLETE


async def test_living_process_keeps_its_runs_longer_than_it_promised_at_first(settings: Settings) -> None:
    alive_s = 4.0
    given = settings.model_copy(update={"run_alive_seconds": alive_s})
    async with process(given) as one, process(given) as two:
        speech = Speech(one, WORDS, alive_s=alive_s)
        await speech.start()

        async def is_kept() -> bool:
            row = await two.row(speech.id)
            return (row.alive_until - row.started_at).total_seconds() > 2 * alive_s

        await until(is_kept)
        assert one.answers.closed == two.answers.closed == {}
        assert not (await one.row(speech.id)).is_over
        speech.go_on()


async def test_dead_run_that_cannot_be_closed_in_time_is_unavailable(settings: Settings) -> None:
    hasty = settings.model_copy(update={"run_stop_seconds": 0.05, "run_alive_seconds": 300.0})
    async with process(hasty) as one:
        speech = Speech(one, WORDS, alive_s=-1)
        await speech.begin(new_id())
        keeper = Keeper(hasty, one.db, one.runs, Stuck())
        with pytest.raises(Unavailable):
            await keeper.stop(OWNER, speech.id, Stop.CANCELLED)


async def test_run_of_an_erased_session_is_stopped(settings: Settings) -> None:
    async with process(quick(settings)) as one:
        speech = Speech(one, WORDS)
        await speech.start()
        await one.db.apply(Unit((Delete(Session, {"id": speech.id}),)))
        assert await one.runs.wait(speech.id, 20)


async def test_reader_is_told_the_outcome_of_what_no_log_has(settings: Settings) -> None:
    apart = make_settings(database_url=settings.database_url)
    async with process(settings) as one, process(apart, one.answers) as two:
        speech = Speech(one, WORDS)
        await speech.start()
        reading = asyncio.create_task(two.heard(speech.id))
        speech.go_on()
        assert [entry.seq for entry in await reading] == [7, 8], "of a run elsewhere, while it goes on"
        for after, seqs in ((0, [7, 8]), (6, [7, 8]), (7, [8]), (8, [])):
            assert [entry.seq for entry in await two.heard(speech.id, after)] == seqs
        assert (await two.heard(speech.id))[0].data == one.answers.stored[speech.id]
        one.answers.stored.clear()
        assert [entry.kind for entry in await two.heard(speech.id)] == [Kind.ERROR, Kind.DONE]
