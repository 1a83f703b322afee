"""A keep-alive HTTP/1.1 connection that costs the load generator as little as it can; it speaks to our servers only."""

import asyncio
import time
from typing import Self

_LENGTH = b"content-length: "


class Connection:
    """One connection to a server on this machine; requests go one after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def get(self, path: str) -> bytes:
        """As `post`, without a body."""
        self._writer.write(b"GET %b HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n" % path.encode())
        return await self._answer(path)

    async def post(self, path: str, body: bytes) -> bytes:
        """The answer's body; RuntimeError with path, status and body unless it is a 2xx."""
        self._writer.write(
            b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
            % (path.encode(), len(body), body)
        )
        return await self._answer(path)

    async def stream(self, path: str, body: bytes) -> list[tuple[float, bytes]]:
        """The parts of an event stream, each with the moment it came (perf_counter); RuntimeError as `post`."""
        self._writer.write(
            b"POST %b HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\naccept: text/event-stream\r\n"
            b"content-length: %d\r\n\r\n%b" % (path.encode(), len(body), body)
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        if head[9:12] != b"200":
            raise RuntimeError(f"{path}: {head.decode()}")
        parts = []
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            part = await self._reader.readexactly(size + 2)
            parts.append((time.perf_counter(), part[:-2]))
        await self._reader.readexactly(2)
        return parts

    async def _answer(self, path: str) -> bytes:
        head = await self._reader.readuntil(b"\r\n\r\n")
        start = head.index(_LENGTH) + len(_LENGTH)
        answer = await self._reader.readexactly(int(head[start : head.index(b"\r", start)]))
        if head[9:10] != b"2":
            raise RuntimeError(f"{path}: {head[9:12].decode()} {answer.decode()[:500]}")
        return answer

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()
