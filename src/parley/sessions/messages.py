"""Reading the messages of sessions: page by page, on the branch that is active, as lines of JSON, as branches."""

from collections.abc import AsyncIterator, Mapping

from sqlalchemy import select

from parley.core.db import Database
from parley.core.statements import Find
from parley.sessions import packing, tree
from parley.sessions.answers import BranchList, BranchOut, MessageFilter, MessageItem, MessagePage, Shown
from parley.sessions.models import Message
from parley.sessions.schemas import Header
from parley.sessions.tree import Node

_MOST_BRANCHES = 100
_TEXT_CHARS = 120


async def page(db: Database, header: Header, wanted: MessageFilter) -> MessagePage:
    """A page of a session's messages, oldest first. A build has no branches: all of its messages are shown."""
    cursor, limit = wanted.cursor, wanted.limit
    query = select(Message).where(Message.session_id == header.id, Message.owner == header.owner)
    if cursor is not None:
        query = query.where(Message.seq > cursor)
    if wanted.branch is Shown.ACTIVE and header.is_chat:
        nodes = await _nodes(db, header)
        way = [step for step in tree.path(nodes, header.head) if cursor is None or nodes[step].seq > cursor]
        query = query.where(Message.id.in_(way[: limit + 1]))
    async with db.reading() as session:
        rows = list(await session.scalars(query.order_by(Message.seq).limit(limit + 1)))
    items = [_item(row) for row in rows[:limit]]
    return MessagePage(items=items, next_cursor=str(rows[limit - 1].seq) if len(rows) > limit else None)


async def lines(db: Database, header: Header, shown: Shown) -> AsyncIterator[bytes]:
    """All of a session's messages, a line of JSON each."""
    cursor: int | None = None
    while True:
        found = await page(db, header, MessageFilter(branch=shown, cursor=cursor))
        yield b"".join(item.model_dump_json().encode() + b"\n" for item in found.items)
        if found.next_cursor is None:
            return
        cursor = int(found.next_cursor)


async def branches(db: Database, header: Header) -> BranchList:
    """A chat's branches."""
    found = tree.branches(await _nodes(db, header), header.head, _MOST_BRANCHES)
    ids = {branch.differs_at or branch.tip for branch in found} | {branch.tip for branch in found}
    query = select(Message).where(Message.id.in_(ids), Message.owner == header.owner)
    async with db.reading() as session:
        rows = {row.id: row for row in await session.scalars(query)}
    whole = (branch for branch in found if {branch.tip, branch.differs_at or branch.tip} <= rows.keys())
    return BranchList(items=[_branch(branch, rows) for branch in whole])


async def _nodes(db: Database, header: Header) -> Mapping[str, Node]:
    where = {"session_id": header.id, "owner": header.owner}
    return {row[0]: Node(*row) for row in await db.find(Find(Message, ("id", "parent_id", "seq"), where))}


def _branch(branch: tree.Branch, rows: Mapping[str, Message]) -> BranchOut:
    text, _ = packing.opened(rows[branch.differs_at or branch.tip])
    return BranchOut(
        message_id=branch.tip,
        is_active=branch.differs_at is None,
        messages=len(branch.path),
        differs_at=branch.differs_at,
        text=text[:_TEXT_CHARS],
        updated_at=rows[branch.tip].created_at,
    )


def _item(row: Message) -> MessageItem:
    item = MessageItem.model_validate(row)
    return item if row.packed is None else item.model_copy(update={"content": packing.opened(row)[0]})
