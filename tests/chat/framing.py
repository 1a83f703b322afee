"""A client of `WS /ws`, over a real connection."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.chat.talking import JSON
from tests.servers import PATIENCE_S


class Socket:
    """Sends frames, and reads them one by one: `heard` are those that came."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.heard: list[JSON] = []

    async def send(self, kind: str, own: Any = None, **data: Any) -> None:
        frame = {"type": kind, "data": data} | ({} if own is None else {"id": own})
        await self.connection.send(orjson.dumps(frame).decode())

    async def read(self) -> JSON:
        """The next frame, which must come."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                self.heard.append(orjson.loads(await self.connection.recv()))
        except (TimeoutError, ConnectionClosed) as error:
            raise AssertionError(f"no frame came after {self.heard[-5:]}") from error
        return self.heard[-1]

    async def until(self, *kinds: str, most: int | None = None) -> list[JSON]:
        """The frames up to the first of one of these kinds, or so many; an error is none, unless it is asked for."""
        frames: list[JSON] = []
        while len(frames) != most and not (frames and frames[-1]["type"] in kinds):
            frames.append(await self.read())
            assert "error" in kinds or frames[-1]["type"] != "error", frames
        return frames

    async def ask(self, kind: str, own: Any = None, **data: Any) -> JSON:
        """A frame, and the one that answers it."""
        await self.send(kind, own, **data)
        return await self.read()

    async def closing(self) -> int:
        """The code with which the server closes the socket; what comes before it is read."""
        with contextlib.suppress(ConnectionClosed):
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    await self.connection.recv()
        code = self.connection.close_code
        assert code is not None
        return code


@contextlib.asynccontextmanager
async def opened(url: str, key: str | None = None, **options: Any) -> AsyncIterator[Socket]:
    """A socket at the server with that address."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    address = url.replace("http://", "ws://") + "/ws" + options.pop("query", "")
    given = {"additional_headers": headers | options.pop("headers", {}), "open_timeout": PATIENCE_S, "close_timeout": 1}
    async with connect(address, **given, **options) as connection:
        yield Socket(connection)


async def refusal(url: str, key: str | None = None, **options: Any) -> JSON:
    """The problem document with which the server refuses a socket."""
    with pytest.raises(InvalidStatus) as refused:
        async with opened(url, key, **options):
            pass
    response = refused.value.response
    assert response.headers["content-type"] == "application/problem+json"
    problem: JSON = orjson.loads(response.body or b"")
    assert problem["status"] == response.status_code
    return problem


def words(frames: list[JSON]) -> str:
    """What the frames of a stream say, joined."""
    return "".join(frame["data"]["content"] for frame in frames if frame["type"] == "stream_data")
