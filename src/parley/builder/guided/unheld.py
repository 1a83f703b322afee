"""A correction of what is not held: the amount that it puts right becomes a fact in the user's own words."""

import re

from parley.builder.guided.measures import measures
from parley.builder.guided.reading import Reading
from parley.builder.guided.restating import DENIED, Said, about, cuts, is_change, said_in
from parley.builder.guided.revision import Revision
from parley.builder.guided.slip_words import MARKS

_OTHERS = frozenset({"/brief/success", "/brief/constraints", "/brief/scope_dont", "/brief/greeting", "/brief/closing"})
_CONDUCT = re.compile(
    r"\b(?:must|never|should(?! be)|let|ask\w*|transfer\w*|put|call|ring|darf|soll\w*|muss|nie"
    r"|fragen|debe\w*|nunca|que no"
    r"|pregunt\w*|calls? go|goes to|open|close)\b|不要|不能|不许|必须|转给|别"
)
_EXPLICIT = re.compile(
    r"\b(?:corrig\w+|corrijo|correct\w*|mistake|wrong|falsch|fehler|korr\w+|error|equivoc\w+|vertan|geirrt)\b|[说讲写记]错|更正|有误"
)
_PRONOUN = re.compile(
    r"^(?:it|they|that|this|she|he|es|das|sie|der|die|son|es|está|están|sale|now|jetzt)(?![^\W\d_])|^(?:现在|是|要)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"^(?:(?:{MARKS}|sorry|oh|ah|and|but|so|also|well|yes|please|und|aber|ach|y|pero|oye|disculpe"
    rf"|perdona|i do apologise"
    r"|one (?:change|correction)|correction|correction|ojo|抱歉|不好意思|一处|一下|啊|哦|我?刚刚?才?"
    r"|了)[\s,:;.!–—，：。-]*)+",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^[^,:]{0,40}?\b(?:says?|said|told me|tells me|reminds me|sagt|meint|dice|dijo"
    r"|corrige \w+ \w+)\b[\s:]*(?:that |just |que )?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\s,;:.!，。；—–-]*(?:\b(?:is|are|was|isn't|aren't|and|but|i said|i|ist|war|es|era|y|und|now"
    r"|already)\b[\s,]*|[\s,;:.!，。；])*$",
    re.IGNORECASE,
)


def told(reading: Reading, place: int, revision: Revision) -> bool:
    """Keep as a fact what a sentence corrects, where nothing held speaks of it; its words are taken."""
    sentence = reading.sentences[place]
    text, said = sentence.text, said_in(sentence.text)
    fresh = [each for each in said if not each.is_old and each.measure.kind not in {"time", "phone"}]
    if not fresh or not is_change(text):
        return False
    old = [each for each in said if each.is_old]
    is_sure = bool(old) or reading.is_correction or _EXPLICIT.search(text.lower()) is not None
    if not is_sure or reading.path in _OTHERS or _CONDUCT.search(text.lower()) or "\ue002" in sentence.left:
        return False
    if any(each.measure.is_same(held) for place in revision.places() for held in measures(place.text) for each in old):
        return False
    words = _words(text, fresh[-1], old)
    if not words or not about(words) or len(words) > 300:
        return False
    facts = revision.items("facts")
    fact = {"topic": re.split(r"[,，]|\d", words)[0].strip()[:60] or words[:60], "text": words[:1].upper() + words[1:]}
    revision.put("facts", [*facts, fact], text)
    sentence.take(0, max(each.clause[1] for each in (*fresh, *old)))
    return True


def _words(text: str, fresh: Said, old: list[Said]) -> str:
    """The clause of the new amount, with the one before it where it does not say what it is about."""
    start, end = fresh.clause
    behind = [each for each in old if start <= each.measure.start < end and each.measure.start > fresh.measure.end]
    if behind and (denial := DENIED.search(text.lower(), fresh.measure.end, behind[0].measure.start)):
        end = denial.start()
    clause = _bare(text[start:end])
    if not _PRONOUN.match(clause) and about(clause):
        return clause
    places = cuts(text)
    before = [text[one:two] for one, two in zip(places, places[1:], strict=False) if two <= start]
    lead = next((bare for part in reversed(before) if about(bare := _bare(_uncut(part)))), "")
    joint = "，" if any(ord(sign) > 0x3000 for sign in lead) else ", "
    return f"{lead}{joint}{clause}" if lead else ""


def _uncut(part: str) -> str:
    """A clause up to the amount that it tells, and to what denies that."""
    first = next(iter(measures(part)), None)
    if first is None:
        return part
    denial = DENIED.search(part.lower(), 0, first.start)
    return part[: denial.start() if denial else first.start]


def _bare(part: str) -> str:
    plain = _TOLD.sub("", _LEAD.sub("", part.strip(" ,;:.!，。；：—–-")))
    return _END.sub("", _LEAD.sub("", plain)).strip()
