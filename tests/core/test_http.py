"""URLs that users send are fetched from public addresses only, within bounds; tried against a real server here."""

import asyncio
import contextlib
import ipaddress
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from parley.core import addresses, http
from parley.core.errors import AppError, InvalidInput, TooLarge, Unavailable
from parley.core.http import Reach
from tests import servers

_BAR = Reach((), timeout_s=5, max_bytes=1_000)


@contextlib.asynccontextmanager
async def answering(*answers: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that gives these answers in turn, then hangs; its URL, and the requests it got."""
    got: list[bytes] = []
    waiting = list(answers)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.readuntil(b"\r\n\r\n"))
        if waiting:
            writer.write(waiting.pop(0))
        else:
            await asyncio.Event().wait()

    async with servers.listening(answer) as host:
        yield f"http://{host}", got


def ok(body: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Connection: close", *headers, b"", body])


def moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def allowing(url: str, **other: float) -> Reach:
    return replace(_BAR, allow_hosts=(url.removeprefix("http://"),), **other)  # type: ignore[arg-type]  # by name


async def test_allowed_host_is_fetched_and_redirects_are_followed() -> None:
    async with answering(moved("/there"), ok(b"hello")) as (url, got):
        found = await http.fetch(f"{url}/here?x=1", allowing(url))
    assert (found.content, found.url) == (b"hello", f"{url}/there")
    assert [request.split(b"\r\n")[0] for request in got] == [b"GET /here?x=1 HTTP/1.1", b"GET /there HTTP/1.1"]
    assert b"authorization" not in got[0].lower()


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0.0.0.0/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://224.0.0.1/",
    ],
)
async def test_private_addresses_are_not_called(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await http.fetch(url, _BAR)
    assert "private" in refused.value.detail


@pytest.mark.parametrize(
    "url",
    [
        "",
        "openapi.json",
        "//example.com/",
        "http://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "https://",
        "https://user:pass@example.com/",
        "https://exa mple.com/",
        "https://example.com:99999/",
        "https://[::1/",
        "https://example.com/\x00",
        "https://example.com/" + "x" * 2_000,
    ],
)
async def test_unfit_urls_are_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        await http.fetch(url, _BAR)


async def test_redirect_to_a_place_that_is_not_allowed_is_refused() -> None:
    for to in ("http://127.0.0.1:1/", "https://169.254.169.254/", "file:///etc/passwd", "http://localhost/"):
        async with answering(moved(to)) as (url, got):
            with pytest.raises(InvalidInput):
                await http.fetch(url, allowing(url))
        assert len(got) == 1


async def test_endless_redirects_end() -> None:
    async with answering(*[moved("/again")] * 9) as (url, got):
        with pytest.raises(InvalidInput, match="redirects more than 3 times"):
            await http.fetch(url, allowing(url))
    assert len(got) == 4


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (ok(b"x" * 1_001), TooLarge),
        (ok(b"x", b"Content-Encoding: gzip"), InvalidInput),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", InvalidInput),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", Unavailable),
        (b"SSH-2.0-OpenSSH\r\n\r\n", Unavailable),
    ],
)
async def test_answers_that_are_no_document_are_refused(answer: bytes, error: type[AppError]) -> None:
    async with answering(answer) as (url, _):
        with pytest.raises(error):
            await http.fetch(url, allowing(url))


async def test_server_that_hangs_is_given_up() -> None:
    async with answering() as (url, _):
        with pytest.raises(Unavailable, match=r"within 0\.2 seconds"):
            await http.fetch(url, allowing(url, timeout_s=0.2))


async def test_allowed_host_is_allowed_at_its_port_only() -> None:
    with pytest.raises(InvalidInput):
        await http.fetch("http://127.0.0.1:4711/", replace(_BAR, allow_hosts=("127.0.0.1:4712",)))


def test_addresses_that_wrap_a_private_one_are_not_public() -> None:
    for text in ("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::1", "100.64.0.1"):
        assert not addresses.is_public(ipaddress.ip_address(text))
    for text in ("1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"):
        assert addresses.is_public(ipaddress.ip_address(text))
