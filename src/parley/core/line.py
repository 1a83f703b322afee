"""Commands on their way to Redis: what a process wants of it at the same moment goes there together.

A round trip costs the process as much as ten commands. The connection is used by a task of its own, so a caller that is
cancelled in mid-command leaves no answer behind for the next one. When Redis does not answer it is left alone for a
while, and callers go on without it.
"""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError, ResponseError

from parley.core.log import logger

if TYPE_CHECKING:
    from redis.asyncio import Redis

Command = tuple[Any, ...]
_LATER_S = 0.25


class Line:
    """Commands in order, sent in pipelines: while one is out, the next gathers."""

    def __init__(self, redis: "Redis", *, retry_s: float) -> None:
        self._redis = redis
        self._retry_s = retry_s
        self._down_until = 0.0
        self._waiting: list[tuple[Command, asyncio.Future[Any]]] = []
        self._sending: asyncio.Task[None] | None = None
        self._later: asyncio.TimerHandle | None = None

    async def ask(self, otherwise: Any, *command: Any) -> Any:
        """The command's answer; `otherwise` where Redis is out of reach or refuses it."""
        if self._down_until > time.monotonic():
            return otherwise
        try:
            return await self._put(command)
        except (RedisError, OSError, TimeoutError) as error:
            self._rest(error)
            return otherwise

    def tell(self, *command: Any) -> None:
        """A command whose answer nobody wants: it goes with the next one that somebody waits for, or a little later."""
        if self._down_until > time.monotonic():
            return
        self._append(command).add_done_callback(self._told)
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(_LATER_S, self._send)

    async def ping(self) -> bool:
        """Whether Redis answers; if so, it is asked again from now on."""
        try:
            await self._redis.ping()
        except (RedisError, OSError, TimeoutError):
            return False
        self._down_until = 0.0
        return True

    async def close(self) -> None:
        """Send what still waits. Nothing may be asked any more."""
        self._send()
        if self._sending is not None:
            await asyncio.wait([self._sending])

    def _put(self, command: Command) -> "asyncio.Future[Any]":
        answer = self._append(command)
        self._send()
        return answer

    def _append(self, command: Command) -> "asyncio.Future[Any]":
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((command, answer))
        return answer

    def _send(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send_all())

    def _told(self, answer: "asyncio.Future[Any]") -> None:
        error = None if answer.cancelled() else answer.exception()
        if isinstance(error, Exception) and self._down_until <= time.monotonic():
            self._rest(error)

    def _rest(self, error: Exception) -> None:
        self._down_until = time.monotonic() + self._retry_s
        logger.warning("redis is out of reach", cause=type(error).__name__, retry_in_s=self._retry_s)

    async def _send_all(self) -> None:
        while self._waiting:
            sent, self._waiting = self._waiting, []
            try:
                answers = await self._answers([command for command, _ in sent])
            except Exception as error:  # what waits would wait for the same
                sent, self._waiting = [*sent, *self._waiting], []
                answers = [error] * len(sent)
            for (_, future), answer in zip(sent, answers, strict=True):
                if future.done():
                    continue
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)

    async def _answers(self, commands: list[Command]) -> list[Any]:
        """In their order, an error in place of the answer where Redis refused one; raises where it is out of reach."""
        if len(commands) == 1:  # mostly, and it costs half as much by itself
            try:
                return [await self._redis.execute_command(*commands[0])]  # type: ignore[no-untyped-call]  # redis-py's
            except ResponseError as error:
                return [error]
        pipeline = self._redis.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        return await pipeline.execute(raise_on_error=False)
