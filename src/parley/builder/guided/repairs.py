"""Slips that the speaker mends at once: "Tuesday to Sunday, no hang on, Wednesday to Sunday"; the slip is blanked."""

import re
from itertools import islice

from parley.builder.guided.figures import figures
from parley.builder.guided.lexicon import LANGUAGES
from parley.builder.guided.slip_words import MARKS

_MARK = re.compile(MARKS)
_AFTER = re.compile(r"[\s,;:.!–—-]*(?:(?:it's|just|only|it is|es)\s+)?")
_PAUSE = " \t\n,;.…–—-"
_DAYS = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?|(?:montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag)s?"
    r"|lunes|martes|miércoles|jueves|viernes|sábados?|domingos?"
)
_WORD = re.compile(r"[\w'’]+(?:[.,:]\d+)*")
_MOST = 6


def mended(text: str) -> str:
    """A message with what was mended blanked, so that only what was meant is read."""
    low = text.lower()
    if len(low) != len(text):
        return text
    for mark in islice(_MARK.finditer(low), 8):
        after = _AFTER.match(low, mark.end(), mark.end() + 40)
        end = after.end() if after else mark.end()
        start = _slip(
            low, len(low[max(0, mark.start() - 200) : mark.start()].rstrip(_PAUSE)) + max(0, mark.start() - 200), end
        )
        if start is not None:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _slip(low: str, begin: int, end: int) -> int | None:
    """Where the words begin that those after the mark take the place of: words of the same sorts, in the same order."""
    before = list(_WORD.finditer(low, max(0, begin - 120), begin))
    after = [found.group() for found in _WORD.finditer(low, end, end + 120)]
    for count in range(min(_MOST, len(before), len(after)), 0, -1):
        slip, meant = [found.group() for found in before[-count:]], after[:count]
        sorts = [(_sort(one), _sort(other)) for one, other in zip(slip, meant, strict=True)]
        if slip != meant and all(one == other for one, other in sorts) and any(one.isupper() for one, _ in sorts):
            return before[-count].start()
    return None


def _sort(word: str) -> str:
    """What sort of word it is, in capitals, where one can stand for another; else the word."""
    if _DAYS.fullmatch(word):
        return "DAY"
    if word in LANGUAGES:
        return "LANGUAGE"
    return "NUMBER" if any(found.end - found.start == len(word) for found in figures(word)) else word
