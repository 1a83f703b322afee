"""Tones said without a cue: adjectives that stand alone between marks ("…, friendly but quick.")."""

import re
from functools import cache

from parley.builder.guided.lexicon import TONE_ADVERBS, TONES, TONES_ABROAD

KNOWN = TONES | TONES_ABROAD.keys() | TONE_ADVERBS.keys()


@cache
def _run() -> re.Pattern[str]:
    tone = rf"(?:{'|'.join(sorted(map(re.escape, KNOWN), key=len, reverse=True))})(?![\w-])"
    degree = r"(?:(?:always|very|quite|a bit|a little|not too|reasonably) )?"
    return re.compile(
        rf"(?:^|[,:;(]\s+|[–—-]\s+|\bso\s+)(?P<list>{degree}{tone}"
        rf"(?:(?:,\s*(?:and |but |yet |und |y )?|\s+(?:and|but|yet|und|y)\s+){degree}{tone})+)"
        r"(?=\s*(?:[.,;:!?)–—\ue002]|$)|\s+(?:please|even|when|throughout|at all times)\b)"
    )


def spans(low: str) -> list[tuple[int, int]]:
    """The places of two or more tones that lean on no noun: a mark before them, and a mark or the end behind."""
    return [found.span("list") for found in _run().finditer(low)]
