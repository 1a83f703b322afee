"""Briefs in other languages: goals, hand-over, limits and purpose of a German or Spanish message, in its own words."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from parley.builder.guided import collected, goals, nouns, recipients
from parley.builder.guided.draft import Draft
from parley.builder.guided.naming import GoalValue, goal
from parley.builder.guided.reading import Sentence
from parley.builder.language.data import variable

MAX_OBJECT_WORDS = 12


@dataclass(slots=True)
class Tasks:
    """Goals and data with their places in the message, so that data in brackets finds its goal.

    `listed` are those of the goals that stood before their data, which may be named once more elsewhere.
    """

    goals: list[tuple[int, GoalValue]] = field(default_factory=list)
    data: list[tuple[int, collected.Data]] = field(default_factory=list)
    listed: list[GoalValue] = field(default_factory=list)


class Tongue(Protocol):
    """What a language's module offers: its rules over a sentence, and the words of a purpose."""

    FOR: str

    def gather(self, sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
        """Put what a sentence gives into the draft; the words are taken."""

    def role(self, text: str) -> str:
        """The agent's job title."""
        ...

    def firm(self, text: str) -> str:
        """The organisation, "" where none is named."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """What one sentence gives, with the words each value rests on; goals and data carry their places in it."""

    goals: list[tuple[int, GoalValue]] = field(default_factory=list)
    data: list[tuple[int, str]] = field(default_factory=list)
    handover: dict[str, str] | None = None
    donts: list[str] = field(default_factory=list)
    words: str = ""


def put(told: Told, sentence: Sentence, draft: Draft, tasks: Tasks) -> None:
    """What a sentence gave, into the draft."""
    tasks.goals += [(sentence.start + place, value) for place, value in told.goals]
    draft.say("goals", goals.distinct([value for _, value in told.goals]), told.words)
    for place, name in told.data:
        tasks.data.append((sentence.start + place, collected.Data([name], told.words, place)))
    draft.say("handover", [told.handover] if told.handover else [], told.words)
    draft.say("scope_dont", told.donts, told.words)


def put_bracketed(found: list[tuple[int, list[str]]], sentence: Sentence, tasks: Tasks) -> None:
    """Data that stood in brackets, bound to the goal before them."""
    for place, data in found:
        tasks.data.append((sentence.start + place, collected.Data(data, sentence.text, place, is_bound=True)))


def named(verb: str, wanted: str, *, is_verb_last: bool, usual: list[str]) -> GoalValue | None:
    """A goal of an infinitive and its object; None where the object is missing or no thing a caller gets done."""
    plain = " ".join(wanted.split()).strip(" ,.:-\ue000\ue001\ue002")
    if not plain or len(plain.split()) > MAX_OBJECT_WORDS:
        return None
    words = f"{plain} {verb}" if is_verb_last else f"{verb} {plain}"
    return goal(words[:1].upper() + words[1:], list(usual))


def rule(when: str, to: str, rest: str) -> dict[str, str]:
    """A hand-over rule; the number stands in the recipient's words or behind them."""
    number = recipients.number(rest)
    said = recipients.PHONE.search(rest)
    who = recipients.PHONE.sub("", to).strip(" ,.:(-")
    shown = number or (said.group().strip(" .-/(") if said else "")
    return {"when": when[:250], "to": ", ".join(part for part in (who, shown) if part)[:200]}


_BRACKET = re.compile(r"\((?P<list>[^()\ue000-\ue002]{5,200})\)")


def bracketed(sentence: Sentence) -> list[tuple[int, list[str]]]:
    """ "Gäste anmelden (Name, E-Mail)": brackets of two or more short items, with their places; they are taken."""
    results = []
    for found in _BRACKET.finditer(sentence.left):
        items = split(sentence.text[slice(*found.span("list"))], "und|oder|sowie|y|e|o")
        if len(items) > 1 and all(len(item.split()) <= 4 and not re.search(r"\d", item) for item in items):
            results.append((found.start(), [datum(item) for item in items]))
            sentence.take(*found.span())
    return results


_ARTICLE = re.compile(r"^(?:den|die|das|der|eine?n?|bitte|ihre?n?|el|la|los|las|una?|sus?)\s+", re.IGNORECASE)


def datum(words: str) -> str:
    """The name of a datum, the usual one where the words are known."""
    plain = _ARTICLE.sub("", words.strip())
    return nouns.DATA_NAMES.get(plain.lower()) or variable(plain)


def taken(sentence: Sentence, start: int, end: int) -> str:
    """The user's words of a span, blanked for the rules that follow."""
    while end > start and sentence.text[end - 1] in " ,.;:":
        end -= 1
    return sentence.take(start, end)


def split(text: str, joints: str) -> list[str]:
    """The parts of a list without the words that join them."""
    parts = re.split(rf"\s*,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+", text)
    return [part.strip(" .") for part in parts if part.strip(" .")]
