"""Taking a message up: one process gets the session, the others are told who has it, wait in line, or interrupt."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from parley.chat import record
from parley.chat.agents import ChatAgent
from parley.chat.lines import Lines, Place
from parley.chat.remembered import Remembered
from parley.chat.schemas import ChatRequest, OnBusy
from parley.core import idempotency
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Busy, Conflict, NotFound, Unavailable
from parley.core.idempotency import Answer
from parley.core.statements import Duplicate, GuardMissed, Statement, Unit
from parley.llm.schemas import Role
from parley.runs import record as run_record
from parley.runs.keeper import Keeper
from parley.runs.schemas import Begun, Stop
from parley.runs.service import Run, Runs
from parley.sessions.record import session_row
from parley.sessions.schemas import Header, SessionStatus

_ATTEMPTS = 4
_POLL_S = 0.25
"""How often a session is looked at that another process answers."""
_TITLE_CHARS = 60
_BUSY = "Another message of this chat is being answered (run_id): wait, or send on_busy queue or interrupt."


class Forestalled(Busy):
    """The chat that the message was to make, or its Idempotency-Key, was another request's a moment before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message taken up: the session as this run holds it, the message, and who answers."""

    request: ChatRequest
    header: Header
    agent: ChatAgent
    newest: Remembered
    is_new: bool

    @property
    def run_id(self) -> str:
        """The run that holds the session."""
        return self.header.run_id or ""


@dataclass(frozen=True, slots=True)
class Bid:
    """A run that wants a session, who will answer in it, and its place in line, if it waits where others are first.

    `ahead` is told how the message will be taken up before that is known to be so, perhaps several times; where it
    fails, nothing is stored.
    """

    run: Run
    agent: ChatAgent
    place: Place | None
    ahead: Callable[[Taken], Awaitable[None]]


class Taking:
    """Gives a session to one run at a time."""

    def __init__(self, settings: Settings, db: Database, runs: Runs, keeper: Keeper) -> None:
        self._settings = settings
        self._db = db
        self._runs = runs
        self._keeper = keeper
        self._lines = Lines(settings.chat_queue_length)

    @contextmanager
    def line(self, request: ChatRequest) -> Iterator[Place | None]:
        """A place in the chat's line, for a message that may wait; to be entered before anything is waited for."""
        if request.on_busy is OnBusy.REJECT:
            yield None
            return
        with self._lines.place(_line_of(request), is_first=request.on_busy is OnBusy.INTERRUPT) as place:
            yield place

    async def take(self, request: ChatRequest, bid: Bid) -> Taken | Answer:
        """The message taken up, or the answer that its Idempotency-Key stands for.

        NotFound, Conflict where the session takes no more, Busy where it is another run's for too long.
        """
        if bid.place is None:
            if not self._lines.is_free(_line_of(request)):
                raise Busy("Other messages wait for this chat; wait with them (on_busy: queue), or try again later.")
            found = await self._try(request, bid)
            if isinstance(found, str):
                raise Busy(_BUSY, run_id=found)
            return found
        try:
            return await self._wait(request, bid, bid.place)
        except TimeoutError:
            raise Busy("The chat was busy all the time that a message waits (CHAT_QUEUE_SECONDS).") from None
        except asyncio.CancelledError:
            if bid.run.stop is None:
                raise
            raise Unavailable("The message was stopped before its turn came; nothing of it was stored.") from None

    def freed(self, request: ChatRequest) -> None:
        """A run of this process let a session go."""
        self._lines.freed(_line_of(request))

    async def _wait(self, request: ChatRequest, bid: Bid, place: Place) -> Taken | Answer:
        stopped, ends = "", asyncio.get_running_loop().time() + self._settings.chat_queue_seconds
        while True:
            async with asyncio.timeout_at(ends):
                await place.wait(_POLL_S)
            found = await self._try(request, bid)
            if not isinstance(found, str):
                return found
            if request.on_busy is OnBusy.INTERRUPT and found != stopped:
                stopped = found
                await self._interrupt(request.owner, found)

    async def _interrupt(self, owner: str, run_id: str) -> None:
        """End the run that is in the way, wherever it goes on."""
        with suppress(NotFound):  # it may be erased meanwhile
            await self._keeper.stop(owner, run_id, Stop.INTERRUPTED)

    async def _is_swept(self, owner: str, run_id: str) -> bool:
        """Close the run if its process is dead, without waiting for the sweeper; whether the session may be free."""
        try:
            run = await run_record.find(self._db, owner, run_id)
        except NotFound:
            return True
        if run.is_over or run_id in self._runs.recorded or run.alive_until > now():
            return run.is_over
        await self._keeper.close(run)
        return True

    async def _try(self, request: ChatRequest, bid: Bid) -> Taken | Answer | str:
        """As `take`, or the id of the run that is in the way."""
        seen = request.seen if request.opens or request.on_busy is OnBusy.REJECT else None
        for _ in range(_ATTEMPTS):
            before = seen or await record.chat_of(self._db, request.owner, request.session_id)
            seen = None
            _check_open(before)
            if before.run_id is not None:
                if await self._is_swept(request.owner, before.run_id):
                    continue
                return before.run_id
            taken = _taken(request, before, bid.agent, bid.run.id)
            await bid.ahead(taken)
            try:
                with bid.run.unbroken():
                    await self._db.apply(self._unit(before, taken))
            except GuardMissed:
                continue
            except Duplicate:
                if request.claim is not None and (answer := await self._answered(request)):
                    return answer
                if request.opens:
                    raise Forestalled("Another request made this chat just now; try again.") from None
                continue
            return taken
        raise Busy("The chat changed several times meanwhile; try again.")

    async def _answered(self, request: ChatRequest) -> Answer | None:
        """What the same request was answered meanwhile; Busy while it is being answered."""
        return None if request.claim is None else await idempotency.find(self._db, request.owner, request.claim)

    def _unit(self, before: Header, taken: Taken) -> Unit:
        after, newest, request = taken.header, taken.newest, taken.request
        above = self._settings.compress_above_chars
        row = Begun(taken.run_id, after.id, after.owner, taken.agent.slug, newest.id)
        alive_s = self._settings.run_alive_seconds
        rows: list[Statement] = [session_row(after)] if request.opens else []
        rows.append(run_record.begin_row(row, process=self._runs.process, alive_s=alive_s))
        if taken.is_new:
            rows.append(record.user_row(after, newest.id, newest.text, newest.parent_id, above))
        if request.claim is not None:
            hours = self._settings.idempotency_hours
            rows.append(idempotency.hold(request.owner, request.claim, after.id, taken.run_id, hours=hours))
        guard = None if request.opens else record.begun(before, after)
        return Unit(tuple(rows), guard, is_provisional=not request.opens)


def _line_of(request: ChatRequest) -> str:
    """Whose line for which chat: nobody stands in a line of somebody else's."""
    return f"{request.owner}:{request.session_id}"


def _taken(request: ChatRequest, before: Header, agent: ChatAgent, run_id: str) -> Taken:
    spot, moment = request.spot, now()
    is_new = spot is None or spot.said is None
    parent = spot.parent if spot is not None else before.head or None
    message_id = spot.said if spot is not None and spot.said is not None else new_id()
    changes = {
        "version": before.version + 1,
        "seq": before.seq + 1 if is_new else before.seq,
        "title": before.title or title_of(request.content),
        "agent": agent.name if request.opens else before.agent,
        "run_id": run_id,
        "updated_at": moment,
        "last_turn_at": moment,
    }
    newest = Remembered(message_id, parent, Role.USER, request.content)
    return Taken(request, before.model_copy(update=changes), agent, newest, is_new)


def title_of(content: str) -> str:
    """A chat's title from its first message: its beginning, up to the end of a word."""
    words = " ".join(content.split())
    if len(words) <= _TITLE_CHARS:
        return words
    whole = words[: _TITLE_CHARS + 1].rpartition(" ")[0]
    return f"{whole or words[:_TITLE_CHARS]}…"


def _check_open(header: Header) -> None:
    if header.status is SessionStatus.ABANDONED:
        raise Conflict("This chat was closed; its messages can be read, a new chat takes new ones.")
    if header.turn >= header.max_turns:
        raise Conflict(f"This chat has had its {header.max_turns} turns (CHAT_MAX_TURNS); begin a new one.")
