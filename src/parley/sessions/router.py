"""Sessions of every kind over HTTP: list, read, rename, erase. What answers messages is in each kind's own router."""

from typing import Annotated

from fastapi import APIRouter, Query

from parley.core.auth import Owner
from parley.core.clock import now
from parley.core.dependencies import Limit
from parley.core.problems import documented
from parley.sessions import listing
from parley.sessions.dependencies import SeqCursor, SessionId, UsesSessions
from parley.sessions.schemas import MessagePage, SessionFilter, SessionIn, SessionOut, SessionPage

router = APIRouter(prefix="/api/v1/sessions", tags=["sessions"], responses=documented(401, 503))


@router.get("")
async def list_sessions(sessions: UsesSessions, owner: Owner, wanted: Annotated[SessionFilter, Query()]) -> SessionPage:
    """Your sessions, newest first."""
    expiry_s = sessions.settings.session_expiry_seconds
    return await listing.list_sessions(sessions.db, owner, wanted, expiry_s=expiry_s)


@router.get("/{session_id:session}", responses=documented(404))
async def get_session(sessions: UsesSessions, owner: Owner, session_id: SessionId) -> SessionOut:
    """A session without its content; see /status and /messages for that."""
    header = (await sessions.load(owner, session_id)).header
    return SessionOut.of(header, now(), sessions.settings.session_expiry_seconds)


@router.patch("/{session_id:session}", responses=documented(404, 409))
async def rename_session(sessions: UsesSessions, owner: Owner, session_id: SessionId, body: SessionIn) -> SessionOut:
    """Give a session a title of your own."""
    header = await listing.rename(sessions.db, owner, session_id, body.title)
    await sessions.live.forget(session_id)
    return SessionOut.of(header, now(), sessions.settings.session_expiry_seconds)


@router.delete("/{session_id:session}", status_code=204, responses=documented(404, 409))
async def delete_session(
    sessions: UsesSessions,
    owner: Owner,
    session_id: SessionId,
    *,
    purge: Annotated[bool, Query(description="Erase the session and all that was said in it")] = False,
) -> None:
    """Close a session for good. It stays readable as `abandoned`, unless you ask to purge it."""
    change = listing.purge if purge else listing.abandon
    await change(sessions.db, owner, session_id)
    await sessions.live.forget(session_id)


@router.get("/{session_id}/messages", responses=documented(404))
async def list_messages(
    sessions: UsesSessions, owner: Owner, session_id: SessionId, *, limit: Limit = 100, cursor: SeqCursor = None
) -> MessagePage:
    """What was said, oldest first; messages of undone turns are marked."""
    return await listing.list_messages(sessions.db, owner, session_id, limit=limit, cursor=cursor)
