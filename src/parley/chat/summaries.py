"""Summaries: a model sums up what is about to leave a chat's window, beside the turns and unseen by them.

Originals stay. Where no model can do it, or its answer is lost, older messages are left out of the window instead. What
a summary costs is the session's: booked with it, or after a later turn where one was under way just then.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from parley.chat import record
from parley.chat.models import Summary
from parley.chat.recent import Kept, Recent, Tip
from parley.chat.remembered import Remembered, Summed
from parley.chat.window import Limits, unsummed
from parley.core.clock import new_id, now
from parley.core.db import Database
from parley.core.errors import AppError
from parley.core.log import logger
from parley.core.statements import Duplicate, GuardMissed, Insert, Statement, Unit, Update
from parley.core.text import without_controls
from parley.llm.errors import ModelError
from parley.llm.prompts import template
from parley.llm.schemas import Role, Said, Spent, StreamingModel, TalkRequest
from parley.sessions.models import Session

_FULL = 0.8
"""Of the token budget, what a window may take before its older part is summed up."""
_WORDS = 300
_MOST_TOKENS = 800
_MOST_CHARS = 6_000
_MESSAGE_CHARS = 4_000
_CLOSING_S = 2.0

Models = Callable[[str | None], StreamingModel]
"""The model of a name, None for the default; AppError where there is none."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to sum up: `fold` of the branch that ends at `tip`, after what `earlier` covers."""

    tip: Tip
    fold: tuple[Remembered, ...]
    earlier: Summed | None
    model: str | None


def due(tip: Tip, kept: Kept, limits: Limits, model: str | None) -> Job | None:
    """What has to be summed up after a turn: all but the newer half of a window that is about to overflow."""
    since = unsummed(kept.messages, kept.summary)
    is_long = len(since) >= limits.messages or sum(message.tokens for message in since) > _FULL * limits.tokens
    fold = _older(since, limits)
    return Job(tip, tuple(fold), kept.summary, model) if is_long and fold else None


def _older(since: Sequence[Remembered], limits: Limits) -> Sequence[Remembered]:
    """What is before the newer half, and before the last exchange in any case; it ends with a reply."""
    first, left = len(since), limits.tokens // 2
    while first > max(0, len(since) - limits.messages // 2) and (left := left - since[first - 1].tokens) >= 0:
        first -= 1
    last = max(0, len(since) - 2)
    first = min(first, last)
    while 0 < first < last and since[first - 1].role is Role.USER:
        first += 1
    return since[:first]


class Summaries:
    """Sums up in the background: one summary of a session at a time, at most `most` at once."""

    def __init__(self, db: Database, recent: Recent, models: Models, *, most: int) -> None:
        self._db = db
        self._recent = recent
        self._models = models
        self._most = most
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._owed: dict[tuple[str, str], Spent] = {}

    def begin(self, tip: Tip, job: Job | None) -> None:
        """After a turn: sum up what is due, and book what is owed. Returns at once; what there is no room for waits."""
        is_owed = (tip.owner, tip.session_id) in self._owed
        if (job is None and not is_owed) or tip.session_id in self._tasks or len(self._tasks) >= self._most:
            return
        task = asyncio.create_task(self._work(tip, job))
        self._tasks[tip.session_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(tip.session_id, None))

    async def settled(self) -> None:
        """When nothing that was begun is under way any more."""
        while self._tasks:
            await asyncio.wait(self._tasks.values())

    async def close(self) -> None:
        """Stop what is under way and book what is owed, as far as the database is quick."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        try:
            async with asyncio.timeout(_CLOSING_S):
                for owner, session_id in list(self._owed):
                    await self._book(Tip(owner, session_id, None), ())
        except (TimeoutError, AppError, Duplicate) as error:
            logger.warning("summaries not booked", cause=type(error).__name__)

    async def _work(self, tip: Tip, job: Job | None) -> None:
        """All of it; what fails is logged and leaves the chat as it is."""
        try:
            if job is None:
                await self._book(tip, ())
            else:
                await self._sum_up(job)
        except (AppError, Duplicate) as error:
            reason = error.detail if isinstance(error, AppError) else "the session was erased"
            logger.warning("chat not summed up", session=tip.session_id, reason=reason)
        except Exception as error:  # the edge of a background task, whose errors nobody else would see
            logger.error("chat not summed up", session=tip.session_id, cause=type(error).__name__)

    async def _sum_up(self, job: Job) -> None:
        summary = await self._summary(job)
        await self._book(job.tip, () if summary is None else (_row(job.tip, summary),))
        if summary is not None:
            await self._recent.sum_up(job.tip, summary)

    async def _summary(self, job: Job) -> Summed | None:
        """What the model makes of it, None where that is nothing; its cost is owed either way."""
        try:
            answer = await self._models(job.model).stream(_request(job), _unheard)
        except ModelError as error:
            self._owe(job.tip, error.spent)
            reason = error.detail
        else:
            self._owe(job.tip, answer.spent)
            if text := without_controls(answer.text).strip()[:_MOST_CHARS]:
                return Summed(job.fold[-1].id, text)
            reason = "the model said nothing"
        logger.warning("chat not summed up", session=job.tip.session_id, reason=reason)
        return None

    def _owe(self, tip: Tip, spent: Spent) -> None:
        key = (tip.owner, tip.session_id)
        self._owed[key] = self._owed.get(key, Spent()) + spent

    async def _book(self, tip: Tip, rows: tuple[Statement, ...]) -> None:
        """Store the rows, and with them what the session owes, unless a turn is under way: that goes before."""
        key = (tip.owner, tip.session_id)
        header = await record.chat_of(self._db, *key)
        owed = self._owed.pop(key, Spent())
        values = {
            "model_calls": header.model_calls + owed.calls,
            "input_tokens": header.input_tokens + owed.input_tokens,
            "output_tokens": header.output_tokens + owed.output_tokens,
        }
        where = {"id": header.id, "version": header.version, "run_id": None}
        try:
            await self._db.apply(Unit(rows, Update(Session, where, values)))
        except GuardMissed:
            self._owe(tip, owed)
            if rows:
                await self._db.apply(Unit(rows))
        except AppError:
            self._owe(tip, owed)
            raise


def _unheard(_words: str) -> None:
    """Nobody hears a summary. It is streamed all the same: for anything else a vendor's package would be loaded, and
    that holds up every stream of the process for a second.
    """


def _row(tip: Tip, summary: Summed) -> Insert:
    values = {"id": new_id(), "session_id": tip.session_id, "owner": tip.owner, "created_at": now()}
    return Insert(Summary, {**values, "message_id": summary.message_id, "text": summary.text})


def _request(job: Job) -> TalkRequest:
    """The messages as data: whoever speaks in them, the model is asked by us alone."""
    said = [{"who": message.agent or message.role.value, "said": message.text[:_MESSAGE_CHARS]} for message in job.fold]
    earlier = job.earlier.text if job.earlier else None
    data = orjson.dumps({"earlier_summary": earlier, "messages": said}).decode()
    system = template("chat/summary.md.j2").render(words=_WORDS)
    return TalkRequest(system, (Said(Role.USER, data),), max_tokens=_MOST_TOKENS)
