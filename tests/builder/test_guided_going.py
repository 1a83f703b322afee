"""Going back in a conversation: to a part of the build, to its beginning, and forth again."""

import pytest

from parley.agents.schemas import Slot
from parley.builder import apply, ask, stages
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Op, Operation, Question, Stage
from parley.builder.states import States


def asked() -> BuildState:
    """A build that knows its tone and is asked for the languages."""
    state = BuildState(
        stage=Stage.COLLECTING_BASICS, turn=3, question=Question(path="/brief/languages", text="Which languages?")
    )
    return state.model_copy(update={"brief": state.brief.holding("tone", Slot[object](value=["warm"]))})


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ("Go back to the tools", "/tools"),
        ("ok, let's go back to the greeting please", "/brief/greeting"),
        ("back to the opening hours", "/brief/hours"),
        ("can we revisit the summary?", "/workflow"),
        ("noch mal zurück zum Ton", "/brief/tone"),
        ("Volvamos a las herramientas", "/tools"),
        ("回到工具", "/tools"),
        ("我想回到问候语那里", "/brief/greeting"),
        ("Let's start over", ""),
        ("go back to the beginning", ""),
        ("noch mal von vorne", ""),
        ("empezar de cero", ""),
        ("重新开始吧", ""),
    ],
)
def test_going_back_names_the_part(message: str, path: str) -> None:
    [operation] = understand(message, asked()).operations
    assert (operation.op, operation.path) == (Op.GO_BACK, path)


@pytest.mark.parametrize(
    "message", ["They go back to the office at six", "send it back to the shop", "we return to normal"]
)
def test_other_things_that_go_back_are_no_wish(message: str) -> None:
    assert all(operation.op is not Op.GO_BACK for operation in understand(message, asked()).operations)


def test_reopened_slot_is_asked_for_with_what_stands_there() -> None:
    state = apply.apply(asked(), [Operation(op=Op.GO_BACK, path="/brief/tone", evidence="back to the tone")])
    question = ask.next_question(state)
    assert question is not None
    assert (question.path, question.text) == ("/brief/tone", "Tone now: warm. What should it be?")
    assert state.brief == asked().brief


@pytest.mark.parametrize(("answer", "tone"), [("leave it as it is", ["warm"]), ("formal", ["formal"])])
def test_answer_to_a_reopened_question_closes_it(answer: str, tone: list[str]) -> None:
    state = apply.apply(asked(), [Operation(op=Op.GO_BACK, path="/brief/tone", evidence="back to the tone")])
    state = state.model_copy(update={"question": ask.next_question(state)})
    state = apply.apply(state, understand(answer, state).operations)
    assert (state.brief.value("tone"), state.reopened) == (tone, "")
    following = ask.next_question(state)
    assert following is not None
    assert following.path != "/brief/tone"


def test_reopened_parts_fall_back_to_their_stage() -> None:
    done = BuildState(stage=Stage.COMPLETED, turn=9, are_tools_settled=True, is_workflow_approved=True, agent_id="a")
    slots = {"kind": "support", "purpose": "Helps", "goals": [], "tone": ["warm"], "languages": ["en"]}
    slots |= {"channel": "voice", "handover": [], "greeting": "Hi"}
    brief = done.brief
    for slot, value in slots.items():
        brief = brief.holding(slot, Slot[object](value=value))
    done = done.model_copy(update={"brief": brief})
    for path, stage in (("/tools", Stage.EXPLORING_TOOLS), ("/workflow", Stage.REVIEWING_WORKFLOW)):
        back = stages.fall_back(apply.apply(done, [Operation(op=Op.GO_BACK, path=path, evidence="back")]))
        assert back.stage is stage
        assert back.brief is done.brief


def test_state_remembers_what_is_reopened() -> None:
    state = apply.apply(asked(), [Operation(op=Op.GO_BACK, path="/brief/tone", evidence="back to the tone")])
    assert BuildState.model_validate_json(States(4).write("a", state)) == state
