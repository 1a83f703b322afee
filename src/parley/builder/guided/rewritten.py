"""A message rewritten for the rules (lines joined, speech punctuated); its evidence is quoted as it was sent."""

from bisect import bisect_right
from dataclasses import dataclass

from parley.builder.schemas import Operation, Understanding

Span = tuple[int, int, str]
"""Where words stand, and what is written for them."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text made of a message for the rules to read; `ends` and `moved` map places back to what was sent."""

    text: str
    message: str
    ends: tuple[int, ...] = ()
    moved: tuple[int, ...] = (0,)

    def requoted(self, found: Understanding) -> Understanding:
        """What was understood of the text, its evidence quoted from the message."""
        if self.text == self.message:
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


def replaced(message: str, spans: list[Span]) -> Rewritten:
    """The message with other words at some places; a capital stays one."""
    parts: list[str] = []
    ends: list[int] = []
    moved = [0]
    position = length = 0
    for start, end, said in spans:
        word = said[:1].upper() + said[1:] if message[start].isupper() else said
        parts += [message[position:start], word]
        length += start - position + len(word)
        position = end
        ends.append(length - 1)
        moved.append(end - length)
    return Rewritten("".join([*parts, message[position:]]), message, tuple(ends), tuple(moved))
