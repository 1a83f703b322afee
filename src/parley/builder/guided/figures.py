"""Numbers within a text, in digits or in English, German or Spanish words; a phone number is one of them."""

import re
from dataclasses import dataclass
from functools import cache


def _in_order(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_ENGLISH = _in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = _in_order("twenty thirty forty fifty sixty seventy eighty ninety")
_GERMAN = _in_order(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_GERMAN_TENS = _in_order("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_SPANISH = _in_order(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_SPANISH_TENS = _in_order("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_AMBIGUOUS = frozenset({"one", "once", "uno", "null"})
"""Words that are more often no number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: where it stands, and its digits."""

    start: int
    end: int
    value: str


@cache
def _named() -> dict[str, str]:
    known = {word: str(place) for names in (_ENGLISH, _GERMAN, _SPANISH) for place, word in enumerate(names)}
    for place, tens in enumerate(_ENGLISH_TENS, 2):
        known |= {tens: str(place * 10)}
        known |= {
            f"{tens}{joint}{unit}": str(place * 10 + one)
            for one, unit in enumerate(_ENGLISH[:10])
            if one
            for joint in "- "
        }
    for place, tens in enumerate(_GERMAN_TENS, 2):
        known |= {tens: str(place * 10)}
        units = ["", "ein", *_GERMAN[2:10]]
        known |= {f"{unit}und{tens}": str(place * 10 + one) for one, unit in enumerate(units) if one}
    for place, tens in enumerate(_SPANISH_TENS, 3):
        known |= {tens: str(place * 10)}
        known |= {f"{tens} y {unit}": str(place * 10 + one) for one, unit in enumerate(_SPANISH[:10]) if one}
    known |= {"hundred": "100", "hundert": "100", "cien": "100", "dozen": "12", "dutzend": "12", "docena": "12"}
    return {word: value for word, value in known.items() if word not in _AMBIGUOUS}


_DIGITS = (
    r"(?P<phone>(?<![\w.])(?:\+|00)?\(?\d(?:[ ()/.-]{0,2}\d){6,14}(?!\d))|(?P<digits>\d{1,9}(?:[.,:]\d{1,3}){0,3})"
)
_IN_DIGITS = re.compile(rf"{_DIGITS}|(?P<word>(?!))")
_LETTERS = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")


@cache
def _in_words() -> re.Pattern[str]:
    names = "|".join(sorted(_named(), key=len, reverse=True))
    return re.compile(rf"{_DIGITS}|\b(?P<word>{names})\b")


def runs(low: str) -> frozenset[str]:
    """The runs of letters of a text; a word between word borders (`\\b`) is one of them."""
    return frozenset(_LETTERS.findall(low))


def figures(text: str) -> list[Figure]:
    """The numbers of a text in order."""
    low = text.lower()
    if not number_words().isdisjoint(runs(low)):
        pattern = _in_words()
    elif DIGIT.search(low):
        pattern = _IN_DIGITS
    else:
        return []
    return [Figure(found.start(), found.end(), _value(found)) for found in pattern.finditer(low)]


def _value(found: re.Match[str]) -> str:
    if found.group("phone"):
        return re.sub(r"\D", "", found.group())
    if found.group("word"):
        return _named()[found.group("word")]
    return re.sub("[,:]", ".", found.group())


def is_number(word: str) -> bool:
    """Whether a lower-case word is a number."""
    return word.isdigit() or word in _named()


@cache
def number_words() -> frozenset[str]:
    """The single words that numbers are made of."""
    return frozenset(word for name in _named() for word in name.replace("-", " ").split() if word not in {"y"})
