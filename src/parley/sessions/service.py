"""Turns: ordered, exclusive, committed before they are answered, rebuilt from the database when live state is gone."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from parley.core import idempotency
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Busy, Conflict, Unavailable
from parley.core.idempotency import Answer, Claim
from parley.core.log import logger
from parley.core.statements import Duplicate, GuardMissed, Statement, Unit
from parley.runs.schemas import Listener
from parley.sessions import record
from parley.sessions.history import History
from parley.sessions.live import LiveStore
from parley.sessions.schemas import (
    Cost,
    Header,
    Loaded,
    Opening,
    SessionKind,
    SessionStatus,
    TurnEngine,
    TurnInput,
    TurnKind,
    TurnRequest,
    TurnResult,
)


class Forgetful(Protocol):
    """What keeps something of sessions beside the record."""

    async def forget(self, session_id: str) -> None:
        """Keep nothing of the session."""


class Sessions:
    """The turns of every session; `engines` answers each kind. `memories` are told of sessions that were erased."""

    def __init__(
        self,
        settings: Settings,
        db: Database,
        live: LiveStore,
        engines: Mapping[SessionKind, TurnEngine],
        *,
        memories: Sequence[Forgetful] = (),
    ) -> None:
        self.settings = settings
        self.db = db
        self.live = live
        self._engines = engines
        self._memories: tuple[Forgetful, ...] = (live, *memories)

    async def forget(self, session_id: str) -> None:
        """Keep nothing of the session at hand: what is left of it is on record."""
        for memory in self._memories:
            await memory.forget(session_id)

    async def create(self, opening: Opening) -> Answer:
        """A new session and its first turn in one transaction; with a message that turn is already answered."""
        return await self._once(opening, partial(self._create, opening))

    async def _create(self, opening: Opening) -> Answer:
        header = self._new_header(opening)
        result = await opening.work(TurnInput(header, "", 0, False, History(self.db, header)))
        before: tuple[Statement, ...] = ()
        if opening.message is not None:
            header = header.model_copy(update={"head": new_id()})
            before = (record.state_row(header, result.state, None),)  # what an undo of the first turn goes back to
            turn = TurnInput(header, result.state, 1, header.max_tokens > 0, History(self.db, header), opening.listener)
            if opening.listener is not None:
                opening.listener.begin()
            result = await self._engines[opening.kind].take(opening.message, turn)
        after = _advanced(header, result, header.created_at, messages=1 if opening.message is None else 2)
        after = after.model_copy(update={"turn": 0 if opening.message is None else 1})
        answer = Answer(201, result.render(after))
        rows = (
            record.session_row(after),
            *before,
            record.state_row(after, result.state, header.head or None),
            *record.turn_rows(after, result, TurnKind.MESSAGE, opening.message),
        )
        await self._commit(Unit((*rows, *result.writes, *self._kept(opening, answer, after.id))), opening.listener)
        await self.remember(Loaded(after, result.state))
        return answer

    async def load(self, owner: str, session_id: str) -> Loaded:
        """A session as the record has it; NotFound for unknown and foreign ids alike."""
        return await record.load(self.db, owner, session_id)

    async def remember(self, loaded: Loaded) -> None:
        """Put a session into live state, unless a turn of it is under way."""
        held = await self.live.open(loaded.header.id)
        if held is not None:
            await self.live.close(loaded.header.id, held.token, record.pack(loaded.header, loaded.state))

    async def take_message(
        self, owner: str, session_id: str, message: str, claim: Claim | None, listener: Listener | None = None
    ) -> Answer:
        """Answer a message: NotFound, Busy while another turn runs, Conflict when the session takes no more."""

        async def work(turn: TurnInput) -> TurnResult:
            return await self._engines[turn.header.kind].take(message, turn)

        return await self.take_turn(TurnRequest(owner, session_id, work, message, claim, listener))

    async def take_turn(self, request: TurnRequest) -> Answer:
        """One turn of whatever kind, under the session's lock; the answer is given after the commit."""
        return await self._once(request, partial(self._locked_turn, request))

    async def replay(self, owner: str, claim: Claim | None) -> Answer | None:
        """The stored answer of a request that was answered before, for those that do much before their turn."""
        return None if claim is None else await idempotency.find(self.db, owner, claim)

    async def _once(self, request: Opening | TurnRequest, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
        """Run `attempt` once per Idempotency-Key: replay a stored answer, Busy while the same request runs."""
        owner, claim = request.owner, request.claim
        if claim is None:
            return await _settled(attempt)
        if stored := await idempotency.find(self.db, owner, claim):
            return stored
        lease = f"{owner}:{claim.key}"
        if not await self.live.lease(lease):
            raise Busy("The same request is still being answered; ask again shortly with the same key.")
        try:
            return await attempt()
        except Duplicate:
            return await idempotency.find(self.db, owner, claim) or await _settled(attempt)
        finally:
            await self.live.release(lease)

    async def _locked_turn(self, request: TurnRequest) -> Answer:
        held = await self.live.open(request.session_id)
        if held is None:
            await self.load(request.owner, request.session_id)  # NotFound: a foreign session is not even busy
            raise Busy("Another message to this session is being answered; send this one when it is done.")
        saved: bytes | None = None
        try:
            answer, saved = await self._turn_from_live(held.value, request) or await self._turn_from_record(request)
        except Unavailable:
            saved = held.value
            raise
        finally:
            await self.live.close(request.session_id, held.token, saved)
        return answer

    async def _turn_from_live(self, value: bytes | None, request: TurnRequest) -> tuple[Answer, bytes] | None:
        """The turn on live state; None where that is missing, another owner's, or older than the record."""
        loaded = record.unpack(value, request.session_id) if value else None
        if loaded is None or loaded.header.owner != request.owner:
            return None
        try:
            return await self._turn(loaded, request)
        except GuardMissed:
            return None

    async def _turn_from_record(self, request: TurnRequest) -> tuple[Answer, bytes]:
        try:
            return await self._turn(await record.load(self.db, request.owner, request.session_id), request)
        except GuardMissed as error:
            raise Busy("Another message to this session was answered first; look at it, then try again.") from error

    async def _turn(self, loaded: Loaded, request: TurnRequest) -> tuple[Answer, bytes]:
        header = loaded.header
        self._check_open(header)
        moment = now()
        history = History(self.db, header)
        turn = TurnInput(header, loaded.state, header.turn + 1, header.may_use_model, history, request.listener)
        if request.listener is not None:
            request.listener.begin()
        result = await request.work(turn)
        after = _advanced(header, result, moment, messages=0 if request.message is None else 2)
        states: tuple[Statement, ...]
        if result.moved is not None:
            after = after.model_copy(update={"head": result.moved.head})
            states, kind = result.moved.writes, result.moved.kind
        else:
            states, kind = (record.state_row(after, result.state, header.head),), request.kind
        answer = Answer(200, result.render(after))
        rows = record.turn_rows(after, result, kind, request.message)
        kept = self._kept(request, answer, header.id)
        unit = Unit((*states, *rows, *result.writes, *kept), record.guard(header, after))
        await self._commit(unit, request.listener)
        return answer, record.pack(after, result.state)

    async def _commit(self, unit: Unit, listener: Listener | None) -> None:
        with contextlib.nullcontext() if listener is None else listener.ending():
            await self.db.apply(unit)

    def _kept(self, request: Opening | TurnRequest, answer: Answer, session_id: str) -> tuple[Statement, ...]:
        if request.claim is None:
            return ()
        hours = self.settings.idempotency_hours
        return (idempotency.keep(request.owner, request.claim, answer, session_id, hours=hours),)

    def _new_header(self, opening: Opening) -> Header:
        max_turns, max_tokens = self.settings.max_turns, self.settings.max_session_tokens
        return Header.new(
            opening.owner,
            opening.kind,
            max_turns=min(opening.max_turns or max_turns, max_turns),
            max_tokens=max_tokens if opening.max_tokens is None else min(opening.max_tokens, max_tokens),
        )

    def _check_open(self, header: Header) -> None:
        if header.kind not in self._engines:
            raise Conflict("This session is a chat: it has messages and no stages; POST /api/v1/messages talks in it.")
        if header.status is SessionStatus.ABANDONED:
            raise Conflict("This session was abandoned; its messages can be read, a new session takes new ones.")
        if header.turn >= header.max_turns:
            goes_on = f"; with agent_id {header.agent_id} it goes on from here" if header.agent_id else ""
            raise Conflict(f"This session has used its {header.max_turns} turns; start a new one{goes_on}.")


async def _settled(attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    """The attempt, and once more where another one's commit took a name (an agent's slug) first: it is seen then."""
    try:
        return await attempt()
    except Duplicate:
        logger.info("a name was taken meanwhile")
    try:
        return await attempt()
    except Duplicate as error:
        raise Busy("The write collided with another one; try again.") from error


def _advanced(header: Header, result: TurnResult, moment: datetime, *, messages: int) -> Header:
    """The header after a turn. A title is taken from the engine until somebody sets one; an agent, once made, stays."""
    cost: Cost = result.cost
    spent = ("document_calls", "document_input_tokens", "document_output_tokens")
    calls, read, written = spent if cost.is_document else ("model_calls", "input_tokens", "output_tokens")
    return header.model_copy(
        update={
            "version": header.version + 1,
            "turn": header.turn + 1,
            "seq": header.seq + messages,
            "head": new_id(),
            "stage": result.stage,
            "status": result.status,
            "title": header.title or result.title,
            "agent_id": result.agent_id or header.agent_id,
            "agent_version": result.agent_version or header.agent_version,
            calls: getattr(header, calls) + cost.model_calls,
            read: getattr(header, read) + cost.input_tokens,
            written: getattr(header, written) + cost.output_tokens,
            "updated_at": moment,
            "last_turn_at": moment,
        }
    )
