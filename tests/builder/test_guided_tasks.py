"""Tasks told with their data, in the many ways in which people join the two: the goals with what each collects."""

import pytest

from parley.builder.guided import understand
from parley.builder.guided.english import data_names
from parley.builder.schemas import BuildState, Stage

STATE = BuildState(stage=Stage.COLLECTING_BASICS, turn=1)


def goals(message: str) -> dict[str, list[str]]:
    """The goals of a message with their data."""
    found = {operation.path: operation.value for operation in understand(message, STATE).operations}
    return {goal["name"]: goal["collect"] for goal in found.get("/brief/goals", [])}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "Members may report a broken machine, just the machine number and what's wrong.",
            ["machine_number", "problem"],
        ),
        ("People ring to renew a loan, for which we need the card number and the title.", ["card_number", "title"]),
        ("It must be able to register a warranty -> serial number, purchase date, email", None),
        ("Customers can change their delivery address, they give us the order number and the new address.", None),
        ("Somebody rings to cancel a lesson, all we need is the pupil's name and the date of the lesson.", None),
        ("Kids can book a boat trip (date, how many of them, a mobile).", ["date", "party_size", "phone_number"]),
        ("(b) Order a skip. We require the address, the size of skip and a delivery date.", None),
        ("2. Report a leaking tank. Required: address, phone.", ["address", "phone_number"]),
        ("The main thing is booking a cleaning. Name, address and which day suits.", ["name", "address", "date"]),
        ("Donors can book a pick-up, there it needs the address and what the items are.", ["address", "items"]),
    ],
)
def test_data_belong_to_the_task_before_them(message: str, expected: list[str] | None) -> None:
    found = list(goals(message).values())
    assert len(found) == 1
    assert found[0] == expected if expected else len(found[0]) > 1


@pytest.mark.parametrize(
    ("message", "name", "data"),
    [
        ("When someone wants to adopt a cat, I need to know who they are and how old they are.", "Adopt a cat", "age"),
        ("Or he wants to know if the frame is ready, here the ticket number only.", "if the frame is ready", "ticket"),
        ("If they're after a refund: booking reference and why.", "Refund", "reason"),
        (
            "Then asking for a parking badge, so the flat number and the plate.",
            "Ask for a parking badge",
            "flat_number",
        ),
        ("Oh and gift cards! People buy those for birthdays: the amount and an email.", "Gift cards", "amount"),
        ("Then you get the ones who'd like to sponsor a tree, and they leave a name and an email.", "a tree", "email"),
        ("Number two, get a duplicate key, so the flat number and a day that works.", "Get a duplicate key", "date"),
        ("Now if it's a burst pipe, it should log it: who they are, the postcode, a number.", "burst pipe", "postcode"),
        ("Lockout dispatch: name, callback number, street address, car or house.", "Lockout dispatch", "car_or_house"),
        ("They also move bookings a lot, for that it just needs the name and the new time.", "booking", "new_time"),
    ],
)
def test_situation_names_the_task(message: str, name: str, data: str) -> None:
    found = goals(message)
    assert len(found) == 1
    assert name in next(iter(found))
    assert any(data in datum for datum in next(iter(found.values())))


def test_each_task_has_its_own_data() -> None:
    text = (
        "Tasks:\n- order heating oil. customer number, litres, delivery address\n- report a leak. address, mobile\n"
        "- ask for a quote. postcode, tank size"
    )
    assert goals(text) == {
        "Order heating oil": ["customer_number", "litres", "delivery_address"],
        "Report a leak": ["address", "phone_number"],
        "Ask for a quote": ["postcode", "tank_size"],
    }


@pytest.mark.parametrize(
    "message",
    [
        "We need an agent to cover the reception phones at our clinics.",
        "I want a phone agent that handles maintenance calls.",
        "A bot that takes scheduling off the front desk.",
        "So if they ask, that's a no.",
        "Many people ask can they come on Saturday.",
        "Delivery takes two weeks. A deposit is needed. Our address is 4 Mill Lane.",
        "Channel: telephone only",
    ],
)
def test_what_the_agent_is_there_for_is_no_task(message: str) -> None:
    assert goals(message) == {}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("a number to ring back on", "phone_number"),
        ("how we can reach them", "phone_number"),
        ("email id", "email"),
        ("who's calling", "name"),
        ("size of tyre", "tyre_size"),
        ("date of death", "date_of_death"),
        ("the date of the lesson", "date"),
        ("the day of arrival", "check_in_date"),
        ("which week they'd like", "week"),
        ("which day would suit them", "date"),
        ("what colour and size it is", "colour_and_size"),
        ("how they'd like to pay", "payment_method"),
        ("how much they want to spend", "budget"),
        ("where the water's coming in", "location"),
        ("the owners phone", "phone_number"),
        ("the cats name", "cat_name"),
        ("name of the other party", "other_party_name"),
        ("whether it's urgent", "urgent"),
        ("a description of what has been stolen", "description"),
        ("job number only", "job_number"),
        ("we require the address", None),
        ("price: 40 euro", None),
        ("these folks just wrecked their car", None),
        ("a deposit of 20 percent", None),
    ],
)
def test_datum_has_the_usual_name(said: str, name: str | None) -> None:
    assert data_names.known(said) == name


def test_greeting_before_the_sentence_is_no_task() -> None:
    message = "Kia ora, we're the toy library, and we want a bot so members can reserve a toy (name and date)."
    assert goals(message) == {"Reserve a toy": ["name", "date"]}


def test_what_somebody_wants_of_the_user_is_no_task() -> None:
    message = "The board asked me to look into chat agents. Guests can book a bay (name, date), Lord knows they should."
    assert goals(message) == {"Book a bay": ["name", "date"]}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "Book a bay, for that it needs the name and how many are coming. Then get a bike looked at, a flat tyre or "
            "that: name, phone number and a photo.",
            {"Book a bay": ["name", "party_size"], "Get a bike looked at": ["name", "phone_number", "photo"]},
        ),
        (
            "order coal, thats name phone number and quantity. ask for a mooring, name email and boat length",
            {"Order coal": ["name", "phone_number", "quantity"], "Ask for a mooring": ["name", "email", "boat_length"]},
        ),
        (
            "It takes bookings for us. To book a game it needs a name and the date. Folks also call to move a booking, "
            "for that just the booking number and the new date.",
            {"Book a game": ["name", "date"], "Move a booking": ["booking_number", "new_date"]},
        ),
    ],
)
def test_each_task_has_the_data_told_with_it(message: str, expected: dict[str, list[str]]) -> None:
    assert goals(message) == expected
