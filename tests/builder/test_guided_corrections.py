"""Changes of mind: which operation each makes of a brief that is already there."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot, SlotStatus
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Op, Stage

VALUES: dict[str, Any] = {
    "name": "Mia",
    "tone": ["warm", "casual"],
    "languages": ["en", "fr"],
    "hours": "Monday to Friday, 9 to 5",
    "greeting": "Hello, this is Mia.",
    "goals": [
        {"name": "Book an appointment", "description": "", "collect": ["name"]},
        {"name": "Take a message", "description": "", "collect": []},
    ],
    "handover": [{"when": "the caller has a complaint", "to": "the office"}],
    "scope_dont": ["give medical advice"],
}


def state() -> BuildState:
    """A build whose brief says what VALUES says."""
    brief = Brief()
    for slot, value in VALUES.items():
        brief = brief.holding(slot, Slot[Any](value=value, status=SlotStatus.STATED))
    return BuildState(stage=Stage.REVIEWING_WORKFLOW, turn=4, brief=brief)


@pytest.mark.parametrize(
    ("message", "op", "path", "value"),
    [
        ("Change the tone to formal and brief", Op.CORRECT, "/brief/tone", ["formal", "brief"]),
        ("make it formal instead", Op.CORRECT, "/brief/tone", ["formal"]),
        ("Actually, make it more professional.", Op.ADD, "/brief/tone", ["professional"]),
        ("less casual please", Op.REMOVE, "/brief/tone", ["casual"]),
        ("make it less casual", Op.REMOVE, "/brief/tone", ["casual"]),
        ("formal, not casual", Op.CORRECT, "/brief/tone", ["warm", "formal"]),
        ("no, nine to six, not five", Op.CORRECT, "/brief/hours", "Monday to Friday, nine to six"),
        ("Sorry, 10 to 6, not 9 to 5", Op.CORRECT, "/brief/hours", "Monday to Friday, 10 to 6"),
        ("rename it to Max", Op.CORRECT, "/brief/name", "Max"),
        ("Change its name to Ella", Op.CORRECT, "/brief/name", "Ella"),
        ("the name should be Ella", Op.CORRECT, "/brief/name", "Ella"),
        ("Ella, not Mia", Op.CORRECT, "/brief/name", "Ella"),
        ("remove French", Op.REMOVE, "/brief/languages", ["fr"]),
        ("Please drop French.", Op.REMOVE, "/brief/languages", ["fr"]),
        ("German instead of French", Op.CORRECT, "/brief/languages", ["en", "de"]),
        ("add German", Op.ADD, "/brief/languages", ["de"]),
        ("It should also speak Italian", Op.ADD, "/brief/languages", ["it"]),
        ("forget the opening hours", Op.CORRECT, "/brief/hours", None),
        ("remove the medical advice rule", Op.REMOVE, "/brief/scope_dont", ["give medical advice"]),
        ("Change the greeting to “Hi there!”", Op.CORRECT, "/brief/greeting", "Hi there!"),
        ("set the channel to chat", Op.SET, "/brief/channel", "chat"),
        ("drop Slack", Op.REMOVE, "/tools/slack", None),
        ("It should also take orders", Op.ADD, "/brief/goals", None),
    ],
)
def test_correction_touches_exactly_what_it_names(message: str, op: Op, path: str, value: Any) -> None:
    found = understand(message, state()).operations
    assert [(item.op, item.path) for item in found] == [(op, path)]
    if path != "/brief/goals":
        assert found[0].value == value


def test_removing_a_goal_names_the_goal_that_stands_there() -> None:
    found = understand("remove the message goal", state()).operations
    assert [(item.op, item.path) for item in found] == [(Op.REMOVE, "/brief/goals")]
    assert found[0].value[0]["name"] == "Take a message"


def test_more_data_are_added_to_the_goal() -> None:
    found = understand("Also collect the email address.", state()).operations
    assert found[0].op is Op.ADD
    assert found[0].value == [{"name": "Book an appointment", "description": "", "collect": ["name", "email"]}]


def test_what_is_said_already_changes_nothing() -> None:
    found = understand("Tone: warm.", state()).operations
    assert not [item for item in found if item.path == "/brief/tone"]
