"""A German message cut into sentences, list items and lines, with what is no wish of the user's own left out."""

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.builder.guided import tongues
from parley.builder.guided.reading import (
    MASK_QUOTE,
    MAX_SENTENCE_CHARS,
    MAX_SENTENCES,
    Reading,
    Sentence,
    masked,
    words,
)
from parley.builder.guided.tables import word_set

_SHORT = sorted(
    word_set(
        """
        z.b u.a d.h bzw ca nr tel str dr st usw ggf inkl evtl max min std art abs vgl prof hr mo sa
        """
    )
)
_NO_END = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT)
_DATED = (
    r"(?!(?<=\d\.)\s*(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|stock"
    r"|etage|klasse|og|quartal|bis|[–-]|\d))"
)
_END = re.compile(
    rf"[.!?;\n](?:(?<=[;\n])|(?<=[.!?]){_NO_END}{_DATED}(?!(?<=\.)\s+(?:bis|[–-])\s)"
    r"(?!(?<=\?)\s+(?:auch|dito|genauso|ebenfalls)\b)[.!?]*(?=\s|$|[\"”“»)]))"
    rf"|{MASK_QUOTE}[\"”“»’](?=\s+\S)|\s[–-]\s(?=(?:ach|und|aber|also|er|sie|das|wir|ich)\b)"
)
_ITEM = re.compile(r"(?:(?<=[\s:])|^)(?:\d{1,2}[.)]|[a-h]\)|(?:erstens|zweitens|drittens|viertens)\b[:,]?)\s*(?=\S)")
_BEGUN = re.compile(
    r"(?<=[a-zäöüß”“»\"0-9)]) +(?=(?:Wenn|Falls|Sobald|Sofern|Bei|Wer|Und|Wir|Bitte|Zur|Zum|Er|Es|Für|Keine?|Nie"
    r"|Niemals|Nur|Am|Ach|Aber|Also|Ja"
    r"|Unsere?|Ich|Die|Der|Das|Alles|Alle|Immer|Außerdem) (?!Sie\b))"
)
"""Small words with a capital open a sentence, also where nobody set a full stop."""
_PAUSED = re.compile(r"(?<=\d uhr) +(?=(?:und )?(?:wenn|falls|sobald|bei|er|sie|es)\b)")
_COUNTED = re.compile(r"(?:^|[\s:])(?:2[.)]\s|b\)\s|zweitens\b)")
_MARK = re.compile(
    r"\s*(?:[-*•–·→>]+\s*|\(?\d{1,2}[.)]\s+|[a-h]\)\s+|(?:erstens|zweitens|drittens|viertens)\b[:,]?\s+)+"
)
_PREAMBLE = re.compile(
    r"[^:.!?\n]{0,60}\b(?:noch (?:was|etwas|eins|ein punkt|ein paar \w+|\w+ sachen)|ergänzung|nachtrag|korrektur"
    r"|zwischendurch|fragen (?:alle|viele|die meisten|ständig)|fragt (?:wirklich )?jede\w*|alle wissen|viele wissen"
    r"|einfällt|fällt|übrigens|hinweise|anmerkung|quatsch|vertan|verschrieben|vergessen|vorab|kurz gesagt|zweite"
    r"|erste)\b"
    r"[^:.!?\n\"„«]{0,60}:\s+(?=\S)"
)
_COMMAND = re.compile(
    r"[\[({<][^\])}>]{0,400}(?:ignorier|vorherige\w* anweisung|system(?:prompt)?\s*:"
    r"|anweisungen? ignor)[^\])}>]{0,400}[\])}>]"
    r"|(?:bitte )?ignorier\w* (?:sie )?(?:alle )?(?:bisherigen|vorherigen|obigen)[^.!?\n]{0,300}[.!?]?"
)
_EXCERPT = re.compile(
    r"\b(?:auszug|skript|leitfaden|vorgabe\w*|handbuch|regelwerk|richtlinie\w*|merkblatt|faq|steht|text)\b"
)


@dataclass(slots=True)
class Part:
    """A sentence or list item, and the heading of the list it stands in ("" outside lists)."""

    sentence: Sentence
    heading: str = ""
    is_item: bool = False


def is_spoken(reading: Reading) -> bool:
    """Whether a message is German: by its words outside quotations, else by what the talk is held in."""
    return _is_spoken(reading.low, is_held=reading.state.language.startswith("de"))


@lru_cache(maxsize=4)
def _is_spoken(low: str, *, is_held: bool) -> bool:
    """Known of the last few texts: a turn asks it several times of the same one or two."""
    told = tongues.heard(low)
    if told == "de" or (told is None and is_held):
        return True
    said = words(low[:1500])
    german = sum(map(_GERMAN.__contains__, said))
    if not _UMLAUTS.isdisjoint(low):
        german += sum(not _UMLAUTS.isdisjoint(word) for word in said if word not in _GERMAN)
    if german < (1 if is_held else 3):
        return False
    english = sum(map(_ENGLISH.__contains__, said))
    return german > (1 if is_held else 2) * english and _SPANISH.isdisjoint(said)


_UMLAUTS = frozenset("äöüß")
_GERMAN = word_set(
    """
    der das und ist wir ein eine einen einer einem für mit soll sollen nicht ich wenn auf zu uns unsere unser bei beim
    zum zur vom
    er sie es sind haben wird werden bitte kein keine keinen auch noch nur aber oder dann sich dem den des im am nach
    über
    sollte muss können kann möchten möchte brauchen suchen hätten gern guten herr frau uhr bis von aus an die gehen
    geht dass ob wie wer
    ja nein
    """
)
_SPANISH = word_set("el los las del que para nuestra nuestro debe cuando por y")
_ENGLISH = word_set("the of to for is are we our they should with you that have and please our your on at by from")


@dataclass(slots=True)
class Page:
    """A message with its lower case and its parts."""

    text: str
    low: str
    parts: list[Part]


def page(reading: Reading) -> Page:
    """The sentences and items of a message; bounded in number and length."""
    text = reading.text
    low = _used(reading, _bared(reading.low, text))
    results: list[Part] = []
    heading, position, is_listed = "", 0, False
    for end in _ends(low, text):
        made = _part(text, low, position, end)
        starts_line = position == 0 or "\n" in text[max(0, position - 1) : position + 1]
        is_blank = made is None and position > 0 and not text[position:end].strip()
        position = end
        if heading and (is_blank or (made is not None and starts_line and is_listed and not made.is_item)):
            heading = ""
        if made is None:
            continue
        made.heading, is_listed = heading, made.is_item
        is_head = starts_line and _heads(text, made, end)
        if is_head or (made.sentence.left.endswith(":") and len(made.sentence.left) < 90):
            heading, is_listed = made.sentence.left.strip(" :"), False
        results.append(made)
        if len(results) >= MAX_SENTENCES:
            break
    return Page(text, low, results)


_NEXT_ITEM = re.compile(r"\s*\n[ \t]*(?:[-*•–·→>]|\(?\d{1,2}[.)]|[a-h]\))\s*\S")
_HEAD_WORDS = 4


def _heads(text: str, made: Part, end: int) -> bool:
    """Whether a line of a few words without a full stop stands above a list."""
    said = made.sentence.text
    return (
        not made.is_item
        and len(said.split()) <= _HEAD_WORDS
        and said[-1].isalnum()
        and _NEXT_ITEM.match(text, end - 1 if text[end - 1 : end] == "\n" else end) is not None
    )


_TAKEN = re.compile("\ue002+")


def _used(reading: Reading, low: str) -> str:
    """The lower case without what a correction has taken from the message."""
    for sentence in reading.sentences:
        for run in _TAKEN.finditer(sentence.left) if "\ue002" in sentence.left else ():
            start, end = sentence.start + run.start(), sentence.start + run.end()
            low = low[:start] + run.group() + low[end:]
    return low


def _bared(low: str, text: str) -> str:
    """The lower case with commands to a machine blanked, and the words of an excerpt shown."""
    if MASK_QUOTE in low or '"' in low or "„" in low or "«" in low:
        for found in re.finditer(f"{MASK_QUOTE}{{60,}}", low):
            if _EXCERPT.search(low[max(0, found.start() - 80) : found.start()]):
                low = low[: found.start()] + masked(text[slice(*found.span())]) + low[found.end() :]
    if "ignorier" not in low and "system" not in low:
        return low
    return _COMMAND.sub(lambda found: "." + " " * (len(found.group()) - 1), low)


def _ends(low: str, text: str) -> list[int]:
    ends = {len(low)}
    for found in _END.finditer(low):
        if found.group().startswith(MASK_QUOTE):
            after = text[found.end() :].lstrip()[:1]
            if not (after.isupper() or after in '„«"“') or text[found.start()] not in ".!?…":
                continue
        ends.add(found.end())
    ends |= {found.end() for found in _PAUSED.finditer(low)}
    ends |= {found.end() for found in _BEGUN.finditer(text) if low[found.start()] != MASK_QUOTE}
    return sorted(ends | _counted(low))


def _counted(low: str) -> set[int]:
    """Where the items of an enumeration begin: numbers or letters that count up from the first."""
    if not _COUNTED.search(low):
        return set()
    starts, expected = set(), 1
    for found in _ITEM.finditer(low):
        mark = found.group().strip(" .):,")
        if _count(mark) == expected:
            expected += 1
            starts.add(found.start())
    return starts if expected > 2 else set()


def _count(mark: str) -> int:
    if mark.isdecimal():
        return int(mark)
    return _ORDINALS.get(mark, ord(mark[0]) - ord("a") + 1 if len(mark) == 1 else 0)


_ORDINALS = {"erstens": 1, "zweitens": 2, "drittens": 3, "viertens": 4}


def _part(text: str, low: str, start: int, end: int) -> Part | None:
    mark = _MARK.match(low, start, end)
    is_item = mark is not None
    start = mark.end() if mark else start
    while start < end and not (low[start].isalnum() or low[start] in "+\"“„«‘'" or ord(low[start]) >= 0xE000):
        start += 1
    if preamble := _PREAMBLE.match(low, start, end):
        start = preamble.end()
    while end > start and low[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return None
    end = min(end, start + MAX_SENTENCE_CHARS)
    return Part(Sentence(text=text[start:end], start=start, left=low[start:end]), is_item=is_item)
