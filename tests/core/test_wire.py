"""What the server writes, and in how many pieces."""

import asyncio
from typing import cast

from parley.core.wire import Joining

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Written(asyncio.Transport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__({"peername": "here"})
        self.pieces: list[bytes] = []
        self.is_closed = False

    def write(self, data: object) -> None:
        assert not self.is_closed
        self.pieces.append(cast("bytes", data))

    def close(self) -> None:
        self.is_closed = True


def test_head_goes_with_the_first_of_its_body() -> None:
    written = Written()
    transport = Joining(written)
    for piece in (HEAD, b"{}", HEAD, b"{", b"}"):
        transport.write(piece)
    assert written.pieces == [HEAD + b"{}", HEAD + b"{", b"}"]


def test_head_without_a_body_goes_when_the_answer_is_complete_or_the_connection_is_closed() -> None:
    written = Written()
    transport = Joining(written)
    transport.write(HEAD)
    assert written.pieces == []
    transport.flush()
    transport.flush()
    assert written.pieces == [HEAD]
    transport.write(HEAD)
    transport.close()
    assert written.pieces == [HEAD, HEAD]
    assert written.is_closed


def test_who_waits_to_be_told_to_continue_is_told_at_once() -> None:
    written = Written()
    Joining(written).write(CONTINUE)
    assert written.pieces == [CONTINUE]


def test_body_that_looks_like_a_head_is_none() -> None:
    written = Written()
    transport = Joining(written)
    transport.write(HEAD)
    transport.write(HEAD)
    assert written.pieces == [HEAD + HEAD]


def test_all_else_is_asked_of_the_transport_itself() -> None:
    assert Joining(Written()).get_extra_info("peername") == "here"
