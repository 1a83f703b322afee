"""How the agent speaks: its tone."""

import re
from collections.abc import Iterator
from functools import cache

from parley.builder.guided.english import tones
from parley.builder.guided.lexicon import (
    AGENT_NOUNS,
    AGENT_RUNS,
    TONE_ADVERBS,
    TONE_PHRASES,
    TONES_ABROAD,
)
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_ALL_TONES = tones.KNOWN
_LINKS = tones.LINKS
_FOLLOWING = _LINKS | word_set("to with on at even when if toward towards throughout so enough")
tones_in = tones.listed


_AGENTS = "|".join(sorted((re.escape(noun) for noun in AGENT_NOUNS), key=len, reverse=True))
_MANNERS = "tone|manner|style|vibe|personality|voice"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    word = r"[^\W\d_]+(?:-[^\W\d_]+)*"
    words = rf"(?<![^\W\d_])(?P<list>(?:{word}[, ]+){{1,7}})"
    return {
        "tone_cue": re.compile(
            r"\b(?:tone(?: of voice)?|style|manner|personality|vibe|attitude|demeanou?r|mood|character|"
            r"ton|tono)\b(?:\s+(?:is|should be|must be|of voice|to be|please|ist|soll))*\s*[:=,"
            r"–-]?\s*(?P<list>[^.;:!?\n\ue001\ue002]{2,200})"
        ),
        "be_cue": re.compile(
            r"\b(?:(?:want|like|need|prefer|have|let) (?:it|her|him|them)(?: to)?(?: be| sound| feel)?|"
            r"comes? over(?: as)?|(?<!would )(?<!'d )be|being|soll|sollte|sollen|klingt|klingen|debe ser|sea|stay|"
            r"staying|remain|keep "
            r"(?:it|things|everything|the tone|the conversation)|"
            r"sound|sounds|sounding|feel|feels|come across(?: as)?|comes across(?: as)?|"
            r"is|it's|act|acts|make it|make her|make him|talk|speak|speaks|greet|greets|answer|answers|"
            r"handle calls|treat callers|like)\s+(?=(?P<list>[a-zäöüßáéíóúñ][^.;:!?\n\ue001\ue002]{2,160}))"
        ),
        "way": re.compile(rf"\bin an? (?P<list>(?:{word}[, ]+){{1,6}})(?:tone|way|manner|style|voice)\b"),
        "before_tone": re.compile(rf"{words}(?:{_MANNERS})\b"),
        "agent": re.compile(rf"{words}(?:{_AGENTS})\b"),
        "word": re.compile(word),
    }


def tone(sentence: Sentence) -> tuple[list[str], str]:
    """Tone words in a place where they speak of the agent, with the words they stand in."""
    if sentence.words.isdisjoint(_ALL_TONES) and not any(map(sentence.left.__contains__, TONE_PHRASES)):
        return [], ""
    whole = tones_in(sentence.left, strict=True)
    if whole:
        return whole, sentence.take(0, len(sentence.left)).strip(" .,")
    if opening := _opening(sentence):
        return opening
    alone = tones.spans(sentence.left)
    placed = sorted([(span, tones_in(sentence.left[slice(*span)])) for span in alone] + _cued(sentence))
    for span in alone:
        sentence.take(*span)
    if not placed:
        return [], ""
    start, end = min(span[0] for span, _ in placed), max(span[1] for span, _ in placed)
    found = dict.fromkeys(value for _, values in placed for value in values)
    return list(found), sentence.text[start:end].strip(" ,")


_CUE_RUNS = {
    "tone_cue": word_set("tone style manner personality vibe attitude demeanor demeanour mood character ton tono"),
    "way": word_set("tone way manner style voice"),
    "before_tone": frozenset(_MANNERS.split("|")),
    "agent": AGENT_RUNS,
    "be_cue": word_set(
        "be being soll sollte sollen klingt klingen debe sea stay staying remain keep sound sounds sounding feel "
        "feels "
        "want need prefer have let come comes is it act acts make talk speak speaks greet greets answer answers "
        "handle treat like"
    ),
}
"""The patterns of tones with a cue, in their order: each needs one of its words."""


_NOUNS = {
    "agent": re.compile(rf"[, ](?:{_AGENTS})\b"),
    "before_tone": re.compile(rf"[, ](?:{_MANNERS})\b"),
}


def _listed(name: str, low: str) -> Iterator[re.Match[str]]:
    """A pattern's finds; one of at most seven words before a noun is sought from eight words before the first noun."""
    nouns = _NOUNS.get(name)
    if nouns is None:
        return _patterns()[name].finditer(low)
    first = nouns.search(low)
    return _patterns()[name].finditer(low, _back(low, first.start())) if first else iter(())


def _back(low: str, position: int) -> int:
    """Where the eighth word before a position begins, words being what commas and blanks part."""
    words = low[:position].replace(",", " ").rsplit(None, 8)
    return len(words[0]) if len(words) > 8 else 0


def _cued(sentence: Sentence) -> list[tuple[tuple[int, int], list[str]]]:
    """The tones behind or before a word that speaks of manner or of the agent, with their places."""
    placed = []
    for name, runs in _CUE_RUNS.items():
        for match in _listed(name, sentence.left) if sentence.has(runs) else ():
            listed = match.group("list")
            values = _trailing(listed) if name in {"way", "before_tone", "agent"} else _leading(name, listed)
            if values and not (values == ["slow"] and match.group().startswith(("speak", "talk"))):
                placed.append((match.span("list"), values))
    return placed


_ADDED = re.compile(r"(?:and |a bit |very |quite )?(?P<tone>[^\W\d_][\w-]*),? (?:with it|too|as well|though|please)\b")
_OPENS = re.compile(
    r"(?:(?:ton|trato|stil|estilo|und|very|quite) )?(?P<list>[^\W\d_][\w-]*(?: but| and| und| y|,)(?: a bit"
    r"| a little| very)? [^\W\d_][\w-]*)(?!\w)"
)


def _opening(sentence: Sentence) -> tuple[list[str], str] | None:
    """ "Neutral and courteous, understandable for all": a sentence that opens with two or more tones, or "calm too"."""
    single = _ADDED.match(sentence.left)
    if single and single["tone"] in _ALL_TONES:
        return tones_in(single["tone"]), sentence.take(*single.span("tone"))
    pair = _OPENS.match(sentence.left)
    if pair is None or len(tones_in(pair.group("list"), strict=True)) < 2:
        return None
    start, end = pair.span("list")
    return tones_in(sentence.left[start:]), sentence.take(start, end)


def _leading(cue: str, listed: str) -> list[str]:
    values = tones_in(listed)
    if cue == "be_cue" and len(values) == 1:
        rest = _patterns()["word"].findall(listed)
        index = next((i for i, word in enumerate(rest) if word in _ALL_TONES), 0)
        follower = rest[index + 1] if index + 1 < len(rest) else ""
        if follower and follower not in _FOLLOWING and "," not in listed[: listed.find(follower) + 1]:
            return []
    return values


def _trailing(listed: str) -> list[str]:
    """Tone words directly before a noun, read backwards: "we need a calm, friendly phone"."""
    results: list[str] = []
    gap = 0
    for word in reversed(_patterns()["word"].findall(listed)):
        if word in _ALL_TONES:
            results.insert(0, TONES_ABROAD.get(word) or TONE_ADVERBS.get(word) or word)
        elif word not in _LINKS:
            gap += 1
            if results or gap > 3:
                break
    return results
