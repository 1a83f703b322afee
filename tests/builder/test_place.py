"""Turns that derive take their place one after the other; those that only answer a question pass them."""

import asyncio
from pathlib import Path

import pytest

from parley.agents.schemas import AgentSpec
from parley.builder import ask, graph
from parley.builder.schemas import BuildState, Stage
from parley.builder.workflow import synthesis

BRIEF = (Path(__file__).parents[1] / "briefs" / "dental-clinic.txt").read_text("utf-8")


async def _no_parent() -> None:
    return None


async def _released(_spec: AgentSpec, build: BuildState) -> BuildState:
    return build


async def say(message: str, state: BuildState, lock: asyncio.Lock) -> BuildState:
    """One turn, as the builder runs it."""
    place = graph.Place(lock)
    context = graph.Context(None, _no_parent, _released, place)
    build = state.model_copy(update={"turn": state.turn + 1})
    try:
        return (await graph.run(graph.Work(message, state, build), context)).build
    finally:
        place.give_back()


def opened() -> BuildState:
    """A session that has asked its first question."""
    state = BuildState()
    return state.model_copy(update={"question": ask.next_question(state)})


async def before_workflow(lock: asyncio.Lock) -> BuildState:
    """A session whose next "yes" makes the workflow."""
    state = await say(BRIEF, opened(), lock)
    while state.stage is not Stage.EXPLORING_TOOLS:
        assert state.turn < 10
        assert state.question
        state = await say(state.question.options[0].value if state.question.options else "no idea", state, lock)
    return state


async def test_place_is_free_after_every_turn() -> None:
    lock = asyncio.Lock()
    state = await before_workflow(lock)
    state = await say("yes", state, lock)
    assert state.workflow is not None
    assert not lock.locked()


async def test_short_turn_passes_one_that_waits_to_derive() -> None:
    lock = asyncio.Lock()
    state = await before_workflow(lock)
    async with lock:
        deriving = asyncio.create_task(say("yes", state, lock))
        answered = await asyncio.wait_for(say("A phone agent for my bakery", opened(), lock), timeout=5)
        assert answered.stage is Stage.COLLECTING_BASICS
        assert not deriving.done()
    assert (await deriving).workflow is not None


async def test_turn_that_fails_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = asyncio.Lock()
    state = await before_workflow(lock)

    def fail(_state: BuildState) -> None:
        raise RuntimeError("no workflow today")

    monkeypatch.setattr(synthesis, "synthesise", fail)
    with pytest.raises(RuntimeError, match="no workflow today"):
        await say("yes", state, lock)
    assert not lock.locked()


async def test_cancelled_wait_leaves_the_place_to_its_holder() -> None:
    lock = asyncio.Lock()
    state = await before_workflow(lock)
    async with lock:
        deriving = asyncio.create_task(say("yes", state, lock))
        await asyncio.sleep(0.05)
        deriving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await deriving
        assert lock.locked()
    assert not lock.locked()
