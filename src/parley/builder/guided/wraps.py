"""Joins the lines of a paragraph that a mail program or an editor broke, so that no sentence is torn."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from parley.builder.schemas import Operation, Understanding

_BREAK = re.compile(
    r"(?<=[^\n]{50})(?<![:\n])\n(?:[ \t]*>)?[ \t]*(?![-*•·●▪→–>|#\s]|\(?\d{1,2}[.)]\s)"
    r"(?![^\W\d_][^\n:.,;!?]{1,30}:[ \t])(?!(?<=[.!?\"”]\n)[A-Z][\w'’ -]{1,28}\.[ \t])(?=\S)"
)
"""A line's end after fifty characters or more, where what follows is no item of a list, no label and not blank."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A message with a blank for each break within a paragraph; `ends` and `moved` map places back to the message."""

    text: str
    message: str
    ends: tuple[int, ...] = ()
    moved: tuple[int, ...] = (0,)

    def requoted(self, found: Understanding) -> Understanding:
        """What was understood of the text, its evidence quoted from the message."""
        if not self.ends:
            return found
        return found.model_copy(update={"operations": [self._requoted(operation) for operation in found.operations]})

    def _requoted(self, operation: Operation) -> Operation:
        start = self.text.find(operation.evidence) if operation.evidence else -1
        if start < 0:
            return operation
        end = start + len(operation.evidence)
        words = self.message[self._origin(start) : self._origin(end - 1) + 1]
        return operation.model_copy(update={"evidence": words[:2_000].strip()})

    def _origin(self, place: int) -> int:
        return place + self.moved[bisect_right(self.ends, place)]


def joined(message: str) -> Joined:
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
        return Joined(message, message)
    return Joined("".join([*parts, message[position:]]), message, tuple(ends), tuple(moved))
