"""One open socket: what it wants is read, checked, bounded and done; what is wrong is told, and the socket goes on.

It ends when the client leaves, its key is worth nothing any more, it takes nothing, or it sends too much rubbish.
"""

import asyncio
import contextlib
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect

from parley.chat.socket import frames
from parley.chat.socket.caller import Caller
from parley.chat.socket.desk import Desk
from parley.chat.socket.frames import AuthIn, CancelIn, ChatIn, Frame, Id, ResumeIn, TopicIn, Verb, json, told
from parley.chat.socket.outgoing import Outgoing
from parley.chat.socket.streams import Streams
from parley.core.errors import AppError, TooMany, Unauthorized
from parley.core.topics import Inbox
from parley.runs.service import problem_of

_CLOSING_S = 1.0


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a socket is closed from here, as RFC 6455 and the IANA registry number it; 44xx is ours."""

    code: int
    reason: str


_UNAUTHORIZED = Ending(4401, "no valid key")
_RUBBISH = Ending(1008, "too many frames were refused")
_SLOW = Ending(1013, "frames are not taken")


class Connection:
    """`serve` until it ends."""

    def __init__(self, ws: WebSocket, desk: Desk, caller: Caller) -> None:
        self._ws = ws
        self._desk = desk
        self._caller = caller
        self._out = Outgoing(ws, desk.settings.stream_stall_seconds)
        self._inbox = Inbox(desk.settings.socket_queue)
        self._streams = Streams(desk, self._out)
        self._topics: set[str] = set()
        self._strikes = 0
        self._pace = _Pace(desk.settings.socket_frames_per_second)

    async def serve(self) -> None:
        """Until one of its sides ends it. Runs go on, unless their sender wanted them to end with the socket."""
        sides = [asyncio.create_task(side) for side in (self._hear(), self._tell(), self._watch())]
        try:
            done, _ = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for side in sides:
                side.cancel()
            await asyncio.gather(*sides, return_exceptions=True)
            await self._streams.close()
            for topic in self._topics:
                self._desk.chats.newsroom.topics.leave(self._caller.owner or "", topic, self._inbox)
        endings = [side.result() for side in done]
        if ending := next((one for one in endings if one is not None), None):
            await self._close(ending)

    async def _close(self, ending: Ending) -> None:
        """Say why, if the client takes even that."""
        with contextlib.suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            async with asyncio.timeout(_CLOSING_S):
                await self._ws.close(ending.code, ending.reason)

    async def _hear(self) -> Ending | None:
        """What the client wants, one frame after the other."""
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                message = await self._ws.receive()
                if message["type"] == "websocket.disconnect":
                    return None
                try:
                    await self._answer(message.get("text"))
                except Unauthorized:
                    return _UNAUTHORIZED
                if self._strikes >= self._desk.settings.socket_strikes:
                    return _RUBBISH
        return None

    async def _answer(self, text: str | None) -> None:
        """Do what a frame asks for, or say why not; Unauthorized ends the socket."""
        if not self._pace.is_kept():
            most = self._desk.settings.socket_frames_per_second
            await self._refuse(None, TooMany(f"More than {most} frames a second (SOCKET_FRAMES_PER_SECOND)."))
            return
        frame = frames.read(text, self._desk.settings.socket_frame_bytes)
        if frame.fault is not None:
            await self._refuse(frame.id, frame.fault)
            return
        try:
            await self._do(frame)
        except WebSocketDisconnect:
            raise
        except Exception as error:  # one frame's edge: the socket and its streams outlive it
            await self._out.send(told("error", frame.id, problem_of(error)))
            if isinstance(error, Unauthorized):
                raise
        self._strikes = max(0, self._strikes - 1)

    async def _refuse(self, own: Id, error: AppError) -> None:
        self._strikes += 1
        await self._out.send(told("error", own, problem_of(error)))

    async def _do(self, frame: Frame) -> None:
        match frame.wish:
            case AuthIn(key=key):
                await self._caller.show(key.get_secret_value())
                await self._out.send(told("authenticated", frame.id, json({"owner": self._caller.owner})))
                return
        await self._caller.check()
        owner = self._caller.owner
        if owner is None:
            raise Unauthorized("Send an auth frame with a key first; the operator makes keys with: parley keys create")
        match frame.wish:
            case ChatIn() as wish:
                self._streams.chat(owner, frame.id, wish)
            case ResumeIn() as wish:
                self._streams.resume(owner, frame.id, wish)
            case CancelIn(run_id=run_id):
                await self._streams.cancel(owner, frame.id, run_id)
            case TopicIn(topic=topic):
                self._turn_to(owner, topic, is_wanted=frame.verb is Verb.SUBSCRIBE)
                await self._out.send(told(f"{frame.verb}d", frame.id, json({"topic": topic})))

    def _turn_to(self, owner: str, topic: str, *, is_wanted: bool) -> None:
        """Be told of a topic, or no more."""
        most = self._desk.settings.socket_topics
        if not is_wanted:
            self._topics.discard(topic)
            self._desk.chats.newsroom.topics.leave(owner, topic, self._inbox)
        elif topic not in self._topics and len(self._topics) >= most:
            raise TooMany(f"This socket has {most} topics already (SOCKET_TOPICS); unsubscribe from one.")
        else:
            self._topics.add(topic)
            self._desk.chats.newsroom.topics.join(owner, topic, self._inbox)

    async def _tell(self) -> Ending | None:
        """The news of the topics."""
        with contextlib.suppress(WebSocketDisconnect):
            while (news := await self._inbox.get()) is not None:
                await self._out.send(told(news.kind, None, news.data))
            return _SLOW
        return None

    async def _watch(self) -> Ending:
        """Whether the key still holds and what is sent is taken."""
        settings, clock = self._desk.settings, asyncio.get_running_loop().time
        shown_by = clock() + settings.socket_auth_seconds
        tick_s = min(settings.stream_heartbeat_seconds, settings.stream_stall_seconds / 4)
        while not self._out.is_stalled:
            try:
                await self._caller.check()
            except Unauthorized:
                return _UNAUTHORIZED
            left_s = shown_by - clock()
            if self._caller.owner is None and left_s <= 0:
                return _UNAUTHORIZED
            await asyncio.sleep(min(tick_s, max(left_s, 0)) if self._caller.owner is None else tick_s)
        return _SLOW


class _Pace:
    """So many frames a second, twice as many in a burst."""

    def __init__(self, a_second: float) -> None:
        self._a_second = a_second
        self._left = 2 * a_second
        self._at = asyncio.get_running_loop().time()

    def is_kept(self) -> bool:
        """Whether one more may come now."""
        now = asyncio.get_running_loop().time()
        self._left = min(2 * self._a_second, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
