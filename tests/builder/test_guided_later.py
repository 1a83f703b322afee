"""What is told a message later than it might have been: data of a goal named before; and no tone from hours."""

import pytest

from parley.builder import apply
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Question, Stage

FIRST = "We run a boatyard. It answers calls, books boats in for a lift-out and takes messages about moorings."


def goals_after(*messages: str) -> dict[str, list[str]]:
    """The goals with their data once all that was said."""
    state = BuildState()
    for turn, message in enumerate(messages, 1):
        state = apply.apply(state, understand(message, state).operations)
        state = state.model_copy(update={"turn": turn, "stage": Stage.COLLECTING_BASICS})
    held = state.brief.goals
    return {goal.name: goal.collect for goal in held.value} if held else {}


@pytest.mark.parametrize(
    "later",
    [
        "For a lift-out we need the boat's name, the berth and the week.",
        "Lift-outs: boat name, berth, week",
        "Somebody rings about a lift-out, so get the boat's name, the berth and the week.",
    ],
)
def test_data_told_later_go_to_the_goal_they_are_of(later: str) -> None:
    assert goals_after(FIRST, later) == {
        "Book boats in for a lift-out": ["boat_name", "berth", "week"],
        "Take messages about moorings": ["name", "phone_number", "message"],
    }


def test_data_told_take_the_place_of_the_usual_ones() -> None:
    held = goals_after(FIRST, "For messages about moorings we only need the name and the berth.")
    assert held["Take messages about moorings"] == ["name", "berth"]


def test_task_that_nobody_named_before_is_a_goal_of_its_own() -> None:
    assert len(goals_after(FIRST, "For fuel we need the boat's name and the number of litres.")) == 3


@pytest.mark.parametrize("message", ["We're here seven days, eight to six.", "Nine till five, Monday to Friday."])
def test_hours_are_no_tone(message: str) -> None:
    state = BuildState(stage=Stage.COLLECTING_BASICS, turn=2, question=Question(path="/brief/tone", text="How?"))
    assert "/brief/tone" not in {each.path for each in understand(message, state).operations}
