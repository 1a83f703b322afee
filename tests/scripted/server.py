"""A model server that says what a script tells it to, over real HTTP on a loopback port, and fails on demand.

Speaks `/v1/chat/completions`, `/v1/models`, `/api/chat`, `/api/tags`, `/api/version` and `/v1/messages`. It runs in
a thread with an event loop of its own, so that it can be used from tests of every kind.
"""

import asyncio
import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Self

import orjson

from tests.scripted import protocols
from tests.scripted.replies import Asked, Fault, Protocol, Reply

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

    The socket listens before the thread starts, so no request can come too early.
    """

    def __init__(self, respond: Responder | None = None, *, port: int = 0) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.respond: Responder = respond or (lambda asked: Reply("{}"))
        self._queue: deque[Reply] = deque()
        self._socket = socket.create_server(("127.0.0.1", port))
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
            pending = asyncio.all_tasks(self._loop)
            for task in pending:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
            self._loop.close()
            self._socket.close()

    async def _serve(self) -> None:
        async with await asyncio.start_server(self._answer, sock=self._socket) as server:
            await server.serve_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._exchange(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request and its reply; the connection is not kept."""
        method, path, headers = await _read_head(reader)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if method == "GET" and path in _LISTINGS:
            await _send(writer, Reply(), ("application/json", [orjson.dumps(_LISTINGS[path])]))
            return
        if method != "POST" or path not in _CHATS:
            await _send(writer, Reply(status=404), ("application/json", [b'{"error": "no such path"}']))
            return
        asked = protocols.read(_CHATS[path], orjson.loads(body), headers)
        self.asked.append(asked)
        reply = self._queue.popleft() if self._queue else self.respond(asked)
        if reply.fault is Fault.CUT:
            return
        if reply.fault is Fault.HANG:
            await reader.read()
            return
        await _send(writer, reply, protocols.write(asked, reply))


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, str, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    request, *lines = head.strip().split("\r\n")
    method, target, _ = request.split(" ")
    pairs = (line.partition(":") for line in lines)
    return method, target.partition("?")[0], {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _send(writer: asyncio.StreamWriter, reply: Reply, content: tuple[str, list[bytes]]) -> None:
    kind, pieces = content
    headers = {"content-type": kind, "connection": "close", **reply.headers}
    if reply.fault is Fault.CUT_MIDWAY or len(pieces) == 1:
        headers["content-length"] = str(sum(map(len, pieces)))
    head = f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\n"
    writer.write(head.encode() + "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + b"\r\n")
    if reply.fault is Fault.CUT_MIDWAY:
        whole = b"".join(pieces)
        pieces = [whole[: len(whole) // 2]]
    for piece in pieces:
        if reply.pace is not None:
            await reply.pace(piece)
        writer.write(piece)
        await writer.drain()
