"""Branches of a chat in the record: the newest messages before a tip, and what was summed up on the way to it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, literal, select

from parley.chat.models import Summary
from parley.chat.recent import Kept, Tip
from parley.chat.remembered import Remembered, Summed, read_rounds, tail
from parley.core.db import Database
from parley.llm.schemas import Role
from parley.sessions import packing
from parley.sessions.models import Message
from parley.sessions.schemas import MessageStatus

_REACH = 1_000
"""So many messages before the tip a summary is looked for."""


async def load(db: Database, tip: Tip, most: int) -> Kept:
    """The last `most` messages up to the tip, and the newest summary on its branch. Unavailable as the database is."""
    if tip.head is None:
        return Kept()
    walk = _walk(tip)
    said = select(Message).join(walk, Message.id == walk.c.id).where(walk.c.depth < most).order_by(walk.c.depth.desc())
    summed = (
        select(Summary.message_id, Summary.text)
        .join(walk, Summary.message_id == walk.c.id)
        .where(Summary.session_id == tip.session_id, Summary.owner == tip.owner)
        .order_by(walk.c.depth, Summary.id.desc())
        .limit(1)
    )
    async with db.reading() as session:
        rows: Sequence[Message] = (await session.scalars(said)).all()
        found: Any = (await session.execute(summed)).one_or_none()
    return Kept(tuple(map(remembered, rows)), Summed(found.message_id, found.text) if found else None)


def _walk(tip: Tip) -> CTE:
    """The ids from the tip back, each with how far it is."""
    own = (Message.session_id == tip.session_id, Message.owner == tip.owner)
    columns = (Message.id, Message.parent_id)
    walk = select(*columns, literal(0).label("depth")).where(Message.id == tip.head, *own).cte("walk", recursive=True)
    before = select(*columns, (walk.c.depth + 1).label("depth")).join(walk, Message.id == walk.c.parent_id)
    return walk.union_all(before.where(walk.c.depth < _REACH, *own))


def remembered(row: Message) -> Remembered:
    """A row as memory holds it."""
    content, parts = packing.opened(row)
    status = MessageStatus(row.status)
    rounds = read_rounds(parts)
    return Remembered(row.id, row.parent_id, Role(row.role), tail(content, rounds), row.agent, status, rounds)
