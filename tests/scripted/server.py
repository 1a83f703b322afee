"""A model server that says what a script tells it to, over real HTTP on a loopback port, and fails on demand.

Speaks `/v1/chat/completions`, `/v1/models`, `/api/chat`, `/api/tags`, `/api/version` and `/v1/messages`. It runs in
a thread with an event loop of its own, so that it can be used from tests of every kind.
"""

import asyncio
import socket
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from http.client import responses
from typing import Self

import orjson

from tests.scripted import protocols, streaming
from tests.scripted.replies import Asked, Fault, Protocol, Reply
from tests.servers import free_port

Responder = Callable[[Asked], Reply]
_CHATS = {
    "/v1/chat/completions": Protocol.OPENAI,
    "/api/chat": Protocol.OLLAMA,
    "/v1/messages": Protocol.ANTHROPIC,
}
_LISTINGS: dict[str, dict[str, object]] = {
    "/v1/models": {"object": "list", "data": [{"id": protocols.MODEL, "object": "model"}]},
    "/api/tags": {"models": [{"name": protocols.MODEL, "model": protocols.MODEL}]},
    "/api/version": {"version": "0.0.0"},
}


class ScriptedServer:
    """`with ScriptedServer() as server:`; answers the queued replies first, then what `respond` says.

    `hangups` counts clients that left before the end of their reply. The socket listens before the thread
    starts, so no request can come too early. Nobody else is soon given the port of one that has stopped.
    """

    def __init__(self, respond: Responder | None = None, *, port: int = 0, keeps_alive: bool = False) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.hangups = 0
        self.respond: Responder = respond or (lambda asked: Reply("{}"))
        self._keeps_alive = keeps_alive
        self._leaving = threading.Condition()
        self._queue: deque[Reply] = deque()
        self._socket = socket.create_server(("127.0.0.1", port or free_port()))
        self._loop = asyncio.new_event_loop()
        self._main = self._loop.create_task(self._serve())
        self._thread = threading.Thread(target=self._run, name="scripted-model", daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def base_url(self, protocol: Protocol) -> str:
        """What the protocol's clients take as base URL."""
        return f"{self.url}/v1" if protocol is Protocol.OPENAI else self.url

    def say(self, *replies: Reply) -> None:
        """Queue replies for the next requests."""
        self._queue.extend(replies)

    def hung_up(self, times: int = 1, *, within_s: float = 5) -> bool:
        """Whether clients left in the middle of their replies so often; waits for it."""
        with self._leaving:
            return self._leaving.wait_for(lambda: self.hangups >= times, within_s)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop listening and cut what is open; doing it twice is harmless."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._main.cancel)
            self._thread.join(timeout=10)

    def wait(self) -> None:
        """Serve until the process is interrupted."""
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._main)
        except asyncio.CancelledError:
            pass
        finally:
            self._loop.run_until_complete(_turns())  # a connection just accepted gets a task that can be cancelled
            pending = asyncio.all_tasks(self._loop)
            for task in pending:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
            self._loop.run_until_complete(_turns())  # what was aborted is closed
            self._loop.close()
            self._socket.close()

    async def _serve(self) -> None:
        async with await asyncio.start_server(self._answer, sock=self._socket) as server:
            await server.serve_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while await self._exchange(reader, writer) and self._keeps_alive:
                pass
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError, _Cut):
            writer.close()
        except asyncio.CancelledError:  # the server stops
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its reply; whether it went well."""
        method, path, headers = await _read_head(reader)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if method == "GET" and path in _LISTINGS:
            await self._send(writer, Reply(), ("application/json", [orjson.dumps(_LISTINGS[path])]))
            return True
        if method != "POST" or path not in _CHATS:
            await self._send(writer, Reply(status=404), ("application/json", [b'{"error": "no such path"}']))
            return True
        asked = protocols.read(_CHATS[path], orjson.loads(body), headers)
        self.asked.append(asked)
        reply = self._queue.popleft() if self._queue else self.respond(asked)
        if reply.fault is Fault.CUT:
            return False
        return await self._watched(reader, self._send(writer, reply, streaming.write(asked, reply)))

    async def _watched(self, reader: asyncio.StreamReader, sending: Coroutine[None, None, None]) -> bool:
        """Send, unless the client leaves before the end, which is recorded."""
        sent, left = asyncio.create_task(sending), asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait({sent, left}, return_when=asyncio.FIRST_COMPLETED)
            is_left = not sent.done() or isinstance(sent.exception(), ConnectionError)
        finally:
            sent.cancel()
            left.cancel()
            await asyncio.gather(sent, left, return_exceptions=True)
        if is_left:
            with self._leaving:
                self.hangups += 1
                self._leaving.notify_all()
        return not is_left and sent.exception() is None

    async def _send(self, writer: asyncio.StreamWriter, reply: Reply, content: tuple[str, list[bytes]]) -> None:
        kind, pieces = content
        is_whole = len(pieces) == 1 or reply.fault is Fault.CUT_MIDWAY
        length = ("content-length", str(sum(map(len, pieces)))) if is_whole else ("transfer-encoding", "chunked")
        kept = "keep-alive" if self._keeps_alive else "close"
        headers = {"content-type": kind, "connection": kept, length[0]: length[1], **reply.headers}
        head = f"HTTP/1.1 {reply.status} {responses.get(reply.status, 'Unassigned')}\r\n"
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        if reply.fault is Fault.HANG:
            await asyncio.Event().wait()
        writer.write(f"{head}{lines}\r\n".encode())
        if reply.fault is Fault.CUT_MIDWAY:
            whole = b"".join(pieces)
            writer.write(whole[: len(whole) // 2])
            raise _Cut
        for piece in pieces:
            await _paced(reply, piece)
            writer.write(piece if is_whole else b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
        if reply.fault is Fault.STALLS:
            await asyncio.Event().wait()
        if reply.fault is Fault.DIES:
            raise _Cut
        writer.write(b"" if is_whole else b"0\r\n\r\n")


async def _turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class _Cut(Exception):
    """The connection is to be closed as it is."""


async def _paced(reply: Reply, piece: bytes) -> None:
    if reply.pace is not None:
        await reply.pace(piece)
    if reply.gap_s:
        await asyncio.sleep(reply.gap_s)


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, str, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.strip().split("\r\n")
    method, target, _ = request.split(" ")
    pairs = (line.partition(":") for line in lines)
    return method, target.partition("?")[0], {name.strip().lower(): value.strip() for name, _, value in pairs}
