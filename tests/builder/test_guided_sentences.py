"""Single sentences said unasked: the value each gives to its slot, and the sentences that give none."""

from typing import Any

import pytest

from parley.builder.guided import understand
from parley.builder.schemas import BuildState, Stage

STATE = BuildState(stage=Stage.COLLECTING_BASICS, turn=1)


def values(message: str) -> dict[str, Any]:
    """The values by path, the tools as their operation."""
    found = understand(message, STATE).operations
    return {op.path: str(op.op) if op.path.startswith("/tools") else op.value for op in found}


@pytest.mark.parametrize(
    ("message", "slot", "expected"),
    [
        ("The agent should be called Mia.", "name", "Mia"),
        ("Please name it “Captain Cook”.", "name", "Captain Cook"),
        ("Our assistant is named Otto and works at night.", "name", "Otto"),
        ("A dental clinic called Bright Smile needs help.", "name", "Bright Smile"),
        ("We're a bakery, Crumb & Co, and the phone never stops.", "name", "Crumb & Co"),
        ("I look after bookings at the Old Mill Theatre.", "name", "Old Mill Theatre"),
        ("The company is Quickfix Plumbing, by the way.", "name", "Quickfix Plumbing"),
        ("Marlin Couriers here, we ship parcels.", "name", "Marlin Couriers"),
        ("We run sixty flats (Harbour Lettings) in Cork.", "name", "Harbour Lettings"),
        ("it's a place called salt and smoke in the old town", "name", "salt and smoke"),
        ("An agent called Poppy for Wexcombe Dental.", "name", "Poppy"),
        ("Tone: warm, calm and professional.", "tone", ["warm", "calm", "professional"]),
        ("It should sound friendly but quick.", "tone", ["friendly", "quick"]),
        ("Keep it formal and to the point.", "tone", ["to the point", "formal"]),
        ("Please be patient and reassuring with callers.", "tone", ["patient", "reassuring"]),
        ("I want a cheerful voice assistant.", "tone", ["cheerful"]),
        ("Confident but never pushy.", "tone", ["not pushy", "confident"]),
        ("It speaks English and Spanish.", "languages", ["en", "es"]),
        ("Languages: German, French, Italian", "languages", ["de", "fr", "it"]),
        ("It should answer in Dutch.", "languages", ["nl"]),
        ("We need a Polish-speaking agent.", "languages", ["pl"]),
        ("British English only.", "languages", ["en-GB"]),
        ("Most callers speak Mandarin or Cantonese.", "languages", ["zh", "yue"]),
        ("It runs as a widget on our website.", "channel", "chat"),
        ("It answers our hotline.", "channel", "voice"),
        ("We want it on the phone and in live chat.", "channel", "both"),
        ('Greet with "Hello, Miller and Sons, how can I help?"', "greeting", "Hello, Miller and Sons, how can I help?"),
        ("Every call starts with “Good day, this is Ada.”", "greeting", "Good day, this is Ada."),
        ('End the call with "Thanks and take care!"', "closing", "Thanks and take care!"),
        ("We are open Monday to Friday from 9 to 5.", "hours", "Monday to Friday from 9 to 5"),
        ("Opening hours: Mon-Sat 8am-6pm, closed on Sundays.", "hours", "Mon-Sat 8am-6pm, closed on Sundays."),
        ("Our office is open around the clock.", "hours", "Around the clock"),
        ("Never give medical advice.", "scope_dont", ["give medical advice"]),
        ("Don't take payments or quote prices.", "scope_dont", ["take payments", "quote prices"]),
        ("It must not promise refunds.", "scope_dont", ["promise refunds"]),
        ("Avoid discussing other customers.", "scope_dont", ["discuss other customers"]),
        ("The agent can't approve loans, and it shouldn't share account balances.", "scope_dont", None),
        ("No legal advice, please.", "scope_dont", ["give legal advice"]),
        ("I don't want it to argue with callers.", "scope_dont", ["argue with callers"]),
        ("It has to comply with GDPR and HIPAA.", "compliance", ["GDPR", "HIPAA"]),
        ("Tell callers that calls are recorded.", "compliance", ["Tell callers that calls are recorded"]),
        ("It must say that it is an AI.", "compliance", ["Say that it is an AI"]),
        (
            "Transfer to a human if the caller is angry.",
            "handover",
            [{"when": "the caller is angry", "to": ""}],
        ),
        (
            "Emergencies go to the night nurse at +1 202 555 0143.",
            "handover",
            [{"when": "it is an emergency", "to": "the night nurse, +12025550143"}],
        ),
        (
            "When somebody asks for the owner, connect them with Paul.",
            "handover",
            [{"when": "somebody asks for the owner", "to": "Paul"}],
        ),
        (
            "Billing disputes should be escalated to the accounting team.",
            "handover",
            [{"when": "the caller has billing disputes", "to": "the accounting team"}],
        ),
        (
            "If it can't help, hand over to reception on 020 7946 0000.",
            "handover",
            [{"when": "it can't help", "to": "reception, 020 7946 0000"}],
        ),
        (
            "water leak → call the caretaker 0044 20 7946 0018",
            "handover",
            [{"when": "the call is about water leak", "to": "the caretaker, +442079460018"}],
        ),
        ("A call is a success when the visit is booked.", "success", ["The visit is booked"]),
        ("Always confirm the date before booking.", "constraints", ["Confirm the date before booking"]),
        ("Keep calls under three minutes.", "constraints", ["Keep calls under three minutes"]),
        ("Use a calm female British voice.", "voice", "calm female British voice"),
        ("Callers are mostly elderly tenants.", "callers", "Mostly elderly tenants"),
        (
            "Parking is free behind the house.",
            "facts",
            [{"topic": "Parking", "text": "Parking is free behind the house"}],
        ),
        (
            "A haircut costs 25 euros.",
            "facts",
            [{"topic": "Haircut", "text": "A haircut costs 25 euros"}],
        ),
        (
            "We are located at 12 Market Street.",
            "facts",
            [{"topic": "Address", "text": "We are located at 12 Market Street"}],
        ),
        ("Das soll auf Deutsch sein.", "languages", ["de"]),
        ("Sie soll freundlich und sachlich sein.", "tone", ["friendly", "factual"]),
    ],
)
def test_sentence_fills_its_slot(message: str, slot: str, expected: Any) -> None:
    found = values(message).get(f"/brief/{slot}")
    if expected is None:
        assert found
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("message", "names"),
    [
        (
            "It books, reschedules and cancels appointments.",
            ["Book an appointment", "Reschedule an appointment", "Cancel an appointment"],
        ),
        ("The agent should check order status and handle returns.", ["Check order status", "Return an item"]),
        (
            "An assistant for booking tables and answering questions about the menu.",
            ["Book a table", "Answer questions about the menu"],
        ),
        (
            "Goals: appointment booking, FAQs, messages",
            ["Book an appointment", "Answer common questions", "Take a message"],
        ),
        ("Callers want to know where their parcel is.", ["Check the status of a parcel"]),
        ("Guests ask about breakfast and parking.", ["Answer questions about breakfast and parking"]),
        ("It qualifies inbound leads and books demos in Calendly.", ["Qualify an inbound lead", "Book a demo"]),
        ("It resets passwords and opens tickets.", ["Reset a password", "Open a ticket"]),
        (
            "She reminds patients of their visits, and takes messages.",
            ["Remind patients of their visits", "Take a message"],
        ),
        (
            "Tasks:\n- register new claims\n- tell the status of a claim",
            ["Register a new claim", "Tell the status of a claim"],
        ),
    ],
)
def test_goals_read_as_imperatives(message: str, names: list[str]) -> None:
    assert [goal["name"] for goal in values(message)["/brief/goals"]] == names


@pytest.mark.parametrize(
    ("message", "collected"),
    [
        ("It books tables and asks for the name, the date and how many people.", ["name", "date", "party_size"]),
        ("It takes reservations (name, phone, date).", ["name", "phone_number", "date"]),
        ("It tracks orders. Collect the order number and the customer's e-mail address.", ["order_number", "email"]),
        (
            "It takes claims and finds out what happened and whether anyone was hurt.",
            ["what_happened", "anyone_hurt"],
        ),
        ("It books lessons.", ["name", "phone_number", "preferred_date", "preferred_time"]),
    ],
)
def test_data_said_replace_the_usual_data(message: str, collected: list[str]) -> None:
    assert values(message)["/brief/goals"][0]["collect"] == collected


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("We use HubSpot and Google Calendar.", {"/tools/hubspot": "add", "/tools/google_calendar": "add"}),
        ("Please don't use Slack.", {"/tools/slack": "remove"}),
        (
            "Use Outlook instead of Google Calendar.",
            {"/tools/outlook_calendar": "add", "/tools/google_calendar": "remove"},
        ),
        ("No CRM, just Zendesk.", {"/tools/crm": "remove", "/tools/zendesk": "add"}),
        ("Payments are handled elsewhere.", {}),
        ("Don't take payments.", {}),
    ],
)
def test_named_tools_are_added_and_declined_ones_removed(message: str, tools: dict[str, str]) -> None:
    assert {path: op for path, op in values(message).items() if path.startswith("/tools")} == tools


@pytest.mark.parametrize(
    ("message", "slot"),
    [
        ("We sell German car parts.", "languages"),
        ("It's an Italian restaurant.", "languages"),
        ("Collect the patient's phone number.", "channel"),
        ("The patient waits in room two.", "tone"),
        ("It answers questions about opening hours.", "hours"),
        ("We don't take walk-ins.", "scope_dont"),
        ("Don't forget to ask for the name.", "scope_dont"),
        ("Our customers can't find their invoices.", "scope_dont"),
        ("We offer professional cleaning services.", "tone"),
        ("Transfer the money to the customer's account.", "handover"),
        ("We build agents for a living.", "goals"),
    ],
)
def test_sentence_leaves_the_slot_alone(message: str, slot: str) -> None:
    assert f"/brief/{slot}" not in values(message)
