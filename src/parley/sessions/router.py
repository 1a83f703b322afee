"""Sessions of every kind over HTTP: list, read, rename, erase. What answers messages is in each kind's own router."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from parley.core.auth import Owner
from parley.core.clock import now
from parley.core.errors import NotFound
from parley.core.problems import documented
from parley.runs.keeper import Keeper
from parley.runs.schemas import Stop
from parley.sessions import listing, messages
from parley.sessions.answers import MessageFilter, MessagePage, SessionFilter, SessionIn, SessionOut, SessionPage
from parley.sessions.dependencies import SessionId, UsesSessions

router = APIRouter(prefix="/api/v1/sessions", tags=["sessions"], responses=documented(401, 503))

_LINES_TYPE = "application/x-ndjson"
_LINES = documented(404) | {200: {"content": {_LINES_TYPE: {"schema": {"type": "string"}}}}}


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
    request: Request,
    sessions: UsesSessions,
    owner: Owner,
    session_id: SessionId,
    *,
    purge: Annotated[bool, Query(description="Erase the session and all that was said in it")] = False,
) -> None:
    """Close a session for good. It stays readable as `abandoned`, unless you ask to purge it.

    A reply that is under way in it ends.
    """
    header = (await sessions.load(owner, session_id)).header
    if header.run_id is not None:
        keeper: Keeper = request.app.state.keeper
        with suppress(NotFound):  # it may be over, and erased, meanwhile
            await keeper.stop(owner, header.run_id, Stop.CANCELLED, wait_s=sessions.settings.run_stop_seconds)
    change = listing.purge if purge else listing.abandon
    await change(sessions.db, owner, session_id)
    await sessions.forget(session_id)


@router.get("/{session_id}/messages", response_model=MessagePage, responses=_LINES)
async def list_messages(
    request: Request,
    sessions: UsesSessions,
    owner: Owner,
    session_id: SessionId,
    wanted: Annotated[MessageFilter, Query()],
) -> Response:
    """What was said, oldest first; messages of undone turns are marked.

    With `Accept: application/x-ndjson` all of it at once, a message a line: the export of a conversation.
    """
    header = (await sessions.load(owner, session_id)).header
    if _LINES_TYPE in request.headers.get("accept", ""):
        return StreamingResponse(messages.lines(sessions.db, header, wanted.branch), media_type=_LINES_TYPE)
    found = await messages.page(sessions.db, header, wanted)
    return Response(found.model_dump_json(), media_type="application/json")
