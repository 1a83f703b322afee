"""Chats over HTTP: sessions with an agent, messages, their branches."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from parley.chat import record
from parley.chat.dependencies import UsesChats, answered, streamed
from parley.chat.schemas import ChatRequest, ChatSessionIn, EditIn, MessageOut, Opening, SendIn
from parley.core.auth import Owner
from parley.core.clock import now
from parley.core.idempotency import CLAIMED, claim_of, respond
from parley.core.problems import documented
from parley.core.routes import BodyRoute
from parley.runs import sse
from parley.sessions import messages
from parley.sessions.answers import BranchList, SessionOut
from parley.sessions.dependencies import SessionId

router = APIRouter(prefix="/api/v1", tags=["chat"], responses=documented(401, 404, 503), route_class=BodyRoute)

MessageId = Annotated[str, Path(description="The message's id", examples=["01932d70-41c9-7a02-8f55-93b8d1c40e6a"])]
_TURN = documented(409)
_OPENED = {**_TURN, 200: {"model": SessionOut, "description": "The chat that has this name already, as it is"}}
_AS_EVENTS = {**_TURN, 200: sse.DOCUMENTED}
"""An answer that can be had as events, too."""


@router.post("/sessions", status_code=201, response_model=SessionOut, openapi_extra=CLAIMED, responses=_OPENED)
async def create_chat(request: Request, chats: UsesChats, owner: Owner, body: ChatSessionIn) -> Response:
    """Begin a chat with an agent: a persona, or one that you built."""
    return respond(await chats.open(Opening(owner, body.agent, body.title, body.name, await claim_of(request))))


@router.post("/messages", response_model=MessageOut, openapi_extra=CLAIMED, responses=_AS_EVENTS)
async def send_chat_message(request: Request, owner: Owner, body: SendIn) -> Response:
    """Say something and get the whole reply. With `Accept: text/event-stream` as `/messages/stream`."""
    return await answered(request, await _wanted(request, owner, body), body.on_disconnect)


@router.post("/messages/stream", response_model=MessageOut, openapi_extra=CLAIMED, responses=_AS_EVENTS)
async def stream_message(request: Request, owner: Owner, body: SendIn) -> Response:
    """Say something and hear the reply as it is written. Its run goes on when you hang up, and can be resumed."""
    return await streamed(request, await _wanted(request, owner, body), body.on_disconnect)


async def _wanted(request: Request, owner: str, body: SendIn) -> ChatRequest:
    claim = await claim_of(request)
    return ChatRequest(owner, body.session_id, body.content, agent=body.agent, on_busy=body.on_busy, claim=claim)


@router.post(
    "/messages/{message_id}/regenerate", response_model=MessageOut, openapi_extra=CLAIMED, responses=_AS_EVENTS
)
async def regenerate_message(request: Request, chats: UsesChats, owner: Owner, message_id: MessageId) -> Response:
    """Another reply to the same message, on a branch beside the first; also to a message that got none.

    With `Accept: text/event-stream` as events.
    """
    claim = await claim_of(request)
    return await answered(request, replace(await chats.repeated(owner, message_id), claim=claim))


@router.post("/messages/{message_id}/edit", response_model=MessageOut, openapi_extra=CLAIMED, responses=_AS_EVENTS)
async def edit_message(
    request: Request, chats: UsesChats, owner: Owner, message_id: MessageId, body: EditIn
) -> Response:
    """Say it differently: a branch beside your message, and its reply. What was said before stays where it is.

    With `Accept: text/event-stream` as events.
    """
    claim = await claim_of(request)
    return await answered(request, replace(await chats.edited(owner, message_id, body.content), claim=claim))


@router.get("/sessions/{session_id}/branches", responses=_TURN)
async def list_branches(chats: UsesChats, owner: Owner, session_id: SessionId) -> BranchList:
    """A chat's branches, the newest first: where each leaves the one that is active."""
    return await messages.branches(chats.db, await record.chat_of(chats.db, owner, session_id))


@router.post("/sessions/{session_id}/branches/{message_id}/activate", responses=_TURN)
async def activate_branch(chats: UsesChats, owner: Owner, session_id: SessionId, message_id: MessageId) -> SessionOut:
    """Go on from that reply: the next message follows it. Any reply will do, the last of its branch or not."""
    header = await chats.activate(owner, session_id, message_id)
    return SessionOut.of(header, now(), chats.settings.session_expiry_seconds)
