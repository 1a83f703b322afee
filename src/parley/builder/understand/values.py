"""A model's flat texts as values of the brief's slots. Pure; ValueError carries a complaint the model can act on."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from parley.agents.schemas import Brief, Channel, Fact, Goal, HandoverRule, Kind, Slot
from parley.builder.guided.language_names import LANGUAGES

LIST_SLOTS = frozenset(
    {
        "goals",
        "scope_do",
        "scope_dont",
        "tone",
        "languages",
        "facts",
        "constraints",
        "compliance",
        "handover",
        "success",
    }
)
_TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.IGNORECASE)
_LIST_BREAK = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b)\s*", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:=>|->|→)\s*")
_CHANNELS = {
    Channel.VOICE: {
        "voice",
        "phone",
        "phone call",
        "phone calls",
        "call",
        "calls",
        "telephone",
        "hotline",
        "phone line",
    },
    Channel.CHAT: {
        "chat",
        "web chat",
        "website",
        "website chat",
        "text",
        "text chat",
        "widget",
        "messaging",
        "whatsapp",
    },
}
_KINDS = {
    "customer support": Kind.SUPPORT,
    "customer service": Kind.SUPPORT,
    "lead qualification": Kind.SALES,
    "appointment": Kind.BOOKING,
    "appointments": Kind.BOOKING,
    "appointment booking": Kind.BOOKING,
    "reservation": Kind.BOOKING,
    "reservations": Kind.BOOKING,
    "receptionist": Kind.RECEPTION,
    "front desk": Kind.RECEPTION,
    "it support": Kind.HELPDESK,
    "it helpdesk": Kind.HELPDESK,
    "help desk": Kind.HELPDESK,
    "reminders": Kind.REMINDER,
}


def coerced(slot: str, values: list[str]) -> Any:
    """The slot's value in its own type. ValueError when the texts do not make one."""
    texts = [value.strip() for value in values if value.strip()]
    if not texts:
        raise ValueError("values is empty")
    try:
        value = _READERS.get(slot, _as_text)(texts)
        held = getattr(Brief().holding(slot, Slot(value=value)), slot)
    except ValidationError as error:
        raise ValueError(f"values do not fit the slot: {error.errors()[0]['msg']}") from error
    return [_plain(item) for item in held.value] if isinstance(held.value, list) else _plain(held.value)


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _as_text(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "; ".join(texts)


def _as_list(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _as_tone(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(part for text in texts for part in _LIST_BREAK.split(text) if part))


def _as_kind(texts: list[str]) -> Kind:
    text = texts[0].casefold().removesuffix(" agent")
    if text in set(Kind):
        return Kind(text)
    if text in _KINDS:
        return _KINDS[text]
    raise ValueError(f"kind is one of {', '.join(Kind)}")


def _as_channel(texts: list[str]) -> Channel:
    parts = {part.casefold() for text in texts for part in _LIST_BREAK.split(text)}
    if "both" in parts:
        return Channel.BOTH
    found = {channel for channel, names in _CHANNELS.items() if parts & names}
    if not found:
        raise ValueError("channel is one of voice, chat, both")
    return Channel.BOTH if len(found) > 1 else found.pop()


def _as_languages(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(_language(part) for text in texts for part in _LIST_BREAK.split(text) if part))


def _language(text: str) -> str:
    named = LANGUAGES.get(text.casefold())
    if named:
        return named
    tag = text.replace("_", "-")
    if not _TAG.match(tag):
        raise ValueError("languages are tags such as en, de, pt-BR")
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in others)])


def _as_goals(texts: list[str]) -> list[Goal]:
    return [_goal(text) for text in texts]


def _goal(text: str) -> Goal:
    name, _, data = text.partition(":")
    parts = (_variable(part) for part in _LIST_BREAK.split(data))
    return Goal(name=name.strip().rstrip("."), collect=list(dict.fromkeys(part for part in parts if part)))


def _variable(text: str) -> str:
    return re.sub(r"\W+", "_", text.strip().casefold()).strip("_")


def _as_facts(texts: list[str]) -> list[Fact]:
    pairs = (text.partition(":") for text in texts)
    return [Fact(topic=topic.strip(), text=rest.strip() or topic.strip()) for topic, _, rest in pairs]


def _as_handover(texts: list[str]) -> list[HandoverRule]:
    pairs = ([*_ARROW.split(text, maxsplit=1), ""] for text in texts)
    return [HandoverRule(when=when.removeprefix("when ").strip(" :"), to=to.strip()) for when, to, *_ in pairs]


_READERS: dict[str, Callable[[list[str]], Any]] = {
    "kind": _as_kind,
    "channel": _as_channel,
    "languages": _as_languages,
    "tone": _as_tone,
    "goals": _as_goals,
    "facts": _as_facts,
    "handover": _as_handover,
    **dict.fromkeys(("scope_do", "scope_dont", "constraints", "compliance", "success"), _as_list),
}
