"""Five briefs as complete build states: what the texts in `tests/briefs` come to once everything is understood."""

from pathlib import Path
from typing import Any

from parley.agents.schemas import SLOTS, Brief, ToolSpec, Transfer
from parley.builder.schemas import Assumption, BuildState, Stage
from parley.builder.workflow.synthesis import synthesise
from parley.tools.service import catalogue

BRIEFS = Path(__file__).parent.parent / "briefs"
NAMES = ("dental-clinic", "order-support", "restaurant-booking", "lead-qualification", "it-helpdesk")


def text(name: str) -> str:
    """The brief as its owner wrote it."""
    return (BRIEFS / f"{name}.txt").read_text("utf-8").strip()


def state(name: str) -> BuildState:
    """The build state of a brief, workflow included."""
    bare = BuildState(
        stage=Stage.REVIEWING_WORKFLOW,
        turn=2,
        brief=brief(**_VALUES[name]),
        tools=_tools(name),
        are_tools_settled=True,
        assumptions=[Assumption(path="/brief/closing", text="The closing is a short thank-you.")],
    )
    return bare.model_copy(update={"workflow": synthesise(bare)})


def states() -> dict[str, BuildState]:
    """All five, by name."""
    return {name: state(name) for name in NAMES}


def brief(**values: Any) -> Brief:
    """A brief with these values as stated in the first turn."""
    assert set(values) <= set(SLOTS)
    return Brief.model_validate({slot: {"value": value, "source_turn": 1} for slot, value in values.items()})


def hand_over(to: str, condition: str, number: str | None) -> ToolSpec:
    """The platform's transfer tool with one destination."""
    tool = catalogue()["transfer_to_number"].tools[0]
    return tool.model_copy(update={"transfers": [Transfer(condition=condition, number=number, label=to)]})


def _from(*entries: str) -> list[ToolSpec]:
    return [tool for entry in entries for tool in catalogue()[entry].tools]


def _tools(name: str) -> list[ToolSpec]:
    match name:
        case "dental-clinic":
            desk = hand_over("the front desk", "The patient is in severe pain or asks for a person", "+441134960123")
            return [*_from("appointment_system"), desk, *_from("end_call")]
        case "order-support":
            return _from("order_lookup", "return_request")
        case "restaurant-booking":
            lead = hand_over("die Restaurantleitung", "Groups, celebrations, difficult matters", "+497614960123")
            return [*_from("reservation_system"), lead, *_from("end_call")]
        case "lead-qualification":
            team = hand_over("the account team", "An existing customer, or contract negotiations", "+31204960123")
            return [*_from("calendly", "hubspot"), team, *_from("end_call")]
        case _:
            duty = hand_over("the duty engineer", "A security incident or a site-wide outage", "+442079460999")
            return [*_from("servicenow", "knowledge_base", "password_reset"), duty, *_from("end_call")]


_VALUES: dict[str, dict[str, Any]] = {
    "dental-clinic": {
        "name": "Mia",
        "kind": "reception",
        "purpose": "Answer the phone of Bright Smile Dental, a dental clinic in Leeds, and look after its appointments",
        "callers": "Patients of the clinic and people who want to become patients",
        "goals": [
            {
                "name": "book an appointment",
                "description": "Find a free time and book it for a new or known patient.",
                "collect": ["full_name", "phone", "reason_for_visit", "preferred_date"],
            },
            {"name": "move an appointment", "collect": ["full_name", "phone", "preferred_date"]},
            {"name": "cancel an appointment", "collect": ["full_name", "phone", "appointment_date"]},
        ],
        "scope_dont": ["give medical advice", "quote prices for treatment"],
        "tone": ["warm", "calm", "professional"],
        "languages": ["en-GB"],
        "channel": "voice",
        "greeting": "Good morning, Bright Smile Dental, this is Mia, the virtual assistant. How can I help you?",
        "hours": "Monday to Friday, 8 am to 6 pm",
        "handover": [
            {"when": "someone is in severe pain", "to": "the front desk"},
            {"when": "the caller asks for a person", "to": "the front desk"},
        ],
        "success": ["the patient leaves with a booked, moved or cancelled appointment"],
        "closing": "Thank you for calling Bright Smile Dental. Goodbye!",
    },
    "order-support": {
        "name": "Ben",
        "kind": "support",
        "purpose": "Take routine questions about orders and returns off the inbox of Northlight Lamps",
        "callers": "Customers of the online shop",
        "goals": [
            {
                "name": "check where an order is",
                "description": "Say where the parcel is and when it should arrive, honestly if it is late.",
                "collect": ["order_number", "email"],
            },
            {
                "name": "start a return",
                "description": "Register the return of an item that arrived broken or is not wanted.",
                "collect": ["order_number", "item", "reason"],
            },
        ],
        "facts": [{"topic": "Returns", "text": "free within thirty days of delivery"}],
        "scope_dont": ["promise refunds", "give discounts"],
        "tone": ["friendly", "brief"],
        "languages": ["en"],
        "channel": "chat",
        "greeting": "Hi, I'm Ben, the AI assistant of Northlight Lamps. What can I look up for you?",
        "handover": [
            {"when": "damaged electrics", "to": "the support team, hello@northlight.example"},
            {"when": "a customer is angry", "to": "the support team, hello@northlight.example"},
        ],
        "success": ["the customer knows where the order is", "the return is registered"],
    },
    "restaurant-booking": {
        "name": "Clara",
        "kind": "booking",
        "purpose": "Reservierungen für das Restaurant Zur Alten Mühle annehmen und ändern",
        "callers": "Gäste des Restaurants",
        "goals": [
            {
                "name": "Tisch reservieren",
                "description": "",
                "collect": ["name", "telefonnummer", "datum", "uhrzeit", "personenzahl"],
            },
            {"name": "Reservierung stornieren", "collect": ["name", "telefonnummer", "datum"]},
        ],
        "facts": [
            {"topic": "Parkplätze", "text": "hinter dem Haus"},
            {"topic": "Warme Küche", "text": "bis 21:30 Uhr"},
        ],
        "scope_dont": ["accept reservations for more than twelve people", "promise anything about allergens"],
        "tone": ["herzlich", "höflich"],
        "languages": ["de", "en"],
        "channel": "voice",
        "greeting": "Guten Tag, Restaurant Zur Alten Mühle, hier Clara, die digitale Assistentin. Wie kann ich helfen?",
        "hours": "Mittwoch bis Sonntag, 17 bis 23 Uhr",
        "handover": [{"when": "Gruppen, Feiern und alles Schwierige", "to": "Restaurantleitung"}],
    },
    "lead-qualification": {
        "name": "Alex",
        "kind": "sales",
        "purpose": "Call people who asked for a demo of Cargowise Cloud, see whether it suits them and book it",
        "callers": "Prospects at freight forwarders who filled in the demo form",
        "goals": [
            {
                "name": "qualify the lead",
                "description": "Find out how the company plans shipments and when it wants to change.",
                "collect": ["company", "role", "number_of_employees", "current_process", "start_month"],
            },
            {
                "name": "book a demo",
                "description": "Offer a free slot.",
                "collect": ["full_name", "email", "preferred_date"],
            },
        ],
        "facts": [{"topic": "Price", "text": "from 400 euros a month"}],
        "scope_dont": ["discuss prices beyond the starting price", "talk badly about competitors"],
        "constraints": ["never push after a second no"],
        "tone": ["confident", "curious", "consultative"],
        "languages": ["en"],
        "channel": "voice",
        "greeting": "Hello, I am Alex, the AI assistant of Cargowise Cloud. You asked for a demo: shall we?",
        "handover": [
            {"when": "the prospect is an existing customer", "to": "the account team"},
            {"when": "someone wants to negotiate a contract", "to": "the account team"},
        ],
        "success": ["a qualified lead is saved", "a demo is booked"],
        "voice": "a clear, mid-paced voice",
    },
    "it-helpdesk": {
        "name": "Pixel",
        "kind": "helpdesk",
        "purpose": "Be the first line of the IT help desk at Hartwell Logistics",
        "callers": "Employees of all sites",
        "goals": [
            {
                "name": "report an IT problem",
                "description": "Open a ticket that an engineer can work on without calling back.",
                "collect": ["employee_number", "device", "issue", "since_when"],
            },
            {"name": "check the status of a ticket", "collect": ["ticket_number"]},
            {
                "name": "reset a password",
                "description": "Only for the own account.",
                "collect": ["employee_number"],
            },
        ],
        "scope_dont": ["ask for passwords", "change access rights"],
        "compliance": ["GDPR"],
        "tone": ["patient", "clear", "respectful"],
        "languages": ["en"],
        "channel": "both",
        "greeting": "Hello, this is Pixel, the virtual assistant of the IT help desk. What can I do for you?",
        "handover": [
            {"when": "security incidents", "to": "the duty engineer"},
            {"when": "an outage affects a whole site", "to": "the duty engineer"},
        ],
        "success": ["the employee has a ticket number, a status or a reset link"],
    },
}
