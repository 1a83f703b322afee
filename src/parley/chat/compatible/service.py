"""Completions: an agent goes on with a conversation that its client holds. Nothing of it is stored.

Each is a run whose events are kept in this process alone. It is stopped when its client has left.
"""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from parley.chat.agents import ChatAgents
from parley.chat.compatible import conversation
from parley.chat.compatible.rendering import Completed, FinishReason, Named
from parley.chat.compatible.schemas import CompletionIn
from parley.chat.hands import ChatHands
from parley.chat.loop import Part, Reply, converse
from parley.chat.schemas import StopReason
from parley.core.clock import new_id
from parley.core.config import Settings
from parley.core.errors import TooLarge, Unavailable
from parley.llm.models import Models
from parley.llm.schemas import Call, Piece, StreamingModel, Talked, TalkRequest
from parley.runs.log import Limits, MemoryLog, Tail
from parley.runs.schemas import Stop
from parley.runs.service import Run, Runs

_NOTHING = "{}"
"""What the run's log has of an answer: the answer itself is in `ended`."""
_REASONS: dict[StopReason, FinishReason] = {
    StopReason.LENGTH: "length",
    StopReason.MAX_CALLS: "length",
    StopReason.FILTERED: "content_filter",
}


@dataclass(frozen=True, slots=True)
class Underway:
    """A completion that has begun. `ended` is its answer, or why there is none; joined to it are its events."""

    run: Run
    named: Named
    ended: "asyncio.Future[Completed]"
    runs: Runs
    log: MemoryLog

    def tail(self, wait_s: float) -> Tail:
        """Its events as they come."""
        return self.log.tail(self.run.id, 0, wait_s=wait_s)

    def stop(self) -> None:
        """End it and its request to the provider."""
        self.runs.cancel(self.run.id, Stop.CANCELLED)


class Completions:
    """Those of a process."""

    def __init__(self, settings: Settings, runs: Runs, agents: ChatAgents, models: Models, hands: ChatHands) -> None:
        self.agents = agents
        self._runs = runs
        self._settings = settings
        self._models = models
        self._hands = hands
        limits = Limits(settings.run_log_events, settings.run_log_bytes, age_s=1, runs=settings.max_runs)
        self._log = MemoryLog(limits)

    async def start(self, owner: str, body: CompletionIn) -> Underway:
        """Begin to answer. NotFound: no such agent. InvalidInput: no conversation. Unavailable: no model, no room."""
        self._check_size(body)
        agent = await self.agents.find(owner, body.model)
        request = conversation.request(agent, body)
        most = self._settings.chat_max_tokens
        request = replace(request, max_tokens=min(most, request.max_tokens or most))
        model = _Passing(self._models.pool(agent.model), conversation.theirs(body))
        named = Named(f"chatcmpl-{new_id()}", int(time.time()), body.model)
        carry_out = partial(self._hands.carry_out, owner, agent)
        part = Part(model, request, carry_out, named.id, self._settings.chat_max_calls)
        ended: asyncio.Future[Completed] = asyncio.get_running_loop().create_future()
        ended.add_done_callback(_seen)

        async def work(run: Run) -> str:
            run.begin()
            try:
                done = await self._completed(part, run, named)
            except Exception as error:
                ended.set_exception(error)
                raise
            ended.set_result(done)
            return _NOTHING

        return Underway(await self._runs.start(work, log=self._log), named, ended, self._runs, self._log)

    async def _completed(self, part: Part, run: Run, named: Named) -> Completed:
        reply = Reply()
        try:
            async with asyncio.timeout(self._settings.chat_timeout_seconds):
                reason = await converse(part, reply, run)
        except _Handed as handed:
            spent = reply.spent + handed.talked.spent
            return Completed(named, reply.text, _renamed(handed.talked.calls), "tool_calls", spent)
        except TimeoutError as error:
            raise Unavailable("The reply took longer than it may (CHAT_TIMEOUT_SECONDS).") from error
        except asyncio.CancelledError:
            if run.stop is None:
                raise
            raise Unavailable("The reply was stopped: the server is shutting down.") from None
        return Completed(named, reply.text, (), _REASONS.get(reason, "stop"), reply.spent)

    def _check_size(self, body: CompletionIn) -> None:
        most, tools = self._settings.completion_max_messages, self._settings.completion_max_tools
        if len(body.messages) > most:
            raise TooLarge(f"There are more than {most:,} messages (COMPLETION_MAX_MESSAGES).", max_messages=most)
        if len(body.tools or ()) > tools:
            raise TooLarge(f"There are more than {tools:,} tools (COMPLETION_MAX_TOOLS).", max_tools=tools)


class _Handed(Exception):
    """The model wants tools of the client's: it is their turn. What it wanted of the agent's own is not begun."""

    def __init__(self, talked: Talked) -> None:
        super().__init__("the client's turn")
        self.talked = talked


class _Passing:
    """A model whose calls of the client's tools end the reply."""

    def __init__(self, model: StreamingModel, theirs: frozenset[str]) -> None:
        self._model = model
        self._theirs = theirs

    async def stream(self, request: TalkRequest, hear: Piece) -> Talked:
        """The next message; _Handed where the client has to call something before it goes on."""
        talked = await self._model.stream(request, hear)
        calls = tuple(call for call in talked.calls if call.name in self._theirs)
        if calls:
            raise _Handed(replace(talked, calls=calls))
        return talked


def _renamed(calls: Iterable[Call]) -> tuple[Call, ...]:
    """The calls under ids that no other answer has: some providers begin anew with each."""
    return tuple(replace(call, id=f"call_{new_id().replace('-', '')}") for call in calls)


def _seen(ended: "asyncio.Future[Completed]") -> None:
    """Nobody may be left to hear of a failure."""
    if not ended.cancelled():
        ended.exception()
