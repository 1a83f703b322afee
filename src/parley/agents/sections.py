"""Somebody's prompt as the sections that a spec holds, by its Markdown headings. Nothing is reworded.

What is more than a spec has room for is cut here; it stays whole in the documents that the agent came from.
"""

import re

from parley.agents.schemas import Prompt, PromptLine, PromptSection
from parley.core.text import without_controls

UNTITLED = "Instructions"
"""The heading of what stands before the first heading."""

MAX_SECTIONS, MAX_LINES, MAX_CHARACTERS = 30, 200, 4_000
_MAX_TITLE = 300
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")


def prompt(text: str) -> Prompt:
    """The prompt by its headings of the highest level there is; lower ones stay lines of their section."""
    rows = without_controls(text).split("\n")
    headings = [_HEADING.fullmatch(row.rstrip()) for row in rows]
    highest = min((len(found[1]) for found in headings if found), default=0)
    parts: list[tuple[str, list[str]]] = []
    for row, found in zip(rows, headings, strict=True):
        if found and len(found[1]) == highest and len(parts) < MAX_SECTIONS:
            parts.append((found[2][:_MAX_TITLE].strip(), []))
        elif parts:
            parts[-1][1].append(row)
        elif row.strip():
            parts.append((UNTITLED, [row]))
    return Prompt(sections=[PromptSection(heading=heading, lines=_lines(rows)) for heading, rows in parts])


def _lines(rows: list[str]) -> list[PromptLine]:
    """The rows without blank ones around them; where there are too many for a line each, several share one."""
    spoken = [at for at, row in enumerate(rows) if row.strip()]
    kept = rows[spoken[0] : spoken[-1] + 1] if spoken else []
    size = -(-len(kept) // MAX_LINES) or 1
    grouped = ("\n".join(kept[at : at + size]) for at in range(0, len(kept), size))
    return [PromptLine(text=line[:MAX_CHARACTERS]) for line in grouped]
