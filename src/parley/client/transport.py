"""The two ways to send calls: one that waits for each answer, one that awaits it. All they decide is in attempts.py."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, Self, TypeVar

import httpx

from parley.client.attempts import Attempts, Lost, Patience, Stream, Watch
from parley.client.call import Answer, Call
from parley.client.errors import Misused, Unreachable
from parley.client.events import Event

T = TypeVar("T")
A = TypeVar("A")
DEFAULT_URL = "http://127.0.0.1:8000"
_LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Target:
    """Which server, with which key, and how patiently."""

    url: str
    key: str | None = field(repr=False, default=None)
    patience: Patience = Patience()

    @classmethod
    def of(cls, url: str | None, key: str | None, patience: Patience) -> "Target":
        """What is not given comes from PARLEY_URL and PARLEY_API_KEY; Misused where it cannot be an address or key."""
        address = (url or os.environ.get("PARLEY_URL") or DEFAULT_URL).rstrip("/")
        key = key or os.environ.get("PARLEY_API_KEY") or None
        try:
            parts = httpx.URL(address)
            is_usable = parts.scheme in {"http", "https"} and bool(parts.host) and (parts.port or 1) < 65_536
        except httpx.InvalidURL:
            is_usable = False
        if not is_usable:
            raise Misused(f"{address!r} is no address of a server; it takes one such as {DEFAULT_URL}")
        if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
            raise Misused("the key is none: it holds characters that no key has")
        return cls(address, key, patience)

    def options(self) -> dict[str, Any]:
        """What both kinds of connection are made with. Proxies are for other machines only."""
        headers = {"User-Agent": "parley-client"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        address = httpx.URL(self.url)
        return {
            "base_url": self.url,
            "headers": headers,
            "trust_env": address.host not in _LOCAL,
            "verify": address.scheme == "https",  # without it, no certificates need to be read
        }

    def timeout(self, read_s: float) -> httpx.Timeout:
        """For a request whose answer may take so long to come, or to go on."""
        return httpx.Timeout(read_s, connect=self.patience.connect_s)

    def request(self, call: Call[Any], read_s: float | None = None) -> dict[str, Any]:
        """A call in httpx's words."""
        patience = self.patience
        return {
            "method": call.method,
            "url": call.path,
            "params": dict(call.query),
            "headers": dict(call.headers),
            "content": call.body,
            "timeout": self.timeout(read_s or (patience.slow_s if call.is_slow else patience.answer_s)),
        }

    @property
    def early(self) -> Lost:
        """What a stream means that ends before its run."""
        return Lost(f"The stream from {self.url} ended early.", was_sent=True)

    def lost(self, error: httpx.HTTPError) -> Lost:
        """What a failed request means, in words."""
        match error:
            case httpx.ConnectError() | httpx.ConnectTimeout():
                return Lost(f"No server answers at {self.url}.", was_sent=False)
            case httpx.PoolTimeout():
                return Lost(f"Too many calls to {self.url} are under way from here.", was_sent=False)
            case httpx.TimeoutException():
                return Lost(f"The server at {self.url} did not answer in time.", was_sent=True)
            case httpx.UnsupportedProtocol() | httpx.LocalProtocolError():
                return Lost(f"The call cannot be sent to {self.url} ({type(error).__name__}).", was_sent=False)
            case _:
                return Lost(f"The connection to {self.url} was lost.", was_sent=True)


def _answer(response: httpx.Response, content: bytes) -> Answer:
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, content)


class Blocking:
    """Waits for each answer. Safe to use from several threads."""

    def __init__(self, target: Target, http: httpx.Client | None = None) -> None:
        self.target = target
        self._http = http or httpx.Client(**target.options())

    def send(self, call: Call[T]) -> T:
        """The answer, after as many attempts as it takes; ParleyError."""
        attempts = Attempts(call, self.target.patience)
        while True:
            try:
                response = self._http.request(**self.target.request(call))
                answer = _answer(response, response.content)
            except httpx.HTTPError as error:
                pause_s: float | None = attempts.lost(self.target.lost(error))
            else:
                pause_s = attempts.judge(answer)
                if pause_s is None:
                    return call.read(answer)
            time.sleep(pause_s or 0)

    def stream(self, stream: Stream[A]) -> "EventStream[A]":
        """The events, from the first that is asked for on; nothing is sent before."""
        return EventStream(self, Watch(stream, self.target.patience))

    def follow(self, watch: Watch[A]) -> Iterator[Event[A]]:
        """The events, over all the connections it takes."""
        while not watch.is_over:
            try:
                request = self.target.request(watch.next, self.target.patience.silence_s)
                with self._http.stream(**request) as response:
                    refusal = b"" if response.is_success else response.read()
                    pause_s = watch.opened(_answer(response, refusal))
                    if pause_s is None:
                        for piece in response.iter_bytes():
                            yield from watch.feed(piece)
                            if watch.is_over:
                                break
                        pause_s = None if watch.is_over else watch.cut(self.target.early)
            except httpx.HTTPError as error:
                pause_s = watch.cut(self.target.lost(error))
            time.sleep(pause_s or 0)

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()


class Awaiting:
    """Awaits each answer. Belongs to one event loop."""

    def __init__(self, target: Target, http: httpx.AsyncClient | None = None) -> None:
        self.target = target
        self._http = http or httpx.AsyncClient(**target.options())

    async def send(self, call: Call[T]) -> T:
        """The answer, after as many attempts as it takes; ParleyError."""
        attempts = Attempts(call, self.target.patience)
        while True:
            try:
                response = await self._http.request(**self.target.request(call))
                answer = _answer(response, response.content)
            except httpx.HTTPError as error:
                pause_s: float | None = attempts.lost(self.target.lost(error))
            else:
                pause_s = attempts.judge(answer)
                if pause_s is None:
                    return call.read(answer)
            await asyncio.sleep(pause_s or 0)

    def stream(self, stream: Stream[A]) -> "AsyncEventStream[A]":
        """The events, from the first that is asked for on; nothing is sent before."""
        return AsyncEventStream(self, Watch(stream, self.target.patience))

    async def follow(self, watch: Watch[A]) -> AsyncIterator[Event[A]]:
        """The events, over all the connections it takes."""
        while not watch.is_over:
            try:
                request = self.target.request(watch.next, self.target.patience.silence_s)
                async with self._http.stream(**request) as response:
                    refusal = b"" if response.is_success else await response.aread()
                    pause_s = watch.opened(_answer(response, refusal))
                    if pause_s is None:
                        async for piece in response.aiter_bytes():
                            for event in watch.feed(piece):
                                yield event
                            if watch.is_over:
                                break
                        pause_s = None if watch.is_over else watch.cut(self.target.early)
            except httpx.HTTPError as error:
                pause_s = watch.cut(self.target.lost(error))
            await asyncio.sleep(pause_s or 0)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()


class _Heard(Generic[A]):
    """What is known of a run while, and after, its events are read."""

    def __init__(self, watch: Watch[A]) -> None:
        self._watch = watch

    @property
    def run_id(self) -> str | None:
        """The run, once it has begun: to watch it from elsewhere, or to stop it."""
        return self._watch.run_id

    @property
    def seq(self) -> int:
        """The number of the last event that was heard."""
        return self._watch.seq

    @property
    def text(self) -> str:
        """The words heard so far."""
        return self._watch.text

    @property
    def answer(self) -> A | None:
        """What was stored, once it is."""
        return self._watch.answer

    def _whole(self) -> A:
        if self._watch.answer is None:
            raise Unreachable("The stream was closed before its answer came.")
        return self._watch.answer


class EventStream(_Heard[A], Iterator[Event[A]]):
    """A run's events to iterate over. Ends behind Answered, and raises what the run failed with.

    Leaving it early (`close`, or the end of a `with` block) does not stop the run.
    """

    def __init__(self, transport: Blocking, watch: Watch[A]) -> None:
        super().__init__(watch)
        self._events = transport.follow(watch)

    def __next__(self) -> Event[A]:
        return next(self._events)

    def wait(self) -> A:
        """Read to the end; the answer."""
        for _ in self:
            pass
        return self._whole()

    def close(self) -> None:
        """Read no further."""
        self._events.close()  # type: ignore[attr-defined]  # `follow` is a generator

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncEventStream(_Heard[A], AsyncIterator[Event[A]]):
    """The same for `async for`."""

    def __init__(self, transport: Awaiting, watch: Watch[A]) -> None:
        super().__init__(watch)
        self._events = transport.follow(watch)

    async def __anext__(self) -> Event[A]:
        return await anext(self._events)

    async def wait(self) -> A:
        """Read to the end; the answer."""
        async for _ in self:
            pass
        return self._whole()

    async def close(self) -> None:
        """Read no further."""
        await self._events.aclose()  # type: ignore[attr-defined]  # `follow` is a generator

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
