"""Needs told of callers rather than of the agent: "people have a leak, want a survey or are chasing an invoice"."""

import re

from parley.builder.guided import naming, nouns
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
_TROUBLES = re.compile(r"\b(?:emergency|leak|breakdown|problem|fault|issue|accident|claim|outage|incident)$")


def found(sentence: Sentence) -> list[tuple[naming.GoalValue, int, int]]:
    """The goals that a sentence about callers names by nouns, with their spans; nothing where a noun is unknown."""
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
