"""`WS /ws`: the handshake. Whoever is refused gets an HTTP answer with a problem document."""

import contextlib

from fastapi import APIRouter, WebSocket

from parley.chat.socket.caller import SUBPROTOCOL, Caller, key_of
from parley.chat.socket.connection import Connection
from parley.chat.socket.desk import Desk
from parley.core import problems
from parley.core.errors import AppError

router = APIRouter(tags=["chat"])


@router.websocket("/ws")
async def talk(ws: WebSocket) -> None:
    """Chats, runs and news in JSON frames. The key is in the header, the subprotocol `key.pk_…`, or the first frame."""
    desk: Desk = ws.app.state.desk
    offered = ws.scope["subprotocols"]
    caller = Caller(desk.keys)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(desk.place())
            await caller.arrive(key_of(ws.headers, offered))
        except AppError as error:
            await ws.send_denial_response(problems.render(error))
            return
        await ws.accept(SUBPROTOCOL if SUBPROTOCOL in offered else None)
        await Connection(ws, desk, caller).serve()
