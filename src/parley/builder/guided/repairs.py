"""Slips that the speaker mends at once: "Tuesday to Sunday, no hang on, Wednesday to Sunday".

Words of the same sorts take the place of those before the mark, and an amount that of one of its kind before it.
"""

import re
from itertools import islice

from parley.builder.guided.figures import figures
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.lexicon import TONES, TONES_ABROAD
from parley.builder.guided.measures import BARE, Measure, measures
from parley.builder.guided.restating import is_idle
from parley.builder.guided.revision import content
from parley.builder.guided.slip_words import marks

_AFTER = re.compile(
    r"[\s,;:.!–—-]*(?:(?:no|nein|nee|doch|wait|sorry|actually|perdón|espera|moment|tell a lie|lie"
    r"|falsch|quatsch|halt|(?:that|it)'s wrong|my mistake)\b[\s,;:.!–—-]*){0,3}(?:(?:it's|just|only|it is|es)\s+)?"
)
_ENDED = re.compile(r"[.!?;\n](?=\s)|[。！？；]")
_HAN = re.compile("[\u3400-\u9fff]")
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
    for mark in islice(marks(low), 8):
        after = _AFTER.match(low, mark.end(), mark.end() + 40)
        end = after.end() if after else mark.end()
        begin = len(low[max(0, mark.start() - 200) : mark.start()].rstrip(_PAUSE)) + max(0, mark.start() - 200)
        told = _words(low, begin, end) or _amount(low, begin, mark.end()) or _receiver(low, begin, end)
        if told is not None and low[begin:end] == text[begin:end].lower():
            start, stop, meant = told[0], told[1], _cased(text, told)
            text = text[:start] + meant + " " * (stop - start - len(meant)) + text[stop:]
    return text


def _cased(text: str, told: tuple[int, int, tuple[tuple[int, int], ...]]) -> str:
    return "".join(text[begin:end] for begin, end in told[2])


def _amount(low: str, begin: int, end: int) -> tuple[int, int, tuple[tuple[int, int], ...]] | None:
    """The span from an amount to the one of its kind that is meant instead, where nothing else is named between."""
    lead = max(0, begin - 70)
    held = measures(low[lead:begin])
    old = _moved(held[-1], lead) if held else None
    if old is None or begin - old.end > 24 or _ENDED.search(low, old.end, begin):
        return None
    for measure in measures(low[end : end + 80]):
        new = _moved(measure, end)
        if old.kind == "weekday" or not new.is_like(old) or _halves(low, old, new) or _SPANNED.match(low, new.end):
            return None
        if not new.is_same(old):
            stop = new.end + low.startswith("了", new.end)
            return (old.start, stop, _spans(old, new)) if _is_led(low, lead, old, (end, new.start)) else None
    return None


_SPANNED = re.compile("半?[到至](?=[^,，。]{0,3}[0-9一二两三四五六七八九十])")
_EARLY = re.compile("(?:凌晨|清晨|早上|早晨|上午|早)[^，,]{0,2}$")
_LATE = re.compile("(?:中午|下午|傍晚|晚上|夜里|晚)[^，,]{0,2}$")


def _halves(low: str, old: Measure, new: Measure) -> bool:
    """Whether one is of the morning and the other of the evening: then they open and close."""
    one, other = (low[max(0, each.start - 3) : each.digits[0]] for each in (old, new))
    return any(two[0].search(one) and two[1].search(other) for two in ((_EARLY, _LATE), (_LATE, _EARLY)))


def _is_led(low: str, lead: int, old: Measure, between: tuple[int, int]) -> bool:
    """Whether nothing stands before the new amount but words of change and what the old one was told of."""
    said = low[slice(*between)]
    if _HAN.search(said):
        return is_idle(said)
    return is_idle(" ".join(word for word in _WORD.findall(said) if not content(word) & content(low[lead : old.start])))


def _moved(measure: Measure, by: int) -> Measure:
    digits = (measure.digits[0] + by, measure.digits[1] + by)
    return Measure(measure.start + by, measure.end + by, measure.kind, measure.value, digits)


def _spans(old: Measure, new: Measure) -> tuple[tuple[int, int], ...]:
    """Where the words of the new amount stand; one without a unit takes that of the old."""
    if new.kind != BARE:
        return ((new.start, new.end),)
    return ((old.start, old.digits[0]), new.digits, (old.digits[1], old.end))


def _words(low: str, begin: int, end: int) -> tuple[int, int, tuple[tuple[int, int], ...]] | None:
    """The span of words that those after the mark take the place of: words of the same sorts, in the same order."""
    before = list(_WORD.finditer(low, max(0, begin - 120), begin))
    after = list(_WORD.finditer(low, end, end + 120))
    for count in range(min(_MOST, len(before), len(after)), 0, -1):
        slip, meant = ([found.group() for found in part] for part in (before[-count:], after[:count]))
        sorts = [(_sort(one), _sort(other)) for one, other in zip(slip, meant, strict=True)]
        if slip != meant and all(one == other for one, other in sorts) and any(one.isupper() for one, _ in sorts):
            start, stop = before[-count].start(), after[count - 1].end()
            sign = low[end : after[0].start()]
            begin = after[0].start() if sign and low.endswith(sign, 0, start) else end
            return start, stop, ((begin, stop),)
    return None


_LED = tuple(
    (
        re.compile(rf"(?<![\w-])(?:{words}) (?=[^.!?;:]{{2,60}}$)"),
        re.compile(rf"(?:dann |doch |lieber )*(?:{words}) \w"),
    )
    for words in ("an|ans|zu|zum|zur", "a|al|con")
)


def _receiver(low: str, begin: int, end: int) -> tuple[int, int, tuple[tuple[int, int], ...]] | None:
    """The span of a receiver up to the one that is meant: "an meine Frau, nein, an Herrn Weiß"."""
    for led, meant in _LED:
        start = max(0, begin - 64)
        found = list(led.finditer(low[start:begin]))
        if found and meant.match(low, end):
            return start + found[-1].start(), end, ()
    return None


def _sort(word: str) -> str:
    """What sort of word it is, in capitals, where one can stand for another; else the word."""
    if _DAYS.fullmatch(word):
        return "DAY"
    if word in LANGUAGES:
        return "LANGUAGE"
    if word in TONES or word in TONES_ABROAD:
        return "TONE"
    return "NUMBER" if any(found.end - found.start == len(word) for found in figures(word)) else word
