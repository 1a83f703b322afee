"""What goes out on a socket: one frame after the other, each watched, so that a slow reader is found out."""

import asyncio

from starlette.websockets import WebSocket


class Outgoing:
    """Senders wait while the socket takes nothing; `is_stalled` tells how long that has been."""

    def __init__(self, ws: WebSocket, stall_s: float) -> None:
        self._ws = ws
        self._stall_s = stall_s
        self._turn = asyncio.Lock()
        self._since: float | None = None

    @property
    def is_stalled(self) -> bool:
        """Whether a frame has been waiting for too long to be taken."""
        return self._since is not None and asyncio.get_running_loop().time() - self._since > self._stall_s

    async def send(self, frame: str) -> None:
        """WebSocketDisconnect when nobody is there any more."""
        async with self._turn:
            self._since = asyncio.get_running_loop().time()
            try:
                await self._ws.send({"type": "websocket.send", "text": frame})
            finally:
                self._since = None
