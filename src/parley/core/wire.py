"""HTTP on its way out: an answer's head goes with the first of its body, in one write, as ASGI would have it.

uvicorn writes each by itself; a write costs a server more CPU than all else that it does for a small request.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_CONTINUE = b"HTTP/1.1 100 "
"""The head that nothing follows: the client waits for it to send its body."""


class Protocol(HttpToolsProtocol):
    """uvicorn's own, which writes through `Joining`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(cast("asyncio.Transport", Joining(transport)))

    def on_response_complete(self) -> None:
        """What has no body, as the answer to HEAD, is its head alone."""
        cast("Joining", self.transport).flush()
        super().on_response_complete()


class Joining:
    """A transport that keeps an answer's head until something follows it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write, or keep a head for the next time."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data)
        elif data.startswith(b"HTTP/") and data.endswith(b"\r\n\r\n") and not data.startswith(_CONTINUE):
            self._head = data
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Write a head that is still kept."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Close, once all is written."""
        self.flush()
        self._transport.close()
