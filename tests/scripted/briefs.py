"""What a good model makes of the five sample briefs: a script for `Extraction`, keyed by the brief's whole text."""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "briefs"


def _op(slot: str, evidence: str, *values: str, op: str = "set", inferred: bool = False) -> dict[str, Any]:
    return {"evidence": evidence, "op": op, "slot": slot, "values": list(values), "inferred": inferred}


_DENTAL = [
    _op("name", "called Mia", "Mia"),
    _op("kind", "voice receptionist", "reception"),
    _op(
        "purpose",
        "Bright Smile Dental, a small dental clinic in Leeds",
        "Answers the phone of Bright Smile Dental, a small dental clinic in Leeds",
    ),
    _op("callers", "Patients call", "Patients"),
    _op("channel", "answers our phone", "voice"),
    _op("tone", "warm, calm and professional", "warm", "calm", "professional"),
    _op("languages", "I run Bright Smile Dental", "en", inferred=True),
    _op(
        "goals",
        "to book an appointment (she needs their full name … to move an appointment, or to cancel one",
        "Book an appointment: full name, phone number, reason for the visit, preferred date",
        "Move an appointment",
        "Cancel an appointment",
    ),
    _op("hours", "open Monday to Friday from eight to six", "Monday to Friday from eight to six"),
    _op("scope_dont", "never give medical advice or quote prices", "Give medical advice", "Quote prices for treatment"),
    _op(
        "handover",
        "If someone is in severe pain, or asks for a person",
        "someone is in severe pain => the front desk, +44 113 496 0123",
        "someone asks for a person => the front desk, +44 113 496 0123",
    ),
    _op("tools", "practice software holds the calendar", "appointment_system", op="add"),
]
_HELPDESK = [
    _op("name", "name it Pixel", "Pixel"),
    _op("kind", "IT help desk", "helpdesk"),
    _op("purpose", "Our internal IT help desk at Hartwell Logistics", "Internal IT help desk of Hartwell Logistics"),
    _op("callers", "for our employees", "Employees of Hartwell Logistics"),
    _op("channel", "a phone and chat agent", "both"),
    _op("tone", "patient, clear and respectful", "patient", "clear", "respectful"),
    _op("languages", "Our internal IT help desk", "en", inferred=True),
    _op(
        "goals",
        "report an IT problem as a ticket … tell people the status of a ticket, and reset a password",
        "Report an IT problem: employee number, device, what happens, since when",
        "Tell the status of a ticket: ticket number",
        "Reset a password: employee number",
    ),
    _op(
        "scope_dont", "must not ask for passwords or change access rights", "Ask for passwords", "Change access rights"
    ),
    _op(
        "handover",
        "Security incidents and outages that affect a whole site go straight to the duty engineer",
        "security incident => the duty engineer, +44 20 7946 0999",
        "outage of a whole site => the duty engineer, +44 20 7946 0999",
    ),
    _op("tools", "Everything lives in ServiceNow", "servicenow", op="add"),
    _op("tools", "in the knowledge base", "knowledge_base", op="add"),
]
_LEADS = [
    _op("name", "called Alex", "Alex"),
    _op("kind", "qualifies them", "sales"),
    _op(
        "purpose",
        "calls back people who asked for a demo, qualifies them and books the demo",
        "Calls back people who asked Cargowise Cloud for a demo, qualifies them and books it",
    ),
    _op("callers", "people who asked for a demo", "People who asked for a demo"),
    _op("channel", "Build a voice agent", "voice"),
    _op("tone", "Confident, curious and consultative, never pushy", "confident", "curious", "consultative"),
    _op("languages", "We are Cargowise Cloud", "en", inferred=True),
    _op(
        "goals",
        "qualifies them and books the demo. It should find out the company",
        "Qualify a lead: company, role, number of employees, how they plan shipments today, start date",
        "Book a demo: preferred date, preferred time",
    ),
    _op("facts", 'prices beyond "from 400 euros a month"', "Price: from 400 euros a month"),
    _op("scope_dont", "never talk badly about competitors", "Talk badly about competitors", "Discuss prices further"),
    _op(
        "handover",
        "If someone is an existing customer or wants to negotiate a contract",
        "existing customer, or wants to negotiate a contract => the account team, +31 20 496 0123",
    ),
    _op("tools", "a slot from our Calendly", "calendly", op="add"),
    _op("tools", "save the lead in HubSpot", "hubspot", op="add"),
]
_ORDERS = [
    _op("name", "named Ben", "Ben"),
    _op("kind", "helps customers check where their order is", "support"),
    _op("purpose", "Northlight Lamps sells lamps online", "Helps customers of the online lamp shop Northlight Lamps"),
    _op("callers", "helps customers", "Customers of the shop"),
    _op("channel", "a chat assistant", "chat"),
    _op("tone", "Friendly and brief, please, and honest", "friendly", "brief", "honest"),
    _op("languages", "Northlight Lamps sells lamps online", "en", inferred=True),
    _op(
        "goals",
        "check where their order is, using the order number … start a return when something arrives broken",
        "Track an order: order number, email",
        "Start a return: order number, item, reason",
    ),
    _op("facts", "Returns are free within thirty days", "Returns: free within thirty days"),
    _op("scope_dont", "mustn't promise refunds or give discounts", "Promise refunds", "Give discounts"),
    _op(
        "handover",
        "Anything about damaged electrics or an angry customer goes to our support team",
        "damaged electrics => the support team, hello@northlight.example",
        "angry customer => the support team, hello@northlight.example",
    ),
    _op("tools", "looks orders up in our shop system", "order_lookup", op="add"),
    _op("tools", "registers returns there", "return_request", op="add"),
]
_TABLES = [
    _op("name", "called Clara", "Clara"),
    _op("kind", "takes reservations", "booking"),
    _op(
        "purpose",
        "For our restaurant Zur Alten Mühle in Freiburg",
        "Takes table reservations for the restaurant Zur Alten Mühle in Freiburg",
    ),
    _op("callers", "Guests want to reserve", "Guests"),
    _op("channel", "a phone assistant", "voice"),
    _op("tone", "warm and polite", "warm", "polite"),
    _op("languages", "in German and English", "de", "en"),
    _op(
        "goals",
        "reserve a table (name, phone number, date, time, party size) or cancel a reservation",
        "Reserve a table: name, phone number, date, time, party size",
        "Cancel a reservation: name, date",
    ),
    _op("hours", "open Wednesday to Sunday from 17:00 to 23:00", "Wednesday to Sunday from 17:00 to 23:00"),
    _op(
        "facts",
        "the kitchen closes at 21:30, and there is parking",
        "Kitchen: closes at 21:30",
        "Parking: behind the house",
    ),
    _op(
        "scope_dont",
        "No reservations for more than twelve people, and please never promise anything about allergens",
        "Reserve for more than twelve people",
        "Promise anything about allergens",
    ),
    _op(
        "handover",
        "Groups, parties and anything difficult go to the restaurant manager",
        "groups, parties or anything difficult => the restaurant manager, +49 761 4960123",
    ),
    _op("tools", "Our tables are in our reservation system", "reservation_system", op="add"),
]
_BY_NAME = {
    "dental-clinic": _DENTAL,
    "it-helpdesk": _HELPDESK,
    "lead-qualification": _LEADS,
    "order-support": _ORDERS,
    "restaurant-booking": _TABLES,
}
NAMES = tuple(_BY_NAME)


def text(name: str) -> str:
    """The brief as a user would send it."""
    return (FOLDER / f"{name}.txt").read_text().strip()


def script() -> dict[str, list[dict[str, Any]]]:
    """The whole script."""
    return {text(name): operations for name, operations in _BY_NAME.items()}
