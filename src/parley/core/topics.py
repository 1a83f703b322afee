"""Topics: who wants to be told of something is, in this process, without anybody waiting for anybody.

Each owner has topics of their own, so nothing crosses over. What is told is gone: the record says how things stand.
"""

import asyncio
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened: its kind, as clients know it, and its data, a JSON object."""

    topic: str
    kind: str
    data: str


class Inbox:
    """What somebody was told and has not read yet. Above `most` it takes nothing any more, and `is_overrun`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._news: deque[News] = deque()
        self._more = asyncio.Event()
        self.is_overrun = False

    def put(self, news: News) -> None:
        """Never waits."""
        if len(self._news) >= self._most:
            self.is_overrun = True
        else:
            self._news.append(news)
        self._more.set()

    async def get(self) -> News | None:
        """The oldest of it, once there is something; None when some was lost."""
        while not self._news and not self.is_overrun:
            self._more.clear()
            await self._more.wait()
        return None if self.is_overrun else self._news.popleft()


class Topics:
    """Of one process."""

    def __init__(self) -> None:
        self._inboxes: dict[tuple[str, str], list[Inbox]] = {}

    def join(self, owner: str, topic: str, inbox: Inbox) -> None:
        """Be told of the topic from now on; to be left in the end. Safe to repeat."""
        inboxes = self._inboxes.setdefault((owner, topic), [])
        if inbox not in inboxes:
            inboxes.append(inbox)

    def leave(self, owner: str, topic: str, inbox: Inbox) -> None:
        """Be told no more; safe to repeat."""
        inboxes = self._inboxes.get((owner, topic), [])
        if inbox in inboxes:
            inboxes.remove(inbox)
        if not inboxes:
            self._inboxes.pop((owner, topic), None)

    def is_heard(self, owner: str, topic: str) -> bool:
        """Whether anybody joined it."""
        return (owner, topic) in self._inboxes

    def publish(self, owner: str, news: News) -> None:
        """Tell all who joined the owner's topic."""
        for inbox in self._inboxes.get((owner, news.topic), ()):
            inbox.put(news)
