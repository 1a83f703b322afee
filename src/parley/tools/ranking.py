"""Which candidates serve a wish: BM25 over their words, and what a person would look at, each with its reason.

Deterministic: equal scores keep the source's order. Loads numpy, so it is imported where an import is asked for.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

from parley.tools import wishes
from parley.tools.candidates import Action, Candidate, Point, Reasons
from parley.tools.openapi.prose import words

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG when it is imported
_TITLE, _PATH, _ABOUT = 1.0, 0.6, 0.25
_HINT = 0.5
_ACTS, _ACTS_OTHERWISE, _SAME_VERB, _FIRST = 3.0, -1.5, 1.0, 1.0
_PLAIN, _NEAREST, _FURTHER = 4.0, 2.0, 0.4
_DEPRECATED = -4.0
_READERS = {"list": Action.LIST, "get": Action.GET, "retriev": Action.GET}
_DOES = {
    Action.LIST: Point.LISTS,
    Action.GET: Point.READS,
    Action.CREATE: Point.CREATES,
    Action.UPDATE: Point.CHANGES,
    Action.DELETE: Point.REMOVES,
    None: Point.DOES_IT,
}
_DOES_OTHERWISE = {
    Action.LIST: Point.ONLY_LISTS,
    Action.GET: Point.ONLY_READS,
    Action.CREATE: Point.ONLY_CREATES,
    Action.UPDATE: Point.ONLY_CHANGES,
    Action.DELETE: Point.ONLY_REMOVES,
    None: Point.DOES_ELSE,
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place for a wish: its score, and what it has for and against it.

    `is_fit` where it has half of the wish's words, or does what is asked with the very thing.
    """

    candidate: Candidate
    score: float
    reasons: Reasons
    is_fit: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A candidate's stems, by where they stand: its title's first word, all that names it, its title without plain
    verbs, and the parts of its path, the last one apart. `first` is what it does before all else.
    """

    verb: str
    said: frozenset[str]
    own: frozenset[str]
    nearest: frozenset[str]
    further: tuple[frozenset[str], ...]
    actions: frozenset[Action]
    first: Action | None


class Ranking:
    """The candidates of a source, ready to be asked."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._words = [_words(candidate) for candidate in candidates]
        titles = [wishes.stems(f"{one.title} {one.name}") for one in candidates]
        paths = [wishes.stems(" ".join(one.things)) for one in candidates]
        abouts = [wishes.stems(" ".join((one.description, *one.tags, *one.parameters))) for one in candidates]
        self._fields = [(_TITLE, _Field(titles)), (_PATH, _Field(paths)), (_ABOUT, _Field(abouts))]

    def best(self, wish: str, limit: int) -> list[Ranked]:
        """The candidates that share a word with the wish, best first."""
        read = wishes.read(wish)
        scores = np.zeros(len(self._candidates))
        for weight, field in self._fields:
            scores += weight * (field.scores(read.nouns) + _HINT * field.scores(read.hints))
        found = []
        for index in np.flatnonzero(scores).tolist():
            candidate, held = self._candidates[index], self._words[index]
            extra, reasons = _judged(read, held, candidate)
            score = round(float(scores[index]) + extra, 3)
            found.append(Ranked(candidate, score, reasons, _is_fit(read, held)))
        return sorted(found, key=lambda one: -one.score)[:limit]


class _Field:
    """A BM25 index over one part of the candidates' words."""

    def __init__(self, texts: list[list[str]]) -> None:
        self._size = len(texts)
        self._index = bm25s.BM25() if any(texts) else None
        if self._index is not None:
            self._index.index(texts, show_progress=False)

    def scores(self, stems: Sequence[str]) -> NDArray[np.float64]:
        if self._index is None or not stems:
            return np.zeros(self._size)
        return np.asarray(self._index.get_scores(list(stems)), dtype=np.float64)


def _words(one: Candidate) -> _Words:
    said = [word for word in words(one.title) if word != "id" and not wishes.is_plain_verb(word)]
    things = [frozenset(wishes.stems(thing)) for thing in one.things] or [frozenset()]
    actions = wishes.actions_of(one.title) | ({one.action} if one.action else frozenset())
    verb = next((wishes.stem(word) for word in words(one.title)), "")
    return _Words(
        verb=verb,
        said=frozenset(wishes.stems(f"{one.title} {one.name} {' '.join(one.things)}")),
        own=frozenset(wishes.stems(" ".join(said))),
        nearest=things[0],
        further=tuple(things[1:]),
        actions=actions,
        first=_READERS.get(verb, one.action),
    )


def _is_fit(wish: wishes.Wish, found: _Words) -> bool:
    asked = set(wish.nouns) or set(wish.hints)
    does = bool(wish.actions & found.actions) or (bool(wish.verb) and wish.verb == found.verb)
    return 2 * len(asked & found.said) >= len(asked) or (does and bool(found.nearest & asked))


def _judged(wish: wishes.Wish, found: _Words, candidate: Candidate) -> tuple[float, Reasons]:
    """What counts beside the words: the action, how much else it is about, and how near the thing is."""
    asked = {*wish.nouns, *wish.hints}
    points = []
    score = 0.0
    is_same_verb = bool(wish.verb) and wish.verb == found.verb
    if is_same_verb or wish.actions & found.actions:
        score += _ACTS + _SAME_VERB * is_same_verb
        points.append(_DOES[candidate.action])
    elif wish.actions:
        score += _ACTS_OTHERWISE
        points.append(_DOES_OTHERWISE[candidate.action])
    score += _FIRST * (wish.first is not None and wish.first is found.first)
    other = found.own - asked
    if found.own:
        score += _PLAIN * (1 - len(other) / len(found.own))
    if found.nearest:
        score += _NEAREST * len(found.nearest & asked) / len(found.nearest)
    score -= _FURTHER * sum(part.isdisjoint(asked) for part in found.further)
    if candidate.deprecated:
        score += _DEPRECATED
        points.append(Point.DEPRECATED)
    return score, Reasons(tuple(_shared(asked, candidate)), tuple(points))


def _shared(asked: set[str], candidate: Candidate) -> list[str]:
    """The candidate's words that the wish has, too, as it writes them first."""
    text = " ".join((candidate.title, *candidate.things[:2]))
    found: dict[str, str] = {}
    for word in words(text):
        found.setdefault(wishes.stem(word), word)
    return [word for stem, word in found.items() if stem in asked][:4]
