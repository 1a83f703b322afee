"""Markdown for the people who receive a bundle: what users wrote appears as text, never as markup."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"[\\`*\[\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=#]|^\d+(?=[.)])")


def plain(text: str) -> str:
    """`text` on one line with every character escaped that Markdown or HTML would act on."""
    return _MARKUP.sub(_escaped, " ".join(text.split()))


def _escaped(markup: re.Match[str]) -> str:
    """A backslash before a sign; after a number that would start a list."""
    return f"{markup[0]}\\" if markup[0].isdigit() else f"\\{markup[0]}"


def code(text: str) -> str:
    """`text` as inline code, on one line; a backtick, which would end it, becomes an apostrophe."""
    return f"`{' '.join(text.split()).replace('`', chr(39))}`"


def bullets(items: Iterable[str]) -> list[str]:
    """A list of items that are Markdown already."""
    return [f"- {item}" for item in items]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def document(title: str, sections: Iterable[tuple[str, Sequence[str]]], *, lead: str = "") -> str:
    """A page: the title, an opening paragraph, then each section that has lines."""
    parts = [f"# {title}", *([lead] if lead else [])]
    for heading, lines in sections:
        if lines:
            parts += [f"## {heading}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"
