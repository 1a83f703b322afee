"""The acknowledged-turn test: the server is killed again and again under load, and nothing it confirmed is missing.

What was acknowledged must be stored exactly once, in order and whole; what was not is repeated by its client with the
same Idempotency-Key until it is.
"""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from parley.agents.models import Agent
from parley.core.db import Database, open_database
from parley.sessions.models import Message, Session, State, Turn
from tests.conftest import make_settings
from tests.faults.load import Load, Talk
from tests.faults.running import Server
from tests.servers import flush

SESSIONS, TURNS, KILLS = 200, 5, 20

pytestmark = [pytest.mark.load, pytest.mark.timeout(1200)]


async def test_no_acknowledged_turn_is_lost_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    with Server(tmp_path, DATABASE_URL=sqlite_url) as server:
        load = await killed_under_load(server, lambda: None)
    await assert_all_is_stored(sqlite_url, load)


async def test_no_acknowledged_turn_is_lost_on_postgresql_with_redis_flushed(
    postgres_url: str, redis_url: str, tmp_path: Path
) -> None:
    with Server(tmp_path, DATABASE_URL=postgres_url, REDIS_URL=redis_url) as server:
        load = await killed_under_load(server, lambda: flush(redis_url))
    await assert_all_is_stored(postgres_url, load)


async def killed_under_load(server: Server, flush_live_state: Callable[[], None]) -> Load:
    """The load, run to its end while the server dies KILLS times, each time while requests are under way."""
    await server.until_up()
    load = Load(server.url, SESSIONS, TURNS)
    load.is_up.set()
    requests = SESSIONS * (TURNS + 1)
    moments = sorted(random.sample(range(1, requests), KILLS))
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(load.run())
        for number, moment in enumerate(moments):
            await load.until_begun(moment)
            assert not running.done()
            load.is_up.clear()
            server.kill()
            if number % 2:
                flush_live_state()
            server.restart()
            await server.until_up()
            load.is_up.set()
            flush_live_state()
    assert load.cut >= KILLS
    return load


async def assert_all_is_stored(url: str, load: Load) -> None:
    """The database holds what the clients were told, and nothing else."""
    db = await open_database(make_settings(database_url=url))
    try:
        async with db.reading() as session:
            counts = [await session.scalar(select(func.count()).select_from(table)) for table in (Session, Turn, State)]
            assert await session.scalar(select(func.count()).select_from(Agent)) == 0
        assert counts == [SESSIONS, SESSIONS * (TURNS + 1), SESSIONS * (TURNS + 1)]
        assert len({talk.session_id for talk in load.talks}) == SESSIONS
        for talk in load.talks:
            await assert_stored_once(db, talk)
    finally:
        await db.close()


async def assert_stored_once(db: Database, talk: Talk) -> None:
    """The session's messages, turns and states are those that were acknowledged: each once, in order, in pairs."""
    of_session = {"session_id": talk.session_id}
    async with db.reading() as session:
        row = await session.get_one(Session, talk.session_id)
        messages = list(await session.scalars(select(Message).filter_by(**of_session).order_by(Message.seq)))
        turns = list(await session.scalars(select(Turn).filter_by(**of_session).order_by(Turn.number)))
        states = {state.id: state for state in await session.scalars(select(State).filter_by(**of_session))}
    expected = [(0, "assistant", talk.opening["reply"])]
    for number, (message, answer) in enumerate(talk.acknowledged, start=1):
        assert answer["turn"] == number
        expected += [(number, "user", message), (number, "assistant", answer["reply"])]
    assert [(each.turn, each.role, each.content) for each in messages] == expected
    assert [each.seq for each in messages] == list(range(1, len(expected) + 1))
    assert [turn.number for turn in turns] == list(range(TURNS + 1))
    assert (row.turn, row.seq, row.version) == (TURNS, len(expected), TURNS + 1)
    chain = [states[row.head]]
    while (parent := chain[-1].parent_id) is not None:
        chain.append(states[parent])
    assert [state.turn for state in reversed(chain)] == list(range(TURNS + 1))
    assert all(state.data for state in chain)
