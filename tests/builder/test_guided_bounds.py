"""Limits, duties, success and spoken lines in the many ways in which people tell them."""

import pytest

from tests.builder.test_guided_sentences import values
from tests.builder.test_guided_wordings import texts


@pytest.mark.parametrize(
    ("message", "item"),
    [
        ("Keep off politics and religion.", "deal with politics and religion"),
        ("It should steer clear of delivery promises.", "deal with delivery promises"),
        ("Nothing about salaries, please.", "deal with salaries"),
        ("Prices are off the table.", "deal with prices"),
        ("Diagnosing is out of the question.", "diagnose"),
        ("Refunds are none of its business.", "deal with refunds"),
        ("Leave refunds to us.", "deal with refunds"),
        ("Payments stay with us.", "deal with payments"),
        ("Flight tickets we are not booking.", "book flight tickets"),
    ],
)
def test_what_is_out_of_bounds_without_a_never(message: str, item: str) -> None:
    assert texts(message, "scope_dont") == [item]
    assert "/brief/facts" not in values(message)


@pytest.mark.parametrize(
    ("message", "item"),
    [
        ("I don't want it guessing at arrival times.", "guess at arrival times"),
        ("Just don't have it sending photos.", "send photos"),
        ("I'd rather it didn't talk about competitors.", "talk about competitors"),
        ("We'd prefer it not to mention the merger.", "mention the merger"),
        ("Under no circumstances may it give out home addresses.", "give out home addresses"),
        ("At no point should it ask for a password.", "ask for a password"),
        ("It has no business discussing other patients.", "discuss other patients"),
        ("It's forbidden to name other guests.", "name other guests"),
        ("It is not authorised to waive fees.", "waive fees"),
        ("It may not, under any circumstances, read out a balance.", "read out a balance"),
        ("Don't even think of promising a date.", "promise a date"),
    ],
)
def test_what_is_not_wished(message: str, item: str) -> None:
    assert texts(message, "scope_dont") == [item]


def test_each_of_two_things_it_is_not_to_do() -> None:
    message = "The bot is not to quote rates and is not to share mobile numbers."
    assert texts(message, "scope_dont") == ["quote rates", "share mobile numbers"]


def test_what_it_is_not_for() -> None:
    message = "It's not for exam results, and not for the canteen either."
    assert texts(message, "scope_dont") == ["deal with exam results", "deal with the canteen"]


@pytest.mark.parametrize(
    ("message", "items"),
    [
        ("I'm over the moon if it halves our queue.", ["It halves our queue"]),
        ("It's gone well when the diary fills up.", ["The diary fills up"]),
        ("If I end up with fewer emails, it worked.", ["I end up with fewer emails"]),
        ("For me a good week is when nobody waits.", ["Nobody waits"]),
        ("What counts is that every lead gets an answer.", ["Every lead gets an answer"]),
        ("Our goal is 70 percent solved without a person.", ["70 percent solved without a person"]),
        (
            "It's done its job when the lists are ready by noon and nobody wakes the chef.",
            ["The lists are ready by noon", "Nobody wakes the chef"],
        ),
    ],
)
def test_when_it_went_well(message: str, items: list[str]) -> None:
    assert texts(message, "success") == items


@pytest.mark.parametrize(
    ("message", "items"),
    [
        ("A privacy notice must be shown first.", ["A privacy notice must be shown first"]),
        ("Legal wants the risk warning read out.", ["The risk warning read out"]),
        ("People have to know the call is being recorded.", ["People have to know the call is being recorded"]),
        ("GDPR: no customer data in subject lines.", ["GDPR: no customer data in subject lines"]),
        (
            "It shall tell callers that they are recorded and shall state that nothing said is confidential.",
            ["Tell callers that they are recorded", "State that nothing said is confidential"],
        ),
    ],
)
def test_what_the_law_wants(message: str, items: list[str]) -> None:
    assert texts(message, "compliance") == items


@pytest.mark.parametrize(
    ("message", "slot", "line"),
    [
        ('Have it answer "Baxter\'s, good day".', "greeting", "Baxter's, good day"),
        ('When it picks up: "Hello, Alder Books."', "greeting", "Hello, Alder Books."),
        ('First words: "Hi, this is Cleo at Fern Hill."', "greeting", "Hi, this is Cleo at Fern Hill."),
        ('When hanging up it says "Bye for now".', "closing", "Bye for now"),
        ('Last words: "Thanks for ringing Brightside."', "closing", "Thanks for ringing Brightside."),
        ("Then at the end, enjoy the show!", "closing", "enjoy the show!"),
    ],
)
def test_first_and_last_words(message: str, slot: str, line: str) -> None:
    assert values(message).get(f"/brief/{slot}") == line


def test_what_it_must_never_say_is_no_greeting() -> None:
    message = "It should never say 'hi guys'."
    assert "/brief/greeting" not in values(message)
    assert texts(message, "scope_dont") == ["say 'hi guys'"]


@pytest.mark.parametrize(
    ("message", "voice"),
    [
        ("A low, quiet voice, please.", "low, quiet voice"),
        ("Give it a young woman's voice.", "young woman's voice"),
        ("It should sound like somebody's gran.", "somebody's gran"),
    ],
)
def test_how_the_voice_sounds(message: str, voice: str) -> None:
    assert values(message).get("/brief/voice") == voice


@pytest.mark.parametrize(
    "message",
    [
        "It must read the booking back before hanging up.",
        "Have it spell the name back.",
        "It ought to repeat the order number.",
    ],
)
def test_conduct_with_a_subject(message: str) -> None:
    assert len(texts(message, "constraints")) == 1
    assert "/brief/goals" not in values(message)


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        (
            "It can tell folks that leave runs out in March, that payday is the fifth, and that the canteen shuts "
            "at two.",
            ["Leave runs out in March", "Payday is the fifth", "The canteen shuts at two"],
        ),
        ("Let callers know that we don't accept Amex.", ["We don't accept Amex"]),
        ("They ought to know the boat leaves at nine sharp.", ["The boat leaves at nine sharp"]),
    ],
)
def test_what_callers_may_be_told(message: str, facts: list[str]) -> None:
    assert texts(message, "facts") == facts


@pytest.mark.parametrize(
    "message",
    [
        "Every visitor is told that the call is recorded",
        "Residents have to be informed that the chat is stored for a year",
        "Members must be notified that calls are monitored",
        "Everybody gets told the line is recorded",
        "Clients are to be warned that messages are logged",
    ],
)
def test_what_callers_are_told_in_the_passive(message: str) -> None:
    assert values(message + ".")["/brief/compliance"] == [message]


@pytest.mark.parametrize(
    ("message", "items"),
    [
        (
            "It's not to put a figure on a claim and not to tell anybody the code.",
            ["put a figure on a claim", "tell anybody the code"],
        ),
        ("Not to recommend a clinic. Not to take payment.", ["recommend a clinic", "take payment"]),
        ("Old tyres and batteries, it mustn't take those on.", ["take on old tyres and batteries"]),
        ("Legal questions, don't touch those. Discounts: never.", ["touch legal questions", "deal with discounts"]),
        ("It can't hold a room without a deposit, we've been caught out.", ["hold a room without a deposit"]),
        (
            "It mustn't quote for roofs, and we don't want it taking card numbers.",
            ["quote for roofs", "take card numbers"],
        ),
        ("No dosage advice and no reading out somebody's file.", ["give dosage advice", "read out somebody's file"]),
        ("It may not give refunds. Nor should it promise a date.", ["give refunds", "promise a date"]),
        ("Must never: promise a result, share client names.", ["promise a result", "share client names"]),
        ("Please make sure that it does not reveal the address.", ["reveal the address"]),
        ("It shouldn't be telling folks what's wrong with their car.", ["tell folks what's wrong with their car"]),
    ],
)
def test_each_limit_ends_where_the_next_or_its_reason_begins(message: str, items: list[str]) -> None:
    assert texts(message, "scope_dont") == items
    assert "/brief/handover" not in values(message)


@pytest.mark.parametrize(
    "message",
    [
        "We need a bot for the phone, can't hear a thing in the workshop.",
        "Last week the boiler burst, don't get me started. We need a phone agent.",
        "A chat agent for the website, nothing on the phone.",
        "That came from a customer, so don't do any of that.",
    ],
)
def test_what_the_user_cannot_do_is_no_limit_of_the_agent(message: str) -> None:
    assert "/brief/scope_dont" not in values(message)
