"""Long messages in little room: an LZ4 frame in place of their text. Every reader of messages opens them here."""

import orjson

from parley.sessions.models import Message

_MOST_BYTES = 16_000_000
"""More than any message holds; a frame that claims more is damaged, and is not unpacked."""


class Damaged(ValueError):
    """A packed message that cannot be read: nothing of ours wrote it like this."""


def packed(content: str, parts: str, above_chars: int) -> dict[str, str | bytes | None]:
    """A message's columns `content`, `parts` and `packed`: long ones are wholly in `packed`, where that is shorter."""
    if len(content) + len(parts) > above_chars:
        from lz4 import frame  # most messages are short

        plain = orjson.dumps((content, parts))
        small: bytes = frame.compress(plain)
        if len(small) < len(plain):
            return {"content": "", "parts": "", "packed": small}
    return {"content": content, "parts": parts, "packed": None}


def opened(row: Message) -> tuple[str, str]:
    """A message's content and parts, however they are stored; Damaged where its frame is."""
    return (row.content, row.parts) if row.packed is None else unpacked(row.packed)


def unpacked(small: bytes) -> tuple[str, str]:
    """What `packed` put into a frame; Damaged where it holds something else, or more than a message does."""
    from lz4 import frame  # most messages are short

    reader = frame.LZ4FrameDecompressor()
    try:
        content, parts = orjson.loads(reader.decompress(small, max_length=_MOST_BYTES))
    except (RuntimeError, EOFError, ValueError, TypeError) as error:
        raise Damaged("a packed message cannot be read") from error
    if not reader.eof or not isinstance(content, str) or not isinstance(parts, str):
        raise Damaged("a packed message holds something else")
    return content, parts
