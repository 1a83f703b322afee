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
        ("They can report a repair (address, how urgent) or chase an existing one with the job number.",
         "Chase a repair", ["job_number"]),
        ("Folk can send shoes in (name, size) and find out where their repair's got to, which takes the job number.",
         "Know where their repair's got to", ["job_number"]),
        ("- book a clean – address, no. of windows\n- pay an invoice – invoice number", "Pay an invoice",
         ["invoice_number"]),
        ("Some of them ring for a swap, in which case we only need the address and when.", "Swap",
         ["address", "preferred_date"]),
        ("Return empties, so just the pub and the number of kegs.", "Return empties", ["pub", "number_of_kegs"]),
        ("To place an ad they give the text, the category and how many weeks. To renew one it's the ad number.",
         "Renew an ad", ["ad_number"]),
        ("He can lodge a damage claim with docket number, description of damage and invoice value.",
         "Lodge a damage claim", ["docket_number", "damage_description", "invoice_value"]),
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


def test_a_slip_mended_in_the_first_message_leaves_what_it_is_for() -> None:
    told = understand(
        "We're after a phone agent to take the routine calls off our line. We're open 8 to 5. Actually no, that was "
        "last year, it's 8.15 to 4.45 now.",
        BuildState(turn=1),
    )
    [purpose] = [each.value for each in told.operations if each.path == "/brief/purpose"]
    assert "routine calls" in purpose


@pytest.mark.parametrize(
    ("message", "purpose"),
    [
        (
            "I want a phone agent for our campsite. It's meant to take the booking calls off us.",
            "Take the booking calls",
        ),
        ("The purpose of the bot is to attend to shipment calls.", "Attend to shipment calls"),
        ("A voice agent for Northgate Homes. Its job is handling repair calls at night.", "Handling repair calls"),
    ],
)
def test_a_sentence_that_says_what_it_is_for(message: str, purpose: str) -> None:
    told = understand(message, BuildState())
    assert any(each.path == "/brief/purpose" and each.value.startswith(purpose) for each in told.operations)


def test_callers_may_be_named_without_a_verb() -> None:
    told = understand("A chat bot that books resoles. Climbers mostly, plus a few outdoor centres.", BuildState())
    [callers] = [each.value for each in told.operations if each.path == "/brief/callers"]
    assert callers == "Climbers mostly, plus a few outdoor centres"
