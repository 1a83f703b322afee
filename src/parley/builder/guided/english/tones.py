"""The tones of a list, and those said without a cue: adjectives that stand alone between marks."""

import re
from collections.abc import Iterator
from functools import cache

from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.lexicon import TONE_ADVERBS, TONE_PHRASES, TONES, TONES_ABROAD
from parley.builder.guided.tables import word_set

KNOWN = TONES | TONES_ABROAD.keys() | TONE_ADVERBS.keys()
LINKS = word_set(
    """
    and but yet very really quite always also while still not too rather more a bit little of or as und aber y
    pero mais et genuinely super never clear-spoken somewhat extremely both in tone please slightly sounding uh um er
    ever just pretty fairly properly truly nicely touch tad wee so anyway anyhow ok okay well oh ah hm hmm right yes
    yeah
    actually sure maybe perhaps probably think guess definitely absolutely though
    """
)
_REGIONAL = frozenset({"northern", "southern", "local", "scottish", "welsh", "irish"})
_DENIALS = frozenset({"not", "never", "less", "nicht", "no"})
_AFFIRMED, _JOINING = LINKS - _DENIALS, LINKS | _DENIALS
_MARK = re.compile(r"[,/&+;:.!?(]")
ASIDE = re.compile(
    r",? ?\b(?:you know|i'd say|i would say|i suppose|i think|i guess|if you like|kind of|sort of|i mean|as i say|"
    r"for sure|of course)\b,?"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDED = re.compile(
    r" *(?:[,/&+.;:!?)–—]|$|(?:and|but|or|yet|x+|too|with it|as well|even|if|when|because|for (?:people|them|"
    r"everyone))\b)"
)
_ADJECTIVE = re.compile(
    r"(?:un|non|in|over|self|well|good|warm|kind|level|light|soft|even|open|plain|straight|quick|clear|easy|down)-\w+"
    r"|\w{2,}(?:ful|ous|ish|less|ive|able|ible|ent|ant|ial|ual|ic|ical|some|like|worthy|minded|natured|hearted|spoken|"
    r"talking|tempered|humoured|humored|headed|mannered|ed|ing|y)"
)
_NO_TONE = re.compile(
    r".*(?:ment|ery|ory|ary|ity|ency|ancy|ology|any)|(?:mon|tues|wednes|thurs|fri|satur|sun|holi|to|every|birth)days?"
    r"|\w*(?:body|thing)|(?:un)?(?:paid|booking|parking|pricing|training|billing|shipping|dining|catering|cleaning|"
    r"wedding|meeting|hearing|reading|ordering|emailing|texting|calling|asking|being|having|doing|going|saying|telling|"
    r"taking|making|getting|listening|answering|only|daily|weekly|monthly|early|family|party|money|they|may|my|any|"
    r"many|very|really|usually|mostly|mainly|already|actually|probably|possibly|maybe|story|study|city|country|copy|"
    r"reply|supply|apply|buy|say|pay|stay|play|day|way|key|they|why|by|try|need|indeed|feed|speed|seed|used|based|"
    r"sorry|hey|okay|called|named|booked|needed|asked|closed|recorded|client|student|parent|patient|agent|event|rent|payment|accent|"
    r"different|restaurant|tenant|topic|music|clinic|public|plastic|medical|local|final|special|legal|rental|hospital|"
    r"olive|drive|live|five|active|available|possible|table|cable|double|trouble|live|give|receive)"
)
_PLAIN = word_set(
    """
    sharp sweet nice smart fair strict straight mild sly keen neat loud happy able easy swift bland blunt stern
    tender hip slick smooth mellow suave urbane humane discerning sane solid tidy stoked chilled couthy canny mature
    """
)
"""Adjectives that are tones only among tones: elsewhere they are said of other things."""


_LONGEST = 400
"""Signs of a list of tones; what goes on longer is none."""


def is_like(word: str) -> bool:
    """Whether a word that no list of ours has looks like an adjective of manner."""
    if word in LANGUAGES:
        return False
    return word in _PLAIN or (_ADJECTIVE.fullmatch(word) is not None and _NO_TONE.fullmatch(word) is None)


def listed(text: str, *, strict: bool = False, is_told: bool = False) -> list[str]:
    """The tone words of a list in order; unknown ones where they stand among known ones, or where a tone is told.

    Reading stops at the first word that is neither tone nor link; `strict` demands that nothing else be there.
    """
    if strict and len(text) > _LONGEST:
        return []
    results, low = _phrases(ASIDE.sub(",", text[:_LONGEST].lower()))
    known = len(results)
    denial = ""
    for word, is_apart in _words(low):
        if word in _DENIALS:
            denial = {"never": "never", "no": "no"}.get(word, "not")
        elif word in KNOWN:
            results += [] if denial else [TONES_ABROAD.get(word) or TONE_ADVERBS.get(word) or word]
            known, denial = known + 1, ""
        elif word in LINKS:
            denial += " too" if denial == "not" and word == "too" else ""
        elif is_apart and (is_told or is_like(word) or (strict and (denial or (results and word in _REGIONAL)))):
            results += [f"{denial} {word}".strip()] if strict or denial != "not" else []
            denial = ""
        else:
            known = 0 if strict else known
            break
    return list(dict.fromkeys(results)) if known or (is_told and not strict) else []


def begins(sentence: str) -> bool:
    """Whether a short sentence begins with a tone that leans on nothing."""
    first = next(((word, is_apart) for word, is_apart in _words(sentence[:60]) if word not in _AFFIRMED), None)
    return first is not None and first[1] and first[0] in KNOWN and sentence.count(" ") < 14


def _words(low: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it stands apart: no other word but links between it and the marks at its sides."""
    is_begun, end = True, 0
    for found in _WORD.finditer(low):
        word = found.group()
        is_begun = is_begun or _MARK.search(low, end, found.start()) is not None
        yield word, is_begun and _ENDED.match(low, found.end()) is not None
        is_begun, end = word in _JOINING and (is_begun or word in {"and", "but", "yet", "or"}), found.end()


def words_of(text: str) -> list[str]:
    """The words of a text as tones are sought among them."""
    return [found.group() for found in _WORD.finditer(text)]


def _phrases(low: str) -> tuple[list[str], str]:
    """The tones of several words ("to the point"), and the text without them."""
    results = []
    for phrase, value in TONE_PHRASES.items():
        if phrase in low:
            results.append(value)
            low = low.replace(phrase, " and ")
    return results, low


@cache
def _run() -> re.Pattern[str]:
    tone = rf"(?:{'|'.join(sorted(map(re.escape, KNOWN), key=len, reverse=True))})(?![\w-])"
    degree = r"(?:(?:just |but )?(?:always|very|quite|a bit|a little|not too|reasonably|just|fairly|pretty|more) )?"
    return re.compile(
        rf"(?:^|[,:;(]\s+|[–—-]\s+|\bso\s+)(?P<list>{degree}{tone}"
        rf"(?:(?:,\s*(?:and |but |yet |und |y )?|\s+(?:and|but|yet|und|y)\s+){degree}{tone})+)"
        r"(?=\s*(?:[.,;:!?)–—\ue002]|$)|\s+(?:please|even|when|throughout|at all times)\b)"
    )


def spans(low: str) -> list[tuple[int, int]]:
    """The places of two or more tones that lean on no noun: a mark before them, and a mark or the end behind."""
    return [found.span("list") for found in _run().finditer(low)]
