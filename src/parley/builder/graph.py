"""The stage table compiled to a LangGraph StateGraph: state in and state out, no checkpointer.

`understand` applies what the message asks for; each node then goes where the table says: to the next part that has to
be derived (`tools`, `workflow`, `prompt`), or to the end, with a question. So an ordinary turn is a single node.

A run takes the turns that wait at the same moment (`builder.runner`). Each is answered as soon as it has no node left
to go to, and one that fails takes no other with it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypedDict

from parley.agents.schemas import AgentSpec
from parley.builder import apply, ask, changes, dialogue, phrase, propose, reply, spec, stages
from parley.builder.phrases import phrases
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
from parley.builder.understand.engine import understand
from parley.builder.workflow import revision
from parley.core.late import without
from parley.llm.schemas import StructuredModel
from parley.runs.schemas import Changed, Delta, Listener, StageReached

with without(
    "pygments"
):  # for httpx's command line, which LangGraph brings along and nobody calls; with rich it is 4 MB
    from langgraph.graph import END, START, StateGraph
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.runtime import Runtime
    from langgraph.types import Command, Send

Next = Command[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a turn may reach for.

    `model` is None where there is none or its budget is spent; `move` fetches the state of the session's history that
    an operation goes to, None where there is none; `release` gives a new spec its agent and version number, which the
    state it returns carries; `listener` is told how the turn goes.
    """

    model: StructuredModel | None
    move: Callable[[Op], Awaitable[BuildState | None]]
    release: Callable[[AgentSpec, BuildState], Awaitable[BuildState]]
    listener: Listener | None = None


@dataclass(slots=True)
class Work:
    """A turn that the nodes hand on, each changing it in place; it goes to `node` next, and is done where that is None.

    An edit comes without a message, its change already in `build`.
    """

    message: str | None
    before: BuildState
    build: BuildState
    context: Context
    node: str | None = "understand"
    understanding: Understanding = Understanding()
    visited: list[Stage] = field(default_factory=list)
    is_moved: bool = False
    changes: list[Change] = field(default_factory=list)
    reply: str = ""
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn's work, and who waits for it.

    The work knows nothing of the answer that is given with it: what refers to itself is left to the collector.
    """

    work: Work
    answer: "asyncio.Future[Work]"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run tells and asks while it goes on.

    `understood` is set when all its messages are; `let_others_first` takes the name of a later node and returns
    when its step may be taken.
    """

    understood: asyncio.Event
    let_others_first: Callable[[str], Awaitable[None]]


class Turns(TypedDict):
    """What a node is given: the turns that came to it together."""

    turns: list[Turn]


Step = Callable[[Work], Awaitable[None]]


def _derive(work: Work, **derived: Any) -> None:
    work.build = work.build.model_copy(update=derived)


async def _go(work: Work) -> None:
    """Where the table sends the turn next; with nothing left to derive, the turn ends with its question."""
    work.build, work.node = stages.advance(work.build, work.visited)
    if work.node is None:
        await _end(work)


async def _end(work: Work) -> None:
    """What changed, the next question, and the reply that says both."""
    understood = work.understanding
    work.changes = changes.difference(work.before, work.build, understood.operations)
    _tell_progress(work)
    work.build = dialogue.asked(work.before, work.build, understood, work.changes, work.message or "")
    is_shown = dialogue.is_shown(work.before, work.build)
    text = reply.reply(work.build, work.changes, understood, is_shown=is_shown)
    voice = phrase.Voice(work.context.model, _teller(work.context.listener))
    work.reply, work.usage = await phrase.phrased(text, ask.together(work.build), work.build, voice, understood.usage)
    work.node = None


def _tell_progress(work: Work) -> None:
    """Stages and changes, as soon as they are known: the question may take a model some seconds yet."""
    listener = work.context.listener
    if listener is None:
        return
    stage = work.before.stage
    for reached in (*work.visited, work.build.stage):
        if reached is not stage:
            listener.tell(StageReached(stage, reached))
            stage = reached
    for change in work.changes:
        listener.tell(Changed(change))


def _teller(listener: Listener | None) -> Callable[[str], None] | None:
    return None if listener is None else lambda text: listener.tell(Delta(text))


async def _understand(work: Work) -> None:
    if work.message is None:
        work.build = stages.fall_back(work.build)
        await _go(work)
        return
    work.build = dialogue.followed(work.build, work.message)
    work.understanding = await understand(work.message, work.build, work.context.model)
    if any(operation.is_move for operation in work.understanding.operations):
        work.node = "move"
    else:
        work.build, work.understanding = dialogue.answered(work.build, work.understanding, work.message or "")
        work.build = stages.fall_back(work.build)
        await _go(work)


async def _move(work: Work) -> None:
    """To another state of the session's history; where there is none, the reply says so and nothing else is done."""
    op = next(operation.op for operation in work.understanding.operations if operation.is_move)
    reached = await work.context.move(op)
    if reached is None:
        nowhere = phrases(work.build.language).tell(reply.NOWHERE[op])
        work.understanding = work.understanding.model_copy(update={"answer": nowhere})
    else:
        work.build, work.is_moved = dialogue.kept_up(reached, work.build.language), True
    await _end(work)


async def _tools(work: Work) -> None:
    _derive(work, proposals=propose.propose(work.build), proposals_basis=stages.brief_basis(work.build))
    is_open = any(proposal.status is ProposalStatus.OFFERED for proposal in work.build.proposals)
    if work.build.use_defaults or not is_open:
        work.build = apply.settle_tools(work.build, is_wanted=True)
    await _go(work)


async def _workflow(work: Work) -> None:
    graph, findings = revision.derive(work.build)
    _derive(work, workflow=graph, findings=findings)
    _derive(work, workflow_basis=stages.basis(work.build))
    await _go(work)


async def _prompt(work: Work) -> None:
    built = spec.build(work.build)
    digest = spec.digest(built)
    if digest != work.build.spec_hash:
        work.build = await work.context.release(built, work.build)
    kept = [finding for finding in work.build.findings if not finding.rule.startswith("prompt.")]
    came = [] if work.build.origin is None else prompt_lint.lint(work.build.origin)
    findings = [*kept, *(one for one in prompt_lint.lint(built) if one not in came)]
    _derive(work, spec_hash=digest, spec_basis=stages.spec_basis(work.build), findings=findings)
    await _go(work)


STEPS: dict[str, Step] = {
    "understand": _understand,
    "move": _move,
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
                await _step(turn)
            runtime.context.understood.set()
        else:
            await asyncio.gather(*(_step_later(turn, runtime.context) for turn in turns))
        ways = {node: [turn for turn in turns if turn.work.node == node] for node in STEPS}
        return Command(goto=[Send(node, {"turns": going}) for node, going in ways.items() if going])

    return run


async def _step_later(turn: Turn, run: Run) -> None:
    await run.let_others_first(str(turn.work.node))
    await _step(turn)


async def _step(turn: Turn) -> None:
    """Take the turn's step; one that is done, or fails, is answered at once."""
    work, answer = turn.work, turn.answer
    try:
        await STEPS[str(work.node)](work)
    except Exception as error:  # whatever it is, it is this turn's own, and its caller is told
        work.node = None
        if not answer.done():
            answer.set_exception(error)
    if work.node is None and not answer.done():
        answer.set_result(work)


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
