"""Facts that are told in plain sentences, and plain sentences that tell none."""

import pytest

from tests.builder.test_guided_sentences import values
from tests.builder.test_guided_wordings import texts


def as_said(message: str) -> list[str]:
    """The sentences of a message without their full stops."""
    return [part.strip(" .") for part in message.split(". ")]


@pytest.mark.parametrize(
    "message",
    [
        "Breakfast is served till half ten. The bar shuts at eleven.",
        "Check-out is by 11. Last orders are at nine thirty.",
        "The minimum age is 16. The boat holds twelve people.",
        "Green bins go out on Thursdays. The museum shuts on Mondays.",
        "It takes ten days to get your results back.",
    ],
)
def test_what_has_a_time_or_a_number(message: str) -> None:
    assert sorted(texts(message, "facts")) == sorted(as_said(message))
    assert "/brief/goals" not in values(message)


@pytest.mark.parametrize(
    "message",
    [
        "Collections have to be paid in full before pick-up.",
        "You need to bring a passport or driving licence.",
        "Everyone must wear a helmet.",
        "Kids under 12 have to be with an adult.",
        "Nobody under 18 can rent a car.",
        "Under 16s need a parent to sign the form.",
        "Customers may bring their own wine.",
        "No trainers on the dance floor.",
        "Collection on Saturdays only.",
        "Under 16s only with a parent.",
    ],
)
def test_rules_for_those_who_come(message: str) -> None:
    assert texts(message, "facts") == as_said(message)
    assert "/brief/goals" not in values(message)


@pytest.mark.parametrize(
    "message",
    [
        "We don't ship to Alaska.",
        "We only take cash.",
        "I don't repair zips.",
        "I bring my own ladders.",
        "We're part of the bike-to-work scheme.",
        "There's a lift to the second floor.",
        "We've got room for 40 cars.",
        "Our showroom is on Mill Lane, behind the library.",
    ],
)
def test_what_the_business_does_has_or_never_does(message: str) -> None:
    assert texts(message, "facts") == as_said(message)


@pytest.mark.parametrize(
    "message",
    [
        "If they cancel on the day we keep the deposit.",
        "If you're more than 15 minutes late we have to give the slot away.",
        "After 6 pm there's a surcharge of 25 euros.",
        "After 10 pm add 30.",
    ],
)
def test_what_holds_under_a_condition(message: str) -> None:
    assert texts(message, "facts") == as_said(message)
    assert "/brief/goals" not in values(message)
    assert "/brief/handover" not in values(message)


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("A tailored coat starts from 400 pounds. It comes with a silk lining.", "It comes with a silk lining"),
        ("Day tickets are £12. Towels compulsory.", "Towels compulsory"),
        ("The deposit is £50. That is off the bill later.", "That is off the bill later"),
        ("Bring your own saddle. A lesson is 30 euros.", "Bring your own saddle"),
    ],
)
def test_what_stands_beside_facts_goes_on_with_them(message: str, fact: str) -> None:
    assert fact in texts(message, "facts")
    assert fact not in texts(message.split(". ")[message.startswith(fact) - 1], "facts")


@pytest.mark.parametrize(
    "message",
    [
        "My father had the same shop in Biella and he never had even a telephone.",
        "The phone rings forty times a day.",
        "Our receptionists are in from nine.",
        "Most of them are over seventy.",
        "Our customers are landlords and hotels.",
        "We've been here since 1962.",
        "We sell flowers and plants online.",
        "We miss about twenty calls a week.",
        "The tone should be warm at all times.",
        "Our bookings are in a big blue calendar on the wall.",
        "There's nobody at the desk after six.",
        "It's raining cats and dogs here.",
        "I think three adjectives are enough.",
    ],
)
def test_remarks_tell_no_facts(message: str) -> None:
    assert texts(message, "facts") == []


def test_signs_that_were_dictated_end_sentences() -> None:
    said = "a lesson is 30 pounds full stop a block of ten is 270 comma paid up front full stop"
    assert texts(said, "facts") == ["A lesson is 30 pounds", "A block of ten is 270, paid up front"]


@pytest.mark.parametrize(
    "message",
    [
        "The pool is open ten to four on weekdays.",
        "Our uniform shop is open on Thursdays at 3pm.",
        "Meeting rooms are closed on Sundays.",
    ],
)
def test_when_a_thing_is_open_is_a_fact(message: str) -> None:
    assert texts(message, "facts") == as_said(message)
    assert "/brief/hours" not in values(message)


@pytest.mark.parametrize("who", ["The office", "We", "Our clinic", "The box office", "Then we"])
def test_when_the_business_is_open_are_its_hours(who: str) -> None:
    is_ = "are" if who.lower().endswith("we") else "is"
    assert "nine to five" in str(values(f"{who} {is_} open nine to five on weekdays.").get("/brief/hours")).lower()


@pytest.mark.parametrize("message", ["Joining is $49. No lock-in contract.", "Mooring is 20 euros. No fireworks."])
def test_what_there_is_none_of(message: str) -> None:
    assert sorted(texts(message, "facts")) == sorted(as_said(message))
