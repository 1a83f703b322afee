"""Lines: the messages that wait for a busy chat in this process, each chat's in the order of their coming."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from parley.core.errors import Busy


class Lines:
    """At most `most` messages wait for one chat; a line that nobody stands in takes no room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines: dict[str, deque[Place]] = {}

    def is_free(self, session_id: str) -> bool:
        """Whether nobody waits for the chat."""
        return session_id not in self._lines

    @contextmanager
    def place(self, session_id: str, *, is_first: bool = False) -> "Iterator[Place]":
        """A place at the end of a chat's line, or at its front; Busy where the line is full."""
        line = self._lines.setdefault(session_id, deque())
        if len(line) >= self._most and not is_first:
            self._drop(session_id, line)
            raise Busy(f"{len(line)} messages wait for this chat already (CHAT_QUEUE_LENGTH); try again later.")
        place = Place()
        if is_first:
            line.appendleft(place)
        else:
            line.append(place)
        self._call(line)
        try:
            yield place
        finally:
            line.remove(place)
            self._call(line)
            self._drop(session_id, line)

    def freed(self, session_id: str) -> None:
        """Call who is first: the chat is free, as far as this process knows."""
        if line := self._lines.get(session_id):
            line[0].called.set()

    def _call(self, line: "deque[Place]") -> None:
        for number, place in enumerate(line):
            if number == 0:
                place.called.set()
            place.is_first = number == 0

    def _drop(self, session_id: str, line: "deque[Place]") -> None:
        if not line:
            self._lines.pop(session_id, None)


class Place:
    """Somebody's place in a line."""

    def __init__(self) -> None:
        self.is_first = False
        self.called = asyncio.Event()

    async def wait(self, poll_s: float) -> None:
        """Until it is worth a try: this place is first, and was called or has waited so long since the last try."""
        while True:
            try:
                async with asyncio.timeout(poll_s if self.is_first else None):
                    await self.called.wait()
            except TimeoutError:
                return
            self.called.clear()
            if self.is_first:
                return
