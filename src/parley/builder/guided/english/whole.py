"""What follows from a message as a whole: names, callers, the kind of job, the purpose, the language."""

import re

from parley.agents.schemas import Kind
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import aims, audience, business, firms, identity
from parley.builder.guided.reading import Reading

_ROLES = {
    Kind.RECEPTION: "receptionist",
    Kind.BOOKING: "booking assistant",
    Kind.SUPPORT: "customer support agent",
    Kind.SALES: "sales assistant",
    Kind.HELPDESK: "help desk agent",
    Kind.SURVEY: "survey agent",
    Kind.REMINDER: "reminder agent",
}


def names(reading: Reading, draft: Draft) -> None:
    """The agent's or the business's name, and who calls."""
    if named := identity.name(reading):
        draft.say("name", named.value, named.evidence)
    elif reading.state.brief.name is None and (firm := firms.named(reading)):
        draft.say("name", *firm)
    if (reading.state.brief.callers is None or reading.is_correction) and (told := audience.found(reading)):
        who, is_said = told
        if is_said:
            draft.say("callers", who.value, who.evidence)
        else:
            draft.imply("callers", who.value, who.evidence)


def kind_and_purpose(reading: Reading, draft: Draft, role: str, tag: str | None) -> None:
    """The kind of job, and what the agent is for: as the user put it, else as its role, its firm and its goals say."""
    state = reading.state
    is_open = "kind" not in draft and state.brief.kind is None
    kind = identity.kind(reading, role.lower(), _goal_names(draft)) if is_open else None
    if kind:
        value, word, is_named = kind
        place = reading.text.lower().find(word)
        evidence = reading.text[place : place + len(word)] if place >= 0 else draft.words("goals") or role
        if is_named:
            draft.say("kind", value, evidence)
        else:
            draft.imply("kind", value, evidence, 0.7)
    if "purpose" in draft or state.brief.purpose is not None:
        return
    firm = business.of(reading)
    told = aims.purpose(reading) if tag in {None, "en"} else None
    if told and not (draft.value("goals") and _is_title(told[0], firm)):
        draft.say("purpose", _for_whom(told[0], firm), told[1])
        return
    if not firm and not role:
        return
    chosen = role or _ROLES.get(draft.value("kind") or Kind.OTHER, "assistant")
    evidence = firm.evidence if firm else role
    if not draft.value("goals") and not (role and firm):
        return
    draft.say("purpose", identity.purpose(chosen, _does(draft), firm), evidence)


_DOING = re.compile(r",? (?:that|who|which|to) (?!\w+ing\b)")


def _is_title(purpose: str, firm: business.Business | None) -> bool:
    """Whether a wish names nothing but the agent's job and the firm: "chat agent for our shop"."""
    return firm is not None and _DOING.search(purpose) is None and (_names(purpose, firm) or " for our " in purpose)


def _names(purpose: str, firm: business.Business) -> bool:
    head = re.sub(r"^(?:an?|the) ", "", firm.words.split(",")[0].lower())
    return head in purpose.lower()


def _for_whom(purpose: str, firm: business.Business | None) -> str:
    """A purpose with the firm it is for, where it does not speak of it."""
    if firm is None or _names(purpose, firm):
        return purpose
    return f"{purpose.rstrip('.')}, for {firm.words.rstrip('.')}."


def _goal_names(draft: Draft) -> str:
    values = draft.value("goals") or []
    return (
        " " + " ".join(str(value["name"] if isinstance(value, dict) else value.name) for value in values).lower() + " "
    )


def _does(draft: Draft) -> str:
    """The first goals in the third person: "books an appointment and answers questions about prices"."""
    values = draft.value("goals") or []
    names = [value["name"] if isinstance(value, dict) else value.name for value in values][:3]
    return identity.doing(names)


def language(reading: Reading, draft: Draft, tag: str | None) -> None:
    is_brief = "goals" in draft or "purpose" in draft or reading.path == "/brief/purpose"
    if not is_brief or reading.state.brief.languages is not None or "languages" in draft:
        return
    if tag:
        sentence = max(reading.sentences, key=lambda item: len(item.text), default=None)
        draft.imply("languages", [tag], sentence.text if sentence else "", 0.7)
