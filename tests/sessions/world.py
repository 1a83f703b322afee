"""A small engine of our own, and the sessions service around it, for tests of turns."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from redis.asyncio import Redis
from sqlalchemy import select

from parley.agents.models import Agent
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Conflict, Unavailable
from parley.core.idempotency import Answer, Claim
from parley.core.resources import open_resources
from parley.core.statements import Insert
from parley.sessions import listing
from parley.sessions.answers import SessionFilter
from parley.sessions.live import LiveStore, MemoryLive
from parley.sessions.live_redis import RedisLive
from parley.sessions.models import Message
from parley.sessions.schemas import Cost, Header, Moved, Opening, SessionKind, SessionStatus, TurnInput, TurnResult
from parley.sessions.service import Sessions


@dataclass
class Echo:
    """An engine whose state is the list of what was said; it waits at `gate` and can be told to fail."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    taken: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    async def open(self, turn: TurnInput) -> TurnResult:
        return self._result("", "hello")

    async def take(self, message: str, turn: TurnInput) -> TurnResult:
        self.taken += 1
        self.entered.set()
        await self.gate.wait()
        if message == "fail":
            raise Unavailable("told to")
        if message == "undo":
            moved = await turn.history.back()
            if moved is None:
                raise Conflict("nothing to undo")
            return self._result(moved.state, "undone", moved=moved)
        return self._result(f"{turn.state}|{message}", message.upper())

    def _result(self, state: str, reply: str, *, moved: Moved | None = None) -> TurnResult:
        return TurnResult(
            state=state,
            stage="TALKING",
            status=SessionStatus.ACTIVE,
            title="",
            reply=reply,
            cost=Cost("guided", 1, 10, 2),
            render=lambda header: f'{{"turn": {header.turn}, "version": {header.version}, "state": "{state}"}}',
            moved=moved,
        )


@dataclass
class World:
    sessions: Sessions
    engine: Echo
    db: Database

    async def start(self, owner: str = "ann", **values: object) -> str:
        opening = Opening(owner, SessionKind.BUILD, self.engine.open, **values)  # type: ignore[arg-type]  # its fields by name
        await self.sessions.create(opening)
        page = await listing.list_sessions(self.db, owner, SessionFilter(limit=1), expiry_s=60)
        return page.items[0].session_id

    async def say(self, session_id: str, message: str, owner: str = "ann", claim: Claim | None = None) -> Answer:
        return await self.sessions.take_message(owner, session_id, message, claim)

    async def header(self, session_id: str, owner: str = "ann") -> Header:
        return (await self.sessions.load(owner, session_id)).header

    async def stored(self, session_id: str) -> list[Message]:
        async with self.db.reading() as session:
            query = select(Message).where(Message.session_id == session_id).order_by(Message.seq)
            return list(await session.scalars(query))


def agent_named(slug: str) -> Insert:
    """A row that is unique by its slug."""
    moment = now()
    values = {"id": new_id(), "owner": "ann", "slug": slug, "name": slug, "description": "", "version": 1}
    return Insert(Agent, {**values, "session_id": None, "created_at": moment, "updated_at": moment})


def live_of(settings: Settings, redis: Redis | None) -> LiveStore:
    if redis is None:
        return MemoryLive(expiry_s=60, lock_s=30, max_sessions=100)
    return RedisLive(redis, expiry_s=60, lock_s=30, retry_s=1)


@contextlib.asynccontextmanager
async def world_of(settings: Settings) -> AsyncIterator[World]:
    async with open_resources(settings) as resources:
        engine = Echo()
        live = live_of(settings, resources.redis)
        sessions = Sessions(settings, resources.db, live, {SessionKind.BUILD: engine})
        yield World(sessions, engine, resources.db)
