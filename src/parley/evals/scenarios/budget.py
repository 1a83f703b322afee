"""A model within a budget of calls and tokens for everything that is played together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from parley.llm.errors import ModelError, ModelSpent
from parley.llm.schemas import (
    Heard,
    Shape,
    Spent,
    Structured,
    StructuredRequest,
    Talked,
    TalkingModel,
    TalkRequest,
)

A = TypeVar("A", Structured[Any], Talked)


class Budgeted:
    """`spent` is what all calls have cost. A call is refused (ModelSpent) once the budget is used up."""

    def __init__(self, model: TalkingModel, most_calls: int, most_tokens: int) -> None:
        self._model = model
        self._most_calls = most_calls
        self._most_tokens = most_tokens
        self._under_way = 0
        self.spent = Spent()

    @property
    def timeout_s(self) -> float:
        """The deadline of one call."""
        return self._model.timeout_s

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        """One answer of the requested shape."""
        with self._place():
            return self._paid(await self._model.structured(request, heard))

    async def talk(self, request: TalkRequest) -> Talked:
        """The next message of a talk."""
        with self._place():
            return self._paid(await self._model.talk(request))

    @contextmanager
    def _place(self) -> Iterator[None]:
        """A call's place in the budget while it is under way; what a failed one cost is paid, too."""
        if self.spent.calls + self._under_way >= self._most_calls:
            raise ModelSpent(f"All {self._most_calls:,} model calls of this run are used up (TEST_MAX_CALLS).")
        if self.spent.input_tokens + self.spent.output_tokens >= self._most_tokens:
            raise ModelSpent(f"All {self._most_tokens:,} tokens of this run are used up (TEST_MAX_TOKENS).")
        self._under_way += 1
        try:
            yield
        except ModelError as error:
            self.spent += error.spent
            raise
        finally:
            self._under_way -= 1

    def _paid(self, answer: A) -> A:
        self.spent += answer.spent
        return answer
