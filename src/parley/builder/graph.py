"""The stage table compiled to a LangGraph StateGraph: state in and state out, no checkpointer.

`understand` applies what the message asks for; each node then goes where the table says: to the next part that has to
be derived (`tools`, `workflow`, `prompt`), or to the end, with a question. So an ordinary turn is a single node.

A run takes the turns that wait at the same moment (`builder.runner`). Each is answered as soon as it has no node left
to go to, and one that fails takes no other with it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, Send

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


@dataclass(frozen=True, slots=True)
class Context:
    """What a turn may reach for.

    `model` is None where there is none or its budget is spent; `parent` fetches the state before the current one;
    `release` gives a new spec its agent and version number, which the state it returns carries.
    """

    model: StructuredModel | None
    parent: Callable[[], Awaitable[BuildState | None]]
    release: Callable[[AgentSpec, BuildState], Awaitable[BuildState]]


@dataclass(frozen=True, slots=True)
class Work:
    """A turn as the nodes hand it on; it goes to `node` next, and is done where that is None.

    An edit comes without a message, its change already in `build`.
    """

    message: str | None
    before: BuildState
    build: BuildState
    context: Context
    node: str | None = "understand"
    understanding: Understanding = Understanding()
    visited: tuple[Stage, ...] = ()
    is_undo: bool = False
    changes: tuple[Change, ...] = ()
    reply: str = ""
    usage: Usage = Usage()


@dataclass(slots=True)
class Turn:
    """A turn's work, as far as it has come, and who waits for it.

    The work knows nothing of the answer that is given with it: what refers to itself is left to the collector.
    """

    work: Work
    answer: "asyncio.Future[Work]"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run tells while it goes on: `understood` is set when all its messages are."""

    understood: asyncio.Event


class Turns(TypedDict):
    """What a node is given: the turns that came to it together."""

    turns: list[Turn]


Step = Callable[[Work], Awaitable[Work]]


async def _derived(work: Work, **derived: Any) -> Work:
    return await _go(replace(work, build=work.build.model_copy(update=derived)))


async def _go(work: Work) -> Work:
    """Where the table sends the turn next; with nothing left to derive, the turn ends with its question."""
    visited = list(work.visited)
    build, node = stages.advance(work.build, visited)
    work = replace(work, build=build, visited=tuple(visited), node=node)
    return await _end(work) if node is None else work


async def _end(work: Work) -> Work:
    """What changed, the next question, and the reply that says both."""
    build, understood = work.build, work.understanding
    made = changes.difference(work.before, build, understood.operations)
    question = ask.next_question(build)
    reply = ask.reply(build, made, understood, question)
    usage = understood.usage
    if question is not None:
        reply, usage = await phrase.phrased(reply, question, build, work.context.model, usage)
    asked = build.asked if question is None or question.path in build.asked else [*build.asked, question.path]
    build = build.model_copy(update={"question": question, "asked": asked})
    return replace(work, node=None, build=build, changes=tuple(made), reply=reply, usage=usage)


async def _understand(work: Work) -> Work:
    if work.message is None:
        return await _go(replace(work, build=stages.fall_back(work.build)))
    understood = await understand(work.message, work.build, work.context.model)
    work = replace(work, understanding=understood)
    if any(operation.op is Op.UNDO for operation in understood.operations):
        return replace(work, node="undo")
    return await _applied(work)


async def _applied(work: Work) -> Work:
    build = stages.fall_back(apply.apply(work.build, work.understanding.operations))
    return await _go(replace(work, build=build))


async def _undo(work: Work) -> Work:
    parent = await work.context.parent()
    if parent is None:
        return await _applied(work)
    return await _end(replace(work, build=parent, is_undo=True))


async def _tools(work: Work) -> Work:
    build = work.build
    build = build.model_copy(update={"proposals": propose.propose(build), "proposals_basis": stages.brief_basis(build)})
    is_open = any(proposal.status is ProposalStatus.OFFERED for proposal in build.proposals)
    if build.use_defaults or not is_open:
        build = apply.settle_tools(build, is_wanted=True)
    return await _go(replace(work, build=build))


async def _workflow(work: Work) -> Work:
    graph = synthesis.synthesise(work.build)
    findings = workflow_lint.lint(graph, work.build.tools)
    return await _derived(work, workflow=graph, findings=findings, workflow_basis=stages.basis(work.build))


async def _prompt(work: Work) -> Work:
    build = work.build
    built = spec.build(build)
    digest = spec.digest(built)
    if digest != build.spec_hash:
        build = await work.context.release(built, build)
    findings = [*(each for each in build.findings if not each.rule.startswith("prompt.")), *prompt_lint.lint(built)]
    work = replace(work, build=build)
    return await _derived(work, spec_hash=digest, spec_basis=stages.basis(build), findings=findings)


STEPS: dict[str, Step] = {
    "understand": _understand,
    "undo": _undo,
    "tools": _tools,
    "workflow": _workflow,
    "prompt": _prompt,
}
"""What each node does with a turn, in the order in which a turn may come to them."""


def _node(name: str) -> Callable[[Turns, Runtime[Run]], Coroutine[Any, Any, Next]]:
    """The node that takes its step with every turn it is given, and sends each on to where that goes next."""

    async def run(state: Turns, runtime: Runtime[Run]) -> Next:
        turns = state["turns"]
        if name == "understand":  # which waits for nothing, or for a model and is alone
            for turn in turns:
                await _move(turn)
            runtime.context.understood.set()
        else:
            await asyncio.gather(*map(_move, turns))
        ways = {node: [turn for turn in turns if turn.work.node == node] for node in STEPS}
        return Command(goto=[Send(node, {"turns": going}) for node, going in ways.items() if going])

    return run


async def _move(turn: Turn) -> None:
    """Take the turn's step; one that is done, or fails, is answered at once."""
    try:
        turn.work = await STEPS[str(turn.work.node)](turn.work)
    except Exception as error:  # whatever it is, it is this turn's own, and its caller is told
        turn.work = replace(turn.work, node=None)
        if not turn.answer.done():
            turn.answer.set_exception(error)
    if turn.work.node is None and not turn.answer.done():
        turn.answer.set_result(turn.work)


@cache
def compiled() -> CompiledStateGraph[Turns, Run, Turns, Turns]:
    """The graph, compiled once a process."""
    graph = StateGraph(Turns, context_schema=Run)
    names = list(STEPS)
    for place, name in enumerate(names):
        node: Any = _node(name)  # LangGraph wants the parameter's name in the type
        graph.add_node(name, node, destinations=(*names[place + 1 :], END))
    graph.add_edge(START, "understand")
    return graph.compile()
