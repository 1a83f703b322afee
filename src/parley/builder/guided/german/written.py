"""A message in regular spelling: marks that were dictated, words of dialect, nouns without their capitals."""

import re

from parley.builder.guided import german
from parley.builder.guided.german import lowered
from parley.builder.guided.german.dialect import MARKS, WORDS
from parley.builder.guided.reading import masked
from parley.builder.guided.rewritten import Rewritten, Span, replaced


def out(message: str, *, is_held: bool) -> Rewritten:
    """The message in regular spelling; one in it, or in another language, as it is. `is_held` in a German talk."""
    found = Rewritten(message, message)
    low = message.lower()
    if len(low) != len(message):
        return found
    if any(map(low.__contains__, _NAMED)) and len(_DICTATED.findall(low)) > _stops(message):
        found = replaced(message, [(*mark.span(), _MARKS[_plain(mark.group())]) for mark in _DICTATED.finditer(low)])
    elif _DIALECT.search(low) and _is_dialect(low, is_held=is_held):
        found = replaced(message, _standard(low, masked(message)))
    elif marks := _breaks(message, low):
        found = replaced(message, marks)
    if lowered.is_lower(found.text, is_held=is_held):
        return Rewritten(german.casing.cased(found.text), message, found.ends, found.moved)
    return found


_RUN = re.compile(r"[^.,;:!?\n–—\"“„«]+")
_LONG = 240
"""So much without a mark is speech that nobody has punctuated."""
_DOES = (
    r"(?:ist|sind|hat|haben|kostet|kosten|soll|sollen|sollte|muss|müssen|kann|können|darf|dürfen|will|wollen|möchten?"
    r"|brauche|brauchen|braucht|reicht|reichen|genügt|steht|stehen|liegt|macht|machen|übernimmt|geht|gehen|kommt"
    r"|kommen|rufen|fragen|gibt|nehmen|suchen|suche|hätten?|wird|werden|lassen|verlangen|bieten|liefern|wäre|heißt"
    r"|heißen|öffnen|schließen)"
)
_FILLED = r"(?:ähm?|öhm?|hm+|genau|so|ja|gut|okay|ok|naja|na ja)(?: (?:genau|also|ja|und))*"
_STOPS = (
    rf"{_FILLED} (?=(?:und|dann|wir|ich|er|das|die|der|wenn|offen|es) )",
    r"(?=(?:und )?(?:ach (?:so|ja)|also|au(?:ß|ss)erdem|übrigens|zweitens|drittens|wenn|falls|sobald) )",
    rf"(?=(?:und )?(?:dann|offen|geöffnet|wir|ich|er|sie|es|da|hier|das wichtigste) {_DOES} )",
    r"(?=(?:und )?(?:der|die|das|ein|eine|einen|unser|unsere) (?:[\w-]+ )?[\w-]+ (?:kostet|kosten|\d+ euro)\b)",
    r"(?=und (?:keine?|eine?n?|die|den|das) [\w-]+ (?:verlangen|nehmen|bieten|haben|machen|brauchen) wir\b)",
    r"(?=und (?:\w+ ){1,5}(?:der|die|das) (?:macht|machen|übernimmt|bearbeitet|gehen?|kommen?) )",
    r"(?=und was )",
)
_PAUSES = (
    rf"(?=(?:da|das|den|die|der) {_DOES} |(?:weil|dass|damit|sodass|deswegen|deshalb|nee|nein) )",
    r"(?=(?:(?:auf|für|um|an|bis|ab) )?(?:welche[mnrs]?|wie viele?|wann|ob) )",
    r"(?<=assistenten )(?=(?:der|die|das) )|(?<=assistentin )(?=die )|(?<=bot )(?=der )",
)
_BREAK = re.compile(rf" (?:(?P<stop>{'|'.join(_STOPS)})|{'|'.join(_PAUSES)})")


def _breaks(message: str, low: str) -> list[Span]:
    """Where the clauses of unpunctuated speech end, each with the mark that belongs there."""
    runs = [found.span() for found in (_RUN.finditer(low) if len(low) >= _LONG else ())]
    runs = [(start, end) for start, end in runs if end - start >= _LONG]
    found = [mark for run in runs for mark in _BREAK.finditer(low, *run)]
    return [
        (*mark.span(), ". " if mark.group("stop") is not None else ", ") for mark in found if _stands(low, mark.start())
    ]


_OPENING = re.compile(
    r"\b(?:und|oder|also|ja|so|dann|ach|aber|weil|dass|wenn|falls|sobald|für|an|in|mit|auf|bei|von|zu|was|nach"
    r"|soll|sollen|sollte|muss|müssen|kann|können|darf|dürfen|will|wollen|möchten?|wird|werden)$"
)


def _stands(low: str, place: int) -> bool:
    """Whether a clause may end at a place: no word before it has just opened one."""
    return _OPENING.search(low[max(0, place - 12) : place]) is None


_NAMED = ("punkt", "komma", "zeichen")
_DICTATED = re.compile(
    r"(?<!\bder)(?<!\bden)(?<!\bein)(?<!\bdem)(?<!\bdas)(?<!\bam)(?<!\bim)\s+"
    r"(?:punkt|komma|doppelpunkt|semikolon|strichpunkt|gedankenstrich|fragezeichen|ausrufezeichen)(?![\w-])"
    r"|\s*\bneue[rn]? (?:absatz|zeile)(?![\w-])|\banführungszeichen(?: (?:oben|unten|auf|zu))?(?![\w-])"
)
_MARKS = {
    **{"punkt": ".", "komma": ",", "doppelpunkt": ":", "semikolon": ";", "strichpunkt": ";", "gedankenstrich": " –"},
    **{"fragezeichen": "?", "ausrufezeichen": "!", "absatz": "\n", "zeile": "\n", "anführungszeichen": '"'},
}


def _plain(said: str) -> str:
    """The name of a mark without what stands around it."""
    return re.sub(r" (?:oben|unten|auf|zu)$", "", said.strip()).split()[-1]


def _stops(text: str) -> int:
    """How many sentences have a mark at their end."""
    return len(re.findall(r"\w[.!?](?=\s|$)", text))


_DIALECT = re.compile(rf"(?<![\w'’])(?:{'|'.join(sorted(MARKS, key=len, reverse=True))})(?![\w'’])")
_SPOKEN = re.compile(rf"(?<![\w'’])(?:{'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})(?![\w])")


def _is_dialect(low: str, *, is_held: bool) -> bool:
    told = {mark.group() for mark in _DIALECT.finditer(low)}
    return len(told) > (0 if is_held else 1) and (is_held or lowered.is_german(re.findall(r"\w+", low)))


_ALSO = re.compile(r"a(?=[,.;!?])")


def _standard(low: str, shown: str) -> list[Span]:
    """The words of dialect that stand outside quotations, with those that are written for them."""
    plain = low.replace("’", "'")
    return [
        (found.start(), found.end(), "auch" if _ALSO.match(plain, found.start()) else WORDS[found.group()])
        for found in _SPOKEN.finditer(plain)
        if shown[found.start()].isalpha() or shown[found.start()] == "'"
    ]
