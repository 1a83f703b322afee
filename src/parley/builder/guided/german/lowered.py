"""Whether somebody writes German without capitals; asked of every message, so it knows a few words alone."""

import re

from parley.builder.guided.tables import word_set

_CAPITAL = re.compile(r"(?<!\w)[A-ZÄÖÜ][a-zäöüß]{2,}")
_QUOTED = re.compile(r"[\"„“«»][^\"„“«»]{1,200}[\"“”»«]")
_ANY = re.compile(r"(?<![\w])[a-zäöüß]{2,}")
_FEW = 3


def is_lower(text: str, *, is_held: bool) -> bool:
    """Whether a message of some words has no noun with a capital, though it is German; `is_held` as the talk is."""
    first = next(filter(str.isalpha, text), "")
    if not first.islower():
        return False
    words = _ANY.findall(text)
    capitals = _CAPITAL.findall(_QUOTED.sub("", text))
    return len(words) >= _FEW and len(capitals) * 12 <= len(words) and (is_held or is_german(words))


def is_german(words: list[str]) -> bool:
    """Whether one word in five is one of the small German ones."""
    return sum(map(_GERMAN.__contains__, words)) * 5 >= len(words)


_GERMAN = word_set(
    """
    der das und ist wir ein eine einen einer einem für mit soll sollen nicht ich wenn auf zu uns unsere unser bei beim
    zum zur vom er sie es sind haben wird werden bitte kein keine keinen auch noch nur aber oder dann sich dem den des
    im nach über kann muss wer von aus gehen geht dass ob wie nix hallo
    """
)
