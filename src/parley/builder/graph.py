"""The stage table compiled to a LangGraph StateGraph: one run a turn, state in and state out, no checkpointer.

`understand` applies what the message asks for; each node then goes where the table says: to the next part that has to
be derived (`tools`, `workflow`, `prompt`), or to the end, with a question. So an ordinary turn is a single node.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command
from langsmith import tracing_context

from parley.agents.schemas import AgentSpec
from parley.builder import apply, ask, changes, phrase, propose, spec, stages
from parley.builder.prompt import lint as prompt_lint
from parley.builder.schemas import (
    BuildState,
    Change,
    Op,
    ProposalStatus,
    Stage,
    Understanding,
    Usage,
)
from parley.builder.understand import understand
from parley.builder.workflow import lint as workflow_lint
from parley.builder.workflow import synthesis
from parley.llm.schemas import StructuredModel

Next = Command[str]


class Place:
    """A turn's place among those that derive: one at a time in a process, first come, first served.

    Deriving is milliseconds of computing. Two turns at it at once would finish neither sooner, and each would hold up
    the many turns that only answer a question.
    """

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._is_taken = False

    async def take(self) -> None:
        """Wait for it; at once where the turn has it already."""
        if not self._is_taken:
            await self._lock.acquire()
            self._is_taken = True

    def give_back(self) -> None:
        """Let the next turn have it; nothing happens where this turn has it not."""
        if self._is_taken:
            self._lock.release()
            self._is_taken = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a turn may reach for.

    `model` is None where there is none or its budget is spent; `parent` fetches the state before the current one;
    `release` gives a new spec its agent and version number, which the state it returns carries; `place` is the turn's
    own.
    """

    model: StructuredModel | None
    parent: Callable[[], Awaitable[BuildState | None]]
    release: Callable[[AgentSpec, BuildState], Awaitable[BuildState]]
    place: Place


@dataclass(frozen=True, slots=True)
class Work:
    """What the nodes hand on, whole: one channel costs a run less than one for each field.

    An edit comes without a message, its change already in `build`.
    """

    message: str | None
    before: BuildState
    build: BuildState
    understanding: Understanding = Understanding()
    visited: tuple[Stage, ...] = ()
    is_undo: bool = False
    changes: tuple[Change, ...] = ()
    reply: str = ""
    usage: Usage = Usage()


class Turn(TypedDict):
    """The graph's state."""

    work: Work


async def _go(work: Work, runtime: Runtime[Context]) -> Next:
    """Where the table sends the turn next; with nothing left to derive, the turn ends with its question."""
    visited = list(work.visited)
    build, node = stages.advance(work.build, visited)
    work = replace(work, build=build, visited=tuple(visited))
    if node is None:
        runtime.context.place.give_back()
        return await _end(work, runtime)
    await runtime.context.place.take()
    return Command(goto=node, update={"work": work})


async def _end(work: Work, runtime: Runtime[Context]) -> Next:
    """What changed, the next question, and the reply that says both."""
    build, understood = work.build, work.understanding
    made = changes.difference(work.before, build, understood.operations)
    question = ask.next_question(build)
    reply = ask.reply(build, made, understood, question)
    usage = understood.usage
    if question is not None:
        reply, usage = await phrase.phrased(reply, question, build, runtime.context.model, usage)
    asked = build.asked if question is None or question.path in build.asked else [*build.asked, question.path]
    build = build.model_copy(update={"question": question, "asked": asked})
    return Command(goto=END, update={"work": replace(work, build=build, changes=tuple(made), reply=reply, usage=usage)})


async def _understand(state: Turn, runtime: Runtime[Context]) -> Next:
    work = state["work"]
    if work.message is None:
        return await _go(replace(work, build=stages.fall_back(work.build)), runtime)
    understood = await understand(work.message, work.build, runtime.context.model)
    work = replace(work, understanding=understood)
    if any(operation.op is Op.UNDO for operation in understood.operations):
        parent = await runtime.context.parent()
        if parent is not None:
            return await _end(replace(work, build=parent, is_undo=True), runtime)
    build = stages.fall_back(apply.apply(work.build, understood.operations))
    return await _go(replace(work, build=build), runtime)


async def _tools(state: Turn, runtime: Runtime[Context]) -> Next:
    build = state["work"].build
    build = build.model_copy(update={"proposals": propose.propose(build), "proposals_basis": stages.brief_basis(build)})
    is_open = any(proposal.status is ProposalStatus.OFFERED for proposal in build.proposals)
    if build.use_defaults or not is_open:
        build = apply.settle_tools(build, is_wanted=True)
    return await _go(replace(state["work"], build=build), runtime)


async def _workflow(state: Turn, runtime: Runtime[Context]) -> Next:
    build = state["work"].build
    graph = synthesis.synthesise(build)
    derived = {
        "workflow": graph,
        "findings": workflow_lint.lint(graph, build.tools),
        "workflow_basis": stages.basis(build),
    }
    return await _go(replace(state["work"], build=build.model_copy(update=derived)), runtime)


async def _prompt(state: Turn, runtime: Runtime[Context]) -> Next:
    build = state["work"].build
    built = spec.build(build)
    digest = spec.digest(built)
    found = prompt_lint.lint(built)
    runtime.context.place.give_back()  # nobody need wait for the database
    if digest != build.spec_hash:
        build = await runtime.context.release(built, build)
    findings = [*(each for each in build.findings if not each.rule.startswith("prompt.")), *found]
    derived = {"spec_hash": digest, "spec_basis": stages.basis(build), "findings": findings}
    return await _go(replace(state["work"], build=build.model_copy(update=derived)), runtime)


@cache
def compiled() -> CompiledStateGraph[Turn, Context, Turn, Turn]:
    """The graph, compiled once a process."""
    graph = StateGraph(Turn, context_schema=Context)
    graph.add_node("understand", _understand, destinations=(*stages.WORKS, END))
    graph.add_node("tools", _tools, destinations=("workflow", "prompt", END))
    graph.add_node("workflow", _workflow, destinations=("prompt", END))
    graph.add_node("prompt", _prompt, destinations=(END,))
    graph.add_edge(START, "understand")
    return graph.compile()


async def run(work: Work, context: Context) -> Work:
    """One turn. Nothing of it is reported to anybody, whatever LANGSMITH_TRACING says."""
    with tracing_context(enabled=False):
        left = await compiled().ainvoke({"work": work}, context=context)
    done: Work = left["work"]
    return done
