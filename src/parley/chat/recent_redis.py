"""The newest messages of chats in Redis, for any number of processes: a list for each, trimmed, with a time to live.

An element is a message or a mark: what was summed up when the message `after` was the newest. Each names its owner and
session, and a list is believed only where its messages follow one another up to the session's last one. So two
processes that write over each other, or a Redis that lost a part, cost a look into the record and nothing else.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from parley.chat.recent import Kept, Tip
from parley.chat.remembered import Remembered, Summed, read
from parley.core.line import Line

if TYPE_CHECKING:
    from redis.asyncio import Redis

_PUT = """
redis.call('DEL', KEYS[1])
redis.call('RPUSH', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
"""
_PUSH = """
if redis.call('RPUSHX', KEYS[1], unpack(ARGV, 3)) == 0 then return end
redis.call('LTRIM', KEYS[1], ARGV[2], -1)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
"""
"""Scripts: three commands of their own take redis-py three times as long."""


class RedisRecent:
    """See Recent. A list whose mark was trimmed off is as good as none, since a summary may be on record.

    `is_on_record`: all of it can be had from there, so what is added is written a little later, with that of other
    chats; unless the session was erased meanwhile. Else there are no summaries, and no marks.
    """

    def __init__(  # noqa: PLR0913 - options by keyword
        self, redis: "Redis", *, name: str, messages: int, ttl_s: float, retry_s: float, is_on_record: bool = True
    ) -> None:
        self._line = Line(redis, retry_s=retry_s)
        self._name = name
        self._is_on_record = is_on_record
        self._most_messages = messages
        self._ttl_ms = int(ttl_s * 1000)

    async def read(self, tip: Tip) -> Kept | None:
        elements = await self._line.ask((), "LRANGE", self._key(tip.session_id), 0, -1)
        try:
            kept = _read(tip, map(orjson.loads, elements), is_mark_needed=self._is_on_record)
        except (ValueError, KeyError, TypeError):
            return None
        return kept if kept and kept.is_unbroken and kept.messages[-1].id == tip.head else None

    async def put(self, tip: Tip, kept: Kept) -> None:
        key = self._key(tip.session_id)
        elements = [_said(tip, message) for message in kept.messages[-self._most_messages :]]
        if self._is_on_record:
            elements.append(_mark(tip, kept.summary))
        await self._line.ask(None, "EVAL", _PUT, 1, key, self._ttl_ms, *elements)

    async def add(self, tip: Tip, messages: tuple[Remembered, ...]) -> None:
        await self._push(tip, [_said(tip, message) for message in messages])

    async def sum_up(self, tip: Tip, summary: Summed) -> None:
        await self._push(tip, [_mark(tip, summary)])

    async def forget(self, session_id: str) -> None:
        await self._line.ask(0, "DEL", self._key(session_id))

    async def close(self) -> None:
        await self._line.close()

    async def _push(self, tip: Tip, elements: list[bytes]) -> None:
        first = -self._most_messages - 1
        command = ("EVAL", _PUSH, 1, self._key(tip.session_id), self._ttl_ms, first, *elements)
        if self._is_on_record:
            self._line.tell(*command)
        else:
            await self._line.ask(None, *command)

    def _key(self, session_id: str) -> str:
        return f"parley:{self._name}:{session_id}"


def _said(tip: Tip, message: Remembered) -> bytes:
    return orjson.dumps({"owner": tip.owner, "session": tip.session_id, "message": message})


def _mark(tip: Tip, summary: Summed | None) -> bytes:
    return orjson.dumps({"owner": tip.owner, "session": tip.session_id, "after": tip.head, "summary": summary})


def _read(tip: Tip, elements: Iterable[dict[str, Any]], *, is_mark_needed: bool) -> Kept | None:
    """The messages and the last mark made on their branch; None where they are another's, or a mark is missing."""
    messages: list[Remembered] = []
    mark: dict[str, Any] | None = None
    for element in elements:
        if element["owner"] != tip.owner or element["session"] != tip.session_id:
            return None
        if "message" in element:
            messages.append(read(element["message"]))
        elif any(message.id == element["after"] for message in messages):
            mark = element
    if not messages or (mark is None and is_mark_needed):
        return None
    data = mark["summary"] if mark else None
    return Kept(tuple(messages), Summed(data["message_id"], data["text"]) if data else None)
