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
_SHORT = 4
_RULES = ("scope_dont", "constraints")
_PATTERNS = (english.ONLY, english.ALLOWED)


def kept(reading: Reading, place: int, revision: Revision) -> bool:
    """Keep of a list only what a sentence names alone, or lift a ban that it speaks of; its words are taken."""
    sentence = reading.sentences[place]
    return _only(sentence, revision, is_correction=reading.is_correction) or _allowed(sentence, revision)


def may(sentence: Sentence) -> bool:
    """Whether a sentence may take something back, keep it alone or allow it, by its words."""
    if next(parting.found(sentence), None) is not None:
        return True
    return any(sentence.has(words) and pattern.search(sentence.left) for words, pattern in _PATTERNS)


def _only(sentence: Sentence, revision: Revision, *, is_correction: bool) -> bool:
    """The languages, the tones, or the task, that a clause names and nothing else."""
    words, pattern = english.ONLY
    if not sentence.has(words):
        return False
    if _task(sentence, revision, is_correction=is_correction):
        return True
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


def _task(sentence: Sentence, revision: Revision, *, is_correction: bool) -> bool:
    """ "Booking only": one of the tasks, alone where this puts something right."""
    match = english.ONLY[1].fullmatch(sentence.left.strip(" .!")) if len(sentence.text.split()) <= _SHORT else None
    found = mentions.item(match[match.lastgroup or 0], revision, ("goals",)) if match else None
    if found is None:
        return False
    if is_correction:
        revision.put("goals", [revision.items("goals")[found[1]]], sentence.text)
    sentence.take(0, len(sentence.text))
    return True


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
