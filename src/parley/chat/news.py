"""What those who subscribed to chats are told of them, whoever talks and however: within this process."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import AppError
from parley.core.log import logger
from parley.core.topics import News, Topics
from parley.sessions import record
from parley.sessions.answers import SessionOut

ALL = "sessions"


def topic_of(session_id: str) -> str:
    """The topic of one session."""
    return f"session:{session_id}"


async def shown(settings: Settings, db: Database, owner: str, session_id: str) -> str:
    """How a session stands, as a SessionOut's JSON; NotFound for unknown and foreign ids."""
    header = (await record.load(db, owner, session_id)).header
    return SessionOut.of(header, now(), settings.session_expiry_seconds).model_dump_json()


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that became of a chat, as `kind` has it."""

    owner: str
    session_id: str
    kind: str

    @property
    def topics(self) -> tuple[str, str]:
        """Where it is told."""
        return ALL, topic_of(self.session_id)


class Newsroom:
    """Costs nothing where nobody listens, and nobody who tells something waits until it is passed on.

    `work` does that, in the order of telling. What keeps it from being passed on is let go: the record has it.
    """

    def __init__(self, settings: Settings, db: Database) -> None:
        self.topics = Topics()
        self._settings = settings
        self._db = db
        self._told: asyncio.Queue[_Event] = asyncio.Queue(settings.max_runs)

    def tell(self, owner: str, session_id: str, kind: str = "session_updated") -> None:
        """Something became of a chat. It is passed on later, never before the caller's task waits for anything."""
        event = _Event(owner, session_id, kind)
        if any(self.topics.is_heard(owner, topic) for topic in event.topics):
            with suppress(asyncio.QueueFull):
                self._told.put_nowait(event)

    async def work(self) -> None:
        """Pass on what is told; endless, to be run beside the service."""
        while True:
            event = await self._told.get()
            try:
                data = await shown(self._settings, self._db, event.owner, event.session_id)
                for topic in event.topics:
                    self.topics.publish(event.owner, News(topic, event.kind, data))
            except AppError:
                continue
            except Exception as error:  # the edge of an endless loop: one event must not end the news of the others
                logger.error("news not passed on", session=event.session_id, exc_info=error)
