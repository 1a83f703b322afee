"""Reading sessions, and the changes that are no turns: renaming, abandoning, erasing."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select

from parley.core import idempotency
from parley.core.clock import now
from parley.core.db import Database
from parley.core.errors import Busy
from parley.core.statements import Delete, GuardMissed, Unit
from parley.sessions import record
from parley.sessions.answers import SessionFilter, SessionOut, SessionPage
from parley.sessions.models import Session
from parley.sessions.schemas import Header, SessionStatus


async def list_sessions(db: Database, owner: str, wanted: SessionFilter, *, expiry_s: int) -> SessionPage:
    """The owner's sessions that fit the filter, newest first; the cursor is the last id of the page before."""
    query = _in_status(
        select(Session).where(Session.owner == owner), wanted.status, now() - timedelta(seconds=expiry_s)
    )
    if wanted.kind is not None:
        query = query.where(Session.kind == wanted.kind)
    if wanted.q:
        query = query.where(Session.title.icontains(wanted.q, autoescape=True))
    if wanted.cursor is not None:
        query = query.where(Session.id < wanted.cursor)
    async with db.reading() as session:
        rows = list(await session.scalars(query.order_by(Session.id.desc()).limit(wanted.limit + 1)))
    page = rows[: wanted.limit]
    items = [SessionOut.of(Header.model_validate(row), now(), expiry_s) for row in page]
    return SessionPage(items=items, next_cursor=page[-1].id if len(rows) > wanted.limit else None)


def _in_status(query: Select[Session], status: SessionStatus | None, edge: datetime) -> Select[Session]:
    """Active sessions whose last turn lies before `edge` count as paused."""
    match status:
        case None:
            return query
        case SessionStatus.PAUSED:
            return query.where(Session.status == SessionStatus.ACTIVE, Session.last_turn_at <= edge)
        case SessionStatus.ACTIVE:
            return query.where(Session.status == SessionStatus.ACTIVE, Session.last_turn_at > edge)
        case _:
            return query.where(Session.status == status)


async def rename(db: Database, owner: str, session_id: str, title: str) -> Header:
    """Set the title; Busy when a turn was stored in between."""
    return await _change(db, owner, session_id, {"title": title})


async def abandon(db: Database, owner: str, session_id: str) -> None:
    """Close the session for good; what was said stays readable. Safe to repeat."""
    await _change(db, owner, session_id, {"status": SessionStatus.ABANDONED})


async def purge(db: Database, owner: str, session_id: str) -> None:
    """Erase the session, its turns, messages and states; agents it built stay. NotFound when there is none."""
    header = (await record.load(db, owner, session_id)).header
    try:
        await db.apply(Unit((Delete(Session, {"id": header.id, "owner": owner}), idempotency.forget(header.id))))
    except GuardMissed as error:
        raise Busy("The session changed meanwhile; try again.") from error


async def _change(db: Database, owner: str, session_id: str, values: dict[str, str]) -> Header:
    header = (await record.load(db, owner, session_id)).header
    after = header.model_copy(update={**values, "version": header.version + 1, "updated_at": now()})
    try:
        await db.apply(Unit((), record.guard(header, after)))
    except GuardMissed as error:
        raise Busy("A message to this session was answered meanwhile; try again.") from error
    return after
