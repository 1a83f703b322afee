"""A text as the answer to how the agent should sound."""

import re

from parley.builder.guided.english import manner, tones
from parley.builder.guided.reading import words
from parley.builder.guided.tables import word_set

_LEAD = re.compile(
    r"^(?:(?:be|make it|keep it|it should be|(?:i want|i'd like|we'd like) it(?: to be)?|something|oh|well|um|uh|erm?)"
    r"\b,? )+"
)
_JOINED = re.compile(r"\s(?:and|but|yet|und|aber|y|pero)\s")


def answered(text: str) -> list[str]:
    """The tones of a text: those that are known, and bare words beside them; [] where it speaks of something else."""
    known = manner.tones_in(text)
    if known:
        told_in = [manner.tones_in(part) for part in re.split(r"[,;.]+", tones.ASIDE.sub(",", text[:400].lower()))]
        known = list(dict.fromkeys([*known, *(tone for part in told_in for tone in part)]))
        told = _LEAD.sub("", text.strip(" .!").lower())
        is_list = any(map(told.__contains__, ",/&")) or _JOINED.search(told)
        return list(dict.fromkeys([*(tones.listed(told, is_told=True) if is_list else []), *known]))
    parts = [
        part.strip(' .!"“”') for part in re.split(r"[,;/&\n]+|\s+(?:and|but|yet|und|aber|y|pero)\s+", text.lower())
    ]
    parts = [re.sub(r"^(?:and|but|very|a bit|quite|be|make it) ", "", part) for part in parts if part]
    fits = [part for part in parts if 1 <= len(part.split()) <= 4 and 2 < len(part) <= 40]
    return (
        fits[:8]
        if len(fits) == len(parts)
        and (len(parts) > 1 or len(parts[0].split()) <= 2)
        and all(map(_has_vowel, fits))
        and _NO_TONE.isdisjoint(words(text))
        else []
    )


_NO_TONE = word_set(
    """
    i we we're you they he she it's is are was have has the from till until to at on
    day days week weekday weekdays morning evening night hours monday tuesday wednesday thursday friday saturday sunday
    one two three four five six seven eight nine ten eleven twelve noon midnight
    """
)
"""Words that no tone is told with: whoever uses them speaks of something else."""


def _has_vowel(word: str) -> bool:
    return not word.isascii() or re.search(r"[aeiouy]", word) is not None
