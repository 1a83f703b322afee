"""Amends the brief: a value in place of another, one taken out, one put in, two that change places.

What is meant is found by what is held: a value of a closed kind by its name, a text by its words, which count as the
same where one is made of the other ("Rechnungsfragen", "Fragen zur Rechnung"). Nothing is changed where two would fit.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from parley.builder.guided.revision import Place, Revision, content

_SHORT = 4
_LIKE = 5
_ENOUGH = 0.5
_FOLDED = str.maketrans("äöüß", "aous")
_PARTICIPLE = re.compile(r"(?<=^auf|^aus|^ein|^mit|^vor)(?:ge|zu)(?=\w{4})|(?<=^ab|^an|^zu)(?:ge|zu)(?=\w{4})")
_PARTS = {"goals": ("name",), "facts": ("text",), "handover": ("when",)}


def replaced(slot: str, old: Iterable[str], new: list[str], revision: Revision, evidence: str) -> bool:
    """Put closed values where others stand; without new ones these are taken out. At least one language stays."""
    gone, held = set(old), revision.items(slot)
    kept = [each for item in held for each in (new if item in gone else [item])]
    kept = list(dict.fromkeys(kept))
    if kept == held or (slot == "languages" and not kept):
        return False
    revision.put(slot, kept, evidence)
    return True


def recollected(old: set[str], new: list[str], words: frozenset[str], revision: Revision, evidence: str) -> bool:
    """Data of goals in place of others: of those that ask for the old ones, the goal that the words name, else all."""
    goals = revision.items("goals")
    concerned = [at for at, goal in enumerate(goals) if old & set(goal["collect"])]
    named = [at for at in concerned if _shared(words, content(goals[at]["name"]))]
    for at in named or concerned:
        collected = [each for name in goals[at]["collect"] for each in (new if name in old else [name])]
        goals[at] = {**goals[at], "collect": list(dict.fromkeys(collected))}
    if concerned:
        revision.put("goals", goals, evidence)
    return bool(concerned)


def collected(new: list[str], words: frozenset[str], revision: Revision, evidence: str) -> bool:
    """More data for the goal that the words name, or for the only one."""
    goals = revision.items("goals")
    named = [at for at, goal in enumerate(goals) if _shared(words, content(goal["name"]))]
    places = named if len(named) == 1 else [0] if len(goals) == 1 else []
    places = [at for at in places if not set(new) <= set(goals[at]["collect"])]
    for at in places:
        goals[at] = {**goals[at], "collect": list(dict.fromkeys([*goals[at]["collect"], *new]))}
    if places:
        revision.put("goals", goals, evidence)
    return bool(places)


def reworded(old: str, new: str, revision: Revision, evidence: str, *, slot: str = "") -> bool:
    """Other words for these wherever the brief has them, in one slot where that is named."""
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    is_made = False
    for place in revision.places():
        if slot in {"", place.slot} and pattern.search(place.text):
            revision.write(place, pattern.sub(lambda found: _cased(new, found), place.text), evidence)
            is_made = True
    return is_made


def rewritten(place: Place, text: str, revision: Revision, evidence: str) -> None:
    """Write other words at a place; a topic that is the fact's own words goes with them."""
    revision.write(place, text, evidence)
    facts = revision.items("facts") if place.slot == "facts" else []
    if facts and any(map(str.isdigit, facts[place.index or 0]["topic"])):
        facts[place.index or 0] = {"topic": text[:60], "text": text}
        revision.put("facts", facts, evidence)


def _cased(new: str, found: re.Match[str]) -> str:
    return new[:1].upper() + new[1:] if found.group()[:1].isupper() and found.start() == 0 else new


def item(words: frozenset[str], revision: Revision, slots: tuple[str, ...]) -> tuple[str, int] | None:
    """The item that shares most words with what was said, of the first of these slots; None for none or several."""
    scored: list[tuple[float, str, int]] = []
    for slot in slots:
        for at, each in enumerate(revision.items(slot)):
            held = content(_text(slot, each))
            kept = _shared(held, words)
            share = max(len(_shared(words, held)) / len(words), len(kept) / len(held)) if kept else 0.0
            if share >= _ENOUGH:
                scored.append((sum(len(word) if word in words else _SHORT for word in kept) * share, slot, at))
    best = max((score for score, _, _ in scored), default=0.0)
    near = [(slot, at) for score, slot, at in scored if score > best * 0.99]
    first = [each for each in near if each[0] == near[0][0]]
    return first[0] if len(first) == 1 else None


def taken(found: tuple[str, int], revision: Revision, evidence: str) -> None:
    """Take out an item."""
    slot, at = found
    items = revision.items(slot)
    revision.put(slot, items[:at] + items[at + 1 :], evidence)


def _text(slot: str, each: Any) -> str:
    return each if isinstance(each, str) else " ".join(each[part] for part in _PARTS.get(slot, ("text",)))


def shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word of one is a word of the other, or made of it."""
    return bool(_shared(one, other))


def covers(words: frozenset[str], held: frozenset[str]) -> bool:
    """Whether most of the held words are among those said."""
    return len(_shared(held, words)) > _ENOUGH * len(held)


def _shared(said: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    """The said words that are held."""
    return said & held | frozenset(word for word in said if any(_is_kin(word, other) for other in held))


@lru_cache(maxsize=4_096)
def _is_kin(one: str, other: str) -> bool:
    """Whether two stems are of one word, or one is a part of the other."""
    short, long = sorted((_PARTICIPLE.sub("", word.translate(_FOLDED)) for word in (one, other)), key=len)
    if len(short) < _SHORT:
        return short == long
    if long.startswith(short) or (len(short) >= _LIKE and long.endswith(short) and len(long) - len(short) >= _SHORT):
        return True
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same > _LIKE and same >= 0.75 * len(long)
