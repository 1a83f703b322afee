"""A run as Server-Sent Events: a reader tails its log, and is cut off when it does not take what it is sent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from fastapi import Request, Response
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from parley.core.errors import NotFound
from parley.core.idempotency import Answer
from parley.core.log import logger
from parley.runs.log import EventLog
from parley.runs.schemas import Entry, Kind, Listener
from parley.runs.service import Runs

MEDIA_TYPE = EventSourceResponse.media_type
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EXAMPLE = """\
event: run
data: {"run_id":"01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"}
id: 1

event: change
data: {"op":"set","path":"/brief/channel","before":null,"after":"voice","because":"by phone"}
id: 2

event: delta
data: {"text":"Channel: by phone."}
id: 3

event: message
data: {"session_id":"…", "turn": 2, "reply":"Channel: by phone.", …}
id: 4

event: done
data: {}
id: 5

"""
DOCUMENTED: dict[str, Any] = {
    "description": "The turn's answer. With `Accept: text/event-stream`, the same turn as events: `run`, `stage`, "
    "`change`, `delta` (joined they are the reply), then `message` with the answer, or `error` with a problem "
    "document, and `done`. Only `message` acknowledges; what comes before it is provisional.",
    "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": _EXAMPLE}},
}
"""What the API's document says of an answer that can also be had as events, in `responses` under its status."""


def is_wanted(request: Request) -> bool:
    """Whether the client asks for events: it names them in Accept, and not JSON before them."""
    for part in request.headers.get("accept", "").split(","):
        kind = part.partition(";")[0].strip().lower()
        if kind in {MEDIA_TYPE, "application/json"}:
            return kind == MEDIA_TYPE
    return False


async def respond(request: Request, take: Callable[[Listener], Awaitable[Answer]]) -> Response:
    """Run the turn and answer with its events; what refuses it before it begins is raised."""
    runs: Runs = request.app.state.runs
    settings = request.app.state.resources.settings
    answer: Answer | None = None

    async def work(listener: Listener) -> str:
        nonlocal answer
        answer = await take(listener)
        return answer.body

    run = await runs.start(work)
    stream = EventStream(
        runs.log, run.id, heartbeat_s=settings.stream_heartbeat_seconds, stall_s=settings.stream_stall_seconds
    )
    if answer is not None and answer.is_replay:
        stream.headers["Idempotent-Replayed"] = "true"
    return stream


class EventStream(Response):
    """A run's events until `done`; a comment where nothing was to say for so long, lest a proxy hang up.

    Whoever leaves is not watched for: the run goes on to its end without them, and what they are sent goes nowhere.
    """

    media_type = MEDIA_TYPE

    def __init__(self, log: EventLog, run_id: str, *, heartbeat_s: float, stall_s: float) -> None:
        self.status_code, self.background = 200, None
        self.init_headers(_HEADERS)
        self._parts = _parts(log, run_id, heartbeat_s)
        self._stall_s = stall_s

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """ClientDisconnect, which ends the connection, when the reader stalls or the log has outrun it."""

        async def sending(message: Message) -> None:
            async with asyncio.timeout(self._stall_s):
                await send(message)

        try:
            await sending({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for part, is_last in self._parts:
                await sending({"type": "http.response.body", "body": part, "more_body": not is_last})
        except (TimeoutError, NotFound) as error:
            logger.info("reader cut off", reason=type(error).__name__)
            raise ClientDisconnect from error


async def _parts(log: EventLog, run_id: str, heartbeat_s: float) -> AsyncIterator[tuple[bytes, bool]]:
    """What is there already goes out together, what comes later as it comes; with each, whether it is the last."""
    seq, is_last = 0, False
    while not is_last:
        found = await log.read(run_id, seq, wait_s=heartbeat_s)
        if found:
            seq, is_last = found[-1].seq, found[-1].kind is Kind.DONE
        yield b"".join(map(_frame, found)) or KEEPALIVE_COMMENT, is_last


def _frame(entry: Entry) -> bytes:
    return format_sse_event(event=entry.kind, data_str=entry.data, id=str(entry.seq))
