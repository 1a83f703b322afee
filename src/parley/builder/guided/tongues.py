"""Languages: those the agent is to speak, and the one a message is written in."""

import re
from functools import cache, lru_cache

from parley.builder.guided.lexicon import (
    LANGUAGES,
    REGIONS,
    STOP_WORDS,
)
from parley.builder.guided.reading import Sentence, masked, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    language = "|".join(sorted(map(re.escape, LANGUAGES), key=len, reverse=True))
    one = (
        rf"(?:british |american |us |uk |australian |swiss |austrian |mexican |brazilian |latin american |"
        rf"canadian )?(?:{language})"
    )
    many = rf"(?P<list>{one}(?:\s*(?:,|/|&|\+|and|or|und|oder|y|et|plus|as well as|, and|, or)\s*{one}){{0,8}})"
    return {
        "speaks": re.compile(
            rf"\b(?:speak|speaks|speaking|spoken|fluent in|talk|talks|understand|understands|"
            rf"languages?(?: are| is)?:?|support for|bilingual(?: in)?|converse in|respond in|"
            rf"answer in|answers in|reply in|replies in|available in|work in|works in|in both|in|both|"
            rf"sprachen?:?|spricht|auf|idiomas?:?|habla|en)\s*[(:]?\s*(?:only |both |fluent |either |"
            rf"mainly |primarily |auch )?{many}(?P<after>\s+[a-z]+)?"
        ),
        "speaking": re.compile(
            rf"(?P<list>(?:{one})(?:(?:/|-| and | or |, ){one}){{0,4}})[- ](?:speaking|language|speakers?)\b"
        ),
        "bare": re.compile(rf"^\W*(?:in |only )?{many}(?:\W*(?:only|please|too|as well|nur|solo))?\W*$"),
        "pair": re.compile(rf"\b(?P<list>{one}(?:\s*(?:,|/|&|and|or|und|y|plus)\s*{one}){{1,8}})(?P<after>\s+[a-z]+)?"),
        "language": re.compile(rf"(?<![^\W\u4e00-\u9fff]){one}(?![^\W\u4e00-\u9fff])"),
    }


def named(listed: str) -> list[str]:
    """The language tags of a list of names, in order."""
    tags, denied, low = [], set(), listed.lower()
    for found in _patterns()["language"].finditer(low):
        words_ = found.group()
        tag = REGIONS.get(words_) or LANGUAGES[words_.split()[-1]]
        tags.append(tag)
        if _DENIED.search(low, max(0, found.start() - 16), found.start()):
            denied.add(tag)
    return [tag for tag in dict.fromkeys(tags) if tag not in denied]


_DENIED = re.compile(r"\b(?:not|but no|except|without|nicht|außer|ohne|excepto|salvo|menos)\s+(?:in |en |auf )?$")


_LANGUAGE_NOUNS = word_set(
    """
    speaking speaker speakers only please language languages as and or but when if depending for with to customers
    callers too both fluently well equally at by so the a an in on it nur sein sprechen solo according because guests
    patients clients are is required needed
    """
)


_NAMES = frozenset(LANGUAGES)


def _may_name(sentence: Sentence) -> bool:
    """Whether a language may be named; where other scripts stand, and in the gaps of used words, also within a word."""
    if not sentence.left.isascii():
        return any(map(_holds_name, sentence.runs))
    if not sentence.words.isdisjoint(_NAMES):
        return True
    return "-" in sentence.left and any(word.split("-")[0] in _NAMES for word in sentence.words if "-" in word)


@lru_cache(maxsize=4096)
def _holds_name(run: str) -> bool:
    return any(map(run.__contains__, _NAMES))


def found(sentence: Sentence) -> tuple[list[str], str]:
    """Languages the agent is to speak, with the words. "German car parts" and "Italian restaurant" are none."""
    if not _may_name(sentence):
        return [], ""
    tags: list[str] = []
    spans: list[tuple[int, int]] = []
    for name in ("bare", "speaks", "speaking", "pair"):
        for found in _patterns()[name].finditer(sentence.left):
            after = (found.groupdict().get("after") or "").strip()
            if (after and after not in _LANGUAGE_NOUNS) or is_declined(sentence.left, found.start("list")):
                continue
            tags += named(found.group("list"))
            spans.append(found.span("list"))
        if spans and name != "speaks":
            break
    if not spans:
        return [], ""
    evidence = sentence.text[min(s for s, _ in spans) : max(e for _, e in spans)]
    return list(dict.fromkeys(tags)), evidence


def is_declined(low: str, position: int) -> bool:
    return bool(
        re.search(
            r"\b(?:no|not|never|don't|without|except|isn't|kein)\b[^,.]{0,20}$", low[max(0, position - 30) : position]
        )
    )


_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 3),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 4),
    ("ko", re.compile("[\uac00-\ud7af]"), 3),
    ("ru", re.compile("[\u0400-\u04ff]"), 4),
    ("ar", re.compile("[\u0600-\u06ff]"), 4),
)
"""Scripts that tell a language, and how many of their letters it takes; Japanese writes Chinese signs as well."""
_STOPPED = {
    word: tuple(tag for tag, stops in STOP_WORDS.items() if word in stops)
    for word in frozenset().union(*STOP_WORDS.values())
}
"""Each stop word to the languages it is one of."""


def spoken(text: str, held: str = "") -> str | None:
    """The language a message is written in, None when too little tells; the one `held` is left for two words more."""
    if not text.isascii() and (tag := _scripted(text[:1500])):
        return tag
    said = [word for word in words(text[:1500]) if len(word) > 1 or not held]
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in filter(_STOPPED.__contains__, said):
        for tag in _STOPPED[word]:
            counts[tag] += 1
    best = max(counts, key=counts.__getitem__)
    rival = sorted(counts.values())[-2]
    if best != held and counts[best] < counts.get(held, 0) + 2:
        return None
    return best if counts[best] >= 2 and counts[best] > rival and len(said) >= 4 else None


def _scripted(text: str) -> str | None:
    """The language whose script most of a text is in; a name in another script among Latin words tells nothing."""
    latin = sum(word.isascii() for word in words(text))
    for tag, letters, least in _SCRIPTS:
        count = len(letters.findall(text))
        if count >= max(least, 2 * latin):
            return tag
    return None


_SAID_BY_AGENT = frozenset({"/brief/greeting", "/brief/closing"})


def followed(message: str, state: BuildState) -> str:
    """The language to talk in after a message: the one it is plainly written in, else the one so far.

    Quotations tell nothing, and neither do the words that the agent is to say.
    """
    if any(question.path in _SAID_BY_AGENT for question in state.open_questions):
        return state.language
    text = masked(message[:1500])
    held = state.language.partition("-")[0]
    told = spoken(text, held) if len(text) > 3 else None
    return state.language if told in {None, held} else told
