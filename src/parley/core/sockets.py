"""WebSockets as uvicorn speaks them, bounded to the end: a client that takes nothing any more is cut off."""

import asyncio

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from parley.core import leaving


class Sockets(WebSocketsSansIOProtocol):
    """Closing waits until all that was written is taken, which a client can put off for ever; not with this one."""

    _cut: asyncio.TimerHandle | None = None

    def shutdown(self) -> None:
        """Close with 1012 once the runs are over and their ends are told: those who come back find them."""
        before = leaving.begin(self.app_state)
        if before is None or before.done():
            self._leave()
        else:
            before.add_done_callback(lambda _: self._leave())

    def _leave(self) -> None:
        if not self.disconnected:
            super().shutdown()

    def on_task_complete(self, task: "asyncio.Task[None]") -> None:
        super().on_task_complete(task)
        if not self.disconnected:
            self._cut = self.loop.call_later(self.close_timeout, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._cut is not None:
            self._cut.cancel()
        super().connection_lost(exc)
