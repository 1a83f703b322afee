"""Who is who in a brief: what the agent is, for which business, and the word for the people who speak with it."""

import re
from functools import lru_cache

from parley.agents.schemas import Brief, BuiltinTool, Channel, Kind, ToolSpec
from parley.builder.language.data import fold
from parley.builder.language.wording import one_line, words

_ROLES: dict[Kind, str] = {
    Kind.SUPPORT: "customer support agent",
    Kind.SALES: "sales assistant",
    Kind.BOOKING: "reservations assistant",
    Kind.RECEPTION: "receptionist",
    Kind.SURVEY: "interviewer",
    Kind.REMINDER: "reminder assistant",
    Kind.HELPDESK: "help desk agent",
    Kind.OTHER: "assistant",
}
_PEOPLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("patient", ("patient", "paciente")),
    ("guest", ("guest", "diner", "gaeste", "gast ", "huesped")),
    (
        "employee",
        ("employee", "staff member", "colleague", "coworker", "co-worker", "our staff", "mitarbeit", "empleado"),
    ),
    ("patient", ("dental", "dentist", "clinic", "doctor", "physio", "zahnarzt", "arztpraxis")),
    ("guest", ("restaurant", "hotel", "bistro", "trattoria")),
    ("tenant", ("tenant", "mieter", "inquilino")),
    ("student", ("student", "studier", "estudiante")),
    ("member", ("members", "mitglied")),
    ("prospect", ("prospect", "leads", "lead qualif", "qualify", "website visitor", "interessent")),
    ("client", ("client ", "clients", "mandant")),
    ("customer", ("customer", "shopper", "buyer", "kunde", "kundin", "cliente")),
)
_BUSINESS = re.compile(
    r"\b(?:for|at|of|from|with|called|named|calling|contacting|reached|behalf of|für|bei|von|para|en|pour|chez)\s+"
    r"(?:the\s+|our\s+|my\s+|der\s+|die\s+|das\s+|la\s+|el\s+)?"
    r"([A-ZÄÖÜ][\w’'&-]*(?:\s+(?:(?:&|and|und|y|of|de|la)\s+)?[A-Z0-9ÄÖÜ][\w’'&-]*){0,4})"
)
_MAIL, _PHONE = re.compile(r"\S@\S"), re.compile(r"\d[\d ().-]{4,}\d")
_NOT_BUSINESSES = words(
    "google microsoft outlook calendly hubspot salesforce shopify zendesk stripe twilio slack whatsapp jira servicenow "
    "english german spanish french italian dutch portuguese deutsch monday tuesday wednesday thursday friday saturday "
    "sunday i ai it crm faq sms january february march april may june july august september october november december "
    "hi hello hallo hola you europe"
)


def channel_of(brief: Brief) -> Channel:
    """Where the agent is met; voice unless said."""
    return brief.channel.value if brief.channel else Channel.VOICE


def speaks(brief: Brief) -> bool:
    """Whether the agent is heard at all."""
    return channel_of(brief) is not Channel.CHAT


def role(brief: Brief) -> str:
    """The agent's job title."""
    kind = brief.kind.value if brief.kind else Kind.OTHER
    return "IT help desk agent" if kind is Kind.HELPDESK and _is_it(brief) else _ROLES[kind]


def _is_it(brief: Brief) -> bool:
    return bool(re.search(r"\bIT\b|password|laptop|vpn|wi-?fi|software", _said(brief)))


def _said(brief: Brief) -> str:
    held = [brief.callers, brief.purpose]
    goals = brief.goals.value if brief.goals else []
    return " ".join([slot.value for slot in held if slot] + [f"{goal.name} {goal.description}" for goal in goals])


def caller_word(brief: Brief) -> str:
    """The word for those who speak with the agent: "patient", "guest" …; "caller" or "visitor" when nothing says."""
    for text in (brief.callers.value if brief.callers else "", _said(brief)):
        if found := _people_in(text):
            return found
    return {Channel.VOICE: "caller", Channel.CHAT: "visitor", Channel.BOTH: "customer"}[channel_of(brief)]


def caller_sources(brief: Brief) -> list[str]:
    """The slots that `caller_word` is read from."""
    if brief.callers and _people_in(brief.callers.value):
        return ["/brief/callers"]
    return ["/brief/callers", "/brief/purpose", "/brief/goals", "/brief/channel"]


@lru_cache(maxsize=64)
def _people_in(text: str) -> str:
    plain = f" {fold(text)} "
    return next((word for word, stems in _PEOPLE if any(stem in plain for stem in stems)), "")


_AGENTS = re.compile(
    r"(?:^|\b(?:agent|assistant|bot|receptionist|concierge|it|she|he|its|her|his|him)\b(?:'s)?,?(?: is| should be| "
    r"will be"
    r"| to be)?) ?(?:call|called|named?|known as|goes by|name is|name should be|name:|heißt|llama)?"
    r"(?: (?:it|her|him|the \w+))?[ ,:\"“”„‘'«]*$",
    re.IGNORECASE,
)


def is_firms_name(brief: Brief) -> bool:
    """Whether the name that the brief gives is, by the words it was told with, the business's."""
    if brief.name is None or not brief.name.evidence.endswith(brief.name.value):
        return False
    return _AGENTS.search(brief.name.evidence.removesuffix(brief.name.value)) is None


def business(brief: Brief) -> str:
    """The name of the business, from its slot, a fact or the words of the brief; empty when none is named."""
    if brief.name is not None and is_firms_name(brief):
        return one_line(brief.name.value, 80)
    for fact in brief.facts.value if brief.facts else []:
        if fact.topic.lower() in {"business", "company", "business name", "company name", "name"}:
            return one_line(fact.text, 80).rstrip(".")
    own = brief.name.value if brief.name else ""
    for slot in (brief.purpose, brief.greeting, brief.callers):
        for found in _BUSINESS.finditer(slot.value if slot else ""):
            name = found.group(1).strip(" .,")
            if name.split()[0].lower() not in _NOT_BUSINESSES and name.lower() != own.lower():
                return one_line(name, 80)
    return ""


def is_by_mail(to: str) -> bool:
    """Whether a hand-over goes to an e-mail address alone, which no call can be put through to."""
    return bool(_MAIL.search(to)) and not _PHONE.search(to)


def transfer_tool(tools: list[ToolSpec]) -> ToolSpec | None:
    """The tool that connects to a person, if one is configured."""
    return next((tool for tool in tools if tool.builtin is BuiltinTool.TRANSFER_TO_NUMBER), None)


def ending_tool(tools: list[ToolSpec]) -> ToolSpec | None:
    """The tool that ends the conversation, if one is configured."""
    return next((tool for tool in tools if tool.builtin is BuiltinTool.END_CALL), None)
