"""The newest messages of chats at hand, so that a turn need not read them from the record.

Disposable: what is kept is used only where it ends exactly at the session's last message and is its owner's, and
anything else is as good as nothing kept.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from parley.chat.remembered import Remembered, Summed


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of a branch: whose session, which, and the last message, None before the first."""

    owner: str
    session_id: str
    head: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A branch's newest messages, oldest first and without a gap, and the summary of what came before some of them."""

    messages: tuple[Remembered, ...] = ()
    summary: Summed | None = None

    @property
    def is_unbroken(self) -> bool:
        """Whether each message follows the one before it."""
        return all(after.parent_id == before.id for before, after in pairwise(self.messages))


class Recent(Protocol):
    """What is at hand; all implementations pass the same tests. Nothing here fails because a store is out of reach."""

    async def read(self, tip: Tip) -> Kept | None:
        """What is kept of the branch that ends there; None where nothing is, or something else."""

    async def put(self, tip: Tip, kept: Kept) -> None:
        """Keep this, which ends there, in place of what was kept of the session."""

    async def add(self, tip: Tip, messages: tuple[Remembered, ...]) -> None:
        """What was said next. Where something else is kept than the branch that ends there, it is of no use then."""

    async def sum_up(self, tip: Tip, summary: Summed) -> None:
        """Keep a summary of the branch on which `tip` is, or was, the end."""

    async def forget(self, session_id: str) -> None:
        """Keep nothing of the session."""

    async def close(self) -> None:
        """Write what is still to be written. Nothing may be asked any more."""


class MemoryRecent:
    """For one process: at most `sessions` of them, the longest unused go first, `messages` of each, for `ttl_s`."""

    def __init__(self, *, sessions: int, messages: int, ttl_s: float) -> None:
        self._most_sessions = sessions
        self._most_messages = messages
        self._ttl_s = ttl_s
        self._held: OrderedDict[str, tuple[float, str, Kept]] = OrderedDict()

    async def read(self, tip: Tip) -> Kept | None:
        kept = self._kept(tip)
        if kept is None or not kept.messages or kept.messages[-1].id != tip.head:
            return None
        self._held.move_to_end(tip.session_id)
        return kept

    async def put(self, tip: Tip, kept: Kept) -> None:
        newest = replace(kept, messages=kept.messages[-self._most_messages :])
        self._held[tip.session_id] = (time.monotonic() + self._ttl_s, tip.owner, newest)
        self._held.move_to_end(tip.session_id)
        while len(self._held) > self._most_sessions:
            self._held.popitem(last=False)

    async def add(self, tip: Tip, messages: tuple[Remembered, ...]) -> None:
        kept = await self.read(tip)
        if kept is None:
            await self.forget(tip.session_id)
        else:
            await self.put(tip, replace(kept, messages=kept.messages + messages))

    async def sum_up(self, tip: Tip, summary: Summed) -> None:
        kept = self._kept(tip)
        if kept is not None and any(message.id == tip.head for message in kept.messages):
            until, owner, _ = self._held[tip.session_id]
            self._held[tip.session_id] = (until, owner, replace(kept, summary=summary))

    async def forget(self, session_id: str) -> None:
        self._held.pop(session_id, None)

    async def close(self) -> None:
        """There is nothing to write."""

    def _kept(self, tip: Tip) -> Kept | None:
        until, owner, kept = self._held.get(tip.session_id, (0.0, "", Kept()))
        return kept if until > time.monotonic() and owner == tip.owner else None


class NearFirst:
    """A store that all processes share, and before it what this process saw last: a turn that comes where the one
    before it was has nothing to wait for.

    A summary that another process made meanwhile is not seen while the chat goes on here; this process then makes one.
    """

    def __init__(self, near: MemoryRecent, far: Recent) -> None:
        self._near = near
        self._far = far

    async def read(self, tip: Tip) -> Kept | None:
        kept = await self._near.read(tip)
        if kept is None and (kept := await self._far.read(tip)) is not None:
            await self._near.put(tip, kept)
        return kept

    async def put(self, tip: Tip, kept: Kept) -> None:
        await self._near.put(tip, kept)
        await self._far.put(tip, kept)

    async def add(self, tip: Tip, messages: tuple[Remembered, ...]) -> None:
        await self._near.add(tip, messages)
        await self._far.add(tip, messages)

    async def sum_up(self, tip: Tip, summary: Summed) -> None:
        await self._near.sum_up(tip, summary)
        await self._far.sum_up(tip, summary)

    async def forget(self, session_id: str) -> None:
        await self._near.forget(session_id)
        await self._far.forget(session_id)

    async def close(self) -> None:
        await self._far.close()
