"""Names for platforms: made of free text, within a pattern, each once."""

import re
from collections.abc import Iterable


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted_2`, `wanted_3` … if it is taken."""
    used = set(taken)
    if wanted not in used:
        return wanted
    return next(name for n in range(2, len(used) + 3) if (name := f"{wanted}_{n}") not in used)


def slug(text: str, otherwise: str) -> str:
    """A file name or id made from free text: ASCII letters, digits and underscores, at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower())[:40].strip("_") or otherwise
