"""Texts of imported documents, made to fit: without controls, within our bounds. The documents keep them whole."""

import re

from parley.core.text import clean

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LINE = 300
PARAGRAPH = 2_000


def line(words: str, limit: int = LINE) -> str:
    """One line of at most `limit` characters."""
    return paragraph(" ".join(words.split()), limit)


def paragraph(words: str, limit: int = PARAGRAPH) -> str:
    """A text of at most `limit` characters."""
    return clean(_CONTROLS.sub("", words))[:limit].strip()
