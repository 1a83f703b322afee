"""What the agent must always do: "always confirm the date", "keep calls under three minutes"."""

import re
from functools import cache

from parley.builder.guided.english import limits
from parley.builder.guided.english.verbs import verb_at
from parley.builder.guided.reading import Sentence
from parley.builder.guided.tables import word_set

_PATTERNS = {
    "always": (
        r"\b(?:(?:it|she|he|the agent|they)\s+(?:should|must|has to|needs to)\s+)?(?:always|make "
        r"sure (?:to|it)|be sure to|(?:must|should) (?:always|"
        r"only))\s+(?P<what>[a-z][^;!?\n\ue002]{3,200})"
    ),
    "keep": (
        r"\b(?:keep(?:s|ing)? (?:the |all |every )?(?:calls?|answers?|replies|responses|"
        r"conversations?|chats?)\s+(?P<what>[^;,!?\n\ue002]{2,120})"
        r"|(?:calls?|answers?|replies|responses|conversations?) (?:should|must) (?:not |never "
        r")?(?:be|stay|last|take|exceed)[^;,!?\n\ue002]{2,120}"
        r"|confirm (?:everything|each|every)\b[^;!?\n\ue002]{2,80}|one question at a time"
        r"|no more than [^;,!?\n\ue002]{2,80}|at most [^;,!?\n\ue002]{2,60}|"
        r"only (?:talk|speak|discuss|answer|handle|help|sell|book|take)s?\b[^;!?\n\ue002]{3,120})"
    ),
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}


_KEEPING = word_set(
    """
    keep keeps keeping call calls answer answers replies responses conversation conversations confirm question than
    most only
    """
)
"""The words one of which the pattern "keep" needs."""


def found(sentence: Sentence) -> tuple[list[str], str]:
    """Standing rules ("always confirm the date", "keep calls under three minutes"), with the words."""
    low = sentence.left
    if sentence.words & {"always", "sure", "only"} and (always := _patterns()["always"].search(low)):
        start, end = always.start("what"), always.start("what") + limits.length(always.group("what"))
        is_bare = " " not in low[start:end].strip(" .!") or re.search(
            r"\b(?:we|they|you)(?:'re| are) $", low[: always.start()]
        )
        before = low[: always.start()].rstrip()
        is_ours = not before or before[-1] in ",.;:(\ue002-–" or f" {before}".endswith(_LEADING)
        if (
            is_ours
            and not is_bare
            and not low[start:end].startswith(("be ", "friendly", "polite", "open", "sound", "stay"))
        ):
            rule = _sentence(_base_first(sentence.text[start:end]), "only" if " only " in always.group()[:30] else "")
            return [rule], sentence.take(always.start(), end).strip(" ,")
    kept = _patterns()["keep"].search(low) if sentence.has(_KEEPING) else None
    if kept is None:
        return [], ""
    length = limits.length(kept.group())
    if re.match(r"keep\w* [a-z ]*?(?:friendly|warm|polite|calm|professional|casual)\b", kept.group()):
        return [], ""
    words = sentence.text[kept.start() : kept.start() + length]
    return [_sentence(words)], sentence.take(kept.start(), kept.start() + length).strip(" ,")


_LEADING = (" and", " but", " it", " she", " he", " agent", " assistant", " please", " should", " must", " bot", "it")


def _base_first(words: str) -> str:
    verb = verb_at(words.lower(), 0)
    return words if verb is None else verb.base.replace("-", " ") + words[verb.end :]


def _sentence(words: str, lead: str = "") -> str:
    plain = " ".join(f"{lead} {words}".split()).strip(" ,.")
    return (plain[:1].upper() + plain[1:])[:250]
