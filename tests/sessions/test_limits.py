"""Idempotency, budgets, endings and listings of sessions, in both storage modes."""

import asyncio

import pytest
from sqlalchemy import select

from parley.core.clock import now
from parley.core.errors import AppError, Busy, Conflict, InvalidInput, Unavailable
from parley.core.idempotency import Answer, Claim
from parley.core.models import IdempotencyKey
from parley.sessions import listing
from parley.sessions.answers import SessionFilter
from parley.sessions.models import Message, State, Turn
from parley.sessions.schemas import SessionStatus, TurnInput, TurnRequest, TurnResult
from tests.sessions.world import World


async def test_same_key_happens_once_and_is_replayed(world: World) -> None:
    session_id = await world.start()
    claim = Claim("key-1", "fingerprint")
    first = await world.say(session_id, "a", claim=claim)
    second = await world.say(session_id, "a", claim=claim)
    assert (first.is_replay, second.is_replay, second.body) == (False, True, first.body)
    assert world.engine.taken == 1
    with pytest.raises(InvalidInput):
        await world.say(session_id, "b", claim=Claim("key-1", "another"))


async def test_hundred_keys_twenty_times_at_once_have_hundred_effects(world: World) -> None:
    session_ids = [await world.start() for _ in range(10)]
    calls = [
        world.say(session_ids[number % 10], f"m{number}", claim=Claim(f"key-{number}", "f"))
        for number in range(100)
        for _ in range(20)
    ]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(outcome, Answer | Busy) for outcome in outcomes)
    for number in range(100):
        await world.say(session_ids[number % 10], f"m{number}", claim=Claim(f"key-{number}", "f"))
    said = [message.content for one in session_ids for message in await world.stored(one) if message.role == "user"]
    assert sorted(said) == sorted(f"m{number}" for number in range(100))


async def test_request_under_way_with_the_same_key_is_busy(world: World) -> None:
    session_id = await world.start()
    claim = Claim("key", "f")
    world.engine.gate.clear()
    first = asyncio.create_task(world.say(session_id, "a", claim=claim))
    await world.engine.entered.wait()
    with pytest.raises(Busy):
        await world.say(session_id, "a", claim=claim)
    world.engine.gate.set()
    await first


async def test_abandoned_session_takes_no_message(world: World) -> None:
    session_id = await world.start()
    await listing.abandon(world.db, "ann", session_id)
    await world.sessions.live.forget(session_id)
    with pytest.raises(Conflict, match="abandoned"):
        await world.say(session_id, "a")


async def test_purged_session_leaves_no_row(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "a", claim=Claim("key", "f"))
    await listing.purge(world.db, "ann", session_id)
    async with world.db.reading() as session:
        for table in (Message, Turn, State, IdempotencyKey):
            assert list(await session.scalars(select(table))) == []


async def test_turns_and_tokens_have_a_limit(world: World) -> None:
    session_id = await world.start(max_turns=2, max_tokens=15)
    await world.say(session_id, "a")
    header = await world.header(session_id)
    assert header.input_tokens + header.output_tokens >= header.max_tokens
    await world.say(session_id, "b")
    with pytest.raises(Conflict, match="2 turns"):
        await world.say(session_id, "c")


async def test_model_is_offered_only_within_the_token_budget(world: World) -> None:
    offers: list[bool] = []

    async def work(turn: TurnInput) -> TurnResult:
        offers.append(turn.may_use_model)
        return await world.engine.take("x", turn)

    session_id = await world.start(max_tokens=30)
    for _ in range(3):
        await world.sessions.take_turn(TurnRequest("ann", session_id, work, "x"))
    assert offers == [True, True, False]


async def test_expired_session_counts_as_paused_and_goes_on(world: World) -> None:
    session_id = await world.start()
    header = await world.header(session_id)
    assert header.status_at(now(), 60) is SessionStatus.ACTIVE
    assert header.status_at(now(), 0) is SessionStatus.PAUSED
    assert (await world.say(session_id, "a")).status == 200


async def test_cursor_walks_every_session_once(world: World) -> None:
    made = {await world.start() for _ in range(7)}
    await world.start("bob")
    seen: list[str] = []
    cursor = None
    while True:
        page = await listing.list_sessions(world.db, "ann", SessionFilter(limit=3, cursor=cursor), expiry_s=60)
        seen += [item.session_id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == made


async def test_database_away_is_unavailable_not_a_crash(world: World) -> None:
    session_id = await world.start()
    await world.db.close()
    with pytest.raises((AppError, Unavailable)):
        async with asyncio.timeout(20):
            await world.say(session_id, "a")
