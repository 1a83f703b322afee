"""What only looks like a value is none, and so does not keep the question for it from being asked."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.guided.english import likely
from parley.builder.schemas import BuildState, Op, Operation


def rule(when: str, to: str) -> dict[str, str]:
    return {"when": when, "to": to}


@pytest.mark.parametrize(
    ("when", "to"),
    [
        ("the call is about right", "Bluff Harbour Ferries"),
        ("the call is about carers", "older people in their own homes"),
        ("the call is about moving a booking", "somebody else is the big one"),
        ("the call is about basic plan", "it costs $9 per month"),
        ("good-day, what can we do", "office is closed on Mondays"),
        ("the serial number", "the customer"),
    ],
)
def test_what_only_looks_like_a_hand_over_is_left_out(when: str, to: str) -> None:
    good = rule("the caller has a complaint", "Ann in the office")
    told = Operation(op=Op.SET, path="/brief/handover", value=[rule(when, to), good], evidence="…")
    [kept] = likely.kept([told])
    assert kept.value == [good]
    assert likely.kept([told.model_copy(update={"value": [rule(when, to)]})]) == []


@pytest.mark.parametrize(
    ("when", "to"),
    [
        ("it is an emergency", "the warden on 01632 960142"),
        ("the call is about refunds", "customer service"),
        ("the caller asks for a person", "a person"),
        ("somebody is hurt", "our safety officer, Dec"),
        ("the call is about wholesale", ""),
    ],
)
def test_hand_overs_to_staff_stay(when: str, to: str) -> None:
    told = Operation(op=Op.ADD, path="/brief/handover", value=[rule(when, to)], evidence="…")
    assert likely.kept([told]) == [told]


@pytest.mark.parametrize(
    ("path", "wrong", "right"),
    [
        ("/brief/callers", "Mostly booking", "Mostly ratepayers"),
        ("/brief/callers", "Nothing on the", "Anyone with a garden"),
        ("/brief/scope_dont", ["hear a thing back there"], ["give out my mobile number"]),
        ("/brief/scope_dont", ["get me started"], ["get into politics"]),
        ("/brief/scope_dont", ["deal with the telephone"], ["deal with phone contracts"]),
        ("/brief/goals", [{"name": "Change things, or am I stuck", "collect": []}], [{"name": "Book", "collect": []}]),
    ],
)
def test_remarks_are_no_values(path: str, wrong: object, right: object) -> None:
    told = Operation(op=Op.SET, path=path, value=right, evidence="…")
    assert likely.kept([told]) == [told]
    assert likely.kept([told.model_copy(update={"value": wrong})]) == []


@pytest.mark.parametrize(
    ("message", "purpose"),
    [
        (
            "Could you make me an assistant for the phone that'd mind the calls while I'm at the bench?",
            "Assistant for the phone that'd mind the calls while I'm at the bench.",
        ),
        (
            "I want an agent that picks up the phone when we're all out on the water.",
            "Agent that picks up the phone when we're all out on the water.",
        ),
    ],
)
def test_purpose_is_the_wish_without_what_asks_for_it(message: str, purpose: str) -> None:
    told = {each.path: each.value for each in understand(message, BuildState()).operations}
    assert told["/brief/purpose"] == purpose
