"""A chat on record with its memory around it, for tests: turns are written as the record has them, without a run."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NoReturn

from sqlalchemy import select

from parley.chat.memory import Memory, Recall, open_memory
from parley.chat.models import Summary
from parley.chat.remembered import Remembered, Round, write_rounds
from parley.chat.window import Shown
from parley.core.clock import new_id
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.resources import open_resources
from parley.core.statements import Insert, Unit, Update
from parley.llm.errors import ModelUnavailable
from parley.llm.schemas import Piece, Role, Spent, Talked, TalkRequest
from parley.sessions import packing, record
from parley.sessions.models import Message, Session
from parley.sessions.schemas import Header, MessageStatus, SessionKind

THEN = datetime(2026, 11, 21, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    """An agent, as far as memory sees it."""

    slug: str = "miki"
    model: str | None = None
    window: int | None = None


@dataclass
class Summariser:
    """A model that sums up: it waits at `gate` and can be told to fail."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    has_two: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[TalkRequest] = field(default_factory=list)
    is_down: bool = False
    answer: str = "A summary."

    def __post_init__(self) -> None:
        self.gate.set()

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        self.asked.append(request)
        if len(self.asked) == 2:
            self.has_two.set()
        await self.gate.wait()
        if self.is_down:
            raise ModelUnavailable("told to", spent=Spent(1, 5, 0))
        return Talked(f"{self.answer} {len(self.asked)}" if self.answer else "", (), Spent(1, 100, 10))


@dataclass(frozen=True)
class Row:
    """A reply as it was stored."""

    id: str
    parent_id: str | None
    agent: str
    content: str
    parts: str = ""
    status: str = "complete"


@dataclass
class Chat:
    """One chat of ann's."""

    db: Database
    memory: Memory
    header: Header

    async def turn(
        self,
        text: str,
        agent: Someone | None = None,
        *,
        recall: Recall = Recall.WHOLE,
        rounds: tuple[Round, ...] = (),
        parent: str | None = None,
    ) -> tuple[Shown, ...]:
        """A whole turn; what the model was shown. The reply is the message in capitals."""
        agent = agent or Someone()
        newest = Remembered(new_id(), parent or self.header.head or None, Role.USER, text)
        shown = await self.memory.window(self.header, agent, newest, recall)
        content = "".join(one.text for one in rounds) + text.upper()
        reply = Row(new_id(), newest.id, agent.slug, content, write_rounds(rounds))
        await self._store(newest, reply)
        await self.memory.add(self.header, newest, reply)
        return shown

    async def turns(self, texts: Iterable[str]) -> None:
        for text in texts:
            await self.turn(text)
            await self.memory.summaries.settled()

    async def _store(self, newest: Remembered, reply: Row) -> None:
        before = (await record.load(self.db, self.header.owner, self.header.id)).header
        seq = before.seq
        rows = (
            _message(before, newest.id, newest.parent_id, seq + 1, role="user", content=newest.text),
            _message(before, reply.id, reply.parent_id, seq + 2, role="assistant", content=reply.content)
            | {"agent": reply.agent}
            | packing.packed(reply.content, reply.parts, 200),
        )
        self.header = before.model_copy(
            update={"version": before.version + 1, "seq": seq + 2, "turn": before.turn + 1, "head": reply.id}
        )
        await self.db.apply(Unit(tuple(Insert(Message, row) for row in rows), record.guard(before, self.header)))

    async def stored(self) -> Header:
        return (await record.load(self.db, self.header.owner, self.header.id)).header

    async def answering(self, run_id: str | None) -> None:
        """Let the session be held by a run, or freed."""
        await self.db.apply(Unit((Update(Session, {"id": self.header.id}, {"run_id": run_id}),)))

    async def stored_messages(self) -> list[Message]:
        async with self.db.reading() as session:
            return list(await session.scalars(select(Message).order_by(Message.seq)))

    async def summaries(self) -> list[str]:
        async with self.db.reading() as session:
            return list(await session.scalars(select(Summary.text).order_by(Summary.id)))


def _message(header: Header, id: str, parent: str | None, seq: int, **values: str) -> dict[str, object]:
    own = {"id": id, "session_id": header.id, "owner": header.owner, "parent_id": parent, "seq": seq}
    return {**own, "turn": header.turn + 1, "status": MessageStatus.COMPLETE, "created_at": THEN, **values}


async def begin(db: Database, memory: Memory, owner: str = "ann") -> Chat:
    """A new chat."""
    header = Header.new(owner, SessionKind.CHAT, max_turns=1_000, max_tokens=0)
    await db.apply(Unit((record.session_row(header),)))
    return Chat(db, memory, header)


@contextlib.asynccontextmanager
async def remembering(settings: Settings, model: Summariser | None = None) -> AsyncIterator[Chat]:
    """A chat in a process of its own."""
    async with open_resources(settings) as resources, open_memory(resources, lambda _: model or _none()) as memory:
        yield await begin(resources.db, memory)


@contextlib.asynccontextmanager
async def elsewhere(settings: Settings, chat: Chat, model: Summariser | None = None) -> AsyncIterator[Chat]:
    """The same chat in another process, or after a restart."""
    async with open_resources(settings) as resources, open_memory(resources, lambda _: model or _none()) as memory:
        yield replace(chat, db=resources.db, memory=memory)


def _none() -> NoReturn:
    raise ModelUnavailable("There is no model.")
