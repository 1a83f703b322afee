"""The rules that a brief states, each by its pointer and in its owner's words: what an agent's tests must cover."""

from collections.abc import Iterator
from functools import lru_cache

from parley.agents.schemas import Brief, Fact, Goal, HandoverRule
from parley.core.same import Same

LISTED = ("goals", "scope_do", "scope_dont", "constraints", "compliance", "handover", "facts", "languages", "success")
WHOLE = ("hours", "greeting", "closing", "tone")


def stated(brief: Brief) -> dict[str, str]:
    """The words by pointer ("/brief/scope_dont/0", "/brief/hours"), in the order of the slots here; not to be changed.

    What says nothing (an empty text, signs alone) is no rule.
    """
    return _stated(Same(brief, brief))


@lru_cache(maxsize=16)
def _stated(same: Same[Brief]) -> dict[str, str]:
    return {pointer: text for pointer, text in _rules(same.value) if any(sign.isalnum() for sign in text)}


def _rules(brief: Brief) -> Iterator[tuple[str, str]]:
    for slot in LISTED:
        held = brief.value(slot)
        for index, item in enumerate(held if isinstance(held, list) else []):
            yield f"/brief/{slot}/{index}", _words(item)
    for slot in WHOLE:
        held = brief.value(slot)
        if held is not None:
            yield f"/brief/{slot}", ", ".join(held) if isinstance(held, list) else str(held)


def _words(item: object) -> str:
    match item:
        case Goal():
            return item.name
        case Fact():
            return f"{item.topic}: {item.text}"
        case HandoverRule():
            return f"{item.when} → {item.to}" if item.to else item.when or "→"
        case _:
            return str(item)
