"""What alone stays of a list, and what is allowed after all: "English only", "it may quote prices"."""

import re
from typing import Any

from parley.builder.guided import mentions, parting, trades
from parley.builder.guided.english import withdrawing as english
from parley.builder.guided.named import languages_in, without_names
from parley.builder.guided.reading import Reading, Sentence
from parley.builder.guided.revision import Revision, content

_IDLE = content("please then now tone language actually let's okay well yes")
_CLAUSES = re.compile(r"^.*(?:[,–—] (?:so|then|and) |\b(?:so|because|since|but) )")
_RULES = ("scope_dont", "constraints")
_PATTERNS = (english.ONLY, english.ALLOWED)


def kept(reading: Reading, place: int, revision: Revision) -> bool:
    """Keep of a list only what a sentence names alone, or lift a ban that it speaks of; its words are taken."""
    sentence = reading.sentences[place]
    return _only(sentence, revision) or _allowed(sentence, revision)


def may(sentence: Sentence) -> bool:
    """Whether a sentence may take something back, keep it alone or allow it, by its words."""
    if next(parting.found(sentence), None) is not None:
        return True
    return any(sentence.has(words) and pattern.search(sentence.left) for words, pattern in _PATTERNS)


def _only(sentence: Sentence, revision: Revision) -> bool:
    """The languages, or the tones, that a clause names and nothing else."""
    if revision.value("languages") is None and revision.value("tone") is None:
        return False
    words, pattern = english.ONLY
    if not sentence.has(words):
        return False
    low = trades.unmasked(sentence)
    for match in pattern.finditer(low):
        what = _CLAUSES.sub("", match[match.lastgroup or 0])
        if content(without_names(what)) - _IDLE:
            continue
        for slot, meant in (("languages", languages_in(what)), ("tone", trades.tones_in(what))):
            held: list[Any] = revision.items(slot)
            if meant and set(meant) & set(held) and set(held) - set(meant):
                revision.put(
                    slot, [*(item for item in held if item in meant), *(set(meant) - set(held))], match.group()
                )
                sentence.take(0, len(sentence.text))
                return True
    return False


def _allowed(sentence: Sentence, revision: Revision) -> bool:
    """A ban that a clause lifts, by most of its words."""
    words, pattern = english.ALLOWED
    if not sentence.has(words) or not any(map(revision.items, _RULES)):
        return False
    for match in pattern.finditer(sentence.left):
        found = mentions.item(match[match.lastgroup or 0], revision, _RULES, is_strict=True)
        if found is not None:
            slot, gone = found
            rules = revision.items(slot)
            revision.put(slot, rules[:gone] + rules[gone + 1 :], sentence.text)
            sentence.take(0, match.end())
            return True
    return False
