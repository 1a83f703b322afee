"""Texts of somebody's documents as our own hold them: cleaned, cut, variables under their neutral names."""

import re
from typing import Any

from parley.core.text import without_controls
from parley.exports.platforms.vapi.export import SUPPLIED

_NEUTRAL = {theirs: ours for ours, theirs in reversed(SUPPLIED.items())}
_TOKEN = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_.]{0,63})\s*\}\}")


def text(value: Any, limit: int) -> str:
    """The value as a text of at most `limit` characters; empty where it is none."""
    if not isinstance(value, str):
        return ""
    return without_controls(value)[:limit].strip()


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """The value where it is a number that means something here."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
    return float(value) if is_one else None


def neutral_names(told: str) -> str:
    """The text with the platform's own variables under our names for them."""
    return _TOKEN.sub(lambda found: f"{{{{{_NEUTRAL.get(found[1], found[1])}}}}}", told)


def variables(told: str) -> list[str]:
    """The variables that a text uses, under our names for those that the platform supplies, each once."""
    names = [found[1] for found in _TOKEN.finditer(neutral_names(told))]
    return list(dict.fromkeys(name for name in names if "." not in name))
