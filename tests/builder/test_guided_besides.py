"""Callers, hours and limits told in answer to one of two questions, beside the answer to the other."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def answered(slots: str, message: str) -> dict[str, object]:
    """What a message gives after the slots were asked for."""
    first, second = (Question(path=f"/brief/{slot}", text="?") for slot in slots.split())
    state = BuildState(turn=3, stage=Stage.COLLECTING_BASICS, question=first, also=second)
    told = understand(message, state).operations
    return {each.path.removeprefix("/brief/"): each.value for each in told if not each.inferred and each.value}


@pytest.mark.parametrize(
    "who",
    [
        "Mostly office teams and stag dos",
        "Locals, hikers, and the odd wedding party",
        "Growers mainly, and students of 3rd to 6th grade",
        "Anyone who lives in the block",
        "Cyclists, dog walkers, a couple of ramblers' clubs we know",
        "People with a leaking roof",
        "Landlords",
    ],
)
def test_callers_beside_goals(who: str) -> None:
    assert answered("goals callers", f"Book a lane, cancel a lane. {who}.")["callers"] == who


@pytest.mark.parametrize(
    "hours",
    [
        "Every day bar Sunday, seven till dusk",
        "It answers whenever we're shut",
        "Always on",
        "Weekdays",
        "Mornings only",
        "Nine till four",
        "Round the clock",
    ],
)
def test_hours_beside_a_greeting(hours: str) -> None:
    told = answered("greeting hours", f"Hello, Oak Farm here, what can I do for you? {hours}.")
    assert told["greeting"] == "Hello, Oak Farm here, what can I do for you?"
    assert str(told["hours"]) == hours


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("It must not quote prices. No same-day orders.", ["quote prices", "offer same-day orders"]),
        ("Robot does not help with stolen bikes, please never.", ["help with stolen bikes"]),
        ("Don't give legal advice. And no directions to the quarry, ever.", ["give legal advice", "offer directions"]),
        ("Discounts.", ["Discounts"]),
    ],
)
def test_limits_beside_a_tone(said: str, limits: list[str]) -> None:
    told = answered("tone scope_dont", f"Warm and brief. {said}")
    found = told["scope_dont"]
    assert told["tone"] == ["warm", "brief"]
    assert isinstance(found, list)
    assert [item[: len(limit)] for item, limit in zip(found, limits, strict=True)] == limits


@pytest.mark.parametrize(
    ("slots", "message"),
    [
        ("tone scope_dont", "A mistake from my side. The ticket is 12 euros."),
        ("tone scope_dont", "Anyway."),
        ("greeting hours", "By the way, very heavy rain since this morning here."),
        ("goals callers", "Book a lane. Four sites: Hove, Lewes and Crawley."),
        ("tone scope_dont", "Warm. The other one is up to you."),
    ],
)
def test_what_answers_neither(slots: str, message: str) -> None:
    assert {"callers", "hours", "scope_dont"}.isdisjoint(answered(slots, message))


def test_a_day_off_is_no_limit() -> None:
    assert "scope_dont" not in answered("greeting hours", "Monday to Saturday, 10 to 19. Sunday we do not work.")


def test_period_ends_a_dictated_sentence() -> None:
    said = "a permit is nine dollars comma a tag is two period the trial period is 14 days period"
    told = answered("tone callers", said)["facts"]
    assert isinstance(told, list)
    assert [fact["text"] for fact in told] == [
        "A permit is nine dollars",
        "A tag is two",
        "The trial period is 14 days",
    ]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("request a quote, there i need name, email and the number of knives", "home cooks mostly, some restaurants"),
        ("book a mooring, name and boat length, it's £9 a foot", "boat owners and hire boaters"),
        ("book a tool, name and date, our insurance wont have it", "just our members, mostly first timers"),
    ],
)
def test_callers_behind_goals_without_a_mark(before: str, who: str) -> None:
    told = answered("goals callers", f"{before} {who}")
    assert str(told["callers"]).lower() == who
    assert str(told["goals"]) == str(answered("goals callers", before)["goals"])


def test_languages_behind_a_tone_without_a_mark() -> None:
    told = answered("tone languages", "polite and patient, some of em are on there first trip just english and polish")
    assert told == {"tone": ["polite", "patient"], "languages": ["en", "pl"]}
