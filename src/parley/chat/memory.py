"""A chat's memory: what its model is shown in a turn, and what is kept at hand for the next one.

The record decides. What is at hand is used where it ends at the message before the new one; else the branch is read
from the record. `POST /chat` has a memory of its own, which forgets: what it does not have at hand is over.
"""

import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from parley.chat import branch, window
from parley.chat.recent import Kept, MemoryRecent, NearFirst, Recent, Tip
from parley.chat.remembered import Remembered, read_rounds, tail
from parley.chat.summaries import Models, Summaries, due
from parley.chat.window import Limits, Shown
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.resources import Resources
from parley.llm.schemas import Role
from parley.sessions.schemas import Header, MessageStatus


class Recall(StrEnum):
    """What a turn knows of those before it.

    WHOLE: all that is on record, within the window and summed up before it. BRIEF: what POST /chat still has at hand,
    as CHAT_MEMORY and its fellows say. NOTHING: its own message alone.
    """

    WHOLE = "whole"
    BRIEF = "brief"
    NOTHING = "nothing"


class Viewer(Protocol):
    """The agent that is shown the window."""

    @property
    def slug(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    @property
    def window(self) -> int | None: ...


class StoredReply(Protocol):
    """A reply as it was stored."""

    @property
    def id(self) -> str: ...

    @property
    def parent_id(self) -> str | None: ...

    @property
    def agent(self) -> str: ...

    @property
    def content(self) -> str: ...

    @property
    def parts(self) -> str: ...

    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Open:
    """A turn under way: what was before it, and whether that is still to be kept at hand."""

    recall: Recall
    kept: Kept
    is_new: bool
    limits: Limits
    model: str | None


class Memory:
    """Of one process. `window` at the beginning of a turn, `add` after its commit."""

    def __init__(self, settings: Settings, db: Database, stores: tuple[Recent, Recent], models: Models) -> None:
        self._settings = settings
        self._db = db
        self._recent, self._brief = stores
        self.summaries = Summaries(db, self._recent, models, most=settings.memory_summaries)
        self._open: OrderedDict[str, _Open] = OrderedDict()

    async def window(
        self, header: Header, agent: Viewer, newest: Remembered, recall: Recall = Recall.WHOLE
    ) -> tuple[Shown, ...]:
        """What the agent's model is shown. `newest` is the user's message, its parent the end of the branch."""
        if recall is Recall.BRIEF and not self._settings.chat_memory:
            recall = Recall.NOTHING
        kept, is_new = await self._kept(Tip(header.owner, header.id, newest.parent_id), recall)
        limits = self._limits(agent, recall)
        self._note(newest.id, _Open(recall, kept, is_new, limits, agent.model))
        return window.shown(kept.messages, newest, agent=agent.slug, limits=limits, summary=kept.summary)

    async def add(self, header: Header, newest: Remembered, reply: StoredReply) -> None:
        """After the turn's commit: keep it at hand, and sum up what is about to leave the window."""
        opened = self._open.pop(newest.id, None)
        if opened is None or opened.recall is Recall.NOTHING:
            return
        store = self._brief if opened.recall is Recall.BRIEF else self._recent
        said = (newest, _remembered(reply))
        kept = replace(opened.kept, messages=opened.kept.messages + said)
        tip = Tip(header.owner, header.id, reply.id)
        if opened.is_new:
            await store.put(tip, kept)
        else:
            await store.add(replace(tip, head=newest.parent_id), said)
        if opened.recall is Recall.WHOLE and self._settings.memory_summary:
            self.summaries.begin(tip, due(tip, kept, opened.limits, opened.model))

    async def forget(self, session_id: str) -> None:
        """Keep nothing of a session that was erased."""
        await self._recent.forget(session_id)
        await self._brief.forget(session_id)

    async def close(self) -> None:
        """Stop summing up, and write what is still to be written."""
        await self.summaries.close()
        await self._recent.close()
        await self._brief.close()

    async def _kept(self, tip: Tip, recall: Recall) -> tuple[Kept, bool]:
        """What the turn knows of those before it, and whether nobody keeps that at hand."""
        match recall:
            case Recall.NOTHING:
                return Kept(), True
            case Recall.BRIEF:
                kept = await self._brief.read(tip) if tip.head else None
                return kept or Kept(), kept is None
            case Recall.WHOLE:
                kept = await self._recent.read(tip) if tip.head else None
                return kept or await branch.load(self._db, tip, _kept_at_most(self._settings)), kept is None

    def _limits(self, agent: Viewer, recall: Recall) -> Limits:
        settings = self._settings
        if recall is Recall.BRIEF:
            return Limits(2 * settings.chat_memory_turns + 1, settings.memory_token_budget)
        most = settings.memory_window_size
        return Limits(min(most, agent.window or most), settings.memory_token_budget)

    def _note(self, message_id: str, opened: _Open) -> None:
        """Turns that fail never come back for it, so the oldest go."""
        self._open[message_id] = opened
        while len(self._open) > self._settings.max_runs:
            self._open.popitem(last=False)


def _remembered(reply: StoredReply) -> Remembered:
    rounds = read_rounds(reply.parts)
    status = MessageStatus(reply.status)
    return Remembered(
        reply.id, reply.parent_id, Role.ASSISTANT, tail(reply.content, rounds), reply.agent, status, rounds
    )


@contextlib.asynccontextmanager
async def open_memory(resources: Resources, models: Models) -> AsyncIterator[Memory]:
    """The memory where the settings put it: in Redis, or in this process."""
    memory = Memory(resources.settings, resources.db, _stores(resources), models)
    try:
        yield memory
    finally:
        await memory.close()


def _kept_at_most(settings: Settings) -> int:
    """A window, and as much again: what is being summed up stays at hand until it is."""
    return 2 * settings.memory_window_size + 2


def _stores(resources: Resources) -> tuple[Recent, Recent]:
    """For chats, and for POST /chat."""
    settings = resources.settings
    whole, brief = _kept_at_most(settings), 2 * settings.chat_memory_turns
    ttl_s, brief_s = settings.memory_ttl_seconds, settings.chat_memory_ttl_seconds
    near = MemoryRecent(sessions=settings.memory_max_sessions, messages=whole, ttl_s=ttl_s)
    near_brief = MemoryRecent(sessions=settings.chat_memory_size, messages=brief, ttl_s=brief_s)
    if resources.redis is None:
        return near, near_brief
    from parley.chat.recent_redis import RedisRecent  # a vendor of the scaled case alone

    redis, retry_s = resources.redis, settings.redis_retry_seconds
    far = RedisRecent(redis, name="recent", messages=whole, ttl_s=ttl_s, retry_s=retry_s)
    far_brief = RedisRecent(redis, name="brief", messages=brief, ttl_s=brief_s, retry_s=retry_s, is_on_record=False)
    return NearFirst(near, far), NearFirst(near_brief, far_brief)
