"""ModelPool: one model behind one or several endpoints, each call with one deadline and bounded tries.

A call goes to the endpoint with the least work in flight for its weight; one that failed is given a rest. Where an
endpoint fails, another is asked, until something of the answer has been heard: two models' words are never mixed.
Errors are those of `llm.errors`; nothing of a vendor passes through here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.llm.endpoint import A, Ask, Bill, Endpoint, clock
from parley.llm.errors import ModelError, ModelInterrupted, ModelNonsense, ModelUnavailable
from parley.llm.output import read
from parley.llm.schemas import (
    Heard,
    ModelConfig,
    Piece,
    Shape,
    Spent,
    Structured,
    StructuredRequest,
    Talked,
    TalkRequest,
)

if TYPE_CHECKING:
    from parley.llm.chat import Answer

_MOST_VISITS = 4


def open_pool(config: ModelConfig | None) -> "ModelPool | None":
    """The pool for a configuration, None (guided only) for none. Connects to nothing and imports no vendor."""
    return None if config is None else ModelPool(config)


class ModelPool:
    """Safe to share between all turns of an event loop. `close()` when done."""

    def __init__(self, *configs: ModelConfig, name: str | None = None) -> None:
        self.endpoints: Sequence[Endpoint] = [Endpoint(config, is_sole=len(configs) == 1) for config in configs]
        self.config = configs[0]
        self.name = name or self.config.name
        self._turns = _Turns(self.endpoints)

    @property
    def timeout_s(self) -> float:
        """The deadline of one call."""
        return self.config.timeout_s

    @property
    def is_resting(self) -> bool:
        """Whether every endpoint rests after a failure."""
        now = clock()
        return all(endpoint.health.is_resting(now) for endpoint in self.endpoints)

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        """One answer of the requested shape, or a ModelError within the deadline.

        Once something of it was heard, the call is not tried again: two answers would be mixed. A sole endpoint that
        rests is not asked; when the rest is over a single call tries it, and the others follow only once that one was
        answered.
        """
        bill = self._bill(request.timeout_s)
        listener = bill.hears(heard) if heard else None

        async def ask(endpoint: Endpoint) -> "Callable[[], Awaitable[Answer]]":
            channel, most = await endpoint.channel(), _most(endpoint.config.max_tokens, request.max_tokens)
            return lambda: channel.ask(request, most, listener)

        answer = await self._answered(ask, bill)
        try:
            return Structured(read(answer.text, request.shape), answer.text, answer.spent)
        except ValueError as error:
            raise ModelNonsense(str(error), text=answer.text, spent=answer.spent) from error

    async def talk(self, request: TalkRequest) -> Talked:
        """The next message of a talk with tools; failures, deadline and rests as with `structured`."""

        async def ask(endpoint: Endpoint) -> Callable[[], Awaitable[Talked]]:
            channel, most = await endpoint.channel(), _most(endpoint.config.max_tokens, request.max_tokens)
            return lambda: channel.talk(request, most)

        return await self._answered(ask, self._bill(request.timeout_s))

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        """The next message, its words given to `hear` as they come. An endpoint that rests is asked if all rest.

        ModelInterrupted: it failed after its first words. Any other ModelError: nothing was heard.
        """
        timeout_s = min(self.config.stream_timeout_s, request.timeout_s or self.config.stream_timeout_s)
        bill = Bill(timeout_s, is_stream=True)
        listener = bill.hears(hear)

        async def ask(endpoint: Endpoint) -> Callable[[], Awaitable[Talked]]:
            config, wire = endpoint.config, await endpoint.wire()
            most = _most(config.stream_max_tokens, request.max_tokens)
            bounded = request if request.max_tokens == most else replace(request, max_tokens=most)
            return lambda: wire.stream(bounded, listener, first_token_s=config.first_token_s, stall_s=config.stall_s)

        try:
            return await self._answered(ask, bill)
        except ModelError as error:
            if bill.is_heard:
                raise ModelInterrupted("The model failed in the middle of its reply.", spent=error.spent) from error
            raise

    async def warm(self) -> None:
        """Import the vendors and make their clients ahead of the first call."""
        for endpoint in self.endpoints:
            await endpoint.channel()

    async def close(self) -> None:
        """Close the connections; a later call would open new ones."""
        await asyncio.gather(*(endpoint.close() for endpoint in self.endpoints))

    def _bill(self, timeout_s: float | None) -> Bill:
        return Bill(min(self.config.timeout_s, timeout_s or self.config.timeout_s))

    async def _answered(self, ask: Ask[A], bill: Bill) -> A:
        """Visit one endpoint after the other until one answers; how much their failures have cost is told too."""
        is_sole, spent, left = len(self.endpoints) == 1, Spent(), list(self.endpoints)
        for visits in range(min(len(left), _MOST_VISITS), 0, -1):
            endpoint = self._turns.next(left, clock())
            left.remove(endpoint)
            if is_sole and not bill.is_stream and endpoint.health.is_resting(clock()):
                raise ModelUnavailable("The model failed a moment ago and is given a rest.")
            tries = 1 + endpoint.config.retries if is_sole else 1
            has_next = visits > 1 and any(not one.health.is_resting(clock()) for one in left)
            share = 0.5 if has_next and not bill.is_stream else 1.0
            try:
                answer = await endpoint.visit(ask, bill, tries=tries, share=share)
            except ModelError as error:
                spent = error.spent = spent + error.spent
                is_last = visits == 1 or bill.is_heard or bill.left_s() <= 0
                if is_last or (isinstance(error, ModelNonsense) and not bill.is_stream):
                    raise
            else:
                return replace(answer, spent=spent + answer.spent) if spent.calls else answer
        raise AssertionError("the last visit answers or raises")


class _Turns:
    """Whose turn it is: endpoints at rest come last, the busier later, and equals take turns by their weights."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._served = dict.fromkeys(endpoints, 0.0)
        self._reached = 0.0

    def next(self, left: Sequence[Endpoint], now: float) -> Endpoint:
        """The one to ask of those that are left; all at rest: the one that does so the shortest."""

        def order(endpoint: Endpoint) -> tuple[bool, float, float, float]:
            health, weight = endpoint.health, endpoint.config.weight
            rests = health.is_resting(now)
            return rests, health.rests_s(now) if rests else 0.0, health.in_flight / weight, self._due(endpoint)

        chosen = min(left, key=order)
        self._reached = self._due(chosen)
        self._served[chosen] = self._reached + 1 / chosen.config.weight
        return chosen

    def _due(self, endpoint: Endpoint) -> float:
        """Its turn in a queue where each call moves it back by the inverse of its weight; what it missed is gone."""
        return max(self._served[endpoint], self._reached)


def _most(configured: int, wanted: int | None) -> int:
    return min(configured, wanted or configured)
