"""Server-Sent Events as the WHATWG describes them: bytes in whatever pieces they come, frames out; no connection.

Lines end with LF, CRLF or CR and with nothing else: a decoder that splits at every Unicode line break, as
str.splitlines does, tears texts that hold one apart.
"""

from dataclasses import dataclass

from parley.client.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Frame:
    """An event: its name, its data, and the last id seen up to it."""

    kind: str
    data: str
    id: str


class Decoder:
    """Frames out of bytes. What a cut leaves unfinished is dropped, as the specification says."""

    def __init__(self, *, most_bytes: int = 4_000_000) -> None:
        self._most = most_bytes
        self._rest = b""
        self._is_begun = False
        self._is_after_cr = False
        self._size = 0
        self._kind = ""
        self._data: list[str] = []
        self._id = ""

    def feed(self, piece: bytes) -> list[Frame]:
        """The frames that the piece completes; Unreadable when one grows without end."""
        lines = self._lines(piece)
        frames = [frame for line in lines if (frame := self._line(line)) is not None]
        if self._size + len(self._rest) > self._most:
            raise Unreadable(f"The server sends an event of more than {self._most:,} bytes.")
        return frames

    def _lines(self, piece: bytes) -> list[bytes]:
        """Whole lines; an LF that comes first, behind a CR that came last, belongs to it."""
        if self._is_after_cr and piece:
            piece = piece.removeprefix(b"\n")
            self._is_after_cr = False
        text = self._rest + piece
        if not self._is_begun:
            if len(text) < 3 and b"\xef\xbb\xbf".startswith(text):
                self._rest = text
                return []
            text, self._is_begun = text.removeprefix(b"\xef\xbb\xbf"), True
        self._is_after_cr = self._is_after_cr or text.endswith(b"\r")
        *lines, self._rest = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        return lines

    def _line(self, line: bytes) -> Frame | None:
        if not line:
            return self._end()
        self._size += len(line)
        name, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        match name:
            case "event":
                self._kind = value
            case "data":
                self._data.append(value)
            case "id" if "\0" not in value:
                self._id = value
            case _:
                pass  # a comment, a retry time, or something newer
        return None

    def _end(self) -> Frame | None:
        frame = Frame(self._kind or "message", "\n".join(self._data), self._id) if self._data else None
        self._kind, self._data, self._size = "", [], 0
        return frame
