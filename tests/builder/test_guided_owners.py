"""Sentences as owners of many trades write them: the goals, data, rules and limits each of them gives, or must not."""

import pytest

from parley.builder import defaults
from tests.builder.test_guided_briefs import told
from tests.builder.test_guided_sentences import values


def goals(message: str) -> dict[str, list[str]]:
    """Goal names with their data."""
    return {goal["name"]: goal["collect"] for goal in values(message).get("/brief/goals", [])}


@pytest.mark.parametrize(
    "message",
    [
        "The agent should pick up the phone after 9pm.",
        "The service call is 89 dollars, tell them before booking.",
        "It has to tell people.",
        "Confirm everything by text message.",
        "Tenants can call or message any time.",
        "For a refund it should first ask why.",
        "Friendly, direct, no corporate speak.",
        "It calls candidates who applied and asks.",
    ],
)
def test_what_no_caller_gets_done_is_no_goal(message: str) -> None:
    assert goals(message) == {}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "It should: 1) tell customers where their parcel is, 2) rebook a missed delivery.",
            ["Check the status of a parcel", "Rebook a missed delivery"],
        ),
        ("It tells people if their car is ready.", ["Tell callers whether their car is ready"]),
        (
            "Residents ask about parking permits and opening hours of the pool.",
            ["Answer questions about parking permits and opening hours of the pool"],
        ),
        ("Then schedule a free consultation.", ["Schedule a free consultation"]),
        ("Everything else just book the next free service visit.", ["Book the next free service visit"]),
        ("The agent (call her Dana) books service appointments.", ["Book service appointments"]),
        ("Callers should be able to ask for the status of a claim.", ["Check the status of a claim"]),
        ("It redirects parcels, and it can redirect a parcel to a neighbour.", ["Redirect a parcel to a neighbour"]),
        ("It takes the first notice of loss so our adjusters can work.", ["Take the first notice of loss"]),
    ],
)
def test_goal_is_whole_and_imperative(message: str, expected: list[str]) -> None:
    assert list(goals(message)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("It changes a reservation with the reservation number.", "reservation_number"),
        ("It tells callers the status of a report by reference number.", "reference_number"),
        ("It books rooms (arrival, departure, how many people, name).", "check_in_date"),
        ("It can freeze a membership (membership number and from when until when).", "period"),
        ("It reports damage and asks for the unit number and if we may enter when they're out.", "permission_to_enter"),
    ],
)
def test_data_beside_a_goal_belong_to_it(message: str, expected: str) -> None:
    assert any(expected in collect for collect in goals(message).values())


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "If someone reports an injury put them through to the duty manager on +44 7700 900123.",
            {"when": "someone reports an injury", "to": "the duty manager, +447700900123"},
        ),
        (
            "Complaints about staff go to the complaints officer.",
            {"when": "the call is about complaints about staff", "to": "the complaints officer"},
        ),
        (
            "If a candidate has questions about the contract pass them to the recruiter.",
            {"when": "a candidate has questions about the contract", "to": "the recruiter"},
        ),
        (
            "Existing clients get transferred to the case team at +1 303 555 0142.",
            {"when": "the call is about existing clients", "to": "the case team, +13035550142"},
        ),
        (
            "Flooding, fire or no heat: straight to the emergency line 512-555-0170.",
            {"when": "the call is about flooding, fire or no heat", "to": "the emergency line, 512-555-0170"},
        ),
        (
            "When anybody sounds very upset, transfer them to care@hotel.example.",
            {"when": "the caller sounds very upset", "to": "care@hotel.example"},
        ),
        ("Rude or abusive guests go to the owner.", {"when": "the guest is rude or abusive", "to": "the owner"}),
        (
            "Really frustrated clients get transferred to the duty manager.",
            {"when": "the client is really frustrated", "to": "the duty manager"},
        ),
        ("Send furious members to boss@gym.example.", {"when": "the member is furious", "to": "boss@gym.example"}),
        (
            "Forward legal questions to Ms Klein at klein@firm.example.",
            {"when": "the caller has legal questions", "to": "Ms Klein, klein@firm.example"},
        ),
    ],
)
def test_hand_over_names_the_case_and_nothing_more(message: str, expected: dict[str, str]) -> None:
    assert values(message)["/brief/handover"] == [expected]


@pytest.mark.parametrize(
    "message",
    [
        "It redirects a parcel to a neighbour.",
        "Pass messages on to office@firm.example.",
        "Send the summary of the call to office@firm.example.",
    ],
)
def test_sending_a_thing_elsewhere_is_no_hand_over(message: str) -> None:
    assert "/brief/handover" not in values(message)


def test_a_note_sent_beside_a_hand_over_is_no_second_one() -> None:
    said = "Transfer refund disputes to the manager, and send a note to ops@firm.example."
    assert [rule["to"] for rule in values(said)["/brief/handover"]] == ["the manager"]


def test_each_prohibition_stands_alone() -> None:
    said = "It may not give legal advice, must not say what a case is worth and must never promise that we take it."
    assert values(said)["/brief/scope_dont"] == [
        "give legal advice",
        "say what a case is worth",
        "promise that we take it",
    ]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Friendly, direct, no corporate speak.", ["friendly", "direct"]),
        ("Neutral and courteous, understandable for older people.", ["neutral", "courteous"]),
        ("Warm, appreciative, never defensive.", ["not defensive", "warm", "appreciative"]),
    ],
)
def test_tones_that_open_a_sentence_are_read(message: str, expected: list[str]) -> None:
    assert values(message)["/brief/tone"] == expected


def test_what_is_still_open_are_no_opening_hours() -> None:
    assert "/brief/hours" not in values("Ask for a score from 0 to 10 and if anything is still open.")


def test_greeting_gives_the_business_its_name_and_the_agent_its_own() -> None:
    firm = told("We're a bakery, Crumb & Co, and need a phone agent that takes orders.")
    agent = told("I need a phone agent called Poppy that takes orders.")
    assert "reached Crumb & Co" in defaults.greeting(firm)
    assert "I'm Poppy" in defaults.greeting(agent)
