"""ModelPool: calls with one deadline each, bounded retries, and a rest for a model that failed.

One endpoint today. Errors are those of `llm.errors`; nothing of a vendor passes through here.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from parley.core.log import logger
from parley.llm import providers
from parley.llm.errors import ModelBusy, ModelError, ModelMisconfigured, ModelNonsense, ModelTimeout, ModelUnavailable
from parley.llm.output import read
from parley.llm.schemas import Heard, ModelConfig, Shape, Spent, Structured, StructuredRequest, Talked, TalkRequest

if TYPE_CHECKING:
    from parley.llm.chat import Answer, Channel

A = TypeVar("A", "Answer", Talked)
_Ask = Callable[["Channel", int, "_Bill"], Awaitable[A]]
_FIRST_PAUSE_S = 0.4
_LONGEST_REST_S = 600.0


def open_pool(config: ModelConfig | None) -> "ModelPool | None":
    """The pool for a configuration, None (guided only) for none. Connects to nothing and imports no vendor."""
    return None if config is None else ModelPool(config)


class ModelPool:
    """Safe to share between all turns of an event loop. `close()` when done."""

    def __init__(self, config: ModelConfig) -> None:
        self.config = config
        self._channel: Channel | None = None
        self._opening = asyncio.Lock()
        self._slots = asyncio.Semaphore(config.max_parallel)
        self._rests_until = 0.0

    @property
    def timeout_s(self) -> float:
        """The deadline of one call."""
        return self.config.timeout_s

    @property
    def is_resting(self) -> bool:
        """Whether calls are refused at once because a recent one failed."""
        return _now() < self._rests_until

    async def structured(self, request: StructuredRequest[Shape], heard: Heard | None = None) -> Structured[Shape]:
        """One answer of the requested shape, or a ModelError within the deadline.

        Once something of it was heard, the call is not tried again: two answers would be mixed. After a failure the
        pool rests; when the rest is over a single call tries the model, and the others follow only once that one was
        answered.
        """

        async def ask(channel: "Channel", max_tokens: int, bill: "_Bill") -> "Answer":
            return await channel.ask(request, max_tokens, bill.hear if bill.heard else None)

        answer = await self._answered(ask, request, heard)
        try:
            return Structured(read(answer.text, request.shape), answer.text, answer.spent)
        except ValueError as error:
            raise ModelNonsense(str(error), text=answer.text, spent=answer.spent) from error

    async def talk(self, request: TalkRequest) -> Talked:
        """The next message of a talk with tools; failures, deadline and rests as with `structured`."""

        async def ask(channel: "Channel", max_tokens: int, bill: "_Bill") -> Talked:
            return await channel.talk(request, max_tokens)

        return await self._answered(ask, request)

    async def _answered(self, ask: "_Ask[A]", wanted: "_Wanted", heard: Heard | None = None) -> A:
        self._admit()
        channel = await self._open()
        timeout_s = min(self.config.timeout_s, wanted.timeout_s or self.config.timeout_s)
        max_tokens = min(self.config.max_tokens, wanted.max_tokens or self.config.max_tokens)
        bill = _Bill(_now() + timeout_s, max_tokens, heard)
        try:
            async with asyncio.timeout_at(bill.ends), self._slots:
                answer = await self._persist(partial(ask, channel), bill)
        except TimeoutError as error:
            raise self._rest(ModelTimeout("The model did not answer in time.", spent=bill.spent)) from error
        except ModelUnavailable as error:
            raise self._rest(error) from error.__cause__
        except ModelNonsense:
            self._rests_until = 0.0
            raise
        self._rests_until = 0.0
        return answer

    async def warm(self) -> None:
        """Import the vendor and make its client ahead of the first call."""
        await self._open()

    async def close(self) -> None:
        """Close the connections; a later call would open new ones."""
        channel, self._channel = self._channel, None
        if channel is not None:
            await channel.close()

    def _admit(self) -> None:
        now = _now()
        if now < self._rests_until:
            raise ModelUnavailable("The model failed a moment ago and is given a rest.")
        if self._rests_until:
            self._rests_until = now + self.config.timeout_s

    async def _open(self) -> "Channel":
        async with self._opening:
            if self._channel is None:
                try:
                    self._channel = await asyncio.to_thread(providers.open_channel, self.config)
                except ModelMisconfigured as error:
                    raise self._rest(error) from None
            return self._channel

    async def _persist(self, ask: "Callable[[int, _Bill], Awaitable[A]]", bill: "_Bill") -> A:
        """Ask up to 1 + retries times; a pause that would outlast the deadline is not begun."""
        attempt = 0
        while True:
            before, bill.spent = bill.spent, bill.spent + Spent(1)
            try:
                answer = await ask(bill.max_tokens, bill)
            except ModelError as error:
                error.spent = bill.spent = before + error.spent
                pause_s = _pause_s(error, attempt)
                is_hopeless = bill.is_heard or isinstance(error, ModelMisconfigured | ModelNonsense)
                if is_hopeless or attempt >= self.config.retries or bill.ends <= _now() + pause_s:
                    raise
                await asyncio.sleep(pause_s)
                attempt += 1
            else:
                return replace(answer, spent=before + answer.spent)

    def _rest(self, error: ModelUnavailable) -> ModelUnavailable:
        wait_s = error.wait_s if isinstance(error, ModelBusy) and error.wait_s else 0.0
        rest_s = max(self.config.cooldown_s, min(wait_s, _LONGEST_REST_S))
        self._rests_until = _now() + rest_s
        cause = type(error.__cause__).__name__
        logger.warning("model rests", model=self.config.name, reason=error.detail, cause=cause, rest_s=rest_s)
        return error


class _Wanted(Protocol):
    """What a request may lower."""

    @property
    def max_tokens(self) -> int | None: ...

    @property
    def timeout_s(self) -> float | None: ...


@dataclass(slots=True)
class _Bill:
    """A call's deadline, who hears the answer, and what it has cost so far, the request in flight included."""

    ends: float
    max_tokens: int
    heard: Heard | None = None
    spent: Spent = Spent()
    is_heard: bool = False

    def hear(self, text: str) -> None:
        """Pass the text on."""
        if self.heard is not None and text:
            self.is_heard = True
            self.heard(text)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _pause_s(error: ModelError, attempt: int) -> float:
    if isinstance(error, ModelBusy) and error.wait_s is not None:
        return error.wait_s
    return float(_FIRST_PAUSE_S * 2**attempt) * random.uniform(0.5, 1.5)  # noqa: S311 - jitter, not a secret
