"""One address of a model: its clients, opened when first needed, and what came of the calls to it."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from parley.core.log import logger
from parley.llm import providers
from parley.llm.errors import ModelError, ModelMisconfigured, ModelNonsense, ModelTimeout, ModelUnavailable
from parley.llm.health import Health, Visit
from parley.llm.schemas import ModelConfig, Spent, Talked

if TYPE_CHECKING:
    from parley.llm.chat import Answer, Channel
    from parley.llm.wire import Wire

A = TypeVar("A", "Answer", Talked)
Try = Callable[[], Awaitable[A]]
"""One request to an endpoint whose client is open."""
Ask = Callable[["Endpoint"], Awaitable[Try[A]]]
"""Opens the client that a call needs, and gives what to do with it: so that opening costs the call no time."""
_FIRST_PAUSE_S = 0.4


@dataclass(slots=True)
class Bill:
    """A call: its deadline, whether its answer has begun to be heard, and what the visit under way has cost.

    The deadline counts from the first endpoint's being open. `spent` includes the request in flight.
    """

    timeout_s: float
    is_stream: bool = False
    ends: float | None = None
    heard_at: float | None = None
    spent: Spent = Spent()

    @property
    def is_heard(self) -> bool:
        """Whether somebody has heard words of the answer: then nothing else may follow but the rest of it."""
        return self.heard_at is not None

    def hears(self, heard: Callable[[str], None]) -> Callable[[str], None]:
        """Pass text on, and note when the first came."""

        def hear(text: str) -> None:
            if self.heard_at is None and text:
                self.heard_at = clock()
            heard(text)

        return hear

    def left_s(self) -> float:
        """The seconds until the deadline, which begins to count now if it did not before."""
        if self.ends is None:
            self.ends = clock() + self.timeout_s
        return self.ends - clock()


class Endpoint:
    """Safe to share between all calls of an event loop. `close()` when done."""

    def __init__(self, config: ModelConfig, *, is_sole: bool = False) -> None:
        self.config = config
        self.health = Health(config.cooldown_s, is_sole=is_sole)
        self._channel: Channel | None = None
        self._wire: Wire | None = None
        self._opening = asyncio.Lock()
        self._slots = asyncio.Semaphore(config.max_parallel)
        self._stream_slots = asyncio.Semaphore(config.stream_max_parallel)

    async def visit(self, ask: Ask[A], bill: Bill, *, tries: int, share: float) -> A:
        """An answer, or the ModelError of the last try; the endpoint's health is told which.

        Tried again after passing failures, as long as nothing was heard. `share` is the part of the time left that the
        visit may take.
        """
        visit, bill.spent = self.health.enter(clock(), is_stream=bill.is_stream), Spent()
        try:
            once = await ask(self)
            answer = await self._within(bill.left_s() * share, once, bill, (visit, tries))
        except (ModelUnavailable, ModelNonsense) as error:
            self.health.spent += error.spent
            if isinstance(error, ModelNonsense) and not bill.is_stream:  # it is there, and what it says is its own
                self.health.answered(visit, clock(), None)
            else:
                self._failed(visit, bill, error)
            raise
        except BaseException:
            self.health.left(visit)
            raise
        self.health.spent += answer.spent
        self.health.answered(visit, clock(), bill.heard_at)
        return answer

    async def channel(self) -> "Channel":
        """The vendor's LangChain client, for answers in a shape. ModelMisconfigured: it cannot be had."""
        async with self._opening:
            if self._channel is None:
                self._channel = await asyncio.to_thread(providers.open_channel, self.config)
            return self._channel

    async def wire(self) -> "Wire":
        """Our own client, for streamed talks. ModelMisconfigured: it cannot be had."""
        if self._wire is not None:
            return self._wire
        async with self._opening:
            if self._wire is None:
                self._wire = await asyncio.to_thread(providers.open_wire, self.config)
            return self._wire

    async def close(self) -> None:
        """Close the connections; a later call would open new ones."""
        channel, self._channel = self._channel, None
        wire, self._wire = self._wire, None
        if channel is not None:
            await channel.close()
        if wire is not None:
            await wire.close()

    async def _within(self, left_s: float, once: Try[A], bill: Bill, visit: tuple[Visit, int]) -> A:
        ends = clock() + left_s
        try:
            async with asyncio.timeout_at(ends), self._stream_slots if bill.is_stream else self._slots:
                visit[0].begun_at = clock()
                return await self._persist(once, bill, ends, visit[1])
        except TimeoutError as error:
            raise ModelTimeout("The model did not answer in time.", spent=bill.spent) from error

    async def _persist(self, once: Try[A], bill: Bill, ends: float, tries: int) -> A:
        """A pause that would outlast the deadline is not begun."""
        attempt = 0
        while True:
            before, bill.spent = bill.spent, bill.spent + Spent(1)
            self.health.attempts += 1
            try:
                answer = await once()
            except ModelError as error:
                error.spent = bill.spent = before + error.spent
                attempt += 1
                pause_s = _pause_s(error, attempt)
                is_hopeless = bill.is_heard or isinstance(error, ModelMisconfigured | ModelNonsense)
                if is_hopeless or attempt >= tries or ends <= clock() + pause_s:
                    raise
                self.health.failures += 1
                await asyncio.sleep(pause_s)
            else:
                return replace(answer, spent=before + answer.spent) if before.calls else answer

    def _failed(self, visit: Visit, bill: Bill, error: ModelError) -> None:
        if isinstance(error, ModelTimeout) and visit.begun_at is None:  # it only waited for others
            self.health.left(visit)
            return
        self.health.failures += 1
        self.health.interrupted += bill.is_heard
        rest_s = self.health.failed(visit, clock(), error)
        cause = type(error.__cause__).__name__
        logger.warning(
            "model failed", model=self.config.name, reason=error.detail, cause=cause, rest_s=round(rest_s, 1)
        )


def clock() -> float:
    """The event loop's time."""
    return asyncio.get_running_loop().time()


def _pause_s(error: ModelError, attempt: int) -> float:
    if isinstance(error, ModelUnavailable) and error.wait_s is not None:
        return error.wait_s
    return float(_FIRST_PAUSE_S * 2 ** (attempt - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 - jitter, not a secret
