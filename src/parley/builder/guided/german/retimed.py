"""Hours told anew as German puts it: "Samstag machen wir schon um 13 Uhr Schluss", "samstags haben wir zu"."""

import re

from parley.builder.guided import timetable
from parley.builder.guided.german import named
from parley.builder.guided.revision import Revision

_TIME = r"(?P<time>\d{1,2}(?:[:.]\d{2})?(?: Uhr(?: \d{2})?)?|(?:halb |viertel (?:vor|nach) )?[a-zäöüß]{3,7}(?: Uhr)?)"
_CLOSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bum {_TIME} (?:schon |bereits )?(?:Schluss|Feierabend|zu\b|dicht|fertig|Ende|Ladenschluss)",
        rf"\b(?:schließ\w*|schliess\w*|zumach\w*|mach\w* zu|Schluss|Feierabend|zu)[^.,;\d]{{0,30}}\bum {_TIME}",
        rf"\bbis (?:um )?{_TIME}",
    )
)
_OPENS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:erst )?um {_TIME} (?:auf|los|offen|geöffnet)\b",
        rf"\b(?:öffn\w*|aufmach\w*|mach\w* auf|mach\w* [^.;\d]{{0,40}}auf|beginn\w*|start\w*|fang\w*|los"
        rf"|erst)[^.,;\d]{{0,30}}"
        rf"\b(?:um |ab )?{_TIME}",
        rf"\bab {_TIME}",
    )
)
_SHUT = re.compile(
    r"\b(?:haben|hamma|hat|hab|bleibt|bleiben|ist|sind|habe)\b[^.;,\d]{0,40}\b(?:zu|geschlossen|dicht|ruhetag|frei)\b|"
    r"\b(?:ruhetag|geschlossen|fällt weg|fallen weg|fällt (?:künftig |jetzt )?aus|entfällt"
    r"|nicht (?:mehr )?(?:geöffnet|offen"
    r"|auf|besetzt)|streich\w*|raus|weg\w*|nicht mehr|gar nicht|ni(?:chts|x) mehr mit|keine sprechzeit"
    r"|keine sprechstunde)\b"
)
_NUMBER = re.compile(r"\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", re.IGNORECASE)


def retimed(text: str, low: str, revision: Revision) -> bool:
    """Change the part of the hours that a sentence tells; whether it did."""
    if not isinstance(revision.value("hours"), str):
        return False
    days = named.days(text)
    if not _NUMBER.search(text):
        return bool(days) and _is_shut(text, low, revision)
    if len(re.findall(r"\b\d{1,2}(?:[:.]\d{2})?\b", text)) != 1:
        return False
    for patterns, word in ((_CLOSES, "bis"), (_OPENS, "ab")):
        for pattern in patterns:
            if (found := pattern.search(text)) and _NUMBER.search(found["time"]):
                day = f"{_span(text)} " if days else ""
                return timetable.retold(f"{day}{word} {found['time']}", revision, is_change=True)
    return False


def _is_shut(text: str, low: str, revision: Revision) -> bool:
    if not _SHUT.search(low):
        return False
    first = re.split(r"\b(?:also|sondern|dafür)\b", text)[0]
    if hours := timetable.withdrawn(_span(first), revision):
        revision.put("hours", hours, text.strip(" ."))
        return True
    day, held = named.days(first)[:1], str(revision.value("hours"))
    listed = re.compile(rf"(?:, | und ){day[0]}s?(?!\w)|(?<!\w){day[0]}s?(?:, | und )", re.I) if day else None
    if listed and len(listed.findall(held)) == 1:
        revision.put("hours", listed.sub("", held), text.strip(" ."))
        return True
    return False


def _span(text: str) -> str:
    days = list(re.finditer(r"\b(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|\bMittwoch|\bSonnabend", text, re.IGNORECASE))
    return text[days[0].start() : days[-1].end()] if days else ""
