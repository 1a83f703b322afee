"""Verbs with objects that say nothing of what callers get done: "pick up the phone", "take about 40 minutes"."""

import re

from parley.builder.guided.lexicon import CALLERS
from parley.builder.guided.tables import word_set


def _is_no_object(verb: str, words: list[str]) -> bool:
    """ "Take about 40 min", "call out is 90", "takes tracking calls": no thing that callers get done."""
    if (
        words[0] in {"is", "are", "about"}
        or (verb == "take" and "off" in words)
        or "is" in words[1:3]
        or _A_TIME.match(" ".join(words[:3]))
    ):
        return True
    return is_minding(verb, words)


def is_minding(verb: str, words: list[str]) -> bool:
    """Whether a verb and its object only say what the agent is there for."""
    return (verb == "cover" and words[0] == "for") or (
        verb in _MINDING and words[-1] in _LINES and "," not in "".join(words)
    )


_MINDING = frozenset({"take", "answer", "handle", "cover", "manage", "deal-with", "process", "pick", "support"})
_LINES = word_set("call calls chat chats line lines phone phones telephone desk counter reception inbox office tickets")
"""What an agent minds: "handles maintenance calls" says what it is there for, nothing that callers get done."""


_A_TIME = re.compile(r"(?:an?|one|two|\d+) (?:hours?|minutes?|days?|weeks?|moment|while)\b")
_TELLING = word_set("tell inform notify give provide advise remind guide direct call")


def says_nothing(verb: str, words: list[str]) -> bool:
    """ "Tell them", "confirm everything", "pick up the phone": a verb without something a caller gets done."""
    if words[0] in {"me", "us", "by", "via", "with", "through", "in", "on", "at"} or words[0] in _IDLE.get(
        verb, frozenset()
    ):
        return True
    if words[0] in {"everything", "anything", "something", "all", "it", "this", "that"} and len(words) < 3:
        return True
    if _is_no_object(verb, words):
        return True
    if words[0] in _PRONOUNS and words[1:2] and words[1] in _AWAY:
        return True
    if (verb, words[-1]) == ("offer", "slot") or (
        verb == "confirm" and words[0] in {"everything", "it", "all", "this"}
    ):
        return True
    if verb in {"call", "call-back"} and words[0] in CALLERS:
        return True
    if verb in _TELLING and words[0] in WHOM:
        return len(words) < 3 or words[1] in {"to", "that", "before", "at", "on", "any", "two", "or", "who"}
    return (verb in {"pick", "call", "direct"} and words[0] in _IDLE["answer"] | {"up"}) or words[0] in {"why", "no"}


_PRONOUNS = frozenset({"them", "him", "her", "it"})
_AWAY = frozenset({"off", "out", "down", "from", "on", "onto", "in", "into", "up", "over", "away", "back", "aside"})
WHOM = word_set(
    "people folks them callers customers guests patients residents tenants users members clients everyone him her"
)


_IDLE = {
    "start": word_set("with by the each every off"),
    "answer": word_set("inbound incoming all call calls phone the phones telephone"),
    "take": word_set("calls call care over place note to"),
    "receive": word_set("calls call"),
    "reply": word_set("to"),
    "respond": word_set("to"),
}
"""Objects with which a verb says nothing of what callers get done ("answer the phone")."""
