"""Runs whose process died: what became of runs, for whoever asks later, and their sessions made usable at once."""

import orjson

from parley.chat import record
from parley.chat.closing import Closing, NotHeld, Spoken
from parley.chat.loop import Reply
from parley.chat.remembered import Round
from parley.chat.schemas import StopReason
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Unavailable
from parley.core.log import logger
from parley.core.statements import Unit
from parley.llm.schemas import Call, Result
from parley.runs import record as run_record
from parley.runs.schemas import Entry, Kind, RunRow, RunStatus
from parley.runs.service import problem_of


class Orphans:
    """What chats know of runs that nobody looks after; see `runs.schemas.Endings`."""

    def __init__(self, settings: Settings, db: Database) -> None:
        self._db = db
        self._closing = Closing(settings, db)

    async def reply(self, run: RunRow) -> str | None:
        """The message that a run left behind, as JSON."""
        found = await record.message_of_run(self._db, run.owner, run.session_id, run.id)
        return None if found is None else record.render(found)

    async def close(self, run: RunRow, entries: list[Entry]) -> None:
        """End a run whose process died: what was heard of the reply is stored as `interrupted`, if anything was."""
        header = await record.find(self._db, run.owner, run.session_id)
        reply, last_seq = _heard(entries), (entries[-1].seq if entries else 1) + 2
        try:
            if header is None or header.run_id != run.id:
                await self._db.apply(Unit((run_record.end_update(run.id, RunStatus.INTERRUPTED, last_seq=last_seq),)))
                return
            if reply.has_begun:
                answered = await self._is_answered(run)
                spoken = Spoken(run.message_id, not answered, run.agent, reply, StopReason.INTERRUPTED)
                await self._closing.with_reply(header, spoken, last_seq)
            else:
                unanswered = None if await self._is_answered(run) else run.message_id
                problem = problem_of(Unavailable("The process that was to answer ended; send the message again."))
                await self._closing.without_reply(header, unanswered, problem, last_seq)
        except NotHeld:
            return  # another process was faster
        logger.info("run closed after its process", run=run.id, words=len(reply.words))

    async def _is_answered(self, run: RunRow) -> bool:
        """Whether the message has a reply from before, which this run was to give another of."""
        return await record.has_reply(self._db, run.owner, run.session_id, run.message_id)


def _heard(entries: list[Entry]) -> Reply:
    """The reply as far as the log has it: its words, and each call with its result."""
    reply = Reply()
    for entry in entries:
        match entry.kind:
            case Kind.DELTA:
                reply.words.append(entry.text)
            case Kind.TOOL_CALL:
                call = orjson.loads(entry.data)
                made = Call(call["call_id"], call["name"], call["arguments"])
                reply.rounds.append(Round(reply.tail, (made,)))
            case Kind.TOOL_RESULT if reply.rounds:
                result = orjson.loads(entry.data)
                latest = reply.rounds[-1]
                reply.rounds[-1] = Round(latest.text, latest.calls, (Result(result["call_id"], result["result"]),))
            case _:
                pass
    return reply
