"""Connections to PostgreSQL: as many as allowed, used again, and none that is broken."""

import asyncio
from collections.abc import AsyncIterator
from typing import TypeAlias

import asyncpg
import pytest

from parley.core.errors import Unavailable
from parley.core.models import ApiKey
from parley.core.postgres import Connections, PostgresWriter
from parley.core.statements import Find
from tests.conftest import make_settings

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@pytest.fixture
async def connections(shared_postgres: str) -> AsyncIterator[Connections]:
    settings = make_settings(database_url=shared_postgres, database_pool_size=2, database_timeout_seconds=1)
    connections = Connections(settings)
    yield connections
    await connections.close()


async def process_of(connections: Connections) -> int:
    """The server's process behind the connection that is lent next."""
    connection = await connections.take(1)
    try:
        return int(await connection.fetchval("SELECT pg_backend_pid()"))
    finally:
        connections.give(connection)


async def test_connection_that_was_given_back_is_lent_again(connections: Connections) -> None:
    assert len({await process_of(connections) for _ in range(5)}) == 1


async def test_who_finds_all_lent_waits_for_one_and_not_too_long(connections: Connections) -> None:
    first, second = await connections.take(1), await connections.take(1)
    assert first is not second
    with pytest.raises(TimeoutError):
        await connections.take(0.05)
    waiting = asyncio.ensure_future(connections.take(1))
    await asyncio.sleep(0)
    connections.give(first)
    assert await waiting is first
    connections.give(first)
    connections.give(second)


async def test_connection_that_the_server_closed_is_not_lent(connections: Connections) -> None:
    lost, kept = await connections.take(1), await connections.take(1)
    closed = asyncio.Event()
    lost.add_termination_listener(lambda _: closed.set())
    await kept.execute(f"SELECT pg_terminate_backend({lost.get_server_pid()})")
    await asyncio.wait_for(closed.wait(), 5)
    connections.give(kept)
    connections.give(lost)
    assert await process_of(connections) != lost.get_server_pid()


async def test_what_nobody_waits_for_any_more_is_ended_and_its_connection_not_lent(connections: Connections) -> None:
    busy = await connections.take(1)
    with pytest.raises(TimeoutError):
        await busy.fetch("SELECT pg_sleep(60)", timeout=0.1)
    connections.drop(busy)
    other, another = await connections.take(1), await connections.take(1)
    assert busy not in (other, another)
    await asyncio.wait_for(until_gone(other, busy.get_server_pid()), 5)
    connections.give(other)
    connections.give(another)


async def test_statement_waits_no_longer_than_is_left_of_its_time(connections: Connections) -> None:
    held, writer = [await connections.take(1) for _ in range(2)], PostgresWriter(connections, 0.3)
    asking = asyncio.ensure_future(writer.find(Find(ApiKey, ("id",), {"owner": "shop"})))
    with pytest.raises(Unavailable):
        await asking
    connections.give(held[0])
    await held[1].execute("BEGIN; LOCK TABLE api_keys")
    with pytest.raises(Unavailable):
        await writer.find(Find(ApiKey, ("id",), {"owner": "shop"}))
    await held[1].execute("ROLLBACK")
    assert await writer.find(Find(ApiKey, ("id",), {"owner": "shop"})) == []
    connections.give(held[1])


async def until_gone(connection: Connection, process: int) -> None:
    async def is_there() -> bool:
        return bool(await connection.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", process))

    while await is_there():  # noqa: ASYNC110 - the server says it to nobody
        await asyncio.sleep(0.01)


async def test_closing_waits_for_what_is_under_way_but_not_for_ever(connections: Connections) -> None:
    busy, idle = await connections.take(1), await connections.take(1)
    asking = asyncio.ensure_future(busy.fetchval("SELECT 1 FROM pg_sleep(0.1)"))
    asking.add_done_callback(lambda _: connections.give(busy))
    connections.give(idle)
    await connections.close()
    assert (await asking, busy.is_closed(), idle.is_closed()) == (1, True, True)
