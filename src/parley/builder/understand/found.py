"""An operation of a model whose evidence holds, on its way through the checks, and how one is refused."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from parley.builder.schemas import BuildState, Op, Operation
from parley.builder.understand.draft import DraftOperation

_INFERRED_CONFIDENCE = 0.7


class Refused(Exception):
    """An operation cannot be accepted; the text is the complaint, empty when asking again would not help."""


@dataclass(frozen=True, slots=True)
class Found:
    """An operation whose evidence holds, and what it has to be checked against."""

    op: Op
    item: DraftOperation
    evidence: str
    message: str
    state: BuildState

    def to(self, path: str, value: Any = None, op: Op | None = None) -> Operation:
        """The operation on a path, with the model's own `op` unless another is given."""
        inferred = self.item.inferred
        try:
            return Operation(
                op=op or self.op,
                path=path,
                value=value,
                evidence=self.evidence,
                inferred=inferred,
                confidence=_INFERRED_CONFIDENCE if inferred else 1.0,
            )
        except ValidationError as error:
            raise Refused("the text holds characters that cannot be stored") from error
