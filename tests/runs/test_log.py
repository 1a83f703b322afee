"""The event log: every reader gets every entry in order, and what has grown out of its bounds is said to be gone."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.errors import NotFound
from parley.runs.log import EventLog, Limits, MemoryLog
from parley.runs.schemas import Delta, Done, Entry, Kind

ROOMY = Limits(events=100, bytes=100_000, age_s=60, runs=10)
LONG_S = 20.0


def log_of(*texts: str, limits: Limits = ROOMY) -> MemoryLog:
    """A log with the run "r" that said these texts and goes on."""
    log = MemoryLog(limits)
    for seq, text in enumerate(texts, 1):
        log.append("r", Entry.of(seq, Delta(text)))
    return log


async def following(log: EventLog, run_id: str, after: int) -> list[Entry]:
    """What there is behind that number at once; none where the next one is still to come."""
    with contextlib.closing(log.tail(run_id, after, wait_s=0)) as tail:
        return await anext(tail)


async def test_readers_get_all_from_where_they_ask(subtests: pytest.Subtests) -> None:
    log = log_of("a", "b", "c")
    for after, expected in ((0, [1, 2, 3]), (1, [2, 3]), (2, [3])):
        with subtests.test(after=after):
            assert [entry.seq for entry in await following(log, "r", after)] == expected
    assert await following(log, "r", 3) == []
    assert await following(log, "r", 9) == []


async def test_waiting_readers_are_all_woken_and_told_the_end() -> None:
    log = log_of("a")
    tails = [log.tail("r", 1, wait_s=LONG_S) for _ in range(3)]
    async with asyncio.TaskGroup() as tasks:
        readers = [tasks.create_task(anext(tail)) for tail in tails]
        await asyncio.sleep(0)
        log.append("r", Entry.of(2, Delta("b")))
    assert [reader.result() for reader in readers] == [[Entry(2, Kind.DELTA, '{"text":"b"}')]] * 3
    log.append("r", Entry.of(3, Done()))
    for tail in tails:
        assert [len(found) async for found in tail] == [1]


async def test_what_came_while_nobody_looked_is_read_at_once() -> None:
    log = log_of("a")
    tail = log.tail("r", 0, wait_s=LONG_S)
    assert [entry.seq for entry in await anext(tail)] == [1]
    for seq in range(2, 6):
        log.append("r", Entry.of(seq, Delta("x")))
    assert [entry.seq for entry in await anext(tail)] == [2, 3, 4, 5]


async def test_silence_is_told_again_and_again() -> None:
    tail = log_of("a").tail("r", 1, wait_s=0.001)
    assert [await anext(tail) for _ in range(3)] == [[], [], []]
    tail.close()


async def test_unknown_and_finished_runs_have_nothing_to_wait_for() -> None:
    log = log_of("a")
    log.append("r", Entry.of(2, Done()))
    assert len(await following(log, "r", 0)) == 2
    for run_id, after in (("r", 2), ("r", 9), ("other", 0)):
        with pytest.raises(NotFound):
            log.tail(run_id, after, wait_s=LONG_S)


async def test_waiting_reader_whom_the_log_outruns_is_told() -> None:
    log = log_of("a", limits=Limits(events=2, bytes=100_000, age_s=60, runs=10))
    tail = log.tail("r", 1, wait_s=LONG_S)
    for seq in range(2, 5):
        log.append("r", Entry.of(seq, Delta("x")))
    with pytest.raises(NotFound):
        await anext(tail)
    assert await log.recall("r") == []


async def test_run_is_forgotten_some_time_after_its_end() -> None:
    log = log_of("a", limits=Limits(events=100, bytes=100_000, age_s=0, runs=10))
    assert await log.recall("r") == await following(log, "r", 0) != []
    log.append("r", Entry.of(2, Done()))
    with pytest.raises(NotFound):
        log.tail("r", 0, wait_s=0)
    log.append("later", Entry.of(1, Delta("x")))
    assert list(log.kept) == ["later"]
    assert await log.recall("r") == []


async def test_oldest_run_gives_way() -> None:
    log = log_of("a", limits=Limits(events=100, bytes=100_000, age_s=60, runs=2))
    for run_id in ("s", "t"):
        log.append(run_id, Entry.of(1, Delta("x")))
    with pytest.raises(NotFound):
        log.tail("r", 0, wait_s=0)
    assert len(await following(log, "s", 0)) == 1


@given(text=st.text())
def test_words_are_read_as_they_were_told(text: str) -> None:
    entry = Entry.of(1, Delta(text))
    assert entry.text == text
    assert "\n" not in entry.data


@given(
    texts=st.lists(st.text(alphabet="ab", max_size=30), min_size=1, max_size=40),
    events=st.integers(1, 12),
    size=st.integers(1, 300),
    after=st.integers(0, 40),
)
async def test_a_reader_gets_what_follows_without_a_gap_or_is_told(
    texts: list[str], events: int, size: int, after: int
) -> None:
    log = log_of(*texts, limits=Limits(events=events, bytes=size, age_s=60, runs=10))
    try:
        found = [entry.seq for entry in await following(log, "r", after)]
    except NotFound:
        kept = log.kept["r"]
        assert after < kept[0].seq - 1
    else:
        assert found == list(range(after + 1, len(texts) + 1))
    kept = log.kept["r"]
    assert kept[-1].seq == len(texts)
    assert len(kept) <= events
    assert len(kept) == 1 or sum(len(entry.data) for entry in kept) <= size
