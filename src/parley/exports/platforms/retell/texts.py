"""Texts as they come in: variables under their neutral names, cut to what a spec holds, prompts in their sections."""

import re
import unicodedata

from parley.agents.schemas import Prompt, PromptLine, PromptSection
from parley.exports.platforms.retell.export import SUPPLIED

LINE = 300
PARAGRAPH = 2_000
_PROMPT_LINE = 4_000
_LINES = 200
_SECTIONS = 30
_TOKEN = re.compile(r"\{\{\s*([A-Za-z_][^{}\s]{0,80})\s*\}\}")
_HEADING = re.compile(r"^(#{1,6})\s+(\S.*)$")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NEUTRAL = {"user_number": "caller_number", "agent_number": "called_number"}


def variable(name: str) -> str:
    """The neutral name of a variable; what no variable may be called is spelt with underscores."""
    return _NEUTRAL.get(name, re.sub(r"\W", "_", name, flags=re.ASCII)[:64])


def tokens(text: str) -> list[str]:
    """The variables in a text, by their names there."""
    return list(dict.fromkeys(_TOKEN.findall(text)))


def neutral(text: str) -> str:
    """A text without controls, its variables under their neutral names."""
    clean = _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))
    return _TOKEN.sub(lambda token: f"{{{{{variable(token[1])}}}}}", clean)


def line(value: object, limit: int = LINE) -> str:
    """A short text on one line; empty for what is no text."""
    return " ".join(neutral(value).split())[:limit].strip() if isinstance(value, str) else ""


def paragraph(value: object, limit: int = PARAGRAPH) -> str:
    """A text of some length; empty for what is no text."""
    return neutral(value)[:limit].strip() if isinstance(value, str) else ""


def prompt(text: str) -> Prompt:
    """The sections of a prompt by its Markdown headings; what has none stands first."""
    rows = neutral(text).strip("\n").split("\n")
    headings = [found for row in rows if (found := _HEADING.match(row))]
    level = min((len(found[1]) for found in headings), default=1)
    parts: list[tuple[str, list[str]]] = [("", [])]
    for row in rows:
        found = _HEADING.match(row)
        if found and len(found[1]) == level and len(parts) < _SECTIONS:
            parts.append((found[2][:LINE].strip(), []))
        else:
            parts[-1][1].append(row)
    kept = [part for part in parts if part[0] or any(part[1])]
    return Prompt(sections=[_section(*part) for part in kept or parts])


def _section(heading: str, rows: list[str]) -> PromptSection:
    while rows and not rows[0].strip():
        rows = rows[1:]
    while rows and not rows[-1].strip():
        rows = rows[:-1]
    if len(rows) > _LINES:
        rows = [*rows[: _LINES - 1], "\n".join(rows[_LINES - 1 :])]
    return PromptSection(heading=heading, lines=[PromptLine(text=row[:_PROMPT_LINE]) for row in rows])


def supplied(name: str) -> bool:
    """Whether the platform has a variable of that neutral name by itself."""
    return name in SUPPLIED
