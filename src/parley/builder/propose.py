"""Which tools of the catalogue a brief needs, with reasons; nothing that was declined, never more than eight."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from parley.agents.schemas import Channel, Kind
from parley.builder.guided import business, names, wiring
from parley.builder.schemas import BuildState, Proposal, ProposalStatus
from parley.tools import service

LIMIT = 8
_READ = ("purpose", "goals", "scope_do", "constraints", "handover", "success", "closing", "facts")


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
    "to see which tables are free and to keep the reservation",
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
    "to see free times and keep the appointments",
)
_ROOMS = Need(
    re.compile(r"\b(?:book|reserv)\w* .*\b(?:hotel|guest|double|single|family) rooms?\b|\bzimmer(?:buch|reserv)"),
    ("hotel_booking",),
    "to see which rooms are free and to keep the booking",
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
        "to look up the caller's order",
    ),
    Need(
        re.compile(
            r"\b(?:track|trace|find|status)\w*\b.*\b(?:parcels?|packages?|shipments?|deliver(?:y|ies)|consignments?)\b"
        ),
        ("shipment_tracking",),
        "to see where a delivery is",
    ),
    Need(
        re.compile(r"\b(?:reset|unlock)\w* .*\b(?:passwords?|accounts?)\b"),
        ("password_reset",),
        "to reset the password or unlock the account",
    ),
    Need(
        re.compile(
            r"\b(?:create|open|raise|log|file|check|update|report|submit|status)\b.*\b(?:tickets?|"
            r"incidents?|it problems?|outages?)\b"
        ),
        ("ticket_system",),
        "to open tickets and read their status",
    ),
    Need(
        re.compile(
            r"\bqualif\w+|\bleads\b"
            r"|\b(?:capture|register|nurture|save|collect|screen|take)\w* .*\b(?:lead|prospects?)\b"
        ),
        ("crm",),
        "to keep each lead and what was learnt about it",
    ),
    Need(
        re.compile(
            r"\b(?:pay|collect|take|process)\w* .*\b(?:payments?|deposits?|bills?|invoices?)\b|\bpay (?:a|an|the)\b"
        ),
        ("stripe",),
        "to send the caller a secure payment link",
    ),
    Need(
        re.compile(r"\b(?:take|leave|pass on|record)\w* .*\bmessages?\b"),
        ("callback_request",),
        "to pass the caller's messages on",
    ),
)


def propose(state: BuildState) -> list[Proposal]:
    """The proposals for a state: what was decided stays as decided, offers follow the brief as it is now."""
    decided = {p.catalogue_id: p for p in state.proposals if p.status is not ProposalStatus.OFFERED}
    held = {tool.catalogue_id for tool in state.tools if tool.catalogue_id}
    chosen = {p.catalogue_id for p in decided.values() if p.status is ProposalStatus.ACCEPTED} | held
    wanted, declined = _mentioned(state, chosen)
    reasons = wanted | _needed(state, {*wanted, *held, *decided}, declined) | _of_the_channel(state)
    offers = [
        Proposal(
            catalogue_id=entry_id,
            title=entry.title,
            reason=reason,
            status=ProposalStatus.ACCEPTED if entry_id in held else ProposalStatus.OFFERED,
        )
        for entry_id, reason in reasons.items()
        if entry_id not in decided and entry_id not in declined and (entry := service.entry(entry_id))
    ]
    return [
        *decided.values(),
        *offers[: max(0, LIMIT - sum(p.status is ProposalStatus.ACCEPTED for p in decided.values()))],
    ]


def _texts(state: BuildState) -> list[str]:
    """What the user said and what was made of it; the quotation where there is one, since it says how it was meant."""
    texts = []
    for slot in _READ:
        held = getattr(state.brief, slot)
        if held is None:
            continue
        texts.append(held.evidence or " ".join(_words(held.value)))
    return list(dict.fromkeys(text for text in texts if text))


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [
            item if isinstance(item, str) else " ".join(str(part) for part in item.model_dump().values())
            for item in value
        ]
    return [str(value)]


def _mentioned(state: BuildState, chosen: set[str]) -> tuple[dict[str, str], set[str]]:
    """What the brief's words call for, and what they decline; a product that is named or chosen serves its kind."""
    wanted: dict[str, str] = {}
    loose: dict[str, str] = {}
    declined: set[str] = set()
    own = business.proper_name(str(state.brief.value("purpose") or "")).lower()
    for text in _texts(state):
        said, refused = wiring.split(text)
        declined |= {mention.entry_id for mention in refused}
        for mention in said:
            if mention.entry_id not in _BY_CHANNEL and mention.words.lower() not in own:
                into = wanted if mention.explicit else loose
                into.setdefault(mention.entry_id, f"because you mention “{mention.words}”.")
    for entry_id, reason in loose.items():
        if entry_id in chosen or not _is_doubled(entry_id, chosen | wanted.keys()):
            wanted.setdefault(entry_id, reason)
    for item in state.brief.value("scope_dont") or []:  # type: ignore[attr-defined]  # the slot holds a list
        declined |= {mention.entry_id for mention in service.spotted(str(item)) if not mention.explicit} & {
            "stripe",
            "twilio_sms",
        }
    return {entry_id: reason for entry_id, reason in wanted.items() if entry_id not in declined}, declined


_BY_CHANNEL = frozenset(
    {"transfer_to_number", "end_call", "language_detection", "voicemail_detection", "play_keypad_touch_tone"}
)


def _needed(state: BuildState, known: set[str], declined: set[str]) -> dict[str, str]:
    """What the goals need beyond the tools named; a named tool of the same category serves the need already."""
    goals = state.brief.goals.value if state.brief.goals else []
    result: dict[str, str] = {}
    for goal in goals:
        need = _need(goal.name.lower(), state)
        if need is None:
            continue
        entry_id = next((entry_id for entry_id in need.entries if service.entry(entry_id)), None)
        if entry_id is None or _is_served(entry_id, known | set(result)) or entry_id in declined:
            continue
        result[entry_id] = f"{need.reason} (“{goal.name}”)."
    return result


def _need(goal: str, state: BuildState) -> Need | None:
    """What a goal needs; a booking or a reservation is kept where the business keeps its own."""
    need = next((need for need in _NEEDS if need.pattern.search(goal)), None)
    if need is not None or not _BOOKED.search(goal):
        return need
    place = str(state.brief.value("purpose") or "").lower()
    if _DINING.search(place):
        return _TABLES
    if _LODGING.search(place):
        return _ROOMS
    return _TABLES if "reserv" in goal and not names.SECTORS.search(place) else _APPOINTMENTS


_SAME_NEED = (
    frozenset({"calendar", "appointments", "classes", "rooms", "jobs", "reservations"}),
    frozenset({"orders", "returns"}),
    frozenset({"messages", "team_chat", "email", "tickets"}),
)


_ONE_OF = frozenset({"calendar", "appointments", "classes"})
"""Categories of which one tool is enough, whatever words call for another."""


def _is_doubled(entry_id: str, known: Collection[str]) -> bool:
    """Whether a tool of the same category is there already."""
    entry = service.entry(entry_id)
    categories = {other.category for name in known if name != entry_id and (other := service.entry(name))}
    if entry is None or entry.category in _SIDE_BY_SIDE:
        return False
    return entry.category in categories or (entry.category in _ONE_OF and bool(categories & _ONE_OF))


_SIDE_BY_SIDE = frozenset({"accounts", "webhook"})


def _is_served(entry_id: str, known: set[str]) -> bool:
    entry = service.entry(entry_id)
    if entry is None or entry_id in known:
        return True
    family = next((family for family in _SAME_NEED if entry.category in family), frozenset({entry.category}))
    others = [other for name in known if (other := service.entry(name))]
    return any(other.category in family for other in others)


def _of_the_channel(state: BuildState) -> dict[str, str]:
    """What a phone agent has of its own: passing the call on, ending it, changing the language."""
    channel, handover = state.brief.value("channel"), state.brief.handover
    if channel not in {Channel.VOICE, Channel.BOTH}:
        return {}
    result = {}
    if handover and handover.value:
        result["transfer_to_number"] = f"to pass the call on when {handover.value[0].when.rstrip('.')}."
    result["end_call"] = "to hang up once the caller has said goodbye."
    languages = state.brief.languages
    if languages and len(languages.value) > 1:
        result["language_detection"] = "to change to the caller's language."
    if state.brief.value("kind") is Kind.REMINDER:
        result["voicemail_detection"] = "to leave a message where nobody answers."
    return result
