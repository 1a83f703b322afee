"""Somebody who reads one reply after the other as it is streamed, and costs the machine as little as can be.

No line is parsed: each token holds one mark (`bench.apps.upstream.MARK`), so counting marks counts tokens.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self, cast

from bench.apps.upstream import MARK

_MARK = MARK.encode()
_WHOLE = b"event: message"
_END = b"0\r\n\r\n"


@dataclass(slots=True)
class Tally:
    """What all readers saw while `is_open`, in seconds; tokens that came together have gaps of nothing."""

    is_open: bool = False
    tokens: int = 0
    firsts: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent, and how many tokens the reply has."""

    request: bytes
    tokens: int

    @classmethod
    def of(cls, path: str, body: bytes, tokens: int) -> Self:
        """A request of that body."""
        head = b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        return cls(head % (path.encode(), len(body)) + body, tokens)


class Reader(asyncio.Protocol):
    """A connection that asks again as soon as a reply is over; `failed` has the reason when one is not whole."""

    def __init__(self, question: Question, tally: Tally) -> None:
        self._question = question
        self._tally = tally
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._is_hanging_up = False

    @classmethod
    async def open(cls, port: int, question: Question, tally: Tally) -> Self:
        """Connect and ask."""
        loop = asyncio.get_running_loop()
        factory: Callable[[], Self] = lambda: cls(question, tally)  # noqa: E731 - typed for `create_connection`
        _, reader = await loop.create_connection(factory, "127.0.0.1", port)
        reader._ask()
        return reader

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, _error: Exception | None) -> None:
        if not self._is_hanging_up:
            self._fail("the connection was cut")

    def close(self) -> None:
        """Hang up in the middle of whatever is read."""
        self._is_hanging_up = True
        self._transport.close()

    def _ask(self) -> None:
        self._tokens, self._is_over, self._tail = 0, False, b""
        self._asked_at = time.perf_counter()
        self._transport.write(self._question.request)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        if not self._tail and not data.startswith(b"HTTP/1.1 200"):
            self._fail(data[:500].decode(errors="replace"))
            return
        if not self._is_over and (tokens := self._count(data)):
            self._note(tokens, now)
        self._tail = data[-5:] if len(data) >= 5 else (self._tail + data)[-5:]
        if self._tail == _END:
            self._finish()

    def _count(self, data: bytes) -> int:
        if _WHOLE in data:  # the stored reply, which says all tokens again
            self._is_over = True
            data = data.partition(_WHOLE)[0]
        return data.count(_MARK)

    def _note(self, tokens: int, now: float) -> None:
        tally = self._tally
        if tally.is_open:
            tally.tokens += tokens
            if not self._tokens:
                tally.firsts.append(now - self._asked_at)
            else:
                tally.gaps.append(now - self._last_at)
            if tokens > 1:
                tally.gaps.extend([0.0] * (tokens - 1))
        self._tokens += tokens
        self._last_at = now

    def _finish(self) -> None:
        if self._tokens == self._question.tokens:
            self._ask()
        else:
            self._fail(f"{self._tokens} tokens instead of {self._question.tokens}")

    def _fail(self, reason: str) -> None:
        if not self.failed.done():
            self.failed.set_exception(RuntimeError(f"{self._question.request[:60]!r}: {reason}"))
        self.close()
