"""What a German text names that may be held: languages, tones, data, amounts, addresses, days of the week."""

import re
from functools import lru_cache

from parley.builder.guided import named
from parley.builder.guided.german import data, manner
from parley.builder.guided.german.data_words import NAMES

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BY_PHONE = re.compile(r"\b(?:am|per|ans|vom|übers|im|als|fürs) (?:telefon|handy|chat|e-?mail|mail)\b")
_MOST, _SHORTEST = 4, 4
_ADDRESS = re.compile(
    r"\b(?:(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Alte[rn]?|Neue[rn]?|Hohe[rn]?"
    r"|Lange[rn]?)"
    r" )?[A-ZÄÖÜ][\wäöüß-]*(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Aa]llee|[Pp]latz|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer"
    r"|[Mm]arkt"
    r"|[Ss]teig|[Hh]of|[Cc]haussee|[Gg]raben|[Bb]erg|[Kk]ai|[Ww]all|[Pp]fad|[Tt]or|[Gg]ärten|[Zz]eile)(?![\wäöüß])"
    r"(?: ?\d{1,4}(?: ?[a-f]\b)?)?"
    r"|\b(?:Am|An der|Im|In der|Zum|Zur|Auf der"
    r"|Auf dem) [A-ZÄÖÜ][\wäöüß-]+(?: [A-ZÄÖÜ][\wäöüß-]+)? \d{1,4}(?: ?[a-f]\b)?"
)
_INFLECTED = re.compile(r"(?<=[a-zäöüß]{3})ische[ns]?\b")
_DAY = re.compile(r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:s|e|en)?\b", re.I)


@lru_cache(maxsize=256)
def languages(low: str) -> tuple[str, ...]:
    """Tags of the languages."""
    return tuple(named.languages_in(_INFLECTED.sub("isch", low)))


@lru_cache(maxsize=256)
def tones(low: str) -> tuple[str, ...]:
    """Tones by the words that a brief holds them in."""
    return tuple(dict.fromkeys(tone for _, _, tone in manner.named_tones(low)))


@lru_cache(maxsize=256)
def collected(low: str) -> tuple[str, ...]:
    """Data by their names, compounds and other cases of them included."""
    words = [found.group() for found in _WORDS.finditer(_BY_PHONE.sub(" ", low))]
    listed, at = list[str](), 0
    while at < len(words):
        sizes = (size for size in range(min(_MOST, len(words) - at), 0, -1))
        size, name = next(((size, name) for size in sizes if (name := _datum(words[at : at + size]))), (1, None))
        listed += [name] if name else []
        at += size
    return tuple(dict.fromkeys(listed))


def _datum(words: list[str]) -> str | None:
    said = " ".join(words)
    if said in NAMES or len(words) > 1 or len(said) < _SHORTEST:
        return NAMES.get(said)
    return data.known(said) or data.known(said.removesuffix("s"))


def addresses(text: str) -> list[str]:
    """Streets with their numbers; the text must have its capitals."""
    return [found.group() for found in _ADDRESS.finditer(text)]


def days(text: str) -> list[str]:
    """Days of the week as they are written, without an ending."""
    return [re.sub(r"(?<=g|h)(?:s|e|en)$", "", found.group()).capitalize() for found in _DAY.finditer(text)]
