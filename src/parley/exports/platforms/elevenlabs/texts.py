"""Texts of imported documents, made to fit: without controls, within our bounds. The documents keep them whole."""

from parley.core.text import without_controls

LINE = 300
PARAGRAPH = 2_000


def line(words: str, limit: int = LINE) -> str:
    """One line of at most `limit` characters."""
    return paragraph(" ".join(words.split()), limit)


def paragraph(words: str, limit: int = PARAGRAPH) -> str:
    """A text of at most `limit` characters."""
    return without_controls(words)[:limit].strip()
