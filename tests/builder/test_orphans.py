"""What goes with a goal or a hand-over that the user takes away: the tools proposed for that alone."""

from typing import Any

import pytest

from parley.agents.schemas import Brief, Slot
from parley.builder import ask, changes, propose, reply, stages
from parley.builder.apply import apply, settle_tools
from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Operation, ProposalStatus, Stage, Understanding

VALUES: dict[str, Any] = {
    "kind": "support",
    "purpose": "Phone agent for Nordlicht, a lamp shop.",
    "tone": ["friendly"],
    "languages": ["en"],
    "channel": "voice",
    "greeting": "Hi, Nordlicht here.",
    "handover": [{"when": "the caller insists", "to": "the shop"}],
}


def built(*goals: str, asked_for: str = "") -> BuildState:
    """A build with these goals whose tools are taken, one of them perhaps by name."""
    brief = Brief()
    for slot, value in (VALUES | {"goals": [{"name": goal} for goal in goals]}).items():
        brief = brief.holding(slot, Slot[Any](value=value))
    state = BuildState(stage=Stage.CONFIGURING_TOOLS, turn=4, brief=brief)
    if asked_for:
        state = apply(state, [Operation(op="add", path=f"/tools/{asked_for}", evidence=asked_for)])
    return settle_tools(state.model_copy(update={"proposals": propose.propose(state)}), is_wanted=True)


def said(message: str, state: BuildState) -> tuple[BuildState, str]:
    """The state after a message, and the changes in words."""
    found = understand(message, state)
    after = apply(state, found.operations)
    made = changes.difference(state, after, found.operations)
    return after, reply.reply(after, made, Understanding(operations=found.operations))


def held(state: BuildState) -> set[str]:
    """The integrations that the tools come from."""
    return {str(tool.catalogue_id) for tool in state.tools}


def test_a_tool_goes_with_the_only_goal_it_was_for_and_the_reply_says_so() -> None:
    before = built("Answer questions about lamps", "Register a return")
    assert "return_request" in held(before)
    assert any("return" in path for path in stages.open_fills(before))
    after, reply = said("Please take out the returns", before)
    assert "return_request" not in held(after)
    assert not any("return" in path for path in stages.open_fills(after))
    assert "Tool removed: Register a return." in reply


def test_a_tool_that_another_goal_needs_stays() -> None:
    after, _ = said("forget about moving", built("Book a visit", "Move an appointment"))
    assert "google_calendar" in held(after)


def test_a_tool_the_user_named_stays_without_its_goal() -> None:
    before = built("Answer questions about lamps", "Book a visit", asked_for="calendly")
    after, _ = said("drop the visits", before)
    assert "calendly" in held(after)


def test_two_goals_are_dropped_in_one_breath() -> None:
    before = built("Answer questions about lamps", "Track a parcel", "Book a visit")
    after, _ = said("Scrap the parcels and the visits", before)
    assert after.brief.goals is not None
    assert [goal.name for goal in after.brief.goals.value] == ["Answer questions about lamps"]
    assert held(after) == {"transfer_to_number", "end_call"}


def test_a_goal_said_in_other_words_keeps_its_tool() -> None:
    before = built("Book a visit")
    reworded = Operation(op="set", path="/brief/goals", value=[{"name": "Book a visit to the showroom"}], evidence="x")
    assert held(apply(before, [reworded])) == held(before)


@pytest.mark.parametrize(
    "message",
    [
        "remove the handover",
        "Drop the hand-over rule, please.",
        "On second thought, no escalation.",
        "We don't need any hand-overs.",
        "It should never transfer callers to a human",
        "Doch keine Weiterleitung.",
        "sin transferencias, por favor",
    ],
)
def test_no_hand_over_is_an_answer_and_takes_its_tool_along(message: str) -> None:
    after, reply = said(message, built("Answer questions about lamps"))
    assert after.brief.value("handover") == []
    assert not stages.missing(after)
    assert "transfer_to_number" not in held(after)
    assert reply.startswith("Hand-over: never.\nTool removed: Hand over to a person.")


def test_the_last_rule_taken_away_leaves_no_hand_over() -> None:
    after, _ = said("delete the rule for callers who insist", built("Answer questions about lamps"))
    assert after.brief.value("handover") == []


def test_what_went_with_its_goal_is_not_offered_again() -> None:
    after, _ = said("cut the returns", built("Answer questions about lamps", "Register a return"))
    again = propose.propose(after.model_copy(update={"are_tools_settled": False}))
    assert {p.status for p in again if p.catalogue_id == "return_request"} == {ProposalStatus.REJECTED}


@pytest.mark.parametrize(
    "message", ["Never put callers on hold.", "It must not hand out phone numbers.", "No transfers of money."]
)
def test_other_prohibitions_leave_the_hand_over_alone(message: str) -> None:
    after, _ = said(message, built("Answer questions about lamps"))
    assert after.brief.value("handover") == built("Answer questions about lamps").brief.value("handover")


def test_a_removal_is_no_answer_to_the_open_question() -> None:
    before = built("Answer questions about lamps", "Register a return")
    bare = before.model_copy(update={"brief": before.brief.holding("tone", None), "stage": Stage.COLLECTING_BASICS})
    asked = bare.model_copy(update={"question": ask.next_question(bare)})
    after, _ = said("remove returns", asked)
    assert after.brief.tone is None
