"""Words that go out where they come in: sent at once, whole and in order, whatever the client takes."""

import asyncio
import random

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message

from parley.runs.log import Limits, MemoryLog
from parley.runs.schemas import Delta, Done, Entry, Started
from parley.runs.sse import EventStream, Terms
from tests.runs.test_readers import SCOPE, receive

RUN = "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"


class Client:
    """Takes what it is sent while it is `willing` and the line is not `dead`."""

    def __init__(self) -> None:
        self.taken = b""
        self.has_begun = asyncio.Event()
        self.willing = asyncio.Event()
        self.willing.set()
        self.is_dead = False
        self.sends = 0

    async def send(self, message: Message) -> None:
        self.sends += 1
        await self.willing.wait()
        if self.is_dead:
            raise OSError("the line is dead")
        self.taken += message.get("body", b"")
        if self.taken:
            self.has_begun.set()

    async def listens(self) -> None:
        """Return once the first event was taken, and the reader waits for more."""
        await self.has_begun.wait()
        await asyncio.sleep(0.01)


def log_of() -> MemoryLog:
    return MemoryLog(Limits(events=10_000, bytes=1_000_000, age_s=60, runs=10))


def reading(log: MemoryLog, client: Client, **terms: float) -> "asyncio.Task[None]":
    """A stream of the run, of which nothing but its beginning was said."""
    log.append(RUN, Entry.of(1, Started(RUN)))
    stream = EventStream(log.tail(RUN, 0, wait_s=20), Terms(**{"heartbeat_s": 20.0, "stall_s": 20.0, **terms}))
    return asyncio.create_task(stream(SCOPE, receive, client.send))


async def test_words_are_sent_before_append_returns() -> None:
    log, client = log_of(), Client()
    task = reading(log, client)
    await client.listens()
    for seq in range(2, 5):
        log.append(RUN, Entry.of(seq, Delta(f"word {seq}")))
        assert client.taken.endswith(f'data: {{"text":"word {seq}"}}\nid: {seq}\n\n'.encode())
    log.append(RUN, Entry.of(5, Done()))
    await asyncio.wait_for(task, 20)
    assert client.taken.endswith(b"event: done\ndata: {}\nid: 5\n\n")


async def test_client_that_takes_now_and_then_gets_all_in_order() -> None:
    chance, log, client = random.Random(7), log_of(), Client()  # noqa: S311 - not a secret
    task = reading(log, client)
    for seq in range(2, 600):
        log.append(RUN, Entry.of(seq, Delta(f"{seq} ")))
        if chance.random() < 0.2:
            client.willing.clear() if client.willing.is_set() else client.willing.set()
        if chance.random() < 0.3:
            await asyncio.sleep(0)
    client.willing.set()
    log.append(RUN, Entry.of(600, Done()))
    await asyncio.wait_for(task, 20)
    numbers = [int(line[3:]) for line in client.taken.split(b"\n") if line.startswith(b"id:")]
    assert numbers == list(range(1, 601))


async def test_what_was_held_is_sent_as_soon_as_it_is_taken() -> None:
    log, client = log_of(), Client()
    task = reading(log, client)
    await client.listens()
    client.willing.clear()
    log.append(RUN, Entry.of(2, Delta("held")))
    await asyncio.sleep(0.01)
    assert b"held" not in client.taken
    client.willing.set()
    await asyncio.sleep(0.01)
    assert b"held" in client.taken, "without anything more being said"
    task.cancel()


async def test_client_that_takes_no_more_words_is_cut_off() -> None:
    log, client = log_of(), Client()
    task = reading(log, client, stall_s=0.05)
    await client.listens()
    client.willing.clear()
    log.append(RUN, Entry.of(2, Delta("never taken")))
    with pytest.raises(ClientDisconnect):
        await asyncio.wait_for(task, 20)
    log.append(RUN, Entry.of(3, Delta("nobody reads")))
    assert client.sends == 3, "its head, its first event, and what it did not take"


async def test_one_that_takes_all_is_not_cut_off_however_long_it_lasts() -> None:
    log, client = log_of(), Client()
    task = reading(log, client, stall_s=0.05)
    for seq in range(2, 12):
        await asyncio.sleep(0.02)
        log.append(RUN, Entry.of(seq, Delta("x")))
    await asyncio.sleep(0.1)
    log.append(RUN, Entry.of(12, Done()))
    await asyncio.wait_for(task, 20)


async def test_what_fails_to_be_sent_fails_its_reader_alone() -> None:
    log, client = log_of(), Client()
    task = reading(log, client)
    await client.listens()
    client.is_dead = True
    log.append(RUN, Entry.of(2, Delta("lost")))
    log.append(RUN, Entry.of(3, Delta("lost, too")))
    with pytest.raises(OSError, match="the line is dead"):
        await asyncio.wait_for(task, 20)
