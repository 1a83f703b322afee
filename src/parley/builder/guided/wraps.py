"""Joins the lines of a paragraph that a mail program or an editor broke, so that no sentence is torn."""

import re

from parley.builder.guided.rewritten import Rewritten

_BREAK = re.compile(
    r"(?<=[^\n]{50})(?<![:\n])\n(?:[ \t]*>)?[ \t]*(?![-*•·●▪→–>|#\s]|\(?\d{1,2}[.)]\s)"
    r"(?![^\W\d_][^\n:.,;!?]{1,30}:[ \t])(?!(?<=[.!?\"”]\n)[A-Z][\w'’ -]{1,28}\.[ \t])(?=\S)"
)
"""A line's end after fifty characters or more, where what follows is no item of a list, no label and not blank."""


def joined(message: str) -> Rewritten:
    """The message, its paragraphs made whole."""
    parts: list[str] = []
    ends: list[int] = []
    moved = [0]
    position = 0
    for found in _BREAK.finditer(message) if "\n" in message else ():
        parts += [message[position : found.start()], " "]
        position = found.end()
        moved.append(moved[-1] + len(found.group()) - 1)
        ends.append(position - moved[-1])
    if not ends:
        return Rewritten(message, message)
    return Rewritten("".join([*parts, message[position:]]), message, tuple(ends), tuple(moved))
