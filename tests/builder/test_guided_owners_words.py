"""How owners put things without the usual cues: tone behind a comma, a business by its trade, rules without a verb."""

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState
from tests.builder import cases
from tests.builder.telling import goals, opening


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friendly and brief, please, and honest when a parcel is late.", ["friendly", "brief", "honest"]),
        ("It should help guests, friendly but quick.", ["friendly", "quick"]),
        ("It answers questions about bills, so calm, empathetic.", ["calm", "empathetic"]),
        ("It should sound patient and clear.", ["patient", "clear"]),
        ("She should be warm, calm and professional.", ["warm", "calm", "professional"]),
        (cases.text("it-helpdesk"), ["patient", "clear", "respectful"]),
        (cases.text("order-support"), ["friendly", "brief", "honest"]),
    ],
)
def test_tone_is_read_at_any_place(text: str, expected: list[str]) -> None:
    assert opening(text)["tone"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It gives clear, short directions to the venue.",
        "A phone agent for patient, young and old visitors that books tours.",
    ],
)
def test_adjectives_before_a_noun_are_no_tone(text: str) -> None:
    assert "tone" not in opening(text)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Northlight Lamps sells lamps online and needs a chat assistant that tracks orders.", "Northlight Lamps"),
        ("We run Ironhouse Fitness, three gyms in Leeds. Build a phone agent that books classes.", "Ironhouse Fitness"),
        ("We manage 900 apartments in Graz and want a voice agent to take repair requests.", "900 apartments in Graz"),
    ],
)
def test_business_is_known_by_what_it_does(text: str, firm: str) -> None:
    assert firm in str(opening(text)["purpose"])


def test_one_thing_told_twice_is_one_goal() -> None:
    assert goals(cases.text("order-support")) == {
        "Check the status of an order": ["order_number", "email"],
        "Start a return": ["order_number", "item", "reason"],
    }
    assert goals(cases.text("restaurant-booking")) == {
        "Reserve a table": ["name", "phone_number", "date", "time", "party_size"]
    }


def test_problem_is_told_in_the_data_of_its_brackets() -> None:
    found = goals(cases.text("it-helpdesk"))
    assert found["Report an IT problem as a ticket"] == [
        "employee_number",
        "device",
        "what_happened",
        "since_when",
    ]


def test_full_name_stands_for_the_name() -> None:
    found = goals("Book a test drive (full name, phone). Ask for their name and phone number.")
    assert found == {"Book a test drive": ["full_name", "phone_number"]}


def test_wish_for_an_agent_is_no_datum() -> None:
    found = goals("We need a phone and chat agent, name it Pixel, for our employees. It resets passwords.")
    assert found == {"Reset a password": ["username"]}


def test_bullets_of_nouns_are_goals() -> None:
    found = goals("Hotel phone agent for:\n- wake-up calls (room, time)\n- room service\n- late check-out")
    assert found == {"Wake-up calls": ["room", "time"], "Room service": [], "Late check-out": []}


def test_bullets_of_rules_are_no_goals() -> None:
    found = opening("It should never do:\n- legal advice\n- price promises")
    assert "goals" not in found
    assert found["scope_dont"] == ["legal advice", "price promises"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Parts questions to parts, sales to the showroom.",
            [("the caller has parts questions", "parts"), ("the call is about sales", "the showroom")],
        ),
        (
            "Gas smell = urgent, also the on-call tech at +43 1 234567.",
            [("the call is about gas smell", "the on-call tech, +431234567")],
        ),
        (
            "Groups, parties and anything difficult go to the restaurant manager.",
            [("the call is about groups, parties and anything difficult", "the restaurant manager")],
        ),
    ],
)
def test_cases_and_people_make_a_rule_without_a_verb(text: str, expected: list[tuple[str, str]]) -> None:
    rules = opening(text)["handover"]
    assert [(rule["when"].lower(), rule["to"]) for rule in rules] == expected


@pytest.mark.parametrize("text", ["Open Monday to Friday.", "From nine to the evening.", "Friendly to the guests."])
def test_spans_of_time_are_no_hand_over(text: str) -> None:
    assert "handover" not in opening(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A survey agent for our clinic. It asks: Do you feel better? Are you in pain? How likely are you to "
            "recommend us?",
            ["better", "pain", "likelihood_to_recommend"],
        ),
        (
            "Phone survey for our garage. Ask how likely they are to recommend us, what we could do better and if we "
            "may call back.",
            ["likelihood_to_recommend", "suggestions", "permission_to_call"],
        ),
    ],
)
def test_questions_of_a_survey_are_one_goal(text: str, expected: list[str]) -> None:
    assert goals(text) == {"Answer the survey": expected}


def test_what_callers_ask_is_no_survey() -> None:
    assert "Answer the survey" not in goals("Phone agent for a hotel. Guests ask how late they can check in.")


@pytest.mark.parametrize(
    ("message", "goal", "channel", "firm"),
    [
        ("I run a burger joint, customers want to order over the phone.", "Take an order", "voice", "a burger joint"),
        ("I own a flower shop and customers should be able to order online", "Take an order", None, "a flower shop"),
        ("We own a sushi place. Guests can reserve by phone.", "Take a reservation", "voice", "a sushi place"),
        ("I have a nail parlour, people should book by chat", "Take a booking", "chat", "a nail parlour"),
    ],
)
def test_what_callers_do_with_nothing_named_is_a_goal(message: str, goal: str, channel: str | None, firm: str) -> None:
    found = {operation.path: operation.value for operation in understand(message, BuildState()).operations}
    assert [value["name"] for value in found["/brief/goals"]] == [goal]
    assert found.get("/brief/channel") == channel
    assert f"for {firm}" in found["/brief/purpose"]


def test_what_callers_do_in_a_condition_is_no_goal() -> None:
    found = understand("Be brief. When customers complain, stay calm.", BuildState()).operations
    assert "/brief/goals" not in {operation.path for operation in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We run Harbour Books. I need a phone agent that takes orders.", "Harbour Books"),
        ("We are Corner Cycles and want a chat agent for repairs.", "Corner Cycles"),
        ("Our company, Polar Freight, wants a phone agent that answers questions about parcels.", "Polar Freight"),
        ("I own Mill Lane Bakery in Bath. A phone agent should take orders.", "Mill Lane Bakery"),
    ],
)
def test_a_business_may_be_named_with_nothing_else_told_of_it(text: str, name: str) -> None:
    assert f"for {name}" in str(opening(text)["purpose"])


@pytest.mark.parametrize(
    "text",
    [
        "We run Google Calendar. I need a phone agent that books appointments.",
        "We are German and need a phone agent that takes orders.",
        "We run Shopify and need a chat agent that answers questions about orders.",
    ],
)
def test_products_and_languages_are_no_business(text: str) -> None:
    purpose = str(opening(text).get("purpose"))
    assert not any(word in purpose for word in ("for Google", "for German", "for Shopify"))
