"""Texts of somebody's documents as our own hold them: cleaned, cut, variables under their neutral names."""

import re
import unicodedata
from typing import Any

from parley.agents.schemas import Prompt, PromptLine, PromptSection
from parley.exports.platforms.vapi.export import SUPPLIED

MAX_SECTIONS, MAX_LINES, LINE_LIMIT = 30, 200, 4_000
UNTITLED = "Instructions"
"""The heading of what stands before the first heading."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NEUTRAL = {theirs: ours for ours, theirs in reversed(SUPPLIED.items())}
_TOKEN = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_.]{0,63})\s*\}\}")


def text(value: Any, limit: int) -> str:
    """The value as a text of at most `limit` characters; empty where it is none."""
    if not isinstance(value, str):
        return ""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", value))[:limit].strip()


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


def prompt(told: str) -> Prompt:
    """The prompt by its main headings; what is more than we hold of it stays in the documents."""
    sections: list[tuple[str, list[str]]] = []
    for line in neutral_names(_FORBIDDEN.sub("", told)).split("\n"):
        if line.startswith("# ") and len(sections) < MAX_SECTIONS and line[2:].strip():
            sections.append((line[2:].strip()[:300], []))
        elif sections:
            sections[-1][1].append(line)
        elif line.strip():
            sections.append((UNTITLED, [line]))
    return Prompt(sections=[PromptSection(heading=heading, lines=_lines(lines)) for heading, lines in sections])


def _lines(lines: list[str]) -> list[PromptLine]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [PromptLine(text=line[:LINE_LIMIT]) for line in lines[:MAX_LINES]]
