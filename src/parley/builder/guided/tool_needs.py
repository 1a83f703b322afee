"""What a goal needs that only a tool can give: the catalogue's entries that would serve it, by the goal's words."""

import re
from dataclasses import dataclass

from parley.builder.guided.english import names
from parley.builder.phrases import N_


@dataclass(frozen=True, slots=True)
class Need:
    """Words of a goal that only a tool can serve: the entries that would, the usual one first."""

    pattern: re.Pattern[str]
    entries: tuple[str, ...]
    reason: str


_TABLES = Need(
    re.compile(
        r"\b(?:book|reserve|cancel|change|move|modify|take|make|reschedule)\w* .*\btables?\b|\btischreserv|"
        r"\breservas? de mesa"
    ),
    ("reservation_system",),
    N_("to see which tables are free and to keep the reservation"),
)
_APPOINTMENTS = Need(
    re.compile(
        r"\b(?:book|schedul|reschedul|cancel|arrange|move|set up|plan|reserv)\w* "
        r".*\b(?:appointments?|meetings?|demos?|visits?|viewings?|tours?|class(?:es)?|"
        r"lessons?|consult\w*|sessions?|calls?|technicians?|inspections?|test drives?|slots?|"
        r"interviews?|treatments?|trials?|showings?|rooms?|repairs?|pickups?)\b|termin|"
        r"citas?\b|预约"
    ),
    ("google_calendar",),
    N_("to see free times and keep the appointments"),
)
_ROOMS = Need(
    re.compile(r"\b(?:book|reserv)\w* .*\b(?:hotel|guest|double|single|family) rooms?\b|\bzimmer(?:buch|reserv)"),
    ("hotel_booking",),
    N_("to see which rooms are free and to keep the booking"),
)
_BOOKED = re.compile(
    r"\b(?:tak|mak|book|reserv|cancel|chang|mov|modif|reschedul|handl|manag|accept|process|receiv|record|arrang|amend|"
    r"confirm)\w* .*\b(?:bookings?|reservations?)\b|\b(?:buchung|reservierung)|\breservas?\b"
)
_DINING = re.compile(
    r"\b(?:restaurants?|bistros?|cafes?|cafés?|diners?|eatery|pizz\w+|trattoria|brasserie|steakhouse|tavern|pubs?|bars?|"
    r"winery|brewery|tables?|dinner|lunch|brunch|gasthaus|gasthof|wirtshaus|lokal|tisch\w*|mesas?|restaurante)\b"
)
_LODGING = re.compile(r"\b(?:hotels?|hostels?|motels?|resorts?|inn|guest ?houses?|b&b|pension|hostal|rooms?|zimmer)\b")


_NEEDS: tuple[Need, ...] = (
    _TABLES,
    _ROOMS,
    _APPOINTMENTS,
    Need(
        re.compile(
            r"\border(?:s|'s)?\b.*\b(?:status|track)|\b(?:check|track|find|trace|change|cancel|return|"
            r"exchange|refund)\w* .*\b(?:orders?|items?|purchases?|returns?)\b|bestellung|pedido"
        ),
        ("order_lookup",),
        N_("to look up the caller's order"),
    ),
    Need(
        re.compile(
            r"\b(?:track|trace|find|status)\w*\b.*\b(?:parcels?|packages?|shipments?|deliver(?:y|ies)|consignments?)\b"
        ),
        ("shipment_tracking",),
        N_("to see where a delivery is"),
    ),
    Need(
        re.compile(r"\b(?:reset|unlock)\w* .*\b(?:passwords?|accounts?)\b"),
        ("password_reset",),
        N_("to reset the password or unlock the account"),
    ),
    Need(
        re.compile(
            r"\b(?:create|open|raise|log|file|check|update|report|submit|status)\b.*\b(?:tickets?|"
            r"incidents?|it problems?|outages?)\b"
        ),
        ("ticket_system",),
        N_("to open tickets and read their status"),
    ),
    Need(
        re.compile(
            r"\bqualif\w+|\bleads\b"
            r"|\b(?:capture|register|nurture|save|collect|screen|take)\w* .*\b(?:lead|prospects?)\b"
        ),
        ("crm",),
        N_("to keep each lead and what was learnt about it"),
    ),
    Need(
        re.compile(
            r"\b(?:pay|collect|take|process)\w* .*\b(?:payments?|deposits?|bills?|invoices?)\b|\bpay (?:a|an|the)\b"
        ),
        ("stripe",),
        N_("to send the caller a secure payment link"),
    ),
    Need(
        re.compile(r"\b(?:take|leave|pass on|record)\w* .*\bmessages?\b"),
        ("callback_request",),
        N_("to pass the caller's messages on"),
    ),
)


def of(name: str, purpose: str) -> Need | None:
    """What a goal needs by its name; a booking or a reservation is kept where a business such as ours keeps its own."""
    goal, place = name.lower(), purpose.lower()
    need = next((need for need in _NEEDS if need.pattern.search(goal)), None)
    if need is not None or not _BOOKED.search(goal):
        return need
    if _DINING.search(place):
        return _TABLES
    if _LODGING.search(place):
        return _ROOMS
    return _TABLES if "reserv" in goal and not names.SECTORS.search(place) else _APPOINTMENTS
