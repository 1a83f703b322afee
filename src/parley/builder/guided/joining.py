"""A datum that a task is to ask for besides those it has: "also get the postcode for cakes"."""

import re
from typing import Any

from parley.builder.guided import mentions, trades
from parley.builder.guided.english import withdrawing as english
from parley.builder.guided.named import data_in, datum_told, without_names
from parley.builder.guided.reading import Sentence
from parley.builder.guided.revision import Revision

_FOR = re.compile(r"\s+(?:when|if|for|to|with|from|on|before|whenever|while)\b.*$")


def joined(sentence: Sentence, revision: Revision) -> bool:
    """Let the task that a sentence speaks of, or the only one, ask for what it names; its words are taken."""
    words, pattern = english.JOINED
    if not sentence.has(words) or (found := pattern.search(sentence.left)) is None:
        return False
    goals = revision.items("goals")
    if not goals:
        return False
    said = _FOR.sub("", found[found.lastgroup or 0])
    data = data_in(said) or [name for name in [datum_told(said)] if name]
    start, end = found.span(found.lastgroup or 0)
    rest = f"{sentence.left[:start]} {sentence.left[start + len(said) :]}"
    at = _task(mentions.roots(trades.reasonless(rest)), goals)
    fresh = [name for name in data if at is not None and name not in goals[at]["collect"]]
    if (
        at is None
        or not fresh
        or mentions.roots(without_names(said)) - trades.IDLE - mentions.roots(" ".join(data).replace("_", " "))
    ):
        return False
    goals[at] = {**goals[at], "collect": [*goals[at]["collect"], *fresh]}
    revision.put("goals", goals, sentence.text)
    sentence.take(0, len(sentence.text))
    return True


def _task(said: frozenset[str], goals: list[dict[str, Any]]) -> int | None:
    shared = [len(said & mentions.roots(goal["name"])) for goal in goals]
    if len(goals) == 1:
        return 0
    return shared.index(max(shared)) if max(shared) and shared.count(max(shared)) == 1 else None
