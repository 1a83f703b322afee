"""A model within an allowance: what is left of a budget bounds each call before it is made."""

from dataclasses import dataclass, replace

import orjson

from parley.llm import tokens
from parley.llm.errors import ModelError, ModelSpent
from parley.llm.output import schema_of
from parley.llm.schemas import Heard, Shape, Spent, Structured, StructuredModel, StructuredRequest


@dataclass(frozen=True, slots=True)
class Allowance:
    """The tokens that calls may still cost."""

    input_tokens: int
    output_tokens: int

    def covers(self, other: "Allowance") -> bool:
        """Whether it is as much as the other, or more."""
        return self.input_tokens >= other.input_tokens and self.output_tokens >= other.output_tokens


class Metered:
    """A model for one turn, which makes its calls one after the other; `left` is what the next may cost.

    A call whose input would not fit is not made, and no call writes more than is left. What has been spent is as the
    provider reports it; the input of a call to come is our own estimate, which is rather too high.
    """

    def __init__(self, model: StructuredModel, left: Allowance) -> None:
        self._model = model
        self.left = left

    @property
    def timeout_s(self) -> float:
        """The deadline of one call."""
        return self._model.timeout_s

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        """One answer of the requested shape; ModelSpent where the budget does not cover the call."""
        if not self.left.covers(Allowance(size(request), 1)):
            raise ModelSpent("The session's token budget does not cover another call.")
        most = min(request.max_tokens or self.left.output_tokens, self.left.output_tokens)
        try:
            answer = await self._model.structured(replace(request, max_tokens=most), heard)
        except ModelError as error:
            self._pay(error.spent)
            raise
        self._pay(answer.spent)
        return answer

    def _pay(self, spent: Spent) -> None:
        left = self.left
        self.left = Allowance(left.input_tokens - spent.input_tokens, left.output_tokens - spent.output_tokens)


def size(request: StructuredRequest[Shape]) -> int:
    """A request's input in tokens, its schema included: estimated, rather too high."""
    schema = orjson.dumps(schema_of(request.shape)).decode()
    return sum(tokens.count(text) for text in (request.system, schema, *(said.text for said in request.messages)))
