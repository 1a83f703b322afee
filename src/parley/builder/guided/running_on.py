"""Where a message runs on from one thing to the next without a mark: two answers in one breath, dictated clauses.

A blank there becomes a line's end, so that nothing moves.
"""

import re
from itertools import islice

from parley.builder.guided.english import audience, data_names, tones
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.reading import MASK_QUOTE, Sentence, lowered, masked
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState

_BEGINS = re.compile(
    r" (?=(?:It|It's|Its|If|They|They're|There's|Anything|Anyone|Anybody|Please|Don't|Never|Nobody|That's|"
    r"When(?:ever)?) "
    r"[a-z])"
    r"(?<=[a-z0-9)] )(?<!\bcalled )(?<!\bnamed )(?<!\bis )(?<!\bsay )(?<!\bsays )(?<!\bat )(?<!\bthe )(?<!\bto )"
)
"""A small word written large within a sentence: "gentle and upbeat It mustn't say who is in".

All patterns here begin with the blank, which a search skips to.
"""
_FIGURES = re.compile(r" (?=(?:he|she|they|it's|never|please|don'?t|no|not|anything|and anything)\b)(?<=\d{4} )")
_CASE = re.compile(
    r" (?=(?:and )?if [^,.;:!?\n]{3,70}? (?:send|put|transfer|get|connect|pass) (?:'?em|them)\b)(?<=[a-z0-9] )"
)
_TIMES = re.compile(
    r" (?=(?:from )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays|every day|day and night)\b)"
    r"(?<=\b(?:you|elp) )"
)
_OPENERS = word_set(
    """
    if when whenever anything anyone anybody anybody's i'd i i'm it it's its they there there's the we we're a any no
    english x xx put send hand never
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def parted(text: str, state: BuildState) -> str:
    """The message with a line's end where something new begins without a mark."""
    if state.language.partition("-")[0] != "en":
        return text
    low = lowered(text)
    places = [found.start() for found in _BEGINS.finditer(text)]
    for pattern in (_FIGURES, _CASE, _TIMES):
        places += [found.start() for found in pattern.finditer(low)]
    asked = {question.path for question in state.open_questions}
    if len(asked) > 1:
        places += _second(low, asked)
    if "/brief/tone" in asked:
        places += [place for start in _starts(low) if (place := _after_tones(text, low, start))]
    low = masked(text) if places else low
    for place in places:
        if low[place] == " " and MASK_QUOTE not in low[place - 1 : place + 2]:
            text = f"{text[:place]}\n{text[place + 1 :]}"
    return text


_SPOKEN = (
    rf"(?:{'|'.join(sorted((name for name in LANGUAGES if name.isascii() and len(name) > 3), key=len, reverse=True))})"
)
_LANGUAGES = re.compile(
    rf" (?=(?:just |only )?{_SPOKEN}(?:(?:,| and| or| plus|, and) {_SPOKEN}){{0,4}}(?: only| please| pls| ok)?[.!]?$)"
    r"(?<=[a-z0-9)] )(?<!\band )(?<!\bor )(?<!\bin )(?<!\bspeak )(?<!\bspeaks )(?<!\bplus )(?<!\bjust )(?<!\bonly )"
    r"(?<!\bthe )(?<!\bis )(?<!\bof )(?<!\bgood )(?<!\bplain )(?<!\bsome )(?<!\bno )(?<!\bnot )"
    r"(?<!\bwithout )(?<!\bnor )"
)
_ENDED = re.compile(r"[.!?;\n]\s+")
_PRICED = re.compile(r"\d(?:\.\d+)?(?: (?:a|an|per) [a-z]+| each| euros?| pounds?| dollars?| quid)?$")
_LED = re.compile(r"(?:just|mostly|mainly|usually|only) (?:our |the |local )?[a-z]+s\b")
_ITEMS = re.compile(r",| and | so | is | get | need ")
_JOINTS = word_set(
    "of for to on in at and or the a an with who that is are from by their there our number numbers name names "
    "address date time code reference"
)
_MOST_WORDS = 60


def _second(low: str, asked: set[str]) -> list[int]:
    """Where the answer to the second of two questions begins behind the first: languages, or who calls."""
    if "/brief/languages" in asked and (found := _LANGUAGES.search(low)):
        return [found.start()]
    if "/brief/callers" not in asked:
        return []
    start = max((found.end() for found in _ENDED.finditer(low.rstrip(" .!"))), default=0)
    for found in islice(re.finditer(" ", low[start:]), _MOST_WORDS):
        place = start + found.start()
        if _is_seam(low[start:place], low[place + 1 :]):
            return [place]
    return []


def _is_seam(before: str, after: str) -> bool:
    """Whether data, a price or a whole clause ends before a place behind which only people are named."""
    if after.partition(" ")[0] in _JOINTS or before.endswith(",") or before.rpartition(" ")[2] in _JOINTS:
        return False
    item = _ITEMS.split(before)[-1]
    is_ended = _PRICED.search(before) or _LED.match(after) or (before != item and data_names.known(item))
    return bool(is_ended) and audience.listed(Sentence(text=after, start=0, left=after)) != ""


def _starts(low: str) -> list[int]:
    return [0, *(found.end() for found in islice(re.finditer(r"[.!?\n]\s+", low), 40))]


def _after_tones(text: str, low: str, start: int) -> int:
    """Where the tones end that a sentence begins with, where something else follows at once; 0 for nowhere."""
    end = place = known = 0
    for found in _WORD.finditer(low, start, start + 120):
        word = found.group()
        if low[place or start : found.start()].strip(" ,&/"):
            return 0
        place = found.end()
        if word in tones.KNOWN:
            end, known = place, known + 1
        elif end and (word in _OPENERS or text[found.start()].isupper()):
            return end if low[end : found.start()] == " " else 0
        elif word not in tones.LINKS and not tones.is_like(word) and word not in {"not", "no", "never", "spoken"}:
            return 0
        elif word not in tones.LINKS:
            end = place
    return 0
