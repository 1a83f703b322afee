"""Whole briefs in one message: what each slot gets, and how little is left to ask."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import REQUIRED
from parley.builder import apply, ask
from parley.builder.guided import understand
from parley.builder.schemas import BuildState

SAMPLES = Path(__file__).parent.parent / "briefs"


@dataclass(frozen=True)
class Case:
    """A brief and what it must give: values by slot, goals with their data, hand-over rules, tools."""

    text: str
    slots: dict[str, Any]
    goals: dict[str, list[str]]
    handover: list[tuple[str, str]]
    tools: set[str] = field(default_factory=set)
    left: tuple[str, ...] = ("greeting",)


CASES = {
    "dental": Case(
        "We're a dental clinic in Austin called Bright Smile Dental. I need a friendly phone receptionist that books, "
        "reschedules and cancels appointments, answers questions about opening hours and insurance, and "
        "takes messages. "
        "It should collect the patient's name, date of birth, phone number and reason for the visit. "
        "Speaks English and "
        "Spanish. Never give medical advice. Emergencies go to our on-call dentist at +1 512 555 0188. Use Google "
        "Calendar and confirm by SMS with Twilio.",
        {
            "kind": "reception",
            "purpose": "Friendly phone receptionist that books, reschedules and cancels appointments, answers "
            "questions about opening hours and insurance, and takes messages, for Bright Smile Dental, a dental clinic "
            "in Austin.",
            "tone": ["friendly"],
            "languages": ["en", "es"],
            "channel": "voice",
            "scope_dont": ["give medical advice"],
        },
        {
            "Book an appointment": ["name", "date_of_birth", "phone_number", "reason_for_visit"],
            "Reschedule an appointment": ["name", "phone_number", "current_appointment_date", "new_date", "new_time"],
            "Cancel an appointment": ["name", "phone_number", "appointment_date"],
            "Answer questions about opening hours and insurance": [],
            "Take a message": ["name", "phone_number", "message"],
        },
        [("it is an emergency", "on-call dentist, +15125550188")],
        {"google_calendar", "twilio_sms"},
    ),
    "orders": Case(
        "Build a chat support agent for our online shoe shop, Stride & Co. Customers should be able to "
        "check the status "
        "of an order, start a return and ask about delivery times. Ask for the order number and the "
        "email address. Keep "
        "it friendly but quick. It must not promise refunds. We use Shopify and Zendesk. If the customer is angry or "
        "asks for a human, hand over to the support team.",
        {
            "kind": "support",
            "purpose": "Chat support agent for Stride & Co, an online shoe shop, that checks the status of an order, "
            "starts a return and answers questions about delivery times.",
            "tone": ["friendly", "quick"],
            "languages": ["en"],
            "channel": "chat",
            "scope_dont": ["promise refunds"],
        },
        {
            "Check the status of an order": ["order_number", "email"],
            "Start a return": ["order_number", "reason"],
            "Answer questions about delivery times": [],
        },
        [("the customer is angry or asks for a human", "the support team")],
        {"shopify", "zendesk"},
    ),
    "restaurant": Case(
        "I own a small Italian restaurant in Hamburg, Trattoria Nonna. The agent answers the phone, takes reservations "
        "(name, number of guests, date, time, phone) and tells people about the menu and parking. We are "
        "open Tuesday to "
        "Sunday from 5pm to 11pm. It should speak German and English and sound warm. Groups larger than 10 should be "
        "transferred to me at +49 40 1234567. Don't take payments.",
        {
            "kind": "booking",
            "purpose": "Booking assistant for Trattoria Nonna, a small Italian restaurant in Hamburg, that takes a "
            "reservation and tells callers about the menu and parking.",
            "tone": ["warm"],
            "languages": ["de", "en"],
            "channel": "voice",
            "hours": "Tuesday to Sunday from 5pm to 11pm",
            "scope_dont": ["take payments"],
        },
        {
            "Take a reservation": ["name", "number_of_guests", "date", "time", "phone_number"],
            "Tell callers about the menu and parking": [],
        },
        [("the call is about groups larger than 10", "+49401234567")],
    ),
    "leads": Case(
        "Our company sells HR software and we want an AI SDR called Max to call back inbound leads, qualify them "
        "(company size, budget, timeline) and book demos in Calendly. Log everything in HubSpot. Confident, concise, "
        "never pushy. If a lead asks about enterprise pricing, transfer to an account executive.",
        {
            "name": "Max",
            "kind": "sales",
            "tone": ["not pushy", "confident", "concise"],
            "languages": ["en"],
            "channel": "voice",
        },
        {
            "Call back an inbound lead": ["name", "company", "email"],
            "Qualify an inbound lead": ["company_size", "budget", "timeline"],
            "Book a demo": ["name", "phone_number", "preferred_date", "preferred_time", "company", "email"],
        },
        [("a lead asks about enterprise pricing", "an account executive")],
        {"calendly", "hubspot"},
        ("greeting",),
    ),
    "helpdesk": Case(
        "IT help desk voice agent for our 400 employees. It resets passwords, unlocks accounts, creates "
        "tickets in Jira "
        "Service Management and tells the status of existing tickets. Needs the employee ID and a short description of "
        "the problem. Patient and clear tone. English only. Escalate outages to the on-call engineer at +44 20 7946 "
        "0000. Never ask for passwords.",
        {
            "kind": "helpdesk",
            "tone": ["patient", "clear"],
            "languages": ["en"],
            "channel": "voice",
            "scope_dont": ["ask for passwords"],
        },
        {
            "Reset a password": ["employee_id", "problem_description"],
            "Unlock an account": ["email"],
            "Create a ticket": ["name", "email", "problem_description"],
            "Tell the status of existing tickets": ["ticket_number"],
        },
        [("the call is about outages", "the on-call engineer, +442079460000")],
        {"jira_service_management"},
    ),
    "property": Case(
        "need a bot for our property management company to take maintenance requests from tenants 24/7, ask for unit "
        "number, description, urgency, and permission to enter. log it in airtable. burst pipes or no heating -> call "
        "our on-call plumber +1-415-555-0132. tone: polite, efficient. voice.",
        {
            "purpose": "Bot for our property management company to take maintenance requests from tenants 24/7, "
            "ask for unit number, description, urgency, and permission to enter.",
            "tone": ["polite", "efficient"],
            "channel": "voice",
        },
        {"Take a maintenance request": ["unit_number", "description", "urgency", "permission_to_enter"]},
        [("the call is about burst pipes or no heating", "on-call plumber, +14155550132")],
        {"airtable"},
    ),
    "logistics": Case(
        "We're a logistics company (FreightLine) shipping pallets across Europe. The agent should answer inbound calls "
        "from customers asking where their shipment is, quote delivery windows, and take pickup requests. For pickups "
        "it needs company name, address, number of pallets, weight and preferred date. It speaks English, Polish and "
        "German. Professional, to the point. Connect to dispatch if the shipment is lost or damaged.",
        {
            "kind": "support",
            "tone": ["to the point", "professional"],
            "languages": ["en", "pl", "de"],
            "channel": "voice",
        },
        {
            "Check the status of a shipment": ["tracking_number"],
            "Quote delivery windows": ["order_number"],
            "Take pickup requests": ["company", "address", "number_of_pallets", "weight", "preferred_date"],
        },
        [("the shipment is lost or damaged", "dispatch")],
    ),
}


def told(text: str) -> BuildState:
    """The state after a first message."""
    start = BuildState(question=ask.next_question(BuildState()))
    return apply.apply(start.model_copy(update={"turn": 1}), understand(text, start).operations)


@pytest.mark.parametrize("name", CASES)
def test_brief_fills_its_slots(name: str) -> None:
    case, brief = CASES[name], told(CASES[name].text).brief
    assert {slot: brief.value(slot) for slot in case.slots} == case.slots


@pytest.mark.parametrize("name", CASES)
def test_brief_names_goals_with_their_data(name: str) -> None:
    goals = told(CASES[name].text).brief.goals
    assert goals is not None
    assert {goal.name: goal.collect for goal in goals.value} == CASES[name].goals


@pytest.mark.parametrize("name", CASES)
def test_brief_says_when_a_person_takes_over(name: str) -> None:
    rules = told(CASES[name].text).brief.handover
    assert rules is not None
    assert [(rule.when, rule.to) for rule in rules.value] == CASES[name].handover


@pytest.mark.parametrize("name", CASES)
def test_brief_adds_the_tools_it_names_and_no_other(name: str) -> None:
    assert {tool.catalogue_id for tool in told(CASES[name].text).tools} == CASES[name].tools


@pytest.mark.parametrize("name", CASES)
def test_brief_leaves_little_to_ask(name: str) -> None:
    assert sorted(ask.missing(told(CASES[name].text))) == sorted(CASES[name].left)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_sample_brief_leaves_at_most_four_slots(path: Path) -> None:
    brief = told(path.read_text()).brief
    assert sum(brief.value(slot) is None for slot in REQUIRED) <= 4


def test_tasks_with_one_object_stay_apart_beside_brackets() -> None:
    brief = (
        "Patients call to book a visit (she needs their full name and preferred date), to move a visit, or cancel one."
    )
    [goals] = [op.value for op in understand(brief, BuildState(turn=1)).operations if op.path == "/brief/goals"]
    assert [goal["name"] for goal in goals] == ["Book a visit", "Move a visit", "Cancel a visit"]
    assert goals[0]["collect"] == ["full_name", "preferred_date"]
