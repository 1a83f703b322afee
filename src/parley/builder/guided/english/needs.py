"""Needs told of callers rather than of the agent: "people have a leak, want a survey or are chasing an invoice"."""

import re

from parley.builder.guided.english import naming, nouns
from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.reading import Sentence

_MANY = frozenset(word for word in CALLERS if word.endswith("s") or word == "people")
_NEEDING = frozenset({"have", "want", "need", "would", "are"})
_WHO = "|".join(sorted(_MANY))
_NEED = re.compile(
    rf"(?:(?:\b(?:{_WHO}|they|some|others) |, |\bor )"
    r"(?:(?:mostly|usually|mainly|either|often|or|also|might|will|just) )*)"
    r"(?P<cue>have|want|need|would like|are after|are chasing|are waiting for|are (?:asking|ringing|calling) about) "
    r"(?P<what>(?:an?|the|their|about) [a-z][^,;.:!?()\ue000-\ue002]{2,60}?)"
    r"(?=\s*[,;.:!?(\ue002]|\s+(?:who|that|which|or|and|so|because|when|if)\b|$)"
)
_OPENING = re.compile(rf"\b(?:{_WHO}) (?:mostly |usually |mainly |often |either )?(?:have|want|need|would like|are)\b")
_DOING = {
    "order": "an order",
    "book": "a booking",
    "reserve": "a reservation",
    "pay": "a payment",
    "complain": "a complaint",
}
_DOES = re.compile(
    rf"(?<!\bif )(?<!\bwhen )(?<!\bonce )\b(?:{_WHO}|they) "
    r"(?:(?:can|could|should|may|must|will|would like to|want to|need to|are able to|have to|be able to) )*"
    r"(?:just |simply |also )?"
    rf"(?P<verb>{'|'.join(_DOING)})"
    r"(?: (?:by|over|on|via|through|from|with|at|in) (?:the |our |us\b)?"
    r"(?:phone|telephone|chat|website|app|web|whatsapp)?| online| there| directly)*(?=\s*[,;.!?\ue002]|$)"
)
"""What callers do with nothing named: "people should order by phone" is about orders."""
_DONE = frozenset(_DOING)
_TROUBLES = re.compile(r"\b(?:emergency|leak|breakdown|problem|fault|issue|accident|claim|outage|incident)$")


def found(sentence: Sentence) -> list[tuple[naming.GoalValue, int, int]]:
    """The goals that a sentence about callers names by nouns, with their spans; nothing where a noun is unknown."""
    if sentence.has(_DONE) and (done := _DOES.search(sentence.left)):
        sentence.take(*done.span())
        return [(value, *done.span()) for value in naming.named("take", _DOING[done.group("verb")])]
    opening = _OPENING.search(sentence.left) if sentence.has(_MANY) and sentence.has(_NEEDING) else None
    if opening is None or re.match(r"\s*(?:if|when)\b", sentence.left):
        return []
    results = []
    for need in _NEED.finditer(sentence.left, opening.start()):
        value = _goal(need.group("cue"), need.group("what").strip())
        if value is not None:
            results.append((value, need.start("cue"), need.end()))
    return results


def _goal(cue: str, what: str) -> naming.GoalValue | None:
    bare = re.sub(r"^(?:an?|the|their|about) ", "", what)
    noun = next((noun for noun in (" ".join(bare.split()[-2:]), bare.split()[-1]) if noun in nouns.SINGULARS), "")
    if naming.is_about_agents(bare):
        return None
    if cue == "have":
        return naming.goal(f"Report {what}", list(nouns.TAKEN.get(noun, []))) if _TROUBLES.search(bare) else None
    if cue.endswith("about"):
        return naming.goal(f"Answer questions about {bare}", [])
    if cue in {"are chasing", "are waiting for"}:
        return naming.goal(f"Check on {what}", list(nouns.REFERENCES.get(noun, [])))
    if noun in nouns.TAKEN and noun not in nouns.ARRANGED:
        return next(iter(naming.named("request", what)), None)
    return next(iter(naming.named("book", what)), None) if noun in nouns.ARRANGED else None
