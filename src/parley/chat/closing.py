"""Closing a turn: with a reply or without one, in one unit that is tried until it is known how it went.

A run's own process does it, or after that one's death whoever finds the run.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from parley.chat import record
from parley.chat.loop import Reply
from parley.chat.record import Stored
from parley.chat.remembered import write_rounds
from parley.chat.schemas import StopReason
from parley.core import idempotency
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Unavailable
from parley.core.idempotency import Answer
from parley.core.statements import GuardMissed, Statement, Unit
from parley.runs import record as run_record
from parley.runs.schemas import RunStatus
from parley.sessions.schemas import Header, MessageStatus

T = TypeVar("T")

_PAUSES_S = (0.1, 0.3, 1.0, 2.0, 4.0)
"""Between the tries of a write while the database is away, or others change the session."""
_STATUSES = {
    MessageStatus.COMPLETE: RunStatus.COMPLETE,
    MessageStatus.CANCELLED: RunStatus.CANCELLED,
    MessageStatus.INTERRUPTED: RunStatus.INTERRUPTED,
}


class NotHeld(Exception):
    """The session is not the run's any more: somebody else closed it, or it was erased."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply as it ended, and what it answers; `is_new`: that message was sent with this turn.

    `is_claimed`: its request may have carried an Idempotency-Key.
    """

    message_id: str
    is_new: bool
    agent: str
    reply: Reply
    reason: StopReason
    is_claimed: bool = True


class Closing:
    """Lets sessions go that a run holds. `header` is the session as the run took it, or as it was found."""

    def __init__(self, settings: Settings, db: Database) -> None:
        self._above_chars = settings.compress_above_chars
        self._db = db

    async def with_reply(self, header: Header, spoken: Spoken, last_seq: int) -> tuple[Stored, Header]:
        """Store the reply, which becomes the session's head, and the session as it is then; NotHeld, Unavailable."""
        reply_id = new_id()

        def closing(before: Header) -> tuple[Unit, tuple[Stored, Header]]:
            after = _with_reply(before, spoken.reply, reply_id)
            stored = _stored(after, before.run_id or "", spoken)
            rows: list[Statement] = [
                record.reply_row(after, stored, self._above_chars),
                run_record.end_update(before.run_id or "", _STATUSES[spoken.reason.status], last_seq=last_seq),
            ]
            if spoken.is_claimed:
                rows.append(idempotency.settle(before.id, before.run_id or "", Answer(200, record.render(stored))))
            if not spoken.is_new:
                rows.append(record.marked(spoken.message_id, MessageStatus.COMPLETE))
            return Unit(tuple(rows), record.ended(before, after)), (stored, after)

        return await self._close(header, closing)

    async def without_reply(self, header: Header, unanswered: str | None, problem: str, last_seq: int) -> None:
        """Leave the session's head where it was, and mark the message that got no reply; NotHeld, Unavailable."""

        def closing(before: Header) -> tuple[Unit, None]:
            after = before.model_copy(update={"version": before.version + 1, "run_id": None, "updated_at": now()})
            rows: list[Statement] = [
                run_record.end_update(before.run_id or "", RunStatus.FAILED, last_seq=last_seq, problem=problem),
                idempotency.release(before.id, before.run_id or ""),
            ]
            if unanswered is not None:
                rows.append(record.marked(unanswered, MessageStatus.UNANSWERED))
            return Unit(tuple(rows), record.ended(before, after)), None

        await self._close(header, closing)

    async def _close(self, held: Header, closing: Callable[[Header], tuple[Unit, T]]) -> T:
        """Write it on the session as it stands: a rename in between moves the version on, a lost write is repeated."""
        before, is_fresh = held, True
        for pause_s in (*_PAUSES_S, None):
            try:
                before = before if is_fresh else await self._found(held)
                is_fresh = False
                unit, result = closing(before)
                await self._db.apply(unit)
                return result
            except GuardMissed:
                continue
            except Unavailable:
                if pause_s is None:
                    raise
                await asyncio.sleep(pause_s)
        raise Unavailable("The chat changed again and again; what was said could not be stored.")

    async def _found(self, held: Header) -> Header:
        found = await record.find(self._db, held.owner, held.id)
        if found is None or found.run_id != held.run_id:
            raise NotHeld
        return found


def _with_reply(before: Header, reply: Reply, reply_id: str) -> Header:
    moment, spent = now(), reply.spent
    changes = {
        "version": before.version + 1,
        "turn": before.turn + 1,
        "seq": before.seq + 1,
        "head": reply_id,
        "run_id": None,
        "model_calls": before.model_calls + spent.calls,
        "input_tokens": before.input_tokens + spent.input_tokens,
        "output_tokens": before.output_tokens + spent.output_tokens,
        "updated_at": moment,
        "last_turn_at": moment,
    }
    return before.model_copy(update=changes)


def _stored(after: Header, run_id: str, spoken: Spoken) -> Stored:
    reply = spoken.reply
    return Stored(
        id=after.head,
        session_id=after.id,
        turn=after.turn,
        seq=after.seq,
        role="assistant",
        content=reply.text,
        parts=write_rounds(reply.rounds),
        status=spoken.reason.status,
        parent_id=spoken.message_id,
        agent=spoken.agent,
        run_id=run_id,
        stop_reason=spoken.reason,
        model_calls=reply.spent.calls,
        input_tokens=reply.spent.input_tokens,
        output_tokens=reply.spent.output_tokens,
        created_at=after.last_turn_at,
    )
