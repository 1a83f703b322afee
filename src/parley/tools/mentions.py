"""Finds the catalogue's names and phrases in free text: a trie over normalised words, walked once from each word.

Pure. Time grows with the length of the text times the longest phrase, whatever the text; nothing is guessed beyond
the phrases given, and negation ("no SMS") is left to the caller.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from parley.tools.schemas import CatalogueEntry, Mention

GAP = "..."
GAP_WORDS = 4

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINING = frozenset({"", "-", "‐", "‑", "–", "_", "/", "&", "+"})
_TIGHT = frozenset({".", "'", "’"})
_ES_PLURALS = ("sses", "xes", "zes", "ches", "shes")


@dataclass(slots=True)
class _Target:
    entry_id: str
    is_capitalised: bool


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    targets: list[_Target] = field(default_factory=list)


@dataclass(slots=True)
class _Word:
    form: str
    start: int
    end: int
    follows_on: bool
    is_capitalised: bool


class PhraseIndex:
    """The names and phrases of all entries, ready to be found. Immutable once built."""

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self._names, self._phrases = _Node(), _Node()
        for entry in entries:
            for name in entry.names:
                _add(self._names, name, entry.id)
            for phrase in entry.phrases:
                _add(self._phrases, phrase, entry.id)

    def find(self, text: str) -> list[Mention]:
        """Every occurrence in order, none overlapping another: names first, phrases in what they leave."""
        words = list(_words(text))
        named = list(_scan(self._names, words))
        for first, last, _ in named:
            for word in words[first : last + 1]:
                word.form, word.follows_on = "", False
        found = [(span, True) for span in named] + [(span, False) for span in _scan(self._phrases, words)]
        mentions = [
            Mention(entry_id, text[words[first].start : words[last].end], words[first].start, words[last].end, explicit)
            for (first, last, entry_id), explicit in found
        ]
        return sorted(mentions, key=lambda mention: mention.start)


def _add(root: _Node, phrase: str, entry_id: str) -> None:
    target = _Target(entry_id, phrase.split()[-1][0].isupper())
    for forms in _spellings(phrase):
        node = root
        for form in forms:
            node = node.after.setdefault(form, _Node())
        if target not in node.targets:
            node.targets.append(target)


def _scan(root: _Node, words: list[_Word]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and entry of each phrase: the longest of those that start at a word."""
    at = 0
    while at < len(words):
        match = _longest(root, words, at)
        if match is not None:
            last, target = match
            yield at, last, target.entry_id
            at = last
        at += 1


def _longest(node: _Node, words: list[_Word], at: int, is_first: bool = True) -> tuple[int, _Target] | None:
    """The last word and the target of the longest phrase that goes on from `node` with the word at `at`."""
    best: tuple[int, _Target] | None = None
    while at < len(words) and (is_first or words[at].follows_on):
        if GAP in node.after:
            best = _further(best, _over_gap(node.after[GAP], words, at))
        step = node.after.get(words[at].form)
        if step is None:
            return best
        for target in step.targets:
            if words[at].is_capitalised or not target.is_capitalised:
                best = _further(best, (at, target))
        node, is_first = step, False
        at += 1
    return best


def _over_gap(node: _Node, words: list[_Word], at: int) -> tuple[int, _Target] | None:
    """The nearest continuation at `at` or at most GAP_WORDS words of the same clause later."""
    for start in range(at, min(at + GAP_WORDS + 1, len(words))):
        if not words[start].follows_on:
            return None
        match = _longest(node, words, start)
        if match is not None:
            return match
    return None


def _further(one: tuple[int, _Target] | None, other: tuple[int, _Target] | None) -> tuple[int, _Target] | None:
    if one is None or other is None:
        return one or other
    return other if other[0] > one[0] else one


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        follows_on = bool(end) and (between.strip() in _JOINING or between in _TIGHT) and "\n\n" not in between
        word = match.group()
        yield _Word(_form(word), match.start(), match.end(), follows_on, word[0].isupper())
        end = match.end()


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    """One form for a word's spellings: no case, accents, possessive or regular plural ending."""
    form = word.casefold()
    if not form.isascii():
        form = "".join(char for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))
    form = form.removesuffix("'s").removesuffix("’s")
    if len(form) > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith(_ES_PLURALS):
        return form[:-2]
    if len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


def _spellings(phrase: str) -> Iterator[list[str]]:
    """The word sequences that spell a phrase; each hyphen may be there, be a space, or be left out."""
    choices = [[[GAP]] if part == GAP else _hyphenings(part) for part in phrase.split()]
    for chosen in product(*choices):
        yield [form for forms in chosen for form in forms]


def _hyphenings(part: str) -> list[list[str]]:
    pieces = [match.group() for match in _WORD.finditer(part)]
    spellings = [[_form(piece) for piece in pieces]]
    if "-" in part and len(pieces) > 1:
        spellings.append([_form("".join(pieces))])
    return spellings
