"""How long a stream is waited for: a deadline until the first sign of life, then a longest silence.

A sign costs a time stamp; the timer looks at the last one when it fires, and sets itself anew.
"""

import asyncio
from types import TracebackType
from typing import Self


class Patience:
    """`async with`: raises TimeoutError inside when there was no sign for too long."""

    __slots__ = ("_last", "_loop", "_scope", "_silence_s", "_timer")

    def __init__(self, first_s: float, silence_s: float) -> None:
        self._scope = asyncio.timeout(first_s)
        self._silence_s = silence_s
        self._loop = asyncio.get_running_loop()
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        await self._scope.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        await self._scope.__aexit__(kind, error, trace)

    def sign(self) -> None:
        """The model is at work."""
        self._last = self._loop.time()
        if self._timer is None:
            self._scope.reschedule(None)
            self._timer = self._loop.call_at(self._last + self._silence_s, self._look)

    def at_most(self, seconds: float) -> None:
        """From here on wait so long in all."""
        if self._timer is not None:
            self._timer.cancel()
        self._scope.reschedule(self._loop.time() + seconds)

    def _look(self) -> None:
        ends = self._last + self._silence_s
        if ends <= self._loop.time():
            self._scope.reschedule(ends)
        else:
            self._timer = self._loop.call_at(ends, self._look)
