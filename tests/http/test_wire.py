"""What only bytes can say: requests that no client library sends, to a real server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.running import Server, answers

CREATE = b"POST /api/v1/sessions/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHUNKED = CREATE + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
async def server(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Server]:
    """The server in a process of its own."""
    with Server(tmp_path, DATABASE_URL=sqlite_url) as server:
        await server.until_up()
        yield server


async def reply(server: Server, request: bytes, *, ends: bool = False) -> bytes:
    """All that the server says to these bytes until it closes the connection or has sent one whole answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        async with asyncio.timeout(10):
            writer.write(request)
            if ends:
                writer.write_eof()
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            return head + await reader.readexactly(int(length or b"0"))
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        return error.partial if isinstance(error, asyncio.IncompleteReadError) else b""
    finally:
        writer.close()


async def test_requests_that_no_client_sends_break_nothing(server: Server, subtests: pytest.Subtests) -> None:
    for name, request, statuses in (
        ("no host", b"GET /health HTTP/1.1\r\n\r\n", (400, 403)),
        ("two hosts", b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\n\r\n", (200, 400, 403)),
        ("garbage", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", (400,)),
        ("NUL in a header", b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: \x00\r\n\r\n", (200, 400)),
        ("length is a word", CREATE + b"Content-Length: many\r\n\r\n{}", (400, 422)),
        ("length is negative", CREATE + b"Content-Length: -1\r\n\r\n{}", (400, 422)),
        ("two lengths", CREATE + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", (400, 422)),
        ("length and chunks", CREATE + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
        ("stated too large", CREATE + b"Content-Length: 9000000000\r\n\r\n", (413,)),
        ("chunk of no size", CHUNKED + b"zz\r\n", (400, 0)),
        ("no body at all", CREATE + b"\r\n", (422,)),
        ("absolute address", b"GET http://evil.example.com/health HTTP/1.1\r\nHost: localhost\r\n\r\n", (200, 400)),
        ("NUL in the path", b"GET /api/v1/sessions/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", (404,)),
    ):
        with subtests.test(request=name):
            answer = await reply(server, request)
            assert int(answer[9:12] or b"0") in statuses, answer
    assert await answers(server.url)


async def test_endless_chunks_are_cut_off(server: Server) -> None:
    piece = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    answer = await reply(server, CHUNKED + piece * 40)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"application/problem+json" in answer
    assert await answers(server.url)


async def test_body_cut_short_stores_nothing(server: Server) -> None:
    await reply(server, CREATE + b'Content-Length: 50\r\n\r\n{"initial_mess', ends=True)
    await reply(server, CHUNKED + b"5\r\n{}   \r\n", ends=True)
    listed = await reply(server, b"GET /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert listed.endswith(b'{"items":[],"next_cursor":null}')
