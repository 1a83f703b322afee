"""Tasks with their data, in the ways in which people of many trades put them."""

import pytest

from parley.builder.guided.engine import understand
from parley.builder.schemas import BuildState


def _goals(message: str) -> dict[str, list[str]]:
    told = understand(message, BuildState())
    values = next((op.value for op in told.operations if op.path == "/brief/goals"), [])
    return {value["name"]: value["collect"] for value in values}


@pytest.mark.parametrize(
    ("message", "name", "data"),
    [
        ("Book a kayak: name, date. Cancel one: booking number.", "Cancel a kayak", ["booking_number"]),
        ("Check if a tool is free: tool name, date.", "Check if a tool is free", ["tool_name", "date"]),
        ("- trace a lost bag – claim number, airline", "Trace a lost bag", ["claim_number", "airline"]),
        ("Secondly applying for a permit, there we are needing plot number, from date and till date.",
         "Apply for a permit", ["plot_number", "start_date", "end_date"]),
        ("Freeze a pass: card number and when from.", "Freeze a pass", ["card_number", "start_date"]),
        ("Book a sweep: name, whether we can let ourselves in.", "Book a sweep", ["name", "permission_to_enter"]),
        ("Book a ride: name, where we're to pick them up.", "Book a ride", ["name", "pickup_location"]),
        ("Book a seat: name, och, and whether anybody needs the stairlift.", "Book a seat", ["name", "stairlift"]),
        ("They can rent a hall, so the start and finish time.", "Rent a hall", ["start_time", "finish_time"]),
        ("Change a slot: the order no. and the new date.", "Change a slot", ["order_number", "new_date"]),
        ("It books taxis. Oh and airport quotes, just the flight number and postcode.", "Airport quotes",
         ["flight_number", "postcode"]),
        ("Some just want to check if we've a bike in, for that we need the frame, the colour and the size.",
         "Check if we've a bike in", ["frame", "colour", "size"]),
        ("It takes tour bookings, collecting the name and date, and keg orders, where it needs the account number "
         "and the quantity.", "Keg orders", ["account_number", "quantity"]),
        ("when someone calls to get a quote we need their name and what the dent looks like", "Get a quote",
         ["name", "dent_description"]),
        ("Buy a hamper: the amount, the name of who receives it.", "Buy a hamper", ["amount", "recipient_name"]),
    ],
)  # fmt: skip
def test_tasks_with_their_data(message: str, name: str, data: list[str]) -> None:
    assert _goals(message)[name] == data


@pytest.mark.parametrize(
    "message",
    [
        "We want a chat bot so tourists can reserve gear.",
        "I'd like a phone agent so that walkers can book a bed.",
        "A bot, but it must not quote prices, they change all the time.",
    ],
)
def test_a_task_that_the_purpose_names_leaves_the_question_open(message: str) -> None:
    assert not _goals(message)


def test_tasks_with_their_data_answer_the_question() -> None:
    assert _goals("It books lessons: name, age and level.") == {"Book a lesson": ["name", "age", "level"]}


def test_periods_and_commas_may_be_dictated() -> None:
    told = _goals(
        "we need a phone agent for the marina period number one booking a berth comma that's name and boat length "
        "period number two reporting a leak comma that's the berth number and a phone number period"
    )
    assert told == {"Book a berth": ["name", "boat_length"], "Report a leak": ["berth_number", "phone_number"]}


def test_judgement_where_nothing_is_said_is_not_asked_for_now() -> None:
    told = understand("A bot for our zoo. Use your best judgment wherever I don't have an answer.", BuildState())
    assert all(operation.op.value != "use_defaults" for operation in told.operations)
