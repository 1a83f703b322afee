"""An answer's body, handed on from the socket itself: no task is woken for a token, and nothing is kept for one."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.streams import StreamReader

Take = Callable[[bytes], bool]
"""Gets the next bytes; whether it wants more. Called in the midst of the event loop's work, where there is no current
task, so it must be quick."""

IS_NEW: ContextVar[bool] = ContextVar("connection is new")
"""Whether a connection was made for the request that the task is about; who asks sets it to False first."""


class Inflow:
    """The body of one answer, from where it is by now."""

    __slots__ = ("_has_enough", "_has_ended", "_take")

    def __init__(self, response: aiohttp.ClientResponse, take: Take) -> None:
        loop = asyncio.get_running_loop()
        self._take = take
        self._has_enough: asyncio.Future[None] = loop.create_future()
        self._has_ended: asyncio.Future[None] = loop.create_future()
        content, connection = response.content, _connection_of(response)
        while chunk := content.read_nowait():
            self.take(chunk)
        if connection is not None:
            content.__class__ = _Body
            connection.inflow = self
        content.on_eof(partial(self._end, connection))

    async def enough(self) -> bool:
        """Whether the body has ended, once it has or `take` wants no more. Raises what broke it or `take`."""
        await self._has_enough
        return self._has_ended.done()

    async def end(self) -> None:
        """Return at the body's end; what comes until then is nobody's."""
        await self._has_ended

    def take(self, data: bytes) -> None:
        """The next bytes have come."""
        if self._has_enough.done():
            return
        try:
            if not self._take(data):
                self._has_enough.set_result(None)
        except Exception as error:  # not the connection's affair, but that of who waits for the answer
            self._has_enough.set_exception(error)

    def fail(self, error: BaseException) -> None:
        """No more will come; harmless at the end."""
        for waited in (self._has_enough, self._has_ended):
            if not waited.done():
                waited.set_exception(error)
                waited.exception()  # nobody need wait for it

    def _end(self, connection: "_Connection | None") -> None:
        if connection is not None:
            connection.inflow = None  # from now on it may be another answer's
        for waited in (self._has_ended, self._has_enough):
            if not waited.done():
                waited.set_result(None)


class Connector(aiohttp.TCPConnector):
    """Makes connections over which answers flow in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._factory = partial(_connection, self._loop)  # aiohttp has no public way to say what makes them

    async def _create_connection(self, *request: Any) -> ResponseHandler:
        IS_NEW.set(True)
        return await super()._create_connection(*request)


class _Connection(ResponseHandler):
    inflow: Inflow | None = None

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        inflow, self.inflow = self.inflow, None
        if inflow is not None:
            inflow.fail(exc or aiohttp.ClientPayloadError("The body broke off."))


class _Body(StreamReader):
    """What aiohttp's own becomes, since it cannot be told what to make: one that keeps nothing."""

    __slots__ = ()
    _protocol: _Connection

    def feed_data(self, data: bytes, size: int = 0) -> bool:
        if self._protocol.inflow is not None:
            self._protocol.inflow.take(data)
        return False

    begin_http_chunk_receiving = end_http_chunk_receiving = staticmethod(bool)  # type: ignore[assignment]  # nobody asks for chunks


def _connection(loop: asyncio.AbstractEventLoop) -> ResponseHandler:
    return _Connection(loop)


def _connection_of(response: aiohttp.ClientResponse) -> _Connection | None:
    """None once it has been given back: all of the body is there."""
    protocol = None if response.connection is None else response.connection.protocol
    return protocol if isinstance(protocol, _Connection) else None
