"""Every event log alike: in memory, in front of Redis, and as another process reads it from there."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from redis.asyncio import Redis

from parley.core.clock import new_id
from parley.core.errors import NotFound
from parley.runs import batches
from parley.runs.log import EventLog, Limits, MemoryLog, Tail
from parley.runs.log_redis import Pace, RedisLog
from parley.runs.schemas import Delta, Done, Entry, Kind, Started
from tests.faults.running import until

ROOMY = Limits(events=1_000, bytes=1_000_000, age_s=60, runs=100)
PACE = Pace(every_s=0.01, timeout_s=2, retry_s=0.1, run_s=60, backlog_bytes=100_000)
LONG_S = 20.0


@dataclass
class Pair:
    """A log that a run is written to, and one that it is read from."""

    written: EventLog
    read: EventLog


@contextlib.asynccontextmanager
async def redis_log(url: str, limits: Limits = ROOMY, pace: Pace = PACE) -> AsyncIterator[RedisLog]:
    """A process's log."""
    async with Redis.from_url(url, socket_timeout=2) as redis:
        log = RedisLog(redis, limits, pace)
        yield log
        await log.close()


@pytest.fixture(params=["memory", "redis", "elsewhere"])
async def logs(request: pytest.FixtureRequest) -> AsyncIterator[Pair]:
    """One of the three ways."""
    if request.param == "memory":
        log = MemoryLog(ROOMY)
        yield Pair(log, log)
        return
    async with redis_log(request.getfixturevalue("redis_url")) as one:
        if request.param == "redis":
            yield Pair(one, one)
            return
        async with redis_log(request.getfixturevalue("redis_url")) as two:
            yield Pair(one, two)


def say(log: EventLog, run_id: str, first: int, *words: str) -> int:
    """Append a word after the other; the number of the last."""
    for seq, word in enumerate(words, first):
        log.append(run_id, Entry.of(seq, Delta(word)))
    return first + len(words) - 1


async def some(tail: Tail) -> list[Entry]:
    """What comes next, however long the silence before it."""
    async with asyncio.timeout(LONG_S):
        async for found in tail:
            if found:
                return found
    raise AssertionError("the run is over")


async def rest(tail: Tail) -> list[Entry]:
    """All that comes, to the end."""
    async with asyncio.timeout(LONG_S):
        return [entry async for found in tail for entry in found]


async def until_seen(tail: Tail, seq: int) -> list[Entry]:
    """The entries up to that number."""
    heard: list[Entry] = []
    while not heard or heard[-1].seq < seq:
        heard += await some(tail)
    return heard


async def test_reader_gets_every_entry_once_in_order(logs: Pair) -> None:
    run_id = new_id()
    logs.written.append(run_id, Entry.of(1, Started(run_id)))
    tail = logs.read.tail(run_id, 0, wait_s=0.1)
    heard = await some(tail)
    say(logs.written, run_id, 2, "Grüß ", "Gott\n\n", "\\n\u2028", "")
    heard += await until_seen(tail, 5)
    say(logs.written, run_id, 6, "!")
    logs.written.append(run_id, Entry.of(7, Done()))
    heard += await rest(tail)
    assert [entry.seq for entry in heard] == list(range(1, 8))
    assert "".join(entry.text for entry in heard) == "Grüß Gott\n\n\\n\u2028!"
    assert [entry.kind for entry in heard] == [Kind.RUN, *[Kind.DELTA] * 5, Kind.DONE]


async def test_streams_cut_at_random_and_resumed_are_whole(logs: Pair) -> None:
    dice = random.Random(7)  # noqa: S311 - cuts, no secrets
    runs = {new_id(): [str(dice.random()) for _ in range(dice.randint(1, 60))] for _ in range(30)}

    async def speak(run_id: str, words: list[str]) -> None:
        seq = 0
        while seq < len(words):
            seq = say(logs.written, run_id, seq + 1, *words[seq : seq + dice.randint(1, 5)])
            await asyncio.sleep(0)
        logs.written.append(run_id, Entry.of(seq + 1, Done()))

    async def listen(run_id: str) -> str:
        heard: list[Entry] = []
        while not heard or heard[-1].kind is not Kind.DONE:
            with contextlib.closing(logs.read.tail(run_id, len(heard), wait_s=0.1)) as tail:
                for _ in range(dice.randint(1, 4)):
                    heard += await anext(tail, [])
        assert [entry.seq for entry in heard] == list(range(1, len(heard) + 1))
        return "".join(entry.text for entry in heard)

    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        for run_id, words in runs.items():
            tasks.create_task(speak(run_id, words))
        await asyncio.sleep(0)
        listening = [(words, tasks.create_task(listen(run_id))) for run_id, words in runs.items() for _ in range(3)]
    assert [task.result() for _, task in listening] == ["".join(words) for words, _ in listening]


async def test_what_is_there_can_be_recalled(logs: Pair) -> None:
    run_id = new_id()
    assert await logs.read.recall(run_id) == []
    say(logs.written, run_id, 1, "a", "b", "c")

    async def is_there() -> bool:
        return [entry.text for entry in await logs.read.recall(run_id)] == ["a", "b", "c"]

    await until(is_there)


async def test_run_that_nobody_knows_is_silence_at_most(redis_url: str) -> None:
    async with redis_log(redis_url) as log:
        with contextlib.closing(log.tail(new_id(), 0, wait_s=LONG_S)) as tail:
            async with asyncio.timeout(LONG_S / 2):
                assert await anext(tail) == [], "woken once Redis was asked"


async def test_flush_shows_as_a_gap_to_those_who_miss_something_only(redis_url: str) -> None:
    run_id = new_id()
    async with redis_log(redis_url) as one, redis_log(redis_url) as two, Redis.from_url(redis_url) as redis:
        say(one, run_id, 1, "a", "b", "c")
        watching = two.tail(run_id, 0, wait_s=0.1)
        await until_seen(watching, 3)
        await redis.delete(batches.key(run_id))
        say(one, run_id, 4, "d")
        assert [entry.text for entry in await some(watching)] == ["d"], "it had all that was lost"
        watching.close()
        late = two.tail(run_id, 1, wait_s=0.1)
        with pytest.raises(NotFound):
            await some(late)
        late.close()
        resumed = two.tail(run_id, 3, wait_s=0.1)
        assert [entry.text for entry in await some(resumed)] == ["d"]
        resumed.close()
        assert await two.recall(run_id) == []
        assert len(await one.recall(run_id)) == 4


async def test_nothing_stays_in_redis_for_ever(redis_url: str) -> None:
    run_id = new_id()
    async with redis_log(redis_url) as log, Redis.from_url(redis_url) as redis:
        say(log, run_id, 1, "a")

        async def expires_in(least: int, most: int) -> bool:
            return least < await redis.ttl(batches.key(run_id)) <= most

        await until(lambda: expires_in(61, 121))
        log.append(run_id, Entry.of(2, Done()))
        await until(lambda: expires_in(0, 61))


async def test_rest_is_written_when_the_log_closes(redis_url: str) -> None:
    run_id, slow = new_id(), Pace(every_s=LONG_S, timeout_s=2, retry_s=LONG_S, run_s=60, backlog_bytes=100_000)
    async with redis_log(redis_url) as reader:
        async with redis_log(redis_url, pace=slow) as log:
            say(log, run_id, 1, "a")
            tail = reader.tail(run_id, 0, wait_s=0.1)
            assert len(await until_seen(tail, 1)) == 1, "the first goes at once"
            say(log, run_id, 2, "b", "c")
        assert [entry.text for entry in await some(tail)] == ["b", "c"]
        tail.close()
