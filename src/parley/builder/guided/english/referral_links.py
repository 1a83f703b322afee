"""Whether what stands between a case and whoever takes it is enough to tell a rule: "if it floods, ring Ahmed"."""

import re
from dataclasses import dataclass, field

from parley.builder.guided import recipients
from parley.builder.guided.english import persons
from parley.builder.guided.english import referral_words as cues
from parley.builder.guided.reading import MASK_LINK


@dataclass(slots=True)
class Context:
    """What the rules of a message share: whether they were asked for, and who was named so far."""

    is_asked: bool
    is_headed: bool = False
    is_told: bool = False
    known: dict[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.is_asked or self.is_headed


def may_tell(link: re.Match[str], context: Context, *, is_clause: bool) -> bool:
    """Whether words that pass on can be enough, whoever follows: some need a number behind them, some a clause before.

    Where it is False, `is_enough` is so for every person.
    """
    kind = link.lastgroup
    if context.is_open or context.is_told or kind not in _WEAK:
        return True
    return is_clause if kind == "plain" else kind != "is" and persons.may_reach(link.string, link.end())


_WEAK = frozenset({"plain", "comma", "is", "fetch"})


def is_enough(link: re.Match[str], person: persons.Person, context: Context, case: str, *, is_clause: bool) -> bool:
    """Whether the words that pass on, who takes over and what was asked together tell a rule."""
    kind = link.lastgroup
    if kind == "plain":
        is_named = person.is_reached or person.is_role or person.shown[:1].isupper()
        return (is_clause or context.is_open) and is_named
    if kind in {"comma", "is"} and not person.is_reached and not person.is_role:
        return context.is_open and link.string[person.end :].strip()[:1] in {"", ".", ";", "!"} and case.endswith("s")
    if context.is_open or (context.is_told and person.is_reached):
        return True
    if kind == "self":
        return is_clause or person.is_reached
    if kind in {"move", "fetch"}:
        is_called = kind == "move" and cues.CALLED.search(link.group())
        return person.is_reached or (is_clause and kind == "move") or (kind == "move" and not is_called)
    if kind == "mark":
        is_moved = re.search(r"\b(?:to|with|ring|call|get|phone|contact)\b", link.group()) is not None
        return person.is_reached or is_moved or bool(re.search(r"->|=>|→", link.group()))
    if kind == "bare":
        return (is_clause and case.endswith(",")) or context.is_told or _is_line(case, person)
    return person.is_reached and kind != "is" and not cues.PLACE.search(case)


def _is_line(case: str, person: persons.Person) -> bool:
    """Whether a short noun and somebody named make a rule of their own: "complaints to the practice manager, Ros"."""
    return len(case.split()) <= 4 and re.search(r"s\b", case) is not None and person.shown != ""


def is_written(low: str, case: str, start: int, person: persons.Person) -> bool:
    """Whether it is no caller that goes to an address, but what is written: "send messages on to office@…"."""
    return MASK_LINK in low[start : person.end] and recipients.WRITTEN.search(case) is not None
