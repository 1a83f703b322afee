"""Which configured tools serve which goal, and in which order: identify, look up, write, notify.

Decides by words alone: the topics a goal and a tool share, and whether the tool's action (look up, create, change,
cancel) is one the goal asks for. What no goal asks for is left to the prompt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from parley.agents.schemas import Goal, Kind, Method, ParameterSource, ToolKind, ToolSpec
from parley.builder.language.data import datum, fold
from parley.builder.language.wording import words


class Action(StrEnum):
    """What a tool does to the world, or a goal wants done."""

    LOOKUP = "lookup"
    CREATE = "create"
    UPDATE = "update"
    CANCEL = "cancel"


class Topic(StrEnum):
    """What goals and tools are about."""

    CALENDAR = "calendar"
    TABLE = "table"
    ORDER = "order"
    RETURN = "return"
    PAYMENT = "payment"
    LEAD = "lead"
    TICKET = "ticket"
    ACCOUNT = "account"
    MESSAGE = "message"
    KNOWLEDGE = "knowledge"
    PERSON = "person"


_STEMS: dict[Topic, tuple[str, ...]] = {
    topic: tuple(stems.split())
    for topic, stems in {
        Topic.CALENDAR: "appointment schedul calendar calendly slot availab meeting demo visit consultation reschedul "
        "booking viewing termin verabred cita agend rendez practice",
        Topic.TABLE: "table reserv restaurant dinner lunch tisch reservier mesa",
        Topic.ORDER: "order parcel package shipment shipping deliver track purchase bestell liefer paket pedido envio "
        "commande shopify woocommerce aftership shippo",
        Topic.RETURN: "return refund exchange rma rueckgabe retoure umtausch erstatt devol reembolso retour",
        Topic.PAYMENT: "pay payment invoice bill card deposit checkout stripe zahl rechnung pago factura paiement",
        Topic.LEAD: "lead prospect crm deal pipeline qualif enquir inquir opportunit hubspot salesforce pipedrive "
        "interessent",
        Topic.TICKET: "ticket issue incident problem troubleshoot complain case outage fault stoerung zendesk "
        "freshdesk servicenow jira beschwerde incidencia queja panne",
        Topic.ACCOUNT: "password passwort unlock account login mfa contrasena kennwort passe",
        Topic.MESSAGE: "sms text whatsapp email mail notif slack message sendgrid twilio confirmation nachricht "
        "mensaje",
        Topic.KNOWLEDGE: "question faq knowledge article documentation answer policy information frage pregunta "
        "algolia wissen",
        Topic.PERSON: "customer caller identity verif authenticat profile contact kunde cliente",
    }.items()
}
_ACTIONS: dict[Action, frozenset[str]] = {
    Action.CANCEL: words("cancel delete remove void absagen stornieren cancelar annuler storno cancellation"),
    Action.UPDATE: words(
        "reschedule update change move modify edit postpone amend set verschieben aendern umbuchen cambiar modificar "
        "deplacer rescheduling"
    ),
    Action.LOOKUP: words(
        "check track status where find look lookup answer answers question questions tell inform information info "
        "hours directions search get list explain faq availability fetch "
        "retrieve details frage fragen auskunft estado suivi"
    ),
    Action.CREATE: words(
        "book create schedule reserve add open log make place report submit register start request return refund reset "
        "unlock send pay qualify take capture collect record buchen vereinbaren reservieren reservar agendar reserver "
        "booking bookings reservation reservations appointment appointments order orders insert new"
    ),
}
DEEDS = frozenset[str]().union(*_ACTIONS.values())
_ASIDE = re.compile(r"\b(?:who|that|which|when|if|after|before|because|whose)\b.*", re.IGNORECASE | re.DOTALL)
_VERBS = words("book create schedule reserve make place report submit register start request return reset unlock send")
_SAID_ANYWAY = words(
    "q query question message text summary description subject body content note notes request "
    "title action type priority"
)
_HOME: dict[Topic, frozenset[Kind]] = {
    Topic.CALENDAR: frozenset({Kind.BOOKING, Kind.RECEPTION}),
    Topic.TABLE: frozenset({Kind.BOOKING}),
    Topic.LEAD: frozenset({Kind.SALES, Kind.SURVEY}),
    Topic.TICKET: frozenset({Kind.HELPDESK, Kind.SUPPORT}),
}
_RELATED = {Topic.CALENDAR: {Topic.TABLE}, Topic.TABLE: {Topic.CALENDAR}}
_NOTIFIED = frozenset({Topic.CALENDAR, Topic.TABLE, Topic.TICKET, Topic.LEAD})
_SHOWN_BEFORE = re.compile(r"before (?<=\bbefore )(?:offering|booking)")


def tokens(text: str) -> list[str]:
    """Folded words of a text."""
    return re.findall(r"[a-z0-9]+", fold(text))


@lru_cache(maxsize=512)
def topics(text: str) -> frozenset[Topic]:
    """What a text is about."""
    found = set(tokens(text))
    return frozenset(topic for topic, stems in _STEMS.items() if any(word.startswith(stems) for word in found))


def topics_of(goal: Goal) -> frozenset[Topic]:
    """What a goal is about: by its name, asides ("who asked for a demo") last, else by its description."""
    return topics(_ASIDE.sub("", goal.name)) or topics(goal.name) or topics(goal.description)


def action_of(tool: ToolSpec) -> Action:
    """What a tool does; a tool that writes nothing looks something up."""
    if not tool.writes:
        return Action.LOOKUP
    return _named_action(tool.name) or (Action.CANCEL if tool.method is Method.DELETE else Action.CREATE)


@lru_cache(maxsize=512)
def _named_action(name: str) -> Action | None:
    named = set(tokens(name.replace("_", " ")))
    return next((action for action in (Action.CANCEL, Action.UPDATE, Action.CREATE) if _ACTIONS[action] & named), None)


def actions_of(goal: Goal) -> frozenset[Action]:
    """What a goal wants done, by its name, else its description, else creating something."""
    return _said_actions(goal.name) or _said_actions(goal.description) or frozenset({Action.CREATE})


@lru_cache(maxsize=512)
def _said_actions(text: str) -> frozenset[Action]:
    said = set(tokens(text))
    found = {action for action, vocabulary in _ACTIONS.items() if vocabulary & said}
    if found & {Action.CANCEL, Action.UPDATE, Action.LOOKUP} and not _leads_with_create(text):
        found.discard(Action.CREATE)
    return frozenset(found)


def _leads_with_create(text: str) -> bool:
    # "check an order" and "cancel bookings" name a thing by a word that is a verb elsewhere; "book or cancel" means it.
    joined = re.findall(r"(?:^|\b(?:and|or|to|und|oder|y)\s+|,\s*)([a-z]+)", fold(text))
    return any(word in _VERBS for word in joined)


@lru_cache(maxsize=512)
def _is_availability(name: str, title: str) -> bool:
    named = f"{name} {title}".lower()
    return any(word in named for word in ("availab", "slot", "free", "find_tables", "open times"))


def is_availability(tool: ToolSpec) -> bool:
    """Whether a tool finds free times."""
    return not tool.writes and _is_availability(tool.name, tool.title)


def shows_times(tool: ToolSpec) -> bool:
    """Whether a tool shows what is taken, and so comes before a booking without listing what is free."""
    return not tool.writes and bool(_SHOWN_BEFORE.search(tool.description))


def is_knowledge(tool: ToolSpec) -> bool:
    """Whether a tool answers general questions, and so is of use at any time."""
    if tool.writes:
        return False
    about = topics(f"{tool.name.replace('_', ' ')} {tool.catalogue_id or ''} {tool.title}".replace("_", " "))
    return Topic.KNOWLEDGE in about and Topic.ORDER not in about


def needs(tool: ToolSpec) -> list[str]:
    """What the caller must have said before a tool can be called; free text comes up in any conversation."""
    wanted = (datum(item) for item in tool.parameters if item.required and item.source is ParameterSource.CALLER)
    return list(dict.fromkeys(name for name in wanted if _SAID_ANYWAY.isdisjoint(name.split("_"))))


def callable_tools(tools: Iterable[ToolSpec]) -> list[ToolSpec]:
    """The tools a step of the graph may call: not those that are ways to end, hand over or listen."""
    return [tool for tool in tools if tool.kind is not ToolKind.BUILTIN and tool.builtin is None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool with what its words say of it, read once; `needs` is what the caller must have said before the call."""

    tool: ToolSpec
    action: Action
    about: frozenset[Topic]
    is_availability: bool
    shows_times: bool
    needs: list[str]


def candidate(tool: ToolSpec) -> Candidate:
    """A tool as goals see it."""
    about = _tool_topics(tool)
    return Candidate(tool, action_of(tool), about, is_availability(tool), shows_times(tool), needs(tool))


def assign(goals: list[Goal], tools: list[ToolSpec], kind: Kind | None, limit: int = 5) -> list[list[Candidate]]:
    """For each goal its tools in the order of their calls, at most `limit`. Deterministic."""
    candidates = [candidate(tool) for tool in callable_tools(tools) if not is_knowledge(tool)]
    chosen = [_best(_serving(candidates, goal)) for goal in goals]
    for held in candidates:
        if not any(_does_as(held, other) for others in chosen for other in others):
            for index in _homes(held, goals, chosen, kind):
                chosen[index].append(held)
    return [sorted(held, key=_rank)[:limit] for held in chosen]


def _best(held: list[Candidate]) -> list[Candidate]:
    """The tools without those that do what an earlier one, of another system, does: the owner's order decides."""
    kept: list[Candidate] = []
    for tool in held:
        if not any(_does_as(tool, other) for other in kept):
            kept.append(tool)
    return kept


def _does_as(one: Candidate, two: Candidate) -> bool:
    """Whether two tools are one, or of one purpose in two systems: equal action and topics, look-ups by equal data."""
    tool, other = one.tool, two.tool
    if tool is other or (tool.name == other.name and tool == other):
        return True
    if not (tool.catalogue_id and other.catalogue_id) or tool.catalogue_id == other.catalogue_id:
        return False
    about = one.about - {Topic.PERSON}
    if not about or Topic.MESSAGE in about or about != two.about - {Topic.PERSON}:
        return False
    return one.action is two.action and (tool.writes or _key(tool) == _key(other))


def _key(tool: ToolSpec) -> set[str]:
    return {datum(item) for item in tool.parameters if item.required and item.source is ParameterSource.CALLER}


def _serving(candidates: list[Candidate], goal: Goal) -> list[Candidate]:
    """The tools a goal calls for; a change that no tool makes is a new booking and a cancelled old one."""
    wanted, named = actions_of(goal), topics_of(goal)
    held = [tool for tool in candidates if _serves(tool, goal, wanted, named)]
    if Action.UPDATE in wanted and not any(tool.action is Action.UPDATE for tool in held):
        wider = wanted | {Action.CREATE, Action.CANCEL}
        held = [tool for tool in candidates if _serves(tool, goal, wider, named)]
    return held


def _serves(tool: Candidate, goal: Goal, wanted: frozenset[Action], named: frozenset[Topic]) -> bool:
    about = tool.about
    if about == {Topic.PERSON}:
        return False
    if Topic.MESSAGE in about and about.isdisjoint(_NOTIFIED):
        return Topic.MESSAGE in topics(f"{goal.name} {goal.description}")
    related = named.union(*(_RELATED.get(topic, ()) for topic in named))
    if tool.action is Action.LOOKUP and Topic.RETURN in named:
        related |= {Topic.ORDER}
    if about.isdisjoint(related):
        return False
    if tool.action is Action.LOOKUP:
        return _is_worth_looking_up(tool, wanted)
    return tool.action in wanted


def _is_worth_looking_up(tool: Candidate, wanted: frozenset[Action]) -> bool:
    if tool.is_availability:
        return not wanted <= {Action.CANCEL, Action.LOOKUP}
    if tool.shows_times:
        return True
    return wanted != {Action.CREATE} or not tool.about & {Topic.TICKET, Topic.CALENDAR, Topic.TABLE}


def _tool_topics(tool: ToolSpec) -> frozenset[Topic]:
    named = topics(f"{tool.name} {tool.catalogue_id or ''} {tool.title}".replace("_", " "))
    return named or topics(tool.description)


def _homes(tool: Candidate, goals: list[Goal], chosen: list[list[Candidate]], kind: Kind | None) -> list[int]:
    """Where a tool goes that no goal named: by the agent's job, after other writes, or to the only goal there is."""
    about = tool.about
    with_writes = [index for index, held in enumerate(chosen) if any(other.tool.writes for other in held)]
    doing = [index for index, goal in enumerate(goals) if actions_of(goal) - {Action.LOOKUP}]
    if Topic.PERSON in about and not tool.tool.writes:
        return [index for index, held in enumerate(chosen) if held]
    if Topic.MESSAGE in about and about <= {Topic.MESSAGE, Topic.PERSON}:
        return with_writes
    if kind in frozenset[Kind | None]().union(*(_HOME.get(topic, frozenset()) for topic in about)):
        free = [index for index in doing if index not in with_writes]
        return free or (doing if Topic.LEAD in about else [])
    return [0] if len(goals) == 1 and tool.action in {Action.LOOKUP, Action.CREATE} else []


def _rank(held: Candidate) -> int:
    if not held.tool.writes:
        return 0 if Topic.PERSON in held.about else 1
    if held.about <= {Topic.MESSAGE, Topic.PERSON}:
        return 4
    return 3 if held.action is Action.CANCEL else 2
