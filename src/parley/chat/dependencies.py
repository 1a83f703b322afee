"""What the routers of chats take as parameters, and how they answer: as JSON or as events, to one who may hang up."""

import asyncio
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from starlette.requests import ClientDisconnect

from parley.chat.schemas import ChatRequest, OnDisconnect
from parley.chat.service import Chats, Sent
from parley.core.idempotency import respond
from parley.runs import sse
from parley.runs.schemas import Stop


async def chats_of(request: Request) -> Chats:
    """The process's Chats, as a dependency."""
    chats: Chats = request.app.state.chats
    return chats


UsesChats = Annotated[Chats, Depends(chats_of)]


async def answered(
    request: Request, wanted: ChatRequest, on_disconnect: OnDisconnect = OnDisconnect.CONTINUE
) -> Response:
    """A turn as JSON once it is stored, or as events while it goes on, as the request's Accept says."""
    if sse.is_wanted(request):
        return await streamed(request, wanted, on_disconnect)
    chats = await chats_of(request)
    sent = await chats.send(wanted)
    if on_disconnect is OnDisconnect.CANCEL:
        await _watched(request, chats, sent)
    return respond(await sent.answer())


async def streamed(request: Request, wanted: ChatRequest, on_disconnect: OnDisconnect) -> Response:
    """A turn as events."""
    chats = await chats_of(request)
    with sse.seated(request) as terms:
        sent = await chats.send(wanted)
        if on_disconnect is OnDisconnect.CANCEL:
            terms = terms.telling(lambda: chats.runs.cancel(sent.run.id, Stop.INTERRUPTED))
        stream = sse.EventStream(chats.runs.log.tail(sent.run.id, 0, wait_s=terms.heartbeat_s), terms)
    if sent.is_replay:
        stream.headers["Idempotent-Replayed"] = "true"
    return stream


async def _watched(request: Request, chats: Chats, sent: Sent) -> None:
    """Wait for the end of the turn, or stop it when its sender hangs up."""
    gone = asyncio.ensure_future(sse.hung_up(request))
    try:
        futures: set[asyncio.Future[Any]] = {gone, sent.ended}
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
    if not sent.ended.done():
        chats.runs.cancel(sent.run.id, Stop.INTERRUPTED)
        raise ClientDisconnect
