"""The option of an open question that a message picks: by label, value, number or place."""

import re

from parley.builder.schemas import Option, Question

_MAX_CHARS = 320
_LONGEST_PLACE = 24
_MOST_FOLDED = 3
"""Folding makes at most so many letters of one."""
_ORDINALS = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "last": -1,
    "erste": 0,
    "ersten": 0,
    "zweite": 1,
    "zweiten": 1,
    "dritte": 2,
    "letzte": -1,
    "primera": 0,
    "primero": 0,
    "segunda": 1,
    "segundo": 1,
    "tercera": 2,
    "última": -1,
    "第一个": 0,
    "第二个": 1,
    "第三个": 2,
    "最后一个": -1,
}
_NUMBERED = re.compile(r"(?:option |number |nr\.? |#|opción |número )?(\d{1,2})[.)]?")
_ORDINAL = re.compile(r"(?:the |die |das |der |den |la |el )?(\w+)(?: one| option)?")
_MARKS = '.!"“”„。！「」'


def option(text: str, question: Question, *, by_place: bool = True) -> Option | None:
    """The option that a text is and nothing else; None where it says more, or something else.

    A number or a place ("the second") picks only where the options are shown, which those of a second question are not.
    """
    if len(text) > _MAX_CHARS:
        return None
    said = text.strip().strip(_MARKS).casefold()
    index = _index(said, len(question.options)) if by_place else None
    if index is not None:
        return question.options[index]
    for each in question.options:
        for words in (each.label, each.value):
            if len(said) <= _MOST_FOLDED * len(words) and said == words.casefold().strip(_MARKS):
                return each
    return None


def _index(said: str, count: int) -> int | None:
    if len(said) > _LONGEST_PLACE:
        return None
    number = _NUMBERED.fullmatch(said)
    if number:
        index = int(number.group(1)) - 1
        return index if 0 <= index < count else None
    ordinal = _ORDINAL.fullmatch(said)
    place = _ORDINALS.get(ordinal.group(1)) if ordinal else None
    return None if place is None or place >= count else place % count
