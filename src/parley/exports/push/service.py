"""Carries out a plan: what is new is created, what differs is updated, what is equal is left alone, all in order.

Safe to repeat: ids are on the disk before the next call, and what was created without an answer is looked for before
it is created again.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from parley.core.errors import AppError
from parley.exports.push.client import Client, Lost, Refused
from parley.exports.push.comparing import Difference, differences
from parley.exports.push.plan import Item, Json, Lookup, Plan, Push, digest, resolved
from parley.exports.push.record import Book
from parley.exports.shaped import shown

_TRIES = 3
_CANDIDATES = 20


class Fate(StrEnum):
    """What becomes of an item."""

    CREATE = "create"
    CHANGE = "change"
    KEEP = "keep"


class PushStopped(AppError):
    """An item was not taken, or nobody knows; what came before it is there and on record."""

    status = 422
    title = "Push stopped"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of an item, or would: where it differed before, and where it still does after it was sent."""

    item: Item
    fate: Fate
    id: str | None
    before: tuple[Difference, ...] = ()
    after: tuple[Difference, ...] = ()
    is_drift: bool = False


@dataclass(frozen=True, slots=True)
class _Held:
    """An item as the platform has it."""

    id: str
    body: Json


class Pusher:
    """One push of one folder."""

    def __init__(self, client: Client, push: Push, plan: Plan, book: Book) -> None:
        self._client = client
        self._push = push
        self._plan = plan
        self._book = book
        self._ids: dict[tuple[str, str], str] = {}

    async def prepare(self) -> list[str]:
        """Look up what must be there already; tells what is not."""
        lacking = []
        for lookup in self._plan.lookups:
            try:
                await self._look_up(lookup)
            except (Refused, Lost) as fault:
                raise PushStopped(f"The platform does not list its {lookup.role}: {fault.detail}") from fault
            missing = (name for name in lookup.wanted if (lookup.role, name) not in self._ids)
            lacking += [lookup.told.format(name=shown(name)) for name in missing]
        return lacking

    async def _look_up(self, lookup: Lookup) -> None:
        async for entry in self._client.listed(lookup.listing, self._push.next_page):
            name, id_ = _text(entry, "name"), _text(entry, "id")
            if name in lookup.wanted and id_:
                self._ids.setdefault((lookup.role, name), id_)

    async def compare(self) -> AsyncIterator[Step]:
        """What a push would do; nothing is sent but questions. PushStopped where one is not answered."""
        self._ids = {**self._book.ids(), **self._ids}
        for item in self._plan.items:
            body = resolved(item.body, self._ids)
            try:
                held = await self._held(item, body)
            except (Refused, Lost) as fault:
                raise _stopped(item, fault) from fault
            if held is None:
                self._ids.pop(item.key, None)
            yield self._compared(item, body, held)

    async def push(self) -> AsyncIterator[Step]:
        """Send, item by item; PushStopped at the first that is not taken."""
        for item in self._plan.items:
            body = resolved(item.body, self._ids)
            try:
                step = await self._sent(item, body)
            except (Refused, Lost) as fault:
                raise _stopped(item, fault) from fault
            yield step

    async def _sent(self, item: Item, body: Json) -> Step:
        held = await self._held(item, body)
        step = self._compared(item, body, held)
        id_ = step.id or await self._created(item, body)
        self._ids[item.key] = id_
        if step.fate is Fate.CHANGE:
            method, path = item.kind.update
            change = {key: value for key, value in body.items() if key not in item.kind.fixed}
            await self._client.update((method, _at(path, id_)), change)
        self._book.write(item, digest(body), id_)
        left: tuple[Difference, ...] = ()
        if step.fate is not Fate.KEEP:
            there = await self._client.get(_at(item.kind.one, id_))
            left = differences(body, there, trusts_secrets=True)
        return Step(item, step.fate, id_, step.before, left, step.is_drift)

    def _compared(self, item: Item, body: Json, held: _Held | None) -> Step:
        if held is None:
            return Step(item, Fate.CREATE, None)
        found = differences(body, held.body)
        known = self._book.find(item)
        is_drift = bool(found) and known is not None and known.digest == digest(body)
        return Step(item, Fate.CHANGE if found else Fate.KEEP, held.id, found, is_drift=is_drift)

    async def _held(self, item: Item, body: Json) -> _Held | None:
        """The item as it is there: under its id, or found where it was begun and no id came back."""
        known = self._book.find(item)
        id_ = self._plan.known.get(item.key) or (known.id if known else None)
        if id_ is None:
            return await self._found(item, body) if known else None
        there = await self._client.get(_at(item.kind.one, id_))
        return _Held(id_, there) if isinstance(there, dict) else None

    async def _created(self, item: Item, body: Json) -> str:
        self._book.write(item, digest(body), None)
        for attempt in range(_TRIES):
            try:
                answer = await self._client.create(item.kind.create, body)
            except Lost as lost:
                if held := await self._found(item, body):
                    return held.id
                if attempt == _TRIES - 1:
                    raise
                await asyncio.sleep(lost.pause_s)
            else:
                if id_ := _text(answer, item.kind.id_key):
                    return id_
                raise Refused(f"its answer has no {item.kind.id_key}")
        raise AssertionError

    async def _found(self, item: Item, body: Json) -> _Held | None:
        """What was sent, where its answer was lost: the name is the same, and no field has another value."""
        taken, tried = set(self._book.ids().values()), 0
        async for entry in self._client.listed(self._listing(item), self._push.next_page):
            id_ = _text(entry, item.kind.id_key)
            if not id_ or id_ in taken or tried >= _CANDIDATES or not _is_candidate(item, body, entry):
                continue
            tried += 1
            there = await self._client.get(_at(item.kind.one, id_))
            if isinstance(there, dict) and all(one.is_missing for one in differences(body, there, trusts_secrets=True)):
                return _Held(id_, there)
        return None

    def _listing(self, item: Item) -> str:
        """Where items of this kind are listed, perhaps only those that belong to an item that is alone in its role."""
        sole = {role: quote(id_, safe="") for (role, name), id_ in self._ids.items() if role == name}
        return item.kind.listing.format_map(sole)


def _is_candidate(item: Item, body: Json, entry: Any) -> bool:
    key = item.kind.name_key
    if key is None or key not in body:
        return not differences(body, entry, trusts_secrets=True)
    return bool(_text(entry, key) == body[key])


def _stopped(item: Item, fault: AppError) -> PushStopped:
    return PushStopped(f"{item.path} ({item.kind.role} {shown(item.name)}) was not taken: {fault.detail}")


def _text(entry: Any, key: str) -> str | None:
    """A text of an answer that is fit to be an id or a name."""
    found = entry.get(key) if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) and 0 < len(found) <= 200 else None


def _at(path: str, id_: str) -> str:
    return path.replace("{id}", quote(id_, safe=""))
