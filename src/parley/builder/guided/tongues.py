"""Languages: those the agent is to speak, and the one a message is written in."""

import re
from functools import cache, lru_cache

from parley.builder.guided.language_names import LANGUAGES, REGIONS
from parley.builder.guided.lexicon import STOP_WORDS
from parley.builder.guided.reading import Sentence, masked, words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState

_DIALECTS = (
    "british|american|us|uk|australian|swiss|austrian|mexican|brazilian|latin american|canadian|scots|scottish|haitian|"
    "european"
)
_JOINTS = (
    r",|/|&|\+|and|or|n|und|oder|y|et|plus|with|as well as|along(?:side| with)|together with|"
    r", (?:and|or|plus|with|then)|then"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    language = "|".join(sorted(map(re.escape, LANGUAGES), key=len, reverse=True))
    one = rf"(?:(?:{_DIALECTS}) )?(?:{language}|te reo)"
    joined = rf"\s*(?:{_JOINTS})\s*(?:also |in |maybe |some |a bit of |a little |even |the |possibly )*{one}"
    many = rf"(?P<list>{one}(?:{joined}){{0,8}})(?P<after>\s+[a-z]+)?"
    return {
        "speaks": re.compile(
            rf"\b(?:speak|speaks|speaking|spoken|fluent in|talk|talks|understand|understands|"
            rf"languages?(?: are| is)?:?|support for|bilingual(?: in)?|converse in|respond in|"
            rf"answer in|answers in|reply in|replies in|available in|work in|works in|in both|in|both|as well as|"
            rf"sprachen?:?|spricht|auf|idiomas?:?|habla|en)\s*[(:]?\s*(?:only |both |fluent |either |"
            rf"mainly |primarily |auch |mostly |whichever of |of |the |some |a bit of |basic |good )*{many}"
        ),
        "speaking": re.compile(
            rf"(?P<list>(?:{one})(?:(?:/|-| and | or |, ){one}){{0,4}})[- ](?:speaking|language|speakers?)\b"
        ),
        "wanted": re.compile(
            rf"(?:\b(?:it|she|he|they|agent|assistant|bot|line|voice|we|i|also|to|and|must|should|just|please|'ll|'d)"
            rf"|^|[,;:]) ?(?:needs?|manages?|handles?|has|have|offers?|covers?|do|does|uses?|puts?|knows?|add|"
            rf"cope with|"
            rf"wants?|likes?|like|make it|keep it to|stick to|switch(?:es)? to|carry on in|be|is|understands?) "
            rf"(?:to |be |able |manage |handle |do |use |have |in |on |only |just |both |also |some |a bit of |"
            rf"the )*{many}"
        ),
        "bare": re.compile(rf"^\W*(?:in |only |just |the )*{many}(?:\W*(?:only|please|too|as well|nur|solo))?\W*$"),
        "pair": re.compile(rf"\b(?P<list>{one}(?:{joined}){{1,8}})(?P<after>\s+[a-z]+)?"),
        "clause": re.compile(
            rf"(?:^|[,;:] ?)(?:and |but |also |mostly |mainly |plus |then |please |oh |only |just |"
            rf"the )*(?P<list>{one}(?:{joined}){{0,8}})"
            r",? (?:too|mostly|mainly|first|second|as well|only|primarily|please|for now|if they|if you|if possible|"
            r"if it|"
            r"when|where|for (?:those|the|our|people|anyone|older)|would be|is a must|would help|by default|normally)\b"
        ),
        "language": re.compile(rf"(?<![^\W\u4e00-\u9fff]){one}(?![^\W\u4e00-\u9fff])"),
    }


def named(listed: str) -> list[str]:
    """The language tags of a list of names, in order."""
    tags, denied, low = [], set(), listed.lower()
    for found in _patterns()["language"].finditer(low):
        words_ = found.group()
        tag = REGIONS.get(words_) or LANGUAGES[words_.split()[-1]]
        tags.append(tag)
        if _DENIED.search(low, max(0, found.start() - 16), found.start()) or _LATER.match(low, found.end()):
            denied.add(tag)
    return [tag for tag in dict.fromkeys(tags) if tag not in denied]


_DENIED = re.compile(r"\b(?:not|but no|except|without|nicht|außer|ohne|excepto|salvo|menos)\s+(?:in |en |auf )?$")

_LATER = re.compile(
    r"(?:,? (?:we|they|i)(?:'ll| will| can| may| don't|'d)? (?:do|add|need|want|come to)|,? (?:is|isn't|can|comes?|"
    r"will|"
    r"may|would be|was)\b)? ?(?:follow |wait |come |maybe )*\b(?:not (?:needed|necessary|yet|now|required)|"
    r"next (?:year|month|time|season|summer)|later|wait)\b|,? (?:isn't|is not|not|we don't|no longer) need(?:ed)?\b"
)
"""What puts off a language named before it: "Tamil we will do next year"."""

_LANGUAGE_NOUNS = word_set(
    """
    so they he she we i will would first second mostly mainly people they're whichever plus also no then they'd
    whenever where because since nothing folks folk if next that depends not now instead either alongside
    speaking speaker speakers only please language languages as and or but when if depending for with to customers
    callers too both fluently well equally at by so the a an in on it nur sein sprechen solo according because guests
    patients clients are is required needed
    """
)


BESIDE = word_set(
    """
    mostly mainly first second plus too well as for now if they if you can possible would be lovely nice help with then
    when where alongside both either some bit little handy primarily also just mainly n bhi at the moment
    """
)
"""Words beside which a clause names languages and nothing else."""
_NAMES = frozenset(LANGUAGES) | {"reo"}


def may_name(sentence: Sentence) -> bool:
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
    if not may_name(sentence):
        return [], ""
    spans: list[tuple[int, int]] = []
    for name in ("bare", "speaks", "speaking", "wanted", "clause", "pair"):
        for found in _patterns()[name].finditer(sentence.left):
            after = (found.groupdict().get("after") or "").strip()
            if (after and after not in _LANGUAGE_NOUNS) or is_declined(sentence.left, found.start("list")):
                continue
            spans.append(found.span("list"))
        if spans and name == "bare":
            break
    if not spans:
        return [], ""
    tags = [tag for span in sorted(spans) for tag in named(sentence.left[slice(*span)])]
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
    said = words(text[:1500])
    if held:
        said = [word for word in said if len(word) > 1]
    counts = dict.fromkeys(STOP_WORDS, 0)
    for word in _STOPPED.keys() & said:
        for tag in _STOPPED[word]:
            counts[tag] += 1
    best = max(counts, key=counts.__getitem__)
    rival = sorted(counts.values())[-2]
    if best != held and counts[best] < counts.get(held, 0) + 2:
        return None
    return best if counts[best] >= 2 and counts[best] > rival and len(said) >= 4 else None


@lru_cache(maxsize=4)
def heard(text: str) -> str | None:
    """`spoken`, known of the last few texts: a turn asks it several times of the same one or two."""
    return spoken(text)


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
