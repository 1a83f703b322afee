"""How long a stream is waited for: a deadline until the first sign of life, then a longest silence.

Signs are counted elsewhere and cost nothing here: a timer looks now and then whether there were any.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

_LOOKS = 8
"""How often the signs are looked at in the time of the longest silence; by so much of it that may last longer."""


class Patience:
    """`async with`: raises TimeoutError inside when there was no sign for too long. `signs`: how many there were."""

    __slots__ = ("_heard", "_last", "_loop", "_scope", "_signs", "_silence_s", "_timer")

    def __init__(self, first_s: float, silence_s: float, signs: Callable[[], int]) -> None:
        self._scope = asyncio.timeout(first_s)
        self._silence_s = silence_s
        self._signs = signs
        self._loop = asyncio.get_running_loop()
        self._heard = 0
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        await self._scope.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rest()
        await self._scope.__aexit__(kind, error, trace)

    def begin(self) -> None:
        """The first sign has come."""
        self._scope.reschedule(None)
        self._look()

    def at_most(self, seconds: float) -> None:
        """From here on wait so long in all."""
        self._rest()
        self._scope.reschedule(self._loop.time() + seconds)

    def _look(self) -> None:
        now, signs = self._loop.time(), self._signs()
        if signs != self._heard:
            self._heard, self._last = signs, now
        if now - self._last >= self._silence_s:
            self._scope.reschedule(now)
        else:
            self._timer = self._loop.call_later(self._silence_s / _LOOKS, self._look)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
