"""Turns that share a run of the graph: each with its own answer, its own failure, and no wait for a model."""

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.builder import ask, graph, runner
from parley.builder.schemas import BuildState, Stage
from parley.builder.workflow import revision

BRIEF = (Path(__file__).parents[1] / "briefs" / "dental-clinic.txt").read_text("utf-8")


class HangingModel:
    """Answers never."""

    timeout_s = 60.0

    async def structured(self, _request: Any) -> Any:
        await asyncio.Event().wait()


async def _no_parent() -> None:
    return None


async def _released(_spec: AgentSpec, build: BuildState) -> BuildState:
    return build


def context(model: Any = None) -> graph.Context:
    return graph.Context(model, _no_parent, _released)


def opened() -> BuildState:
    """A session that has asked its first question."""
    state = BuildState()
    return state.model_copy(update={"question": ask.next_question(state)})


async def say(turns: runner.Runner, message: str, state: BuildState, model: Any = None) -> BuildState:
    """One turn."""
    build = state.model_copy(update={"turn": state.turn + 1})
    return (await turns.run(graph.Work(message, state, build, context(model)))).build


async def until_alone() -> None:
    """Return once no other task is left: the run is over."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    async with asyncio.timeout(5):
        await asyncio.gather(*others)


async def before_workflow(turns: runner.Runner) -> BuildState:
    """A session whose next answer makes the workflow."""
    state = await say(turns, BRIEF, opened())
    while state.stage is not Stage.EXPLORING_TOOLS:
        assert state.turn < 10
        assert state.question
        state = await say(turns, state.question.options[0].value if state.question.options else "no idea", state)
    return state


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many turns each run of the graph carried."""
    carried: list[int] = []
    compiled = graph.compiled()

    class Counting:
        async def ainvoke(self, turns: graph.Turns, **options: Any) -> Any:
            carried.append(len(turns["turns"]))
            return await compiled.ainvoke(turns, **options)

    monkeypatch.setattr(runner, "compiled", Counting)
    return carried


async def test_turns_of_a_moment_share_a_run_and_get_their_own_answers(runs: list[int]) -> None:
    turns = runner.Runner()
    said = ["A phone agent for my bakery", "A chat agent for my law firm", "A reminder for my garage's customers"]
    together = await asyncio.gather(*(say(turns, message, opened()) for message in said))
    assert runs == [3]
    assert together == [await say(turns, message, opened()) for message in said]


async def test_no_run_carries_more_than_its_share(runs: list[int]) -> None:
    turns = runner.Runner()
    await asyncio.gather(*(say(turns, "A phone agent", opened()) for _ in range(70)))
    assert runs == [32, 32, 6]
    runs.clear()
    await asyncio.gather(*(say(turns, "A phone agent. " * 600, opened()) for _ in range(5)))
    assert runs == [3, 2]


async def test_turns_that_derive_different_parts_share_a_run(runs: list[int]) -> None:
    turns = runner.Runner()
    first = await before_workflow(turns)
    second = await say(turns, "no tools", first)
    assert second.workflow is not None
    runs.clear()
    [with_workflow, finished, answered] = await asyncio.gather(
        say(turns, "no tools", first), say(turns, "yes", second), say(turns, "A phone agent", opened())
    )
    assert runs == [3]
    assert with_workflow.stage is Stage.REVIEWING_WORKFLOW
    assert finished.stage is Stage.COMPLETED
    assert answered.stage is Stage.COLLECTING_BASICS


async def test_run_that_breaks_is_told_to_its_turns_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = runner.Runner()
    sound = runner.compiled

    class Broken:
        async def ainvoke(self, _turns: graph.Turns, **_options: Any) -> Any:
            raise RuntimeError("the graph is broken")

    monkeypatch.setattr(runner, "compiled", Broken)
    broken = asyncio.gather(*(say(turns, "hello", opened()) for _ in range(2)), return_exceptions=True)
    assert [str(outcome) for outcome in await broken] == ["the graph is broken"] * 2
    monkeypatch.setattr(runner, "compiled", sound)
    assert (await asyncio.wait_for(say(turns, "A phone agent", opened()), timeout=5)).turn == 1


def _failing(_state: BuildState) -> None:
    raise RuntimeError("no workflow today")


async def test_turn_that_fails_takes_no_other_with_it(runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    turns = runner.Runner()
    state = await before_workflow(turns)
    second = await say(turns, "no tools", state)
    runs.clear()
    broken: Callable[..., None] = _failing
    monkeypatch.setattr(revision, "derive", broken)
    failed, finished, answered = await asyncio.gather(
        say(turns, "yes", state),
        say(turns, "yes", second),
        say(turns, "A phone agent", opened()),
        return_exceptions=True,
    )
    assert runs == [3]
    assert isinstance(failed, RuntimeError)
    assert isinstance(finished, BuildState)
    assert finished.stage is Stage.COMPLETED
    assert isinstance(answered, BuildState)


async def test_nobody_waits_for_another_ones_model(runs: list[int]) -> None:
    turns = runner.Runner()
    asking = asyncio.create_task(say(turns, "A phone agent for my bakery", opened(), HangingModel()))
    answered = await asyncio.wait_for(say(turns, "A phone agent for my bakery", opened()), timeout=5)
    assert answered.stage is Stage.COLLECTING_BASICS
    assert not asking.done()
    assert runs == [1, 1]
    asking.cancel()


async def test_turns_that_talk_go_before_one_that_derives_but_not_for_ever() -> None:
    turns = runner.Runner()
    state = await before_workflow(turns)
    answered: list[str] = []

    async def derive() -> None:
        assert (await say(turns, "yes", state)).workflow is not None
        answered.append("deriving")

    async def chat() -> None:
        for _ in range(40):
            await say(turns, "A phone agent", opened())
            answered.append("talking")

    await asyncio.gather(derive(), *(chat() for _ in range(4)))
    assert 5 <= answered.index("deriving") <= 24


async def test_what_derives_waits_for_nobody_where_nobody_talks() -> None:
    turns = runner.Runner()
    state = await before_workflow(turns)
    made = await asyncio.wait_for(asyncio.gather(*(say(turns, "yes", state) for _ in range(3))), timeout=5)
    assert all(each.workflow is not None for each in made)


async def test_an_answered_turn_leaves_nothing_to_the_collector() -> None:
    turns = runner.Runner()
    await say(turns, BRIEF, opened())
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        await say(turns, BRIEF, opened())
        await until_alone()
        gc.collect()
        assert not [item for item in gc.garbage if isinstance(item, BuildState | graph.Work)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
