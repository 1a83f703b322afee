"""An answer's body, handed on from the socket itself: no task is woken for a token."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

Take = Callable[[bytes], bool]
"""Gets the next bytes; whether it wants more."""


class Connector(aiohttp.TCPConnector):
    """Makes connections that say when something has come."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._factory = partial(_connection, self._loop)  # aiohttp has no public way to say what makes them


class _Connection(ResponseHandler):
    on_news: Callable[[], None] | None = None

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.on_news is not None:
            self.on_news()

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        if self.on_news is not None:
            self.on_news()


def _connection(loop: asyncio.AbstractEventLoop) -> ResponseHandler:
    return _Connection(loop)


async def pour(response: aiohttp.ClientResponse, take: Take) -> bool:
    """Give `take` the body as it comes, as long as it wants more; whether the body has ended.

    Raises what broke the body, or what `take` raised. `take` is called in the midst of the event loop's work, where
    there is no current task, and must be quick.
    """
    return await _Pour(response, take).end()


class _Pour:
    __slots__ = ("_connection", "_content", "_has_ended", "_has_more", "_is_looking", "_take")

    def __init__(self, response: aiohttp.ClientResponse, take: Take) -> None:
        self._content = response.content
        self._take = take
        self._connection = _of(response)
        self._has_ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._is_looking = False
        self._has_more = False

    async def end(self) -> bool:
        if self._connection is not None:
            self._connection.on_news = self._look
        self._look()
        try:
            return await self._has_ended
        finally:
            self._leave()

    def _look(self) -> None:
        """Something may have come; reading may bring more at once, which has to wait for its turn."""
        self._has_more = True
        if self._is_looking:
            return
        self._is_looking = True
        try:
            while self._has_more and not self._has_ended.done():
                self._has_more = False
                self._take_on()
        except Exception as error:  # not the connection's affair, but that of who waits for the body
            if not self._has_ended.done():
                self._has_ended.set_exception(error)
        finally:
            self._is_looking = False
        if self._has_ended.done():
            self._leave()

    def _take_on(self) -> None:
        chunk = self._content.read_nowait()
        if chunk and not self._take(chunk):
            self._has_ended.set_result(False)
        elif self._content.at_eof():
            self._has_ended.set_result(True)

    def _leave(self) -> None:
        """At once, since the connection may be another answer's the next moment."""
        if self._connection is not None:
            self._connection.on_news = None
            self._connection = None


def _of(response: aiohttp.ClientResponse) -> _Connection | None:
    """None once it has been given back: the body has ended then."""
    protocol = None if response.connection is None else response.connection.protocol
    return protocol if isinstance(protocol, _Connection) else None
