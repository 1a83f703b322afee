"""Turns, on a small engine of our own: ordered, exclusive, idempotent, never half stored, in both storage modes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from parley.agents.models import Agent
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import AppError, Busy, Conflict, InvalidInput, NotFound, Unavailable
from parley.core.idempotency import Answer, Claim
from parley.core.models import IdempotencyKey
from parley.core.resources import open_resources
from parley.core.statements import Insert, Unit
from parley.sessions import listing
from parley.sessions.live import LiveStore, MemoryLive
from parley.sessions.models import Message, State, Turn
from parley.sessions.schemas import (
    Cost,
    Header,
    Opening,
    SessionFilter,
    SessionKind,
    SessionStatus,
    TurnInput,
    TurnRequest,
    TurnResult,
)
from parley.sessions.service import Sessions


@dataclass
class Echo:
    """An engine whose state is the list of what was said; it waits at `gate` and can be told to fail."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    taken: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    async def open(self, turn: TurnInput) -> TurnResult:
        return self._result("", "hello")

    async def take(self, message: str, turn: TurnInput) -> TurnResult:
        self.taken += 1
        self.entered.set()
        await self.gate.wait()
        if message == "fail":
            raise Unavailable("told to")
        if message == "undo":
            return self._result(await turn.parent() or "", "undone", is_undo=True)
        return self._result(f"{turn.state}|{message}", message.upper())

    def _result(self, state: str, reply: str, *, is_undo: bool = False) -> TurnResult:
        return TurnResult(
            state=state,
            stage="TALKING",
            status=SessionStatus.ACTIVE,
            title="",
            reply=reply,
            cost=Cost("guided", 1, 10, 2),
            render=lambda header: f'{{"turn": {header.turn}, "version": {header.version}, "state": "{state}"}}',
            is_undo=is_undo,
        )


@dataclass
class World:
    sessions: Sessions
    engine: Echo
    db: Database

    async def start(self, owner: str = "ann", **values: object) -> str:
        opening = Opening(owner, SessionKind.BUILD, self.engine.open, **values)  # type: ignore[arg-type]
        await self.sessions.create(opening)
        page = await listing.list_sessions(self.db, owner, SessionFilter(limit=1), expiry_s=60)
        return page.items[0].session_id

    async def say(self, session_id: str, message: str, owner: str = "ann", claim: Claim | None = None) -> Answer:
        return await self.sessions.take_message(owner, session_id, message, claim)

    async def header(self, session_id: str, owner: str = "ann") -> Header:
        return (await self.sessions.load(owner, session_id)).header

    async def stored(self, session_id: str) -> list[Message]:
        async with self.db.reading() as session:
            query = select(Message).where(Message.session_id == session_id).order_by(Message.seq)
            return list(await session.scalars(query))


def agent_named(slug: str) -> Insert:
    """A row that is unique by its slug."""
    moment = now()
    values = {"id": new_id(), "owner": "ann", "slug": slug, "name": slug, "description": "", "version": 1}
    return Insert(Agent, {**values, "session_id": None, "created_at": moment, "updated_at": moment})


def live_of(settings: Settings, redis: object) -> LiveStore:
    if redis is None:
        return MemoryLive(expiry_s=60, lock_s=30, max_sessions=100)
    from parley.sessions.live_redis import RedisLive

    return RedisLive(redis, expiry_s=60, lock_s=30, retry_s=1)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def world_of(settings: Settings) -> AsyncIterator[World]:
    async with open_resources(settings) as resources:
        engine = Echo()
        live = live_of(settings, resources.redis)
        sessions = Sessions(settings, resources.db, live, {SessionKind.BUILD: engine})
        yield World(sessions, engine, resources.db)


@pytest.fixture
async def world(settings: Settings) -> AsyncIterator[World]:
    async with world_of(settings) as world:
        yield world


async def test_messages_of_a_session_are_numbered_without_gaps(world: World) -> None:
    session_id = await world.start()
    for word in ("a", "b", "c"):
        await world.say(session_id, word)
    stored = await world.stored(session_id)
    assert [message.seq for message in stored] == list(range(1, 8))
    assert [message.content for message in stored] == ["hello", "a", "A", "b", "B", "c", "C"]
    header = await world.header(session_id)
    assert (header.turn, header.version, header.model_calls, header.input_tokens) == (3, 4, 4, 40)


async def test_concurrent_messages_never_interleave(world: World) -> None:
    session_id = await world.start()
    outcomes = await asyncio.gather(
        *(world.say(session_id, f"m{number}") for number in range(20)), return_exceptions=True
    )
    answered = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, Answer)]
    assert all(isinstance(outcome, Answer | Busy) for outcome in outcomes)
    assert answered
    stored = await world.stored(session_id)
    assert [message.seq for message in stored] == list(range(1, 2 * len(answered) + 2))
    assert {message.content for message in stored if message.role == "user"} == {f"m{number}" for number in answered}


async def test_second_message_while_answering_is_busy(world: World) -> None:
    session_id = await world.start()
    world.engine.gate.clear()
    first = asyncio.create_task(world.say(session_id, "slow"))
    await world.engine.entered.wait()
    with pytest.raises(Busy) as caught:
        await world.say(session_id, "quick")
    assert caught.value.retry_after_s
    world.engine.gate.set()
    assert (await first).status == 200


async def test_foreign_session_is_unknown_even_while_it_is_busy(world: World) -> None:
    session_id = await world.start()
    world.engine.gate.clear()
    first = asyncio.create_task(world.say(session_id, "slow"))
    await world.engine.entered.wait()
    with pytest.raises(NotFound):
        await world.say(session_id, "quick", owner="bob")
    world.engine.gate.set()
    await first


async def test_version_keeps_turns_apart_when_the_lock_is_lost(world: World) -> None:
    session_id = await world.start()
    world.engine.gate.clear()
    slow = asyncio.create_task(world.say(session_id, "slow"))
    await world.engine.entered.wait()
    other = Sessions(
        world.sessions.settings,
        world.db,
        MemoryLive(expiry_s=60, lock_s=30, max_sessions=10),
        {SessionKind.BUILD: Echo()},
    )
    await other.take_message("ann", session_id, "quick", None)
    world.engine.gate.set()
    answer = await slow
    assert '"state": "|quick|slow"' in answer.body
    assert [message.seq for message in await world.stored(session_id)] == [1, 2, 3, 4, 5]


async def test_stale_live_state_is_rebuilt_from_the_record(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "a")
    other = Sessions(
        world.sessions.settings,
        world.db,
        MemoryLive(expiry_s=60, lock_s=30, max_sessions=10),
        {SessionKind.BUILD: Echo()},
    )
    await other.take_message("ann", session_id, "b", None)
    assert '"state": "|a|b|c"' in (await world.say(session_id, "c")).body


async def test_failed_turn_stores_nothing_and_the_session_goes_on(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "a")
    with pytest.raises(Unavailable):
        await world.say(session_id, "fail")
    assert '"state": "|a|b"' in (await world.say(session_id, "b")).body
    assert [message.seq for message in await world.stored(session_id)] == [1, 2, 3, 4, 5]


async def test_turn_that_lost_a_name_to_another_is_taken_again(world: World) -> None:
    session_id = await world.start()
    slugs = iter(["mia", "mia-2"])
    await world.db.apply(Unit((agent_named("mia"),)))

    async def naming(turn: TurnInput) -> TurnResult:
        return replace(await world.engine.take("a", turn), writes=(agent_named(next(slugs)),))

    answer = await world.sessions.take_turn(TurnRequest("ann", session_id, naming, "a"))
    assert answer.status == 200
    assert [message.seq for message in await world.stored(session_id)] == [1, 2, 3]


async def test_forgotten_live_state_changes_nothing(world: World) -> None:
    session_id = await world.start()
    for word in "abc":
        await world.say(session_id, word)
        await world.sessions.live.forget(session_id)
    assert '"state": "|a|b|c|d"' in (await world.say(session_id, "d")).body


async def test_live_state_of_another_session_or_owner_is_not_believed(world: World) -> None:
    mine, theirs = await world.start(), await world.start("bob")
    held = await world.sessions.live.open(mine)
    assert held is not None
    await world.sessions.live.close(mine, held.token, b'{"id": "x"}\n|poisoned')
    assert '"state": "|a"' in (await world.say(mine, "a")).body
    with pytest.raises(NotFound):
        await world.say(theirs, "a")


@pytest.mark.parametrize(
    "odd", ["", "x" * 64, "../etc", "'; DROP TABLE sessions; --", "00000000-0000-7000-8000-000000000000"]
)
async def test_unknown_ids_are_not_found(world: World, odd: str) -> None:
    with pytest.raises(NotFound):
        await world.say(odd, "a")


async def test_undo_moves_the_head_back_and_marks_the_messages(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "a")
    await world.say(session_id, "b")
    undone = await world.say(session_id, "undo")
    assert '"state": "|a"' in undone.body
    assert '"state": "|a|c"' in (await world.say(session_id, "c")).body
    status = {message.content: message.status for message in await world.stored(session_id)}
    assert (status["b"], status["B"], status["a"], status["undo"]) == ("undone", "undone", "complete", "complete")


async def test_undo_twice_goes_two_turns_back_and_no_further(world: World) -> None:
    session_id = await world.start()
    await world.say(session_id, "a")
    await world.say(session_id, "b")
    await world.say(session_id, "undo")
    await world.sessions.live.forget(session_id)
    assert '"state": ""' in (await world.say(session_id, "undo")).body
    with pytest.raises(Conflict):
        await world.say(session_id, "undo")


async def test_same_key_happens_once_and_is_replayed(world: World) -> None:
    session_id = await world.start()
    claim = Claim("ann", "key-1", "fingerprint")
    first = await world.say(session_id, "a", claim=claim)
    second = await world.say(session_id, "a", claim=claim)
    assert (first.is_replay, second.is_replay, second.body) == (False, True, first.body)
    assert world.engine.taken == 1
    with pytest.raises(InvalidInput):
        await world.say(session_id, "b", claim=Claim("ann", "key-1", "another"))


async def test_hundred_keys_twenty_times_at_once_have_hundred_effects(world: World) -> None:
    session_ids = [await world.start() for _ in range(10)]
    calls = [
        world.say(session_ids[number % 10], f"m{number}", claim=Claim("ann", f"key-{number}", "f"))
        for number in range(100)
        for _ in range(20)
    ]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(outcome, Answer | Busy) for outcome in outcomes)
    for number in range(100):
        await world.say(session_ids[number % 10], f"m{number}", claim=Claim("ann", f"key-{number}", "f"))
    said = [message.content for one in session_ids for message in await world.stored(one) if message.role == "user"]
    assert sorted(said) == sorted(f"m{number}" for number in range(100))


async def test_request_under_way_with_the_same_key_is_busy(world: World) -> None:
    session_id = await world.start()
    claim = Claim("ann", "key", "f")
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
    await world.say(session_id, "a", claim=Claim("ann", "key", "f"))
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
