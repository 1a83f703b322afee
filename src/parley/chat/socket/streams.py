"""The runs that a socket follows: those it begins, and those it comes back to. They go on without it."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.websockets import WebSocketDisconnect

from parley.chat import news
from parley.chat.schemas import ChatRequest, OnDisconnect, Opening
from parley.chat.service import Sent
from parley.chat.socket.desk import Desk
from parley.chat.socket.frames import ChatIn, Id, ResumeIn, Telling, told
from parley.chat.socket.outgoing import Outgoing
from parley.core.errors import NotFound, TooMany
from parley.runs import record as run_record
from parley.runs.schemas import RunOut, Stop
from parley.runs.service import problem_of

_AGENT = "general"

Work = Callable[[], Coroutine[Any, Any, None]]


class Streams:
    """Of one socket."""

    def __init__(self, desk: Desk, out: Outgoing) -> None:
        self._desk = desk
        self._out = out
        self._tasks: set[asyncio.Task[None]] = set()

    def chat(self, owner: str, own: Id, wish: ChatIn) -> None:
        """Have a message answered, and tell how it goes; TooMany when the socket follows too much already."""
        self._begin(own, lambda: self._chat(owner, own, wish))

    def resume(self, owner: str, own: Id, wish: ResumeIn) -> None:
        """Tell how a run goes on, or how it ended; errors as with `chat`."""
        self._begin(own, lambda: self._follow(owner, own, wish.run_id, wish.after))

    async def cancel(self, owner: str, own: Id, run_id: str) -> None:
        """Stop a run, whichever process has it, and say how it stands. NotFound for unknown and foreign ids."""
        run = await self._desk.chats.keeper.stop(owner, run_id, Stop.CANCELLED)
        await self._out.send(told("run", own, RunOut.of(run).model_dump_json()))

    async def close(self) -> None:
        """Follow nothing any more."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, own: Id, work: Work) -> None:
        most = self._desk.settings.socket_streams
        if len(self._tasks) >= most:
            raise TooMany(f"This socket follows {most} runs already (SOCKET_STREAMS); wait for one to end.")
        task = asyncio.create_task(self._guarded(own, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, own: Id, work: Work) -> None:
        """What goes wrong is told in a frame: the socket and its other streams stay."""
        with contextlib.suppress(WebSocketDisconnect):
            try:
                with self._desk.readings.seat():
                    await work()
            except WebSocketDisconnect:
                raise
            except Exception as error:  # a task's edge: nobody awaits it but to end it
                await self._out.send(told("error", own, problem_of(error)))

    async def _chat(self, owner: str, own: Id, wish: ChatIn) -> None:
        sending = asyncio.ensure_future(self._send(owner, wish))
        try:
            sent = await asyncio.shield(sending)
            if wish.session_id is None:
                await self._tell(owner, own, sent.session_id, "session_created")
            await self._follow(owner, own, sent.run.id, 0)
        except (asyncio.CancelledError, WebSocketDisconnect):
            sending.add_done_callback(self._left if wish.on_disconnect is OnDisconnect.CANCEL else _heard)
            raise

    def _left(self, sending: "asyncio.Future[Sent]") -> None:
        """The client left before the end, and wants the run to end with it."""
        if not sending.cancelled() and sending.exception() is None:
            self._desk.chats.runs.cancel(sending.result().run.id, Stop.INTERRUPTED)

    async def _send(self, owner: str, wish: ChatIn) -> Sent:
        chats = self._desk.chats
        if wish.session_id is None:
            return await chats.begin(Opening(owner, wish.agent or _AGENT), wish.content, on_busy=wish.on_busy)
        request = ChatRequest(owner, wish.session_id, wish.content, agent=wish.agent, on_busy=wish.on_busy)
        return await chats.send(request)

    async def _follow(self, owner: str, own: Id, run_id: str, after: int) -> None:
        desk = self._desk
        run = await run_record.find(desk.chats.db, owner, run_id)
        if run.is_over:
            after = max(0, min(after, run.last_seq - 2))  # its end is told again
        telling = Telling(own, run.id, run.session_id)
        async with contextlib.aclosing(desk.readings.follow(run, after)) as entries:
            async for found in entries:
                for frame in telling.frames(found):
                    await self._out.send(frame)
        await self._tell(owner, own, run.session_id, "session_updated")

    async def _tell(self, owner: str, own: Id, session_id: str, kind: str) -> None:
        """Say how the session stands."""
        with contextlib.suppress(NotFound):
            data = await news.shown(self._desk.settings, self._desk.chats.db, owner, session_id)
            await self._out.send(told(kind, own, data))


def _heard(sending: "asyncio.Future[Sent]") -> None:
    """Whatever became of a message whose sender left: nobody is there to be told."""
    if not sending.cancelled():
        sending.exception()
