"""Turns, on a small engine of our own: ordered, exclusive, idempotent, never half stored, in both storage modes."""

import asyncio
from dataclasses import replace

import pytest

from parley.core.errors import Busy, Conflict, NotFound, Unavailable
from parley.core.idempotency import Answer
from parley.core.statements import Unit
from parley.sessions.live import MemoryLive
from parley.sessions.schemas import (
    SessionKind,
    TurnInput,
    TurnRequest,
    TurnResult,
)
from parley.sessions.service import Sessions
from tests.sessions.world import Echo, World, agent_named


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
