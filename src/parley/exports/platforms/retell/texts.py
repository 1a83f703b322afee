"""Texts as they come in: variables under their neutral names, cut to what a spec holds."""

import re

from parley.core.text import without_controls
from parley.exports.platforms.retell.export import SUPPLIED

LINE = 300
PARAGRAPH = 2_000
_TOKEN = re.compile(r"\{\{\s*([A-Za-z_][^{}\s]{0,80})\s*\}\}")
_NEUTRAL = {"user_number": "caller_number", "agent_number": "called_number"}


def variable(name: str) -> str:
    """The neutral name of a variable; what no variable may be called is spelt with underscores."""
    return _NEUTRAL.get(name, re.sub(r"\W", "_", name, flags=re.ASCII)[:64])


def tokens(text: str) -> list[str]:
    """The variables in a text, by their names there."""
    return list(dict.fromkeys(_TOKEN.findall(text)))


def neutral(text: str) -> str:
    """A text without controls, its variables under their neutral names."""
    return _TOKEN.sub(lambda token: f"{{{{{variable(token[1])}}}}}", without_controls(text, " "))


def line(value: object, limit: int = LINE) -> str:
    """A short text on one line; empty for what is no text."""
    return " ".join(neutral(value).split())[:limit].strip() if isinstance(value, str) else ""


def paragraph(value: object, limit: int = PARAGRAPH) -> str:
    """A text of some length; empty for what is no text."""
    return neutral(value)[:limit].strip() if isinstance(value, str) else ""


def supplied(name: str) -> bool:
    """Whether the platform has a variable of that neutral name by itself."""
    return name in SUPPLIED
