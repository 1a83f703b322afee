"""Which item of the brief some words speak of: they share most of its words or of theirs, in whatever form."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from parley.builder.guided import pointing
from parley.builder.guided.restating import about
from parley.builder.guided.revision import Revision, content
from parley.builder.guided.tables import inverted

SLOTS = ("goals", "facts", "scope_do", "constraints", "scope_dont", "success", "compliance", "handover")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|ements?|ments?|ations?|atio|ions?|io|ung|ungen|ción|cio|e)$")
_IDLE = content(
    "thing bit part goal task rule fact one option it them point stuff matter mention last never always anyone people"
    " someone anybody caller again nie niemals immer wieder jemand nunca siempre nadie alguien otra vez"
)
_FAINT = content("book booking make order get termin buchen sache take do question say tell give answer")
"""Words of so many tasks that they tell one only where nothing else is said."""
_NOUNS = inverted("""
    goals: goal, task, job, ziel, aufgabe, objetivo, tarea
    facts: fact, info, fakt, dato
    scope_dont: ban, limit, prohibition, restriction, verbot, prohibición
    compliance: notice, disclaimer, announcement, hinweis, aviso
    handover: hand-over, handover, weiterleitung
""")
_POINTED = {
    "task": frozenset({"goals"}),
    "fact": frozenset({"facts"}),
    "rule": frozenset({"scope_dont", "constraints"}),
    "duty": frozenset({"compliance"}),
}
_NUMBER = re.compile(r"\d+")
_MOST_OF_SAID = 0.6
_MOST_OF_HELD = 0.75
_STRICT = 1.5


@lru_cache(maxsize=512)
def roots(text: str) -> frozenset[str]:
    """What a text is about, its words without their endings: "recording" and "recorded" are one."""
    return frozenset(_root(word) for word in about(text.replace("-", " ")))


def _root(word: str) -> str:
    bare = _ENDING.sub("", word)
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


_IDLE_ROOTS = frozenset(map(_root, _IDLE | content(" ".join(_NOUNS))))
_FAINT_ROOTS = frozenset(map(_root, _FAINT))


def item(
    what: str, revision: Revision, slots: tuple[str, ...] = SLOTS, *, is_strict: bool = False
) -> tuple[str, int] | None:
    """The slot and the place of the one item that words speak of; None where none is, or several are.

    Strictly they share most of the item's words, too.
    """
    if pointed := _pointed(what, revision, slots):
        return pointed
    said = roots(what) - _IDLE_ROOTS
    core = said if is_strict else (said - _FAINT_ROOTS) or said
    if not said - (_FAINT_ROOTS if is_strict else frozenset()):
        return None
    hinted = {_NOUNS[word] for word in re.findall(r"[^\W\d_]+", what) if word in _NOUNS}
    scored = [
        (score + (slot in hinted) + _is_numbered(what, words[0]), -slots.index(slot), slot, index)
        for slot, index, words in _items(revision, slots)
        if (score := max(_score(said, core, roots(text) - _IDLE_ROOTS) for text in words))
    ]
    best = max(scored, default=None)
    if is_strict and best and best[0] < _STRICT:
        return None
    if best is None or sum(each[:2] == best[:2] for each in scored) > 1:
        return None
    return best[2], best[3]


def _is_numbered(what: str, held: str) -> bool:
    """Whether the numbers that are said stand in an item: "the 8 yard"."""
    said = set(_NUMBER.findall(what))
    return bool(said) and said <= set(_NUMBER.findall(held))


def _pointed(what: str, revision: Revision, slots: tuple[str, ...]) -> tuple[str, int] | None:
    """The item that "the second task" points at."""
    for kind, pointed in _POINTED.items():
        held = [(slot, index) for slot in slots if slot in pointed for index in range(len(revision.items(slot)))]
        if found := pointing.chosen(what, kind, held):
            return found
    return None


def _items(revision: Revision, slots: tuple[str, ...]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    for slot in slots:
        for index, held in enumerate(revision.items(slot)):
            yield slot, index, _words(held)


def _words(held: Any) -> tuple[str, ...]:
    if isinstance(held, str):
        return (held,)
    if "name" in held:
        return held["name"], f"{held['name']} {held['description']}"
    return (str(held.get("text") or held.get("when") or ""),)


def _score(said: frozenset[str], core: frozenset[str], held: frozenset[str]) -> float:
    """How much the words, or the core of them, share with an item's; 0 where that is too little."""
    if not core & held:
        return 0.0
    of_said, of_held = len(core & held) / len(core), len(said & held) / len(held)
    return of_said + of_held if of_said >= _MOST_OF_SAID or of_held >= _MOST_OF_HELD else 0.0
