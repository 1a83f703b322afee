"""Redis flushed, killed, hanging or full of us: no run waits for it, and every reader is told how its run ended."""

import asyncio
import contextlib
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
import redis

from parley.core.config import Settings
from parley.runs.log import EventLog
from parley.runs.schemas import Kind
from tests import servers
from tests.conftest import make_settings
from tests.faults.running import until
from tests.runs.world import Speech, process, text_of

WORDS = [f"word {number} " for number in range(40)]


@pytest.fixture
def port() -> int:
    """Where a Redis may run."""
    return servers.free_port()


@contextlib.contextmanager
def redis_at(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """An empty Redis for as long as the block lasts, then killed."""
    binary = shutil.which("redis-server")
    if binary is None:
        servers.skip("needs redis-server on the PATH")
    with servers.start_redis(str(binary), port) as server:
        yield server
        server.kill()


@pytest.fixture
def settings(sqlite_url: str, port: int) -> Settings:
    """Events in that Redis, which is tried again soon after a failure."""
    url = f"redis://127.0.0.1:{port}/0"
    return make_settings(database_url=sqlite_url, redis_url=url, redis_retry_seconds=0.2, redis_timeout_seconds=0.5)


async def has(log: EventLog, run_id: str, seq: int) -> bool:
    """Whether the log has the run from its beginning up to that number."""
    return len(await log.recall(run_id)) >= seq


async def test_run_and_its_own_readers_need_no_redis(settings: Settings) -> None:
    async with process(settings) as one:
        speech = Speech(one, WORDS)
        await speech.start()
        speech.go_on()
        assert text_of(await one.heard(speech.id)) == "".join(WORDS)
        assert [entry.seq for entry in await one.heard(speech.id, 30)] == list(range(31, 44))


async def test_reader_elsewhere_goes_on_after_redis_was_killed_and_came_back_empty(
    settings: Settings, port: int
) -> None:
    async with process(settings) as one, process(settings, one.answers) as two:
        speech = Speech(one, WORDS)
        with redis_at(port):
            await speech.start()
            heard = []
            reading = two.readings.follow(await two.row(speech.id), 0)
            speech.go_on(10)
            async for found in reading:
                heard += found
                if len(heard) == 11:
                    break
        speech.go_on(10)
        with redis_at(port):
            speech.go_on()
            async with asyncio.timeout(20):
                async for found in reading:
                    heard += found
    assert [entry.seq for entry in heard] == list(range(1, 44))
    assert text_of(heard) == "".join(WORDS)


async def test_reader_elsewhere_is_told_the_outcome_when_redis_stays_away(settings: Settings, port: int) -> None:
    async with process(settings) as one, process(settings, one.answers) as two:
        speech = Speech(one, WORDS)
        with redis_at(port):
            await speech.start()
        reading = asyncio.create_task(two.heard(speech.id))
        speech.go_on()
        told = await reading
        assert [(entry.seq, entry.kind) for entry in told[-2:]] == [(42, Kind.MESSAGE), (43, Kind.DONE)]
        assert told[-2].data == one.answers.stored[speech.id]


async def test_late_reader_elsewhere_of_a_flushed_run_is_told_the_outcome(settings: Settings, port: int) -> None:
    async with process(settings) as one, process(settings, one.answers) as two:
        with redis_at(port):
            speech = Speech(one, WORDS)
            await speech.start()
            speech.go_on(20)
            await until(lambda: has(two.runs.log, speech.id, 21))
            servers.flush(f"redis://127.0.0.1:{port}/0")
            reading = asyncio.create_task(two.heard(speech.id, 3))
            speech.go_on()
            assert [entry.seq for entry in await reading] == [42, 43]


async def test_reader_elsewhere_of_a_run_just_over_gets_what_is_on_its_way(settings: Settings, port: int) -> None:
    with redis_at(port):
        async with process(settings) as one, process(settings, one.answers) as two:
            speech = Speech(one, WORDS)
            await speech.start()
            await until(lambda: has(two.runs.log, speech.id, 1))
            with redis.Redis(port=port) as late:
                late.execute_command("CLIENT", "PAUSE", 300, "WRITE")
            speech.go_on()
            await one.runs.wait(speech.id, 20)
            assert [entry.seq for entry in await two.heard(speech.id, 1)] == list(range(2, 44))


async def test_hanging_redis_delays_no_run(settings: Settings, port: int) -> None:
    async with process(settings) as one:
        with redis_at(port) as server:
            server.send_signal(signal.SIGSTOP)
            began = time.monotonic()
            speeches = [Speech(one, WORDS) for _ in range(5)]
            for speech in speeches:
                await speech.start()
                speech.go_on()
            for speech in speeches:
                assert text_of(await one.heard(speech.id)) == "".join(WORDS)
            assert time.monotonic() - began < 10


async def test_what_waits_for_redis_is_bounded_and_the_oldest_is_given_up(settings: Settings, port: int) -> None:
    narrow = settings.model_copy(update={"run_log_backlog_bytes": 10_000})
    async with process(narrow) as one, process(settings, one.answers) as two:
        first, second = Speech(one, ["x" * 3_000]), Speech(one, ["y" * 3_000])
        for speech in (first, second):
            await speech.start()
            speech.go_on()
            await one.heard(speech.id)
        with redis_at(port):
            await until(lambda: has(two.runs.log, second.id, 4))
            assert [entry.seq for entry in await two.heard(second.id)] == [1, 2, 3, 4]
            assert [entry.seq for entry in await two.heard(first.id)] == [3, 4]
