"""Finds the catalogue's names and phrases in free text: tries over normalised words, walked once from each word.

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

_IDIOMS = ("in order to", "in order", "out of order", "look forward to", "looking forward to")
"""Word groups with a phrase's words and another meaning: taken out of the text before phrases are sought."""

_ADDRESS = r"(?P<address>https?://\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:['’][^\W_{_HAN}]+)*")
"""A word, or one sign of Chinese, which has no blanks between its words."""
_WORD_OR_ADDRESS = re.compile(f"{_ADDRESS}|{_WORD.pattern}")
_TAKEN = " "
_JOINING = frozenset({"", "-", "‐", "‑", "–", "_", "/", "&", "+"})
_TIGHT = frozenset({".", "'", "’"})
_POSSESSIVES = ("'s", "’s")
_ES_PLURALS = ("sses", "xes", "zes", "ches", "shes")


@dataclass(slots=True)
class _Target:
    """What a trie's node stands for; an idiom stands for no entry."""

    entry_id: str
    needs_capital: bool


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    targets: list[_Target] = field(default_factory=list)


@dataclass(slots=True)
class _Words:
    """The words of a text: the form of each ("" for an address, _TAKEN once part of a match), and where it stands."""

    text: str
    pattern: re.Pattern[str]
    forms: list[str]
    _found: list[re.Match[str]] | None = None

    @property
    def found(self) -> list[re.Match[str]]:
        """The words with their places, which most texts, naming nothing, are never asked for."""
        if self._found is None:
            self._found = list(self.pattern.finditer(self.text))
        return self._found

    def follows_on(self, at: int) -> bool:
        """Whether nothing but a joint stands between a word and the one before it."""
        if at == 0 or self.forms[at] == _TAKEN:
            return False
        between = self.text[self.found[at - 1].end() : self.found[at].start()]
        return between == " " or ((between.strip() in _JOINING or between in _TIGHT) and "\n\n" not in between)

    def is_end_of(self, target: _Target, at: int) -> bool:
        return not target.needs_capital or self.text[self.found[at].start()].isupper()

    def is_possessive(self, at: int) -> bool:
        return self.found[at].group().endswith(_POSSESSIVES)


@dataclass(slots=True, frozen=True)
class _Match:
    start: int
    end: int
    entry_id: str


class PhraseIndex:
    """The names and phrases of all entries, ready to be found. Immutable once built."""

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self._names, self._phrases = _Node(), _Node()
        for idiom in _IDIOMS:
            _add(self._names, idiom, "")
        for entry in entries:
            for name in entry.names:
                _add(self._names, name, entry.id)
            for phrase in entry.phrases:
                _add(self._phrases, phrase, entry.id)

    def find(self, text: str) -> list[Mention]:
        """Every occurrence in order, none overlapping another: names first, phrases in what they leave."""
        words = _words(text)
        named = _take(self._names, words)
        phrased = _take(self._phrases, words)
        found = [(match, True) for match in named if match.entry_id] + [(match, False) for match in phrased]
        mentions = [_mention(text, match, explicit=explicit) for match, explicit in found]
        return sorted(mentions, key=lambda mention: mention.start)


def _mention(text: str, match: _Match, *, explicit: bool) -> Mention:
    return Mention(match.entry_id, text[match.start : match.end], match.start, match.end, explicit)


def _add(root: _Node, phrase: str, entry_id: str) -> None:
    target = _Target(entry_id, needs_capital=phrase.split()[-1][0].isupper())
    for forms in _spellings(phrase):
        node = root
        for form in forms:
            node = node.after.setdefault(form, _Node())
        if target not in node.targets:
            node.targets.append(target)


def _take(root: _Node, words: _Words) -> list[_Match]:
    """The longest match at each word, from the left; its words are then blank, and no later phrase spans them."""
    matches = []
    after, is_open = root.after, GAP in root.after
    begun = [at for at, form in enumerate(words.forms) if is_open or form in after]
    for at in begun:
        step = after.get(words.forms[at])
        if (step is None or not _goes_on(step, words.forms, at + 1)) and not is_open:
            continue
        found = _longest(root, words, at)
        if found is not None:
            last, target = found
            matches.append(_Match(words.found[at].start(), words.found[last].end(), target.entry_id))
            words.forms[at : last + 1] = [_TAKEN] * (last + 1 - at)
    return matches


def _goes_on(step: _Node, forms: list[str], after: int) -> bool:
    """Whether a phrase ends at a first word or may go on with the form after it."""
    return bool(step.targets) or GAP in step.after or (after < len(forms) and forms[after] in step.after)


def _longest(node: _Node, words: _Words, at: int) -> tuple[int, _Target] | None:
    """The last word and the target of the longest phrase that goes on from `node` with the word at `at`.

    Of two as long the one with more words of its own; words left out never end in another's possession, so that
    "look up the customer's order" is about an order.
    """
    best: tuple[int, _Target] | None = None
    is_first = True
    while at < len(words.forms) and (is_first or words.follows_on(at)):
        if GAP in node.after:
            best = _further(best, _over_gap(node.after[GAP], words, at))
        step = node.after.get(words.forms[at])
        if step is None:
            return best
        for target in step.targets:
            if words.is_end_of(target, at):
                best = _further(best, (at, target))
        node, is_first = step, False
        at += 1
    return best


def _over_gap(node: _Node, words: _Words, at: int) -> tuple[int, _Target] | None:
    """The nearest continuation at `at` or at most GAP_WORDS words of the same clause later."""
    for start in range(at, min(at + GAP_WORDS + 1, len(words.forms))):
        if not words.follows_on(start):
            return None
        match = _longest(node, words, start)
        if match is not None and not words.is_possessive(match[0]):
            return match
    return None


def _further(one: tuple[int, _Target] | None, other: tuple[int, _Target] | None) -> tuple[int, _Target] | None:
    if one is None or other is None:
        return one or other
    return other if other[0] >= one[0] else one


def _words(text: str) -> _Words:
    if "://" not in text and "@" not in text:
        return _Words(text, _WORD, list(map(_form, _WORD.findall(text))))
    found = list(_WORD_OR_ADDRESS.finditer(text))
    forms = ["" if match["address"] else _form(match.group()) for match in found]
    return _Words(text, _WORD_OR_ADDRESS, forms, found)


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    """One form for a word's spellings: no case, accents, possessive or regular plural ending."""
    form = word.casefold()
    if not form.isascii():
        form = "".join(char for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))
    for possessive in _POSSESSIVES:
        form = form.removesuffix(possessive)
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
