"""Bytes as they come off the line, cut into payloads: events of a server-sent stream, or lines of JSON.

However the bytes are cut into chunks, the payloads are the same. Nothing is decoded here.
"""

from typing import Protocol

_MARK = b"\xef\xbb\xbf"


class Frames(Protocol):
    """`held` says how many bytes wait for their end; whoever feeds bounds it."""

    @property
    def held(self) -> int:
        """Bytes of a payload whose end has not come."""
        ...

    def feed(self, chunk: bytes) -> list[bytes]:
        """The payloads that this chunk completes."""
        ...

    def rest(self) -> list[bytes]:
        """At the end of the stream: the payload that nothing ended, if there is one."""
        ...


class Lines:
    """Lines of JSON (Ollama). A carriage return is white space to JSON."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open = b""

    @property
    def held(self) -> int:
        return len(self._open)

    def feed(self, chunk: bytes) -> list[bytes]:
        lines = (self._open + chunk).split(b"\n") if self._open else chunk.split(b"\n")
        self._open = lines.pop()
        return [line for line in lines if line.strip()]

    def rest(self) -> list[bytes]:
        line, self._open = self._open, b""
        return [line] if line.strip() else []


class Events:
    """The data of server-sent events, as WHATWG's HTML standard has them (section 9.2.6), with one liberty: at the end
    of the stream an event counts without its blank line. Names, ids and comments are passed over.
    """

    __slots__ = ("_data", "_is_begun", "_open")

    def __init__(self) -> None:
        self._open = b""
        self._data: bytes | None = None
        self._is_begun = False

    @property
    def held(self) -> int:
        return len(self._open) + len(self._data or b"")

    def feed(self, chunk: bytes) -> list[bytes]:
        if (  # one event on one line, as nearly all are
            self._is_begun
            and not self._open
            and self._data is None
            and chunk.startswith(b"data:")
            and chunk.find(b"\n") == len(chunk) - 2
            and chunk.endswith(b"\n\n")
            and b"\r" not in chunk
        ):
            return [chunk[5:-2].removeprefix(b" ")]
        text = self._open + chunk if self._open else chunk
        ending = b""
        if b"\r" in text:
            if text.endswith(b"\r"):  # its line feed may be yet to come
                text, ending = text[:-1], b"\r"
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = text.split(b"\n")
        self._open = lines.pop() + ending
        return self._events(lines)

    def rest(self) -> list[bytes]:
        line, self._open = self._open.rstrip(b"\r"), b""
        return self._events([line, b""])

    def _events(self, lines: list[bytes]) -> list[bytes]:
        found, data = [], self._data
        for line in lines:
            if not line:
                if data is not None:
                    found.append(data)
                    data = None
            elif line.startswith(b"data:") or (not self._is_begun and line.startswith(_MARK + b"data:")):
                value = line.partition(b":")[2].removeprefix(b" ")
                data = value if data is None else data + b"\n" + value
            self._is_begun = True
        self._data = data
        return found
