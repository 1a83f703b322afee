"""What a sentence in English plainly says of a slot: for a second reading, whatever else has been read in it."""

import re

from parley.builder.guided import tongues
from parley.builder.guided.english import manner, tones
from parley.builder.guided.language_names import LANGUAGES
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_OF_MANNER = re.compile(
    r"\b(?:vibe|tone|feel|style|manner|mood|personality|attitude|demeanou?r|register)s?\b(?:[ -]?wise)?(?: of voice)?"
    r"(?:(?:,| (?:i'd|we'd|is|should|ought|would|has|must|needs|to|be|like|want|say|go|going|for|we|i|we're|after|it|of"
    r"|the|thing|please|here|just|something|wants|kept|keep))\b)*[ ,:=–-]*(?P<list>[^.;!?\n]{3,120})"
)
_NOUNS = word_set("vibe tone feel style manner mood personality attitude demeanour demeanor register")
_MANNERS = _NOUNS | {f"{noun}s" for noun in _NOUNS}
"""The words one of which `_OF_MANNER` needs; `_CASES` are those of `_PASSED`."""
_LEAD = re.compile(
    r"(?:(?:and|also|oh|just|please|make it|keep it|keep things|something|nice and|think|more|very|so|but|ideally|well"
    r"|right|it's|be|mostly|always|generally)[, ]+){0,5}"
)


def tone(sentence: Sentence) -> tuple[list[str], str]:
    """Tones behind a word for manner ("vibe wise, friendly and spooky"), or two or more that begin a sentence."""
    low = sentence.left
    if sentence.has(_MANNERS) and (found := _OF_MANNER.search(low)):
        values = tones.listed(found["list"], is_told=True)
        if values and not tones.KNOWN.isdisjoint(tones.words_of(found["list"])):
            return values, sentence.text[slice(*found.span())]
    values, words = manner.tone(sentence)
    if values:
        return values, words
    lead = _LEAD.match(low)
    start = lead.end() if lead else 0
    values = tones.listed(low[start : start + 120]) if tones.begins(low[start:]) else []
    return (values, sentence.text) if len(values) > 1 else ([], "")


_NAME = "|".join(sorted(map(re.escape, LANGUAGES.keys() - {"shona"}), key=len, reverse=True))
_JOINT = r"(?: ?[,&+/])?(?: (?:and|or|plus|then))?(?: (?:also|then|maybe|i guess|some|a bit of|a little))? ?"
_TONGUES = re.compile(
    rf"(?:^|[,;:(–-] ?|\b(?:in|speaks?|speaking|talks?|understands?|languages?|only|just|and|but|or|plain|simple|good"
    rf"|proper|clear|easygoing|say|do|does|be|is|it's|needs?|wants?|well)[,:]? )"
    rf"(?P<list>(?:{_NAME})(?:{_JOINT}(?:{_NAME})){{0,8}})"
    r"(?: (?:language|speaking))?(?P<after>\W{0,3}(?:$|[.;:!?)–]|,|only|is\b|are\b|will\b|'ll\b|would\b|does\b|do\b"
    r"|please|of course|obviously|naturally|though|mind|thanks?|mate|love|darl|for (?:now|every\w+)|throughout"
    r"|too|as well|first|mainly|mostly|and that|but|because|since|so\b|if|when|we\b|that's|full stop|period))"
)
_NOT_OURS = re.compile(
    r"\b(?:my|their|his|her|your|of|from|than|poor|bad|broken|learn|teach(?:es)?|lessons? in|a|an)\b ?$"
)


def languages(sentence: Sentence) -> tuple[list[str], str]:
    """The names of languages that stand where no thing of that nation is meant: "English only", "English is grand"."""
    if " only" in sentence.text and (code := _CODE.search(sentence.text)):
        return tongues.named(LANGUAGE_OF[code["code"].lower()]), code.group()
    low = sentence.left
    for found in _TONGUES.finditer(low) if tongues.may_name(sentence) else ():
        start, end = found.span("list")
        if not (_NOT_OURS.search(low[:start]) or tongues.is_declined(low, start)):
            return tongues.named(low[start:end]), sentence.text[start:end]
    return [], ""


LANGUAGE_OF = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}
_CODE = re.compile(r"\b(?P<code>EN|DE|FR|ES|IT|NL)(?= only\b)")
_PASSED = re.compile(
    r"(?:^|[,;] |\band )(?:if|when|where) (?P<when>[^,;.]{5,80}?),? (?:(?:then|just|please) )?(?!tell|say)"
    r"[a-z]+ (?:them|'em|em|him|her|it) (?:(?:straight|right|through|thru|over|across) ?)+(?:on )?(?:to|tae) "
    r"(?P<to>(?:[^,;.]|\.(?=\d)){2,60})"
)
_CASES = frozenset({"if", "when", "where"})


def handover(sentence: Sentence) -> tuple[list[dict[str, str]], str]:
    """Who is given which calls, whatever the verb: "if it floods, pit them through tae the plumber"."""
    found = list(_PASSED.finditer(sentence.left)) if sentence.has(_CASES) else []
    rules = [{name: sentence.text[slice(*each.span(name))].strip(" ,") for name in ("when", "to")} for each in found]
    return rules, sentence.text[found[0].start() : found[-1].end()].strip(" ,") if found else ""


READERS = {"tone": tone, "languages": languages, "handover": handover}
