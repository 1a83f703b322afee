"""Ways in which people say the same thing: each family of rules against wordings that no brief of the corpus has."""

from typing import Any

import pytest

from tests.builder.test_guided_sentences import values


def texts(message: str, slot: str) -> list[str]:
    """The texts of a list slot that a message fills."""
    found: Any = values(message).get(f"/brief/{slot}") or []
    return [item if isinstance(item, str) else item.get("text") or item["name"] for item in found]


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("Prices: adults £12, children £7, under threes free.", ["Adults £12", "Children £7", "Under threes free"]),
        ("A full valet is 80 euros, a quick wash 25.", ["A full valet is 80 euros", "A quick wash 25"]),
        (
            "Orders ship within two days, gift wrapping costs three dollars and returns are accepted for six weeks.",
            [
                "Orders ship within two days",
                "Gift wrapping costs three dollars",
                "Returns are accepted for six weeks",
            ],
        ),
        ("We're at 27 Cannon Street.", ["We're at 27 Cannon Street"]),
        ("Helmets must be worn on the track.", ["Helmets must be worn on the track"]),
        ("We're fully insured, it can tell them that.", ["We're fully insured"]),
        ("Loan bikes are free but you need to book ahead.", ["Loan bikes are free but you need to book ahead"]),
        ("It should say that parking is free.", []),
        ("We want an agent that books two appointments a day.", []),
        ("People ring us and wait for half an hour.", []),
    ],
)
def test_each_fact_of_a_sentence_stands_by_itself(message: str, facts: list[str]) -> None:
    assert texts(message, "facts") == facts


@pytest.mark.parametrize(
    ("message", "goals"),
    [
        ("Lost key: name, room number, phone.", {"Lost key": ["name", "room_number", "phone_number"]}),
        (
            "- new patient - full name, date of birth\n- repeat prescription - name of the medicine, email",
            {"New patient": ["full_name", "date_of_birth"], "Repeat prescription": ["medicine_name", "email"]},
        ),
        ("For a boiler service it needs the address and the model.", {"Boiler service": ["address", "model"]}),
        (
            "change an address -> customer number, new address",
            {"Change an address": ["customer_number", "new_address"]},
        ),
        (
            "It books courts. Name, day and how many people is enough.",
            {"Book a court": ["name", "date", "party_size"]},
        ),
        (
            "It takes complaints: what happened, when, and whether they want a refund or a voucher.",
            {"Take a complaint": ["what_happened", "preferred_date", "refund_or_a_voucher"]},
        ),
    ],
)
def test_task_has_the_data_that_stand_behind_it(message: str, goals: dict[str, list[str]]) -> None:
    found: Any = values(message)["/brief/goals"]
    assert {goal["name"]: goal["collect"] for goal in found} == goals


@pytest.mark.parametrize(
    ("message", "when", "to"),
    [
        ("Press enquiries? Then Nadia on 020 7946 0011.", "press enquiries", "Nadia, 020 7946 0011"),
        ("Journalists: media desk, 0161 496 0700.", "journalists", "media desk, 0161 496 0700"),
        ("Anything about refunds goes to accounts.", "refunds", "accounts"),
        ("If someone smells smoke, that's the caretaker, ext. 12.", "someone smells smoke", "the caretaker, ext. 12"),
        ("lost property -> front desk", "lost property", "front desk"),
        ("Deliveries that never came are for the warehouse team.", "deliveries that never came", "the warehouse team"),
        ("When they get abusive, put them through to me on 0191 498 0100.", "get abusive", "0191 498 0100"),
        ("Suppliers should talk to Ingrid in purchasing.", "suppliers", "Ingrid in purchasing"),
    ],
)
def test_hand_over_is_read_in_any_order(message: str, when: str, to: str) -> None:
    rules: Any = values(message)["/brief/handover"]
    assert len(rules) == 1
    assert when in rules[0]["when"].lower()
    assert rules[0]["to"] == to


@pytest.mark.parametrize(
    ("message", "slot", "expected"),
    [
        ("It has to tell callers that the line is recorded.", "compliance", ["Tell callers that the line is recorded"]),
        ("It must mention our privacy policy.", "compliance", ["Mention our privacy policy"]),
        ("Patients whose arm is numb can't drive for two hours.", "scope_dont", []),
        ("The bot oughtn't to discuss politics.", "scope_dont", ["discuss politics"]),
        ("No slang please.", "scope_dont", ["no slang"]),
        (
            "If it reaches a mailbox, it just leaves the number.",
            "constraints",
            ["If it reaches a mailbox, it just leaves the number"],
        ),
        ("Repeat the order number digit by digit.", "constraints", ["Repeat the order number digit by digit"]),
        ("We'll judge it by how many visits get booked.", "success", ["How many visits get booked"]),
        ("I'd be delighted if half the calls needed nobody.", "success", ["Half the calls needed nobody"]),
    ],
)
def test_duties_and_limits_keep_the_owners_words(message: str, slot: str, expected: list[str]) -> None:
    assert texts(message, slot) == expected


@pytest.mark.parametrize(
    ("message", "slot", "expected"),
    [
        ("When they hang up say ta-ra for now.", "closing", "ta-ra for now."),
        ("And at the very end it should say: see you on the slopes!", "closing", "see you on the slopes!"),
        (
            "We're open half eight to quarter past four on weekdays.",
            "hours",
            "Half eight to quarter past four on weekdays",
        ),
        ("The line is staffed around the clock.", "hours", "Around the clock"),
        ("It should sound like an old sailor, a bit gruff.", "voice", "an old sailor, a bit gruff"),
        (
            "The idea is to take parcel questions off our shop staff.",
            "purpose",
            "Take parcel questions off our shop staff.",
        ),
        ("I'm after, you know, a bot that takes pizza orders.", "purpose", "Bot that takes pizza orders."),
        ("Tenants ring us about repairs all day.", "callers", "Tenants"),
        ("We're called Brook & Son.", "name", "Brook & Son"),
    ],
)
def test_single_values_are_heard_however_they_are_put(message: str, slot: str, expected: str) -> None:
    assert values(message)[f"/brief/{slot}"] == expected


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ("Our diary is in Planwise.", "/tools/appointment_system"),
        ("Jobs are held in Fieldmate.", "/tools/job_dispatch"),
    ],
)
def test_product_unknown_to_the_catalogue_is_served_by_what_it_keeps(message: str, path: str) -> None:
    assert path in values(message)
