"""Sensible values for what the user left to us, derived from what is known; a greeting in the agent's own language."""

import re
from typing import Any

from parley.agents.schemas import REQUIRED, Channel, Kind
from parley.builder import guided
from parley.builder.guided.tables import word_set
from parley.builder.language.people import is_firms_name
from parley.builder.phrases import N_, phrases
from parley.builder.schemas import BuildState, Op, Operation

_TONES: dict[Kind, list[str]] = {
    Kind.SUPPORT: [N_("friendly"), N_("patient"), N_("clear")],
    Kind.SALES: [N_("confident"), N_("friendly"), N_("concise")],
    Kind.BOOKING: [N_("friendly"), N_("efficient")],
    Kind.RECEPTION: [N_("warm"), N_("calm"), N_("professional")],
    Kind.SURVEY: [N_("neutral"), N_("friendly"), N_("brief")],
    Kind.REMINDER: [N_("polite"), N_("brief")],
    Kind.HELPDESK: [N_("patient"), N_("clear"), N_("calm")],
    Kind.OTHER: [N_("friendly"), N_("clear"), N_("professional")],
}
GOALS: dict[Kind, list[tuple[str, list[str]]]] = {
    Kind.SUPPORT: [
        (N_("Answer questions"), []),
        (N_("Report a problem"), ["name", "phone_number", "problem_description"]),
    ],
    Kind.SALES: [(N_("Answer questions about the offer"), []), (N_("Qualify a lead"), ["name", "company", "email"])],
    Kind.BOOKING: [(N_("Book an appointment"), ["name", "phone_number", "preferred_date", "preferred_time"])],
    Kind.RECEPTION: [(N_("Answer questions"), []), (N_("Take a message"), ["name", "phone_number", "message"])],
    Kind.SURVEY: [(N_("Answer the survey"), ["rating", "comments"])],
    Kind.REMINDER: [(N_("Confirm or move an appointment"), ["confirmation"])],
    Kind.HELPDESK: [(N_("Report a problem"), ["name", "email", "problem_description"])],
    Kind.OTHER: [(N_("Answer questions"), []), (N_("Take a message"), ["name", "phone_number", "message"])],
}
"""What is usually done with an agent of a kind, and the data it takes."""
_WHEN: dict[Kind, list[str]] = {
    Kind.SUPPORT: [
        N_("the caller asks for a person"),
        N_("the caller is upset or the problem is still open after two tries"),
    ],
    Kind.SALES: [N_("the caller asks for a person"), N_("the caller wants to buy or to negotiate now")],
    Kind.BOOKING: [N_("the caller asks for a person"), N_("no time on offer suits the caller")],
    Kind.RECEPTION: [N_("the caller asks for a person"), N_("it is urgent")],
    Kind.SURVEY: [N_("the caller asks for a person")],
    Kind.REMINDER: [N_("the caller asks for a person")],
    Kind.HELPDESK: [N_("the caller asks for a person"), N_("the problem is still open after two tries")],
    Kind.OTHER: [N_("the caller asks for a person")],
}
_PURPOSES: dict[Kind, str] = {
    Kind.SUPPORT: N_("Customer support agent that answers customers' questions and takes up their problems."),
    Kind.SALES: N_("Sales assistant that answers questions and qualifies leads."),
    Kind.BOOKING: N_("Booking assistant that makes, moves and cancels bookings."),
    Kind.RECEPTION: N_("Receptionist that answers questions and takes messages."),
    Kind.SURVEY: N_("Survey agent that asks a few questions and notes the answers."),
    Kind.REMINDER: N_("Reminder agent that reminds people of their appointments."),
    Kind.HELPDESK: N_("Help desk agent that solves or records technical problems."),
    Kind.OTHER: N_("Assistant that answers questions and takes messages."),
}
_GREETINGS: dict[str, tuple[str, str, str]] = {
    # With a name and a business, with either; the agent says that it is no person.
    "en": (
        "Hello, thank you for contacting {firm}. I'm {name}, the virtual assistant. How can I help you?",
        "Hello, you've reached {firm}. I'm the virtual assistant. How can I help you?",
        "Hello, I'm {name}, a virtual assistant. How can I help you?",
    ),
    "de": (
        "Guten Tag, {firm}, hier ist {name}, die digitale Assistenz. Wie kann ich Ihnen helfen?",
        "Guten Tag, {firm}, hier ist die digitale Assistenz. Wie kann ich Ihnen helfen?",
        "Guten Tag, hier ist {name}, Ihre digitale Assistenz. Wie kann ich Ihnen helfen?",
    ),
    "es": (
        "Hola, le atiende {name}, el asistente virtual de {firm}. ¿En qué puedo ayudarle?",
        "Hola, le atiende el asistente virtual de {firm}. ¿En qué puedo ayudarle?",
        "Hola, soy {name}, su asistente virtual. ¿En qué puedo ayudarle?",
    ),
    "zh": (
        "您好，我是{firm}的智能助手{name}，请问有什么可以帮您？",
        "您好，这里是{firm}，我是智能助手，请问有什么可以帮您？",
        "您好，我是智能助手{name}，请问有什么可以帮您？",
    ),
    "fr": (
        "Bonjour, ici {name}, l'assistant virtuel de {firm}. Comment puis-je vous aider ?",
        "Bonjour, vous êtes en relation avec l'assistant virtuel de {firm}. Comment puis-je vous aider ?",
        "Bonjour, ici {name}, votre assistant virtuel. Comment puis-je vous aider ?",
    ),
    "it": (
        "Buongiorno, sono {name}, l'assistente virtuale di {firm}. Come posso aiutarla?",
        "Buongiorno, sono l'assistente virtuale di {firm}. Come posso aiutarla?",
        "Buongiorno, sono {name}, il suo assistente virtuale. Come posso aiutarla?",
    ),
    "pt": (
        "Olá, sou {name}, o assistente virtual de {firm}. Como posso ajudar?",
        "Olá, sou o assistente virtual de {firm}. Como posso ajudar?",
        "Olá, sou {name}, o seu assistente virtual. Como posso ajudar?",
    ),
    "nl": (
        "Goedendag, u spreekt met {name}, de virtuele assistent van {firm}. Waarmee kan ik u helpen?",
        "Goedendag, u spreekt met de virtuele assistent van {firm}. Waarmee kan ik u helpen?",
        "Goedendag, u spreekt met {name}, uw virtuele assistent. Waarmee kan ik u helpen?",
    ),
}
_NAMELESS: dict[str, str] = {
    "en": "Hello, I'm your virtual assistant. How can I help you?",
    "de": "Guten Tag, hier ist Ihre digitale Assistenz. Wie kann ich Ihnen helfen?",
    "es": "Hola, soy su asistente virtual. ¿En qué puedo ayudarle?",
    "zh": "您好，我是智能助手，请问有什么可以帮您？",
    "fr": "Bonjour, je suis votre assistant virtuel. Comment puis-je vous aider ?",
    "it": "Buongiorno, sono il suo assistente virtuale. Come posso aiutarla?",
    "pt": "Olá, sou o seu assistente virtual. Como posso ajudar?",
    "nl": "Goedendag, ik ben uw virtuele assistent. Waarmee kan ik u helpen?",
}
_CASUAL = word_set(
    """
    casual informal playful fun funny cheerful upbeat bubbly relaxed laid-back breezy
    """
)


def fill(state: BuildState, path: str = "") -> list[Operation]:
    """SET operations for the missing required slots, or for the one at `path`, without evidence: nobody said them."""
    result = []
    for slot in REQUIRED:
        here = f"/brief/{slot}"
        if state.brief.value(slot) is None and path in {"", here}:
            value = value_for(slot, state)
            result.append(Operation(op=Op.SET, path=here, value=value, inferred=True, confidence=0.5))
    return result


def value_for(slot: str, state: BuildState) -> Any:
    """The value we would choose for a required slot."""
    kind = _kind(state)
    match slot:
        case "kind":
            return guided.jobs.guessed(state.brief, state.language) or guided.jobs.usual(state.brief)
        case "purpose":
            return _purpose(state, kind)
        case "goals":
            return [{"name": name, "description": "", "collect": list(data)} for name, data in GOALS[kind]]
        case "tone":
            return list(_TONES[kind])
        case "languages":
            return [state.language if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", state.language) else "en"]
        case "channel":
            return Channel.CHAT if kind in {Kind.OTHER} else Channel.VOICE
        case "handover":
            return [{"when": when, "to": ""} for when in _WHEN[kind]]
        case _:
            return greeting(state)


def _kind(state: BuildState) -> Kind:
    held = state.brief.kind
    return held.value if held else Kind.OTHER


def _purpose(state: BuildState, kind: Kind) -> str:
    goals = state.brief.goals.value if state.brief.goals else []
    if not goals:
        return _PURPOSES[kind]
    said = phrases(state.language)
    names = [goal.name[:1].lower() + goal.name[1:] if said.is_english else goal.name for goal in goals[:3]]
    return said.tell("Assistant that helps callers to {goals}.", goals=said.listed(names))


def greeting(state: BuildState) -> str:
    """The first words of the agent, in its first language, with its name and the business where they are known."""
    languages = state.brief.languages
    tag = (languages.value[0] if languages and languages.value else state.language).split("-")[0]
    shapes = _GREETINGS.get(tag, _GREETINGS["en"])
    firm = firm_name(state)
    name = state.brief.name.value if state.brief.name and state.brief.name.value != firm else ""
    if name and firm:
        text = shapes[0]
    elif firm:
        text = shapes[1]
    elif name:
        text = shapes[2]
    else:
        text = _NAMELESS.get(tag, _NAMELESS["en"])
    text = text.replace("{name}", name[:80]).replace("{firm}", firm[:120])
    tones = set(state.brief.tone.value) if state.brief.tone else set()
    return text.replace("Hello, ", "Hi, ", 1) if tag == "en" and tones & _CASUAL else text


def firm_name(state: BuildState) -> str:
    """The business's own name, as its slot or the purpose has it, "" where only its kind is known."""
    named, held = state.brief.name, state.brief.purpose
    if named is not None and is_firms_name(state.brief):
        return named.value
    found = guided.english.business.proper_name(held.value) if held is not None else ""
    return found if found and found != state.brief.value("name") else ""
