"""The lines the agent says: the first and the last words, in quotation marks of any kind or as they stand."""

import re

from parley.builder.guided import greetings
from parley.builder.guided.german.identity import NAME
from parley.builder.guided.german.page import Page, Part
from parley.builder.guided.reading import MASK_QUOTE, Sentence

_CLOSE = re.compile(
    r"\b(?:\w*abschied\w*|verabschied\w*|(?:zum|am) (?:ab)?schlu(?:ß|ss)|schlusssatz|schlussformel|ausstieg"
    r"|letzte[rn]? "
    r"(?:satz|worte?)|(?:zum|am) ende|beende\w*|tschüss|auflegen|gesprächsende|schlussw\w+|endet|outro"
    r"|abschluss\w*)\b"
)
_GREET = re.compile(
    r"\b(?:begrü(?:ß|ss)\w*|gru(?:ß|ss)\w*|einstieg|erste[rn]? (?:satz|worte?)|(?:am|zu|zum) (?:anfang|beginn|start)"
    r"|beginn\w*"
    r"|eröffn\w*|anfangssatz|meldet? \w{0,4} ?sich|melden soll (?:er|sie|es) sich|meldet|meldung|ansage"
    r"|startsatz|abheben|drangehen|ran(?:geht|gehen)"
    r"|rangehen|los geht'?s|intro|willkommensgru(?:ß|ss)|starte\w*|fängt|anfangen|eingangs\w*|auftakt|loslegen)\b"
)
_SAYS = re.compile(r"\b(?:sag\w*|sprech\w*|spricht|sprüche|satz|worte|so\b|etwa)\b[^:]{0,30}:?\s*$")
_SPEECH = re.compile(
    r"\b(?:hallo|hi|hey|guten (?:tag|morgen|abend)|grüezi|grüß gott|grüss gott|servus|moin|herzlich willkommen"
    r"|willkommen"
    r"|schönen (?:guten )?tag|hier (?:ist|spricht)|was (?:kann|darf)|wie (?:kann|darf)|womit|worum|welche[nrs]?|danke"
    r"|vielen dank"
    r"|auf wiederhören|tschüss|bis bald|wir (?:melden|freuen)|schönen|gute[nr]? (?:fahrt|besserung)|merci|ade|ciao"
    r"|alles gute"
    r"|pfiat|baba|adieu|uf wiederluege|viel)\b"
)
_QUOTED = re.compile(f"[\"“„«‘'](?P<said>{MASK_QUOTE}+)[\"”“»’']?")


def lines(page: Page, asked: list[str]) -> dict[str, tuple[str, str]]:
    """Greeting and closing with their words, which are taken."""
    results: dict[str, tuple[str, str]] = {}
    for part in page.parts:
        sentence = part.sentence
        position = 0
        for quote in _QUOTED.finditer(sentence.left) if MASK_QUOTE in sentence.left else ():
            line = " ".join(sentence.text[slice(*quote.span("said"))].split())
            before = _before(page, sentence, position, quote.start())
            slot = _slot(before, line, asked, results)
            if slot and slot not in results and any(map(str.isalpha, line)):
                results[slot] = (line, sentence.text[slice(*quote.span())])
                sentence.take(_cue(sentence.left, position, quote.start()), quote.end())
            position = quote.end()
    if "greeting" in asked and "greeting" not in results:
        results |= _as_said(page, is_alone=len(asked) == 1) or _unquoted(page.parts)
    return results


def _before(page: Page, sentence: Sentence, position: int, start: int) -> str:
    """The words before a quotation: those of its sentence, of the one before where they are few."""
    own = sentence.left[position:start]
    if len(own.split()) > 1 or position:
        return own[-120:]
    return page.low[max(0, sentence.start - 60) : sentence.start] + own


def sounds(text: str) -> bool:
    """Whether a text has the sound of words to be said to callers."""
    return _SPEECH.search(text.lower()) is not None


def _slot(before: str, line: str, asked: list[str], found: dict[str, tuple[str, str]]) -> str:
    closes, greets = _last(_CLOSE, before), _last(_GREET, before)
    if closes >= 0 or greets >= 0:
        return "closing" if closes > greets else "greeting"
    if "greeting" in asked and "greeting" not in found and _is_line(line):
        return "greeting"
    if _SPEECH.search(line.lower()) is None:
        return ""
    if "closing" in asked and "greeting" not in asked:
        return "closing"
    if "greeting" in asked and "greeting" not in found:
        return "greeting"
    return "greeting" if _SAYS.search(before) and "greeting" not in found else ""


def _is_line(line: str) -> bool:
    """Whether quoted words are long enough to be said to somebody, and no single word that is spoken of."""
    return len(line.split()) > _FEW


_FEW = 2


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((each.start() for each in pattern.finditer(text)), default=-1)


def _cue(low: str, position: int, start: int) -> int:
    """Where the words that lead to a quotation begin."""
    before = low[position:start]
    cues = [found.start() for pattern in (_CLOSE, _GREET, _SAYS) for found in pattern.finditer(before)]
    return position + min(cues) if cues and len(before[min(cues) :].split()) < 9 else start


_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:[Hh]ier (?:ist|spricht|schreibt|meldet sich)|[Ii]ch bin|[Dd]a (?:ist|spricht)|heiße)\s+"
        rf"(?:(?:der|die|das|dein|euer|Ihr|Ihre|eure|deine)\s+)?(?P<name>{NAME})",
        rf"\b(?:(?:[Bb]ei|[Ii]n)(?: der| den| dem)?|[Bb]eim|[Ii]m)\s+(?P<name>{NAME})",
        rf"^(?P<name>{NAME})\s*[,:!–-]?\s+(?:guten|schönen|hallo|moin|servus|grüezi|grüß|griaß|was|wie|womit|hier"
        rf"|willkommen"
        r"|sali|hi|hey|Guten|Hallo|Moin|Servus|Grüezi|Grüß)\b",
    )
)
_UNNAMED = re.compile(
    r"(?i)(?:guten|hallo|moin|servus|gr(?:ü|ue)\w+|willkommen|herzlich|sie|ihr\w*|hi|hey|uns|was|wie|tag|morgen|abend"
    r"|\w*(?:assistent|assistenz|agent|bot)\w*|ki|fragen)$"
)


def named(line: str) -> str:
    """Who says a greeting: "Moin, hier ist die Bäckerei Ahrens", "Willkommen im Klangwerk"; "" for nobody."""
    for pattern in _NAMED:
        for found in pattern.finditer(line):
            name = found.group("name").strip(" .,")
            if not any(_UNNAMED.match(word) for word in name.split()) and len(name) > 2:
                return name
    return ""


_TOLD = re.compile(
    r"^[^:?!.]{0,40}\b(?:begrüß\w*|grüßen|grüßt|gruß|melden|meldet|sagen?|sagt|satz|worte?|anfangen|beginnen|starten)\b"
    r"[^:?!.]{0,30}:\s*",
    re.IGNORECASE,
)


def _as_said(page: Page, *, is_alone: bool) -> dict[str, tuple[str, str]]:
    """An unquoted greeting, from where to where the rules of all languages find it."""
    found = greetings.span(page.text, is_alone=is_alone)
    if found is None:
        return {}
    for part in page.parts:
        sentence = part.sentence
        begin, end = (min(max(place - sentence.start, 0), len(sentence.text)) for place in found)
        if begin < end:
            sentence.take(begin, end)
    said = _TOLD.sub("", page.text[slice(*found)].strip(), count=1)
    return {"greeting": (" ".join(said.split()), said)} if said else {}


def _unquoted(parts: list[Part]) -> dict[str, tuple[str, str]]:
    """The words of an answer to "how should it greet": from the first that has the sound of speech."""
    said: list[Part] = []
    for part in parts:
        low = part.sentence.left
        is_said = sounds(low) and not re.search(r"\b(?:soll|muss|darf|bitte|sagen|dass)\b", low)
        if is_said or (said and low.endswith("?")):
            said.append(part)
        elif said:
            break
    if not said:
        return {}
    first = said[0].sentence.text
    words = " ".join(part.sentence.text for part in said).strip(" –-")
    line = re.sub(
        r"^(?:(?:einfach|bitte|gern|vielleicht|sag\w*(?: sie)?|(?:er|sie) soll sagen|die begrüßung(?: ist| lautet)?"
        r"|sowas wie|so was wie|etwas wie|zum beispiel|z\.b\.)[,:]? )+",
        "",
        words,
        flags=re.I,
    )
    for part in said:
        part.sentence.take(0, len(part.sentence.left))
    return {"greeting": (line, first)}
