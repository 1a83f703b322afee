"""Build states that are kept parsed: what is handed out is what would be read, and no more are kept than allowed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from parley.agents.schemas import AgentSpec
from parley.builder import ask, graph, runner
from parley.builder.schemas import BuildState, Stage
from parley.builder.states import States

BRIEFS = sorted((Path(__file__).parents[1] / "briefs").glob("*.txt"))
SCRIPT = (Path(__file__).parents[2] / "bench" / "scripts" / "dental-clinic.txt").read_text("utf-8").splitlines()


async def _no_parent() -> None:
    return None


async def _released(_spec: AgentSpec, build: BuildState) -> BuildState:
    return build.model_copy(update={"agent_id": "a", "agent_version": 1})


async def build(messages: list[str]) -> AsyncIterator[BuildState]:
    """The state after each turn: the messages, then whatever is offered first, to the end."""
    turns, state = runner.Runner(), BuildState()
    state = state.model_copy(update={"question": ask.next_question(state)})
    yield state
    while state.stage is not Stage.COMPLETED:
        assert state.turn < 30
        assert state.question
        offered = state.question.options[0].value if state.question.options else "use your judgement"
        message = messages[state.turn] if state.turn < len(messages) else offered
        coming = state.model_copy(update={"turn": state.turn + 1})
        work = graph.Work(message, state, coming, graph.Context(None, _no_parent, _released))
        state = (await turns.run(work)).build
        yield state


@pytest.mark.parametrize(
    "messages", [SCRIPT, *([brief.read_text("utf-8")] for brief in BRIEFS)], ids=["script", *(b.stem for b in BRIEFS)]
)
async def test_a_state_reads_back_as_it_was(messages: list[str]) -> None:
    async for state in build(messages):
        assert BuildState.model_validate_json(States(1).write("one", state)) == state


def test_what_was_written_is_handed_out() -> None:
    states, state = States(8), BuildState(turn=3)
    data = states.write("one", state)
    assert states.read("one", data) is state
    assert states.read("two", data) is not state
    assert states.read("two", data) == state


def test_another_text_of_the_session_is_read_and_checked() -> None:
    states = States(8)
    earlier = states.write("one", BuildState(turn=1))
    states.write("one", BuildState(turn=2))
    assert states.read("one", earlier) == BuildState(turn=1)
    with pytest.raises(ValidationError):
        states.read("one", '{"turn":"soon"}')


def test_the_oldest_are_dropped_above_the_limit() -> None:
    states = States(2)
    written = {name: BuildState(turn=turn) for turn, name in enumerate(("one", "two", "three"))}
    texts = {name: states.write(name, state) for name, state in written.items()}
    states.write("two", written["two"])
    assert states.read("one", texts["one"]) is not written["one"]
    assert states.read("two", texts["two"]) is written["two"]
    assert states.read("three", texts["three"]) is written["three"]


def test_a_finished_build_is_not_kept() -> None:
    states, state = States(8), BuildState(stage=Stage.COMPLETED)
    states.write("one", BuildState())
    assert states.read("one", states.write("one", state)) is not state
