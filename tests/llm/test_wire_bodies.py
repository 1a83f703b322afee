"""Bodies as HTTP may carry them, whole and broken, byte for byte: what was heard is kept, and nobody waits in vain."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from parley.llm.errors import ModelUnavailable
from parley.llm.schemas import ModelConfig, Role, Said, TalkRequest, Vendor
from parley.llm.wire import Wire
from tests.servers import listening

ASKED = TalkRequest(system="", messages=(Said(Role.USER, "Count."),))
WORDS = b'data: {"choices":[{"delta":{"content":"one "}}]}\n\n'
END = b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


WHOLE = {
    "all in one write": (CHUNKED + chunk(WORDS) + chunk(END) + chunk(b""), 1),
    "as long as it says": (HEAD + b"content-length: %d\r\n\r\n" % len(WORDS + END) + WORDS + END, 1),
    "until it is closed": (HEAD + b"\r\n" + WORDS + END, 1),
    "without its last chunk": (CHUNKED + chunk(WORDS) + chunk(END), 1),
    "three megabytes": (CHUNKED + chunk(WORDS * 60_000) + chunk(END) + chunk(b""), 60_000),
}
BROKEN = {
    "cut in a chunk": CHUNKED + chunk(WORDS) + b"40\r\ndata: {",
    "cut between chunks": CHUNKED + chunk(WORDS),
    "shorter than it says": HEAD + b"content-length: 9999\r\n\r\n" + WORDS,
}


@contextlib.asynccontextmanager
async def provider(answer: bytes) -> AsyncIterator[Wire]:
    """A wire to a server that answers with these bytes and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    async with listening(serve) as place:
        wire = Wire(ModelConfig(vendor=Vendor.OPENAI, model="m", base_url=f"http://{place}"))
        try:
            yield wire
        finally:
            await wire.close()


@pytest.mark.parametrize(("answer", "times"), WHOLE.values(), ids=WHOLE)
async def test_whole_body_is_the_message(answer: bytes, times: int) -> None:
    heard: list[str] = []
    async with provider(answer) as wire:
        talked = await wire.stream(ASKED, heard.append, first_token_s=20, stall_s=20)
    assert talked.text == "".join(heard) == "one " * times


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
async def test_broken_body_is_told_at_once(answer: bytes) -> None:
    heard: list[str] = []
    async with provider(answer) as wire, asyncio.timeout(20):
        with pytest.raises(ModelUnavailable, match="broke off"):
            await wire.stream(ASKED, heard.append, first_token_s=60, stall_s=60)
    assert heard == ["one "]


async def test_what_the_listener_raises_is_raised() -> None:
    def fail(_: str) -> None:
        raise ZeroDivisionError

    async with provider(WHOLE["all in one write"][0]) as wire, asyncio.timeout(20):
        with pytest.raises(ZeroDivisionError):
            await wire.stream(ASKED, fail, first_token_s=60, stall_s=60)
