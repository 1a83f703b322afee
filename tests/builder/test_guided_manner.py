"""Tones and languages as people name them: unknown words among known ones, answers that run on without a mark."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState, Question, Stage


def told(message: str, slots: str = "") -> dict[str, object]:
    """What a message gives, in the middle of a build or after slots were asked for."""
    questions = [Question(path=f"/brief/{slot}", text="?") for slot in slots.split()] + [None, None]
    state = BuildState(turn=3, stage=Stage.COLLECTING_BASICS, question=questions[0], also=questions[1])
    found = understand(message, state).operations
    return {each.path.removeprefix("/brief/"): each.value for each in found if not each.inferred and each.value}


@pytest.mark.parametrize(
    ("message", "tones"),
    [
        ("Keep it friendly, patient and unharried.", ["friendly", "patient", "unharried"]),
        ("The tone should be courteous, clear and dispassionate.", ["courteous", "clear", "dispassionate"]),
        ("I'd like it homely, you know, and unhurried.", ["homely", "unhurried"]),
        ("Calm too, people are cross when they ring.", ["calm"]),
        ("Warm and elegant, and never gushing.", ["warm", "elegant", "never gushing"]),
        ("It has to sound formal, no sorry, friendly.", ["friendly"]),
    ],
)
def test_unknown_tones_among_known_ones(message: str, tones: list[str]) -> None:
    assert told(message)["tone"] == tones


@pytest.mark.parametrize(
    ("message", "tones", "other"),
    [
        ("stoked, casual Injuries go straight to the duty manager", ["stoked", "casual"], "handover"),
        ("plain and easygoing if a horse is lame put em on to my wife Ada", ["plain", "easygoing"], "handover"),
        ("gentle and upbeat It mustn't ever say who is in", ["gentle", "upbeat"], "scope_dont"),
    ],
)
def test_tones_before_another_answer_without_a_mark(message: str, tones: list[str], other: str) -> None:
    found = told(message, f"tone {other}")
    assert found["tone"] == tones
    assert found[other]


@pytest.mark.parametrize(
    ("message", "tags"),
    [
        ("It should be able to get by in Tagalog and Cebuano too.", ["tl", "ceb"]),
        ("English, with Punjabi for the older members.", ["en", "pa"]),
        ("English mostly, but if someone starts in Irish it should carry on in Irish.", ["en", "ga"]),
        ("Welsh first, English second.", ["cy", "en"]),
        ("It'll need Māori and Samoan.", ["mi", "sm"]),
        ("No sorry, Tamil we will do next year only, put English and Hindi for now.", ["en", "hi"]),
    ],
)
def test_languages_in_a_clause(message: str, tags: list[str]) -> None:
    assert told(message)["languages"] == tags


@pytest.mark.parametrize(
    ("message", "hours"),
    [
        ("Calls are to be attended from 10 in the morning till 9 at night.", "10 in the morning till 9 at night"),
        ("The line should run from 7:30 to 9:30 on school days.", "7:30 to 9:30 on school days"),
        ("It can go ahead and answer twenty-four seven.", "Twenty-four seven"),
        ("The office is Monday to Friday 8 to 5 but the agent picks up at night too.", "Monday to Friday 8 to 5"),
    ],
)
def test_hours_of_whoever_serves(message: str, hours: str) -> None:
    assert told(message)["hours"] == hours


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("And it should apologise if a parcel is late.", "Apologise if a parcel is late"),
        ("For the same reason it's to repeat the time back to them.", "Repeat the time back to them"),
        ("And it should always read the total back.", "Read the total back"),
        ("One rule I care about: if it is lost it should say so.", "If it is lost it should say so"),
    ],
)
def test_rules_of_conduct_behind_a_lead(message: str, rule: str) -> None:
    assert told(message)["constraints"] == [rule]


def test_a_tone_is_taken_back_at_once() -> None:
    message = "Relaxed, a bit cheeky even. Hmm, no, not cheeky, the oldies wouldn't like it. Relaxed and kind."
    assert told(message, "tone")["tone"] == ["relaxed", "kind"]


def test_whoever_speaks_to_us_once_more_does_not_greet() -> None:
    assert "greeting" not in told("hey me again, the potholes can go, no potholes on this thing", "greeting")
