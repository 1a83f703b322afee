"""Build sessions: the turn engine that runs the graph, the edits that are turns too, and what is read in between."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from parley.agents.schemas import AgentSpec, Provenance
from parley.agents.service import Agents, Origin, is_there, version_rows
from parley.builder import ask, budget, changes, dialogue, documents, machinery, polishing, reply, report
from parley.builder.answers import Progress, StatusOut, TurnOut, UsageTotal, WorkflowSummary
from parley.builder.edits import Edit
from parley.builder.imports import Imports
from parley.builder.phrases import N_, phrases
from parley.builder.reopening import bereft, opened
from parley.builder.schemas import BuildState, Change, Op, Question, Source, Stage, Usage
from parley.builder.states import States
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.errors import Conflict, NotFound
from parley.core.statements import Statement
from parley.llm.schemas import StructuredModel
from parley.runs.schemas import Delta
from parley.sessions.schemas import Cost, Header, Loaded, Moved, Past, SessionStatus, TurnInput, TurnResult
from parley.tools.mcp.service import McpServers

if TYPE_CHECKING:
    from parley.builder.runner import Runner


class Builder:
    """Answers build sessions. `model` is None where none is configured: then every turn is guided."""

    def __init__(self, settings: Settings, agents: Agents, model: StructuredModel | None, servers: McpServers) -> None:
        self._expiry_s = settings.session_expiry_seconds
        self._document_tokens = settings.max_document_tokens
        self._document_timeout_s = settings.document_timeout_seconds
        self._part_chars = settings.document_part_chars
        self.imports = Imports(settings, model, servers)
        self._agents = agents
        self._model = model
        self._states = States(settings.live_max_states)
        self._runner: Runner | None = None
        self._loading: asyncio.Future[None] | None = None

    def prepare(self) -> "asyncio.Future[None]":
        """Begin to load what turns need, beside the event loop; done before the first message, it need not wait."""
        if self._loading is None:
            load = partial(machinery.load, has_model=self._model is not None)
            self._loading = asyncio.get_running_loop().run_in_executor(None, load)
        return self._loading

    async def open(self, turn: TurnInput, *, language: str | None = None, agent_id: str | None = None) -> TurnResult:
        """Turn 0: the first question; with `agent_id`, the newest version of that agent, ready to be changed.

        Of a persona it is a copy, which becomes the owner's own agent once it is agreed to.
        """
        state = BuildState(language=language or "en")
        if agent_id is not None:
            state = opened(await self._agents.version(turn.header.owner, agent_id), state)
        state = state.model_copy(update={"question": ask.next_question(state)})
        state = state.model_copy(update={"asked": ask.noted(state)})
        return self._result(turn.header, state, _Said(reply.opening(state), state.question))

    async def take(self, message: str, turn: TurnInput) -> TurnResult:
        """Answer a message; the state and the agent's new version, if it made one, come back to be stored."""
        return await self._run(turn, message)

    async def edit(self, change: Edit, turn: TurnInput) -> TurnResult:
        """A change by hand: what depends on it is derived again in the same turn."""
        return await self.adopt(lambda state: Source(change(state)), turn)

    async def adopt(self, change: Callable[[BuildState], Source], turn: TurnInput) -> TurnResult:
        """A change that says itself how it came about and what it cost."""
        before = await self._current(turn)
        return await self._run(turn, None, change(_at(before, turn)))

    async def document(self, text: str, turn: TurnInput) -> TurnResult:
        """Take what a document adds to the brief; what it costs is counted apart from the session."""
        header = turn.header
        tokens = self._document_tokens - header.document_input_tokens - header.document_output_tokens
        limits = documents.Limits(self._part_chars, tokens, self._document_timeout_s)
        model = self._model if tokens > 0 else None
        source = await documents.read(text, _at(await self._current(turn), turn), model, limits)
        result = await self._run(turn, None, source)
        return replace(result, cost=replace(result.cost, is_document=True))

    async def polish(self, turn: TurnInput) -> TurnResult:
        """The prompt in better words, by the model; Conflict where there is none to ask, or no prompt."""
        model = self._model if turn.may_use_model else None
        before = await self._current(turn)
        return await self._run(turn, None, await polishing.polished(_at(before, turn), model))

    async def undo(self, turn: TurnInput) -> TurnResult:
        """Back to the state before the last turn; Conflict at the beginning."""
        moved = await turn.history.back()
        if moved is None:
            raise Conflict("There is nothing to undo in this session.")
        return self._move(turn, moved, N_("Undone."))

    async def redo(self, turn: TurnInput) -> TurnResult:
        """Forth to the state that was undone last; Conflict where there is none."""
        moved = await turn.history.forth()
        if moved is None:
            raise Conflict("There is nothing to redo: nothing was undone since the last message or edit.")
        return self._move(turn, moved, N_("Done again."))

    async def goto(self, stage: Stage, turn: TurnInput) -> TurnResult:
        """Back to the newest state at that stage; Conflict when the session stands there, or never did."""
        if turn.header.stage == stage:
            raise Conflict(f"The session is at {stage} already.")
        moved = await turn.history.at_stage(stage, is_first=stage is Stage.INITIAL)
        if moved is None:
            raise Conflict(f"No turn of this session ended at {stage}; its messages and its status say where it was.")
        return self._move(turn, moved, N_("Back at {stage}."))

    def _move(self, turn: TurnInput, moved: Moved, lead: str) -> TurnResult:
        before, after = self._state(turn.header, turn.state), self._state(turn.header, moved.state)
        made, after = changes.difference(before, after, []), dialogue.kept_up(after, before.language)
        lead = phrases(after.language).tell(lead, stage=report.stage(after.stage, phrases(after.language)))
        said = _Said(reply.moved(lead, made, after), after.question, made, moved=moved)
        return self._result(turn.header, after, said)

    async def _run(self, turn: TurnInput, message: str | None, source: Source | None = None) -> TurnResult:
        await asyncio.shield(self.prepare())
        from parley.builder import graph, runner

        before = await self._current(turn)
        source = source or Source(_at(before, turn))
        moved: Moved | None = None

        async def move(op: Op) -> BuildState | None:
            nonlocal moved
            moved = await _reached(turn.history, op)
            return None if moved is None else self._state(turn.header, moved.state)

        writes: list[Statement] = []

        async def release(spec: AgentSpec, build: BuildState) -> BuildState:
            build, rows = await self._new_version(turn.header, spec, build)
            writes.extend(rows)
            return build

        meter = budget.metered(self._model, turn.header) if turn.may_use_model else None
        context = graph.Context(meter, move, release, turn.listener)
        self._runner = self._runner or runner.Runner()
        work = graph.Work(message, before, source.state, context, understanding=source.understanding)
        work = await self._runner.run(work)
        farewell = budget.farewell(meter, turn.header, phrases(work.build.language)) if message is not None else ""
        if farewell and turn.listener is not None:
            turn.listener.tell(Delta(farewell))
        said = _Said(
            work.reply + farewell,
            work.build.question,
            work.changes,
            work.visited,
            work.usage,
            tuple(writes),
            moved=moved if work.is_moved else None,
        )
        return self._result(turn.header, work.build, said)

    async def _new_version(
        self, header: Header, spec: AgentSpec, state: BuildState
    ) -> tuple[BuildState, tuple[Statement, ...]]:
        """The agent's next version: the rows to store, and the state that knows it."""
        if state.origin is not None:
            spec = spec.model_copy(update={"provenance": await self._provenance(header.owner, state)})
        agent_id = state.agent_id or new_id()
        is_new = state.agent_id is None
        made = await self._agents.following(header.owner, spec, agent_id, is_new=is_new)
        origin = Origin(header.owner, header.id, state.turn, now())
        rows = version_rows(agent_id, made.number, made.spec, origin)
        return state.model_copy(update={"agent_id": agent_id, "agent_version": made.number}), rows

    async def _provenance(self, owner: str, state: BuildState) -> Provenance | None:
        """Where the session's agent came from: too large to stay in the state, and the same in all its versions.

        An agent that was deleted meanwhile is made anew, without.
        """
        with suppress(NotFound):
            found = await self._agents.version(owner, str(state.agent_id), state.agent_version)
            return found.spec.provenance
        return None

    async def _current(self, turn: TurnInput) -> BuildState:
        """The state that a turn begins with; an agent deleted meanwhile waits there for a yes to be built anew."""
        state, owner = self._state(turn.header, turn.state), turn.header.owner
        is_whole = state.agent_id is None or await is_there(self._agents.db, owner, state.agent_id)
        return state if is_whole else bereft(state)

    def _state(self, header: Header, data: str) -> BuildState:
        """A stored state. One from before the session's agent was made knows the agent all the same."""
        state = self._states.read(header.id, data)
        if state.agent_id is not None or header.agent_id is None:
            return state
        return state.model_copy(update={"agent_id": header.agent_id, "agent_version": header.agent_version})

    def _result(self, header: Header, state: BuildState, said: "_Said") -> TurnResult:
        usage = said.usage
        is_done = state.stage is Stage.COMPLETED
        return TurnResult(
            state=self._states.write(header.id, state),
            stage=state.stage,
            status=SessionStatus.COMPLETED if is_done else SessionStatus.ACTIVE,
            title=_title(state),
            reply=said.reply,
            cost=Cost(usage.engine, usage.model_calls, usage.input_tokens, usage.output_tokens),
            render=partial(self._render, state, said),
            agent_id=state.agent_id,
            agent_version=state.agent_version,
            writes=said.writes,
            moved=said.moved,
        )

    def _render(self, state: BuildState, said: "_Said", header: Header) -> str:
        return TurnOut(
            session_id=header.id,
            kind=header.kind,
            status=header.status,
            stage=state.stage,
            stages_visited=said.visited,
            turn=header.turn,
            reply=said.reply,
            options=said.question.options if said.question else [],
            changes=said.changes,
            progress=Progress.of(state),
            assumptions=report.assumptions(state, phrases(state.language)),
            usage=said.usage,
            agent_id=state.agent_id,
            agent_version=state.agent_version,
            expires_at=header.expires_at(self._expiry_s),
        ).model_dump_json()

    def resume(self, loaded: Loaded) -> str:
        """The open question again, as TurnOut's JSON; Conflict when the session is over."""
        header, state = loaded.header, BuildState.model_validate_json(loaded.state)
        if header.status in {SessionStatus.COMPLETED, SessionStatus.ABANDONED}:
            raise Conflict(f"This session is {header.status}; there is no open question to resume.")
        return self._render(state, _Said(reply.opening(state), state.question), header)

    def status(self, loaded: Loaded, *, is_live: bool) -> StatusOut:
        """The session as it stands."""
        header, state = loaded.header, BuildState.model_validate_json(loaded.state)
        return StatusOut(
            session_id=header.id,
            kind=header.kind,
            status=header.status_at(now(), self._expiry_s),
            stage=state.stage,
            progress=Progress.of(state),
            brief=state.brief,
            tools=state.tools,
            workflow=WorkflowSummary.of(state),
            assumptions=report.assumptions(state, phrases(state.language)),
            turns=header.turn,
            usage=UsageTotal.model_validate(header, from_attributes=True),
            live=is_live,
            created_at=header.created_at,
            updated_at=header.updated_at,
            expires_at=header.expires_at(self._expiry_s),
            agent_id=header.agent_id,
            agent_version=header.agent_version,
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What a turn says and writes, beside the state it leaves."""

    reply: str
    question: Question | None
    changes: list[Change] = field(default_factory=list)
    visited: list[Stage] = field(default_factory=list)
    usage: Usage = Usage()
    writes: tuple[Statement, ...] = ()
    moved: Moved | None = None


def _at(state: BuildState, turn: TurnInput) -> BuildState:
    """A state as the turn begins to change it."""
    return state.model_copy(update={"turn": turn.number})


async def _reached(history: Past, op: Op) -> Moved | None:
    """Where a message moves to: before the last turn, forth again, or to the very beginning."""
    match op:
        case Op.UNDO:
            return await history.back()
        case Op.REDO:
            return await history.forth()
        case _:
            return await history.at_stage(Stage.INITIAL, is_first=True)


def _title(state: BuildState) -> str:
    """The agent's name or the head of its purpose; empty while neither is known."""
    name, purpose = state.brief.value("name"), state.brief.value("purpose")
    return str(name or purpose or "")[:120]
