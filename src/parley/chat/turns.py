"""A chat's turn: taken up by one unit of work, told while the model speaks, closed by another.

In between nothing is held but the session's `run_id`: it keeps every other process out until this one, or a sweeper
after its death, closes the turn.
"""

import asyncio
from dataclasses import dataclass, replace
from functools import partial

from parley.chat import record
from parley.chat.agents import ChatAgents
from parley.chat.closing import Closing, NotHeld, Spoken
from parley.chat.early import Early
from parley.chat.hands import ChatHands
from parley.chat.heads import Heads
from parley.chat.loop import Part, Reply, converse
from parley.chat.memory import Memory
from parley.chat.record import Stored
from parley.chat.schemas import ChatRequest, StopReason
from parley.chat.taking import Bid, Taken, Taking
from parley.core import idempotency
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import AppError, Conflict
from parley.core.idempotency import Answer
from parley.core.log import logger
from parley.llm.errors import ModelError, ModelTimeout
from parley.llm.models import Models
from parley.llm.schemas import StreamingModel, TalkRequest
from parley.runs.service import Run, problem_of


@dataclass(frozen=True, slots=True)
class Means:
    """Whom one can talk with, and what they speak, remember and act with."""

    agents: ChatAgents
    models: Models
    memory: Memory
    hands: ChatHands


class Turns:
    """Answers messages, each as the work of a run."""

    def __init__(self, settings: Settings, db: Database, means: Means, taking: Taking) -> None:
        self._settings = settings
        self._db = db
        self._means = means
        self._taking = taking
        self._closing = Closing(settings, db)
        self.heads = Heads(settings.memory_max_sessions)

    async def take(self, request: ChatRequest, run: Run) -> Answer:
        """Answer a message; what refuses it is raised before the run begins, and nothing is stored then.

        A ModelError after that: it failed before its first word, and the message stays, marked `unanswered`.
        """
        async with Early() as early:
            taken = await self._taken(request, run, early)
            if isinstance(taken, Answer):
                return taken
            try:
                run.begin()
                return await self._answered(taken, early, run)
            finally:
                self._taking.freed(request)

    async def _taken(self, request: ChatRequest, run: Run, early: Early) -> Taken | Answer:
        """The message taken up and its model asked, or an answer given before."""
        with self._taking.line(request) as place:
            if request.claim is not None and (kept := await idempotency.find(self._db, request.owner, request.claim)):
                return kept
            seen = request.seen or self.heads.take(request.owner, request.session_id)
            seen = seen or await record.chat_of(self._db, request.owner, request.session_id)
            agent = await self._means.agents.find(request.owner, request.agent or seen.agent)
            model = self._means.models.pool(agent.model)

            async def ask(taking: Taken) -> None:
                await early.ask(await self._part(taking, model))

            return await self._taking.take(replace(request, seen=seen), Bid(run, agent, place, ask))

    async def _answered(self, taken: Taken, early: Early, run: Run) -> Answer:
        reply = Reply()
        try:
            reason = await self._spoken(early, reply, run)
        except Exception as error:  # whatever it is, the session must not stay with a run that is over
            with run.ending(), run.unbroken():
                await self._failed(taken, problem_of(error), run.last_seq)
            raise
        with run.ending(), run.unbroken():
            is_claimed = taken.request.claim is not None
            spoken = Spoken(taken.newest.id, taken.is_new, taken.agent.slug, reply, reason, is_claimed)
            stored = await self._ended(taken, spoken, run.last_seq)
        return Answer(200, record.render(stored))

    async def _spoken(self, early: Early, reply: Reply, run: Run) -> StopReason:
        """Let the agent speak; why it ended. ModelError where it ended before it began."""
        try:
            async with asyncio.timeout_at(early.asked_at + self._settings.chat_timeout_seconds):
                if run.stop is None:  # a cancellation while the message was taken up
                    return await converse(early.part, reply, run)
        except TimeoutError as error:
            if not reply.has_begun:
                raise ModelTimeout("The model did not answer in time (CHAT_TIMEOUT_SECONDS).") from error
            return StopReason.TIMEOUT
        except Exception as error:  # a model's failure or a fault of ours: what was heard of the reply stays
            if not reply.has_begun:
                raise
            is_model = isinstance(error, ModelError)
            logger.warning("reply cut off", cause=type(error).__name__, exc_info=None if is_model else error)
            return StopReason.MODEL_FAILED if is_model else StopReason.INTERRUPTED
        except asyncio.CancelledError:
            if run.stop is None:
                raise
        return StopReason(run.stop)

    async def _part(self, taken: Taken, model: StreamingModel) -> Part:
        agent, settings = taken.agent, self._settings
        request = TalkRequest(
            system=agent.system,
            messages=await self._means.memory.window(taken.header, agent, taken.newest, taken.request.recall),
            tools=agent.offers,
            max_tokens=settings.chat_max_tokens,
            temperature=agent.temperature,
        )
        carry_out = partial(self._means.hands.carry_out, taken.header.owner, agent)
        return Part(model, request, carry_out, taken.run_id, settings.chat_max_calls)

    async def _ended(self, taken: Taken, spoken: Spoken, last_seq: int) -> Stored:
        """Store the reply and let the session go."""
        try:
            stored, left = await self._closing.with_reply(taken.header, spoken, last_seq)
        except NotHeld:
            return await self._closed_by_others(taken)
        self.heads.put(left)
        await self._means.memory.add(taken.header, taken.newest, stored)
        return stored

    async def _closed_by_others(self, taken: Taken) -> Stored:
        """What a write that seemed lost has stored after all, or a sweeper that took this process for dead."""
        header = taken.header
        found = await record.message_of_run(self._db, header.owner, header.id, taken.run_id)
        if found is None:
            raise Conflict("The chat was erased, or taken from this process, while its agent was speaking.")
        return found

    async def _failed(self, taken: Taken, problem: str, last_seq: int) -> None:
        """Let the session go without a reply."""
        unanswered = taken.newest.id if taken.is_new else None
        try:
            await self._closing.without_reply(taken.header, unanswered, problem, last_seq)
        except (NotHeld, AppError) as error:  # the sweeper closes what is left open
            logger.warning("turn left open", reason=type(error).__name__)
