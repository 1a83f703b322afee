"""A run as Server-Sent Events: a reader tails its log, and is cut off when it does not take what it is sent."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from fastapi import Request, Response
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from parley.core import auth
from parley.core.errors import NotFound, Unauthorized, Unavailable
from parley.core.gate import beyond
from parley.core.idempotency import Answer
from parley.core.log import logger
from parley.core.resources import beside
from parley.runs.log import Tail, Taker
from parley.runs.pen import Pen
from parley.runs.reading import Readings, Seat
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
EVENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "An event: its kind, its data as JSON, its number",
    "properties": {name: {"type": "string"} for name in ("event", "data", "id")},
    "required": ["event", "data", "id"],
}
"""What each event of a stream is, for the API's document."""
DOCUMENTED: dict[str, Any] = {
    "description": "The turn's answer. With `Accept: text/event-stream`, the same turn as events: `run`, `stage`, "
    "`change`, `delta` (joined they are the reply), then `message` with the answer, or `error` with a problem "
    "document, and `done`. Only `message` acknowledges; what comes before it is provisional.",
    "content": {MEDIA_TYPE: {"schema": EVENT_SCHEMA, "example": _EXAMPLE}},
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
    answer: Answer | None = None

    async def work(listener: Listener) -> str:
        nonlocal answer
        answer = await take(listener)
        return answer.body

    with seated(request) as terms:
        run = await runs.start(work)
        stream = EventStream(runs.log.tail(run.id, 0, wait_s=terms.heartbeat_s), terms)
    if answer is not None and answer.is_replay:
        stream.headers["Idempotent-Replayed"] = "true"
    return stream


class Entries(Protocol):
    """A run's entries as they come; an empty list in silence."""

    def __aiter__(self) -> AsyncIterator[list[Entry]]: ...

    async def aclose(self) -> None:
        """Give the reader's place up."""


async def hung_up(request: Request) -> None:
    """Return when the client has left. For who answers without a stream: it takes what the client still sends."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


@dataclass(frozen=True, slots=True)
class Terms:
    """On which a stream is read: how long silence and standstill may last, in whose name, and who hears of a leave.

    `check` raises Unauthorized once the reader's key is worth nothing any more.
    """

    heartbeat_s: float
    stall_s: float
    seat: Seat | None = None
    check: Callable[[], Awaitable[object]] | None = None
    on_leave: Callable[[], object] | None = None

    def telling(self, on_leave: Callable[[], object]) -> "Terms":
        """The same, with somebody to be told when the reader leaves before the end, or is cut off."""
        return replace(self, on_leave=on_leave)


@contextlib.contextmanager
def seated(request: Request) -> Iterator[Terms]:
    """The terms of the request's sender, who has a seat while the block lasts; a stream made in it keeps that.

    Unavailable when there are too many readers.
    """
    readings: Readings = request.app.state.readings
    settings = request.app.state.resources.settings
    heartbeat_s, stall_s = settings.stream_heartbeat_seconds, settings.stream_stall_seconds
    seat = readings.seat()
    try:
        yield Terms(heartbeat_s, stall_s, seat, lambda: auth.owner_of(request))
    except BaseException:
        seat.leave()
        raise
    if not seat.is_kept:
        seat.leave()


class LogStream(Response):
    """A run's entries as an answer's body, as `part` says them; nobody waits for a reader who takes nothing.

    The run does not end with its readers; `on_leave` is told of one who left, for whoever wants it otherwise.
    """

    silence = b""
    """What is sent where nothing was to say for so long, lest a proxy hang up."""

    def __init__(self, entries: Entries, terms: Terms, first: list[Entry] | None = None) -> None:
        """`first` is what was read of the entries already."""
        self.status_code, self.background = 200, None
        self.init_headers(_HEADERS)
        self._first = first
        self._entries = entries
        self._terms = terms
        if terms.seat is not None:
            terms.seat.is_kept = True
        self._is_sent = False
        self._sent_at = 0.0

    def part(self, entry: Entry) -> bytes:
        """The bytes for an entry."""
        raise NotImplementedError

    def parts(self, found: list[Entry]) -> bytes:
        """The bytes for these entries, which are never none."""
        return b"".join(map(self.part, found))

    def conclude(self) -> None:
        """Called when all of it was sent. NotFound cuts the stream without its last chunk."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ClientDisconnect, which ends the connection, when the reader leaves or stalls, or the log has outrun it."""
        try:
            with self._terms.seat or contextlib.nullcontext():
                await self._send_watched(receive, send, beyond(scope, send))
        except (TimeoutError, NotFound, Unauthorized) as error:
            logger.info("reader gone or cut off", reason=type(error).__name__)
            if self._terms.on_leave is not None and not isinstance(error, NotFound):
                self._terms.on_leave()
            raise ClientDisconnect from error

    async def _send_watched(self, receive: Receive, begin: Send, send: Send) -> None:
        async with (
            asyncio.timeout(None) as cut,
            contextlib.aclosing(self._entries),
            beside(self._watch(receive, cut)),
        ):
            await self._send_all(begin, send, _Patience(cut, self._terms.stall_s))

    async def _send_all(self, begin: Send, send: Send, patience: "_Patience") -> None:
        clock = asyncio.get_running_loop().time
        beat_s = self._terms.heartbeat_s
        with contextlib.closing(Pen(send)) as pen, contextlib.closing(patience):
            patience.since = self._sent_at = checked_at = clock()
            await begin({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if self._first and (body := self.parts(self._first)):
                await send(_part(body))
            patience.since = None
            if isinstance(self._entries, Tail):
                self._entries.taker = self._taker(self._entries, pen, patience)
            async for found in self._entries:
                await pen.settle()
                now = clock()
                if now - checked_at >= beat_s:
                    checked_at = now
                    await self._check()
                body = self.parts(found) if found else self.silence if now - self._sent_at >= beat_s else b""
                if body:
                    patience.since = self._sent_at = now
                    await send(_part(body))
                patience.since = None
            self.conclude()
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            self._is_sent = True

    def _taker(self, tail: Tail, pen: Pen, patience: "_Patience") -> Taker:
        """Words go out where they come in, without a task's being woken for each; all else is left to the task."""
        clock = asyncio.get_running_loop().time

        def take(entry: Entry) -> bool:
            if entry.kind is not Kind.DELTA or pen.is_held:
                return False
            pen.write({"type": "http.response.body", "body": self.part(entry), "more_body": True})
            self._sent_at = clock()
            if pen.is_held:
                patience.since = self._sent_at
                tail.wake()
            return True

        return take

    async def _check(self) -> None:
        if self._terms.check is not None:
            with contextlib.suppress(Unavailable):  # with the database away, what was known stays true
                await self._terms.check()

    async def _watch(self, receive: Receive, cut: asyncio.Timeout) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        if not self._is_sent:
            cut.reschedule(asyncio.get_running_loop().time())


class EventStream(LogStream):
    """A run's events until `done`, each with its number."""

    media_type = MEDIA_TYPE
    silence = KEEPALIVE_COMMENT

    def part(self, entry: Entry) -> bytes:
        seq, kind, data = entry
        return f"{_HEADS[kind]}{data}\nid: {seq}\n\n".encode()


def _part(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}


_HEADS = {kind: f"event: {kind.value}\ndata: " for kind in Kind}


class _Patience:
    """Cuts a stream off where one `send`, begun at `since`, takes too long. It costs no timer a send."""

    def __init__(self, cut: asyncio.Timeout, stall_s: float) -> None:
        self.since: float | None = None
        self._cut = cut
        self._stall_s = stall_s
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(stall_s, self._look)

    def close(self) -> None:
        """There is nothing to wait for any more."""
        self._timer.cancel()

    def _look(self) -> None:
        now = self._loop.time()
        due = (now if self.since is None else self.since) + self._stall_s
        if due <= now:
            self._cut.reschedule(now)
        else:
            self._timer = self._loop.call_at(due, self._look)
