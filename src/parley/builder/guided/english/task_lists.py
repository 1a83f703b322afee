"""Tasks with their data: "Password reset: username, employee ID", "for returns it needs the order number".

What stands before the colon, dash, arrow or bracket is the task, what follows its data, as long as the items are data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.builder.guided.answers import LABELS
from parley.builder.guided.english import collected, naming, nouns
from parley.builder.guided.english.verbs import Use, verb_at
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.reading import MASK_QUOTE, Reading

_SEGMENT = re.compile(r"\n|;\s|(?<=[a-z)])\.\s|(?<=\s)(?=\d\)\s)|[!?]\s")
_BULLET = re.compile(r"[\s>]*(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+)?")
_WHO = "|".join(sorted(CALLERS))
_SEPARATED = re.compile(
    rf"(?:(?:(?:the |our |an? )?(?:[a-z]+ )?(?:{_WHO}|they|it|she|he) (?:should be able to|must be able to|can|"
    rf"could|may|"
    r"want to|wants to|would like to|should|will|are able to|"
    r"(?:call|ring|phone|write|come)(?: us| in)? to) )?(?:(?:also|just|only) )?)"
    r"(?:(?:and|then|also|for|on|if it's|when it's|first|second|finally|main thing is|two things)[,:.]? )*"
    r"(?:(?:an?|the|each|every) )?"
    r"(?P<name>[^\W\d_][\w' /&-]{2,58}?)(?:\.{3} ?\w+)?(?P<mark>: | ?[–—] | - | ?->? | ?=> | ?→ | "
    r"\()(?P<list>[^\n]{3,})"
)
_NEEDING = re.compile(
    r"\b(?P<for>for|to) (?:an? |the |any )?(?P<name>(?!that\b|this\b|it\b|which\b|them\b)[a-z][\w' /-]{2,50}?)(?: "
    r"one| it)?,? "
    r"(?P<needs>(?:it|she|he|i|we|you|they|the agent|the bot)(?:'ll|'d| will| would)? (?:just |only |also |always )*"
    r"(?:needs?|wants?|asks? for|requires?|takes?|has to ask for|must ask for) )?(?(needs)|(?=the |just the |only "
    r"the ))"
    r"(?P<list>[^\n]{3,})"
)
_FURTHER = re.compile(
    r",? (?:and )?(?P<needs>(?P<for>for|to)) (?:an? |the )?(?P<name>[a-z][a-z' -]{2,40}?),? (?=(?:just |only "
    r")?(?:the |their |date |name))"
    r"(?P<list>[^\n]{3,})"
)
_NO_TASK = re.compile(
    r"\b(?:not|never|don't|no|must|always|tone|hours|language|voice|greeting|closing|compliance|facts?|success|channel|"
    r"tools?|system|price|fee|open|rule|style|handover|escalat\w+|transfer|who|caller|like|draft|prices|rules|data|info|"
    r"information|details|things?|questions?|that|this|it|they|we|i)\b"
    r"|^(?:[\w']+ )?(?:address|contact|kind|name|number|email|phone)$"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A task's name with its data and the span of the message both stand in."""

    name: str
    data: list[str]
    start: int
    end: int


def found(reading: Reading) -> list[Listed]:
    """The tasks that a message lists with their data, in order."""
    results: list[Listed] = []
    for start, end in _segments(reading.low):
        results += _separated(reading.low, start, end) or _needing(reading.low, start, end)
    return results


def _segments(low: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _SEGMENT.finditer(low):
        yield start, mark.start()
        start = mark.end()
    yield start, len(low)


def _separated(low: str, start: int, end: int) -> list[Listed]:
    bullet = _BULLET.match(low, start, end)
    place = bullet.end() if bullet else start
    found = _SEPARATED.match(low, place, end)
    if found is None or MASK_QUOTE in found.group():
        return []
    name = found.group("name").strip()
    if name in LABELS or _NO_TASK.search(name) or not _is_task(name):
        return []
    data, length, known = collected.items(_closed(found))
    if not data or known * 2 < len(data) or (known < 2 and found.group("mark").strip() in {"-", "–", "—", "("}):
        return []
    return [Listed(named(name), data, found.start("name"), found.start("list") + length)]


def _closed(found: re.Match[str]) -> str:
    listed = found.group("list")
    return listed.partition(")")[0] if found.group("mark") == " (" else listed


def _needing(low: str, start: int, end: int) -> list[Listed]:
    results: list[Listed] = []
    found = _NEEDING.search(low, start, end)
    while found and len(results) < 6:
        name = found.group("name").strip()
        data, length, known = collected.items(found.group("list"))
        is_loose = not found.group("needs") and (known < 2 or found.group("for") == "to")
        if not known or is_loose or _NO_TASK.search(name) or len(name.split()) > 5:
            return results
        results.append(Listed(named(name), data, found.start(), found.start("list") + length))
        found = _FURTHER.match(low, found.start("list") + length, end)
    return results


def _is_task(name: str) -> bool:
    return len(name.split()) <= 7 and not name.endswith((" is", " are", " at", " on", " to"))


def named(name: str) -> str:
    """A task's name as a goal's: the usual one where the noun is known, else as said."""
    plain = re.sub(r"^(?:asking|ask) (?:if|whether|about|for) ", lambda said: said.group(), name.strip())
    if usual := nouns.NOUN_GOALS.get(plain):
        return usual
    verb = verb_at(plain, 0)
    goals = naming.named(verb.base, plain[verb.end :].strip()) if verb and verb.use is Use.GOAL else []
    if goals:
        return str(goals[0]["name"])
    return plain[:1].upper() + plain[1:]
