"""Says what is wrong with a workflow: offline, complete, with stable rule ids and how to mend each finding.

The rules of structure are here; how a conversation would go is `lint_conduct`, what the brief asks for `lint_brief`.
docs/workflow.md lists them all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from parley.agents.schemas import Edge, EdgeKind, Finding, NodeKind, ToolSpec, Workflow
from parley.builder.workflow import flow, lint_brief, lint_conduct
from parley.builder.workflow.case import Case, Wanted, error, warning, way

T = TypeVar("T")
_SPEAKING = frozenset({NodeKind.SAY, NodeKind.ASK, NodeKind.COLLECT})
_LEAVING: dict[NodeKind, frozenset[EdgeKind]] = {
    NodeKind.SAY: frozenset({EdgeKind.ALWAYS}),
    NodeKind.COLLECT: frozenset({EdgeKind.ALWAYS, EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.ASK: frozenset({EdgeKind.ALWAYS, EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.DECIDE: frozenset({EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.TOOL: frozenset({EdgeKind.OK, EdgeKind.FAILED}),
    NodeKind.TRANSFER: frozenset({EdgeKind.ALWAYS, EdgeKind.FAILED}),
    NodeKind.END: frozenset(),
}


def lint(workflow: Workflow, tools: Iterable[ToolSpec], wanted: Wanted | None = None) -> list[Finding]:
    """All findings, rule by rule in a stable order; an empty list means the graph works as drawn.

    With `wanted`, the graph is held against what the brief asks for as well.
    """
    case = Case(workflow, {tool.name: tool for tool in tools}, wanted)
    return [finding for rule in _RULES for finding in rule(case)]


def _ids(case: Case) -> Iterator[Finding]:
    for node_id, times in _repeated(node.id for node in case.workflow.nodes):
        yield error("duplicate-node", node_id, f"{times} steps have the id “{node_id}”.", "Rename all but one.")


def _repeated(values: Iterable[T]) -> Iterator[tuple[T, int]]:
    """The values that are there more than once, and how often, in the order of their first."""
    held = list(values)
    if len(set(held)) < len(held):
        yield from ((value, times) for value, times in Counter(held).items() if times > 1)


def _start(case: Case) -> Iterator[Finding]:
    start = case.workflow.start
    if start not in case.nodes:
        yield error("unknown-start", start, f"The start “{start}” is no step.", "Name an existing step as the start.")


def _links(case: Case) -> Iterator[Finding]:
    for edge in case.workflow.edges:
        for end in (edge.source, edge.target):
            if end not in case.nodes:
                message = f"The way from “{edge.source}” to “{edge.target}” names “{end}”, which is no step."
                yield error(
                    "dangling-edge", f"{edge.source}->{edge.target}", message, "Add the step or remove the way."
                )
    ways = ((edge.source, edge.target, edge.kind, edge.condition.casefold()) for edge in case.workflow.edges)
    for (source, target, _, _), times in _repeated(ways):
        message = f"The way from “{source}” to “{target}” is there {times} times."
        yield error("duplicate-edge", f"{source}->{target}", message, "Keep one of them.")


def _reached(case: Case) -> Iterator[Finding]:
    for node_id in case.nodes if case.reached else ():
        if node_id not in case.reached:
            message = f"Nothing leads to “{node_id}”."
            yield warning("unreachable-node", node_id, message, "Lead to it from an earlier step, or remove it.")


def _ends(case: Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        if node.id not in case.final and not case.leaving(node.id):
            yield error(
                "dead-end", node.id, f"No way leads on from “{node.id}”.", "Lead on to another step or the end."
            )
        elif node.id not in case.finishing:
            message = f"From “{node.id}” the conversation can never end."
            yield error("no-way-to-end", node.id, message, "Give one of the steps after it a way to an end.")


def _kinds(case: Case) -> Iterator[Finding]:
    for edge in case.edges:
        source = case.nodes[edge.source]
        if edge.kind not in _LEAVING[source.kind]:
            message = f"A step of kind {source.kind} cannot be left by a way of kind {edge.kind}."
            yield error("edge-kind", way(edge), message, "Change the kind of the way or of the step.")
        if edge.kind is EdgeKind.WHEN and not edge.condition:
            yield error("condition-missing", way(edge), "The way has no condition.", "Say when it is taken.")
        if edge.condition and edge.kind is not EdgeKind.WHEN:
            message = f"The condition “{edge.condition}” is never looked at."
            mend = "Make the way a conditional one, or drop the condition."
            yield warning("condition-unused", way(edge), message, mend)


def _choices(case: Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        edges = case.leaving(node.id)
        kinds = [edge.kind for edge in edges]
        if len(kinds) == 1 and kinds[0] is not EdgeKind.WHEN and node.kind is not NodeKind.DECIDE:
            continue
        when, always, others = map(kinds.count, (EdgeKind.WHEN, EdgeKind.ALWAYS, EdgeKind.OTHERWISE))
        for condition, times in _repeated(map(_bare, filter(_is_conditional, edges))) if when > 1 else ():
            message = f"{times} ways out of “{node.id}” have the condition “{condition}”."
            yield error("overlapping-conditions", node.id, message, "Tell the conditions apart, or keep one way.")
        if max(always, others) > 1 or (always and (when or others)):
            message = f"More than one way out of “{node.id}” holds at the same time."
            yield error("overlapping-conditions", node.id, message, "Keep one unconditional way.")
        if when and not others and not always:
            message = f"“{node.id}” does not say what happens when no condition holds."
            yield error("no-otherwise", node.id, message, "Add a way of kind otherwise.")
        if node.kind is NodeKind.DECIDE and not when:
            message = f"“{node.id}” decides nothing: it has no conditional way."
            yield error("decide-without-when", node.id, message, "Add conditions, or make it another kind of step.")


def _is_conditional(edge: Edge) -> bool:
    return edge.kind is EdgeKind.WHEN and edge.condition != ""


def _bare(edge: Edge) -> str:
    """A condition without what tells no two apart."""
    return " ".join(edge.condition.casefold().rstrip(".").split())


def _calls(case: Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        if node.tool and node.tool not in case.tools:
            message = f"“{node.id}” uses the tool “{node.tool}”, which is not configured."
            yield error("tool-not-configured", node.id, message, "Configure the tool, or take the step out.")
        if node.kind is NodeKind.TRANSFER and not node.to and not node.tool:
            message = f"“{node.id}” does not say to whom it hands over."
            yield warning(
                "transfer-target", node.id, message, "Name a person, team or number, or a tool that knows one."
            )
        if node.kind is not NodeKind.TOOL:
            continue
        if not node.tool:
            yield error("tool-missing", node.id, f"“{node.id}” names no tool.", "Name the tool it calls.")
        kinds = [edge.kind for edge in case.leaving(node.id)]
        if (kinds.count(EdgeKind.OK), kinds.count(EdgeKind.FAILED)) != (1, 1):
            message = f"“{node.id}” needs exactly one way on when the call worked and one when it failed."
            yield error("tool-outcomes", node.id, message, "Lead on by one ok and one failed way.")


def _words(case: Case) -> Iterator[Finding]:
    """What a step says or asks for; a step that says nothing leaves the agent to make something up."""
    for node in case.nodes.values():
        if node.kind is NodeKind.COLLECT and not node.collects:
            yield error("collects-nothing", node.id, f"“{node.id}” collects nothing.", "Name the data it asks for.")
        if node.kind in _SPEAKING and not node.text.strip():
            message = f"“{node.id}” does not say what to say or to ask for."
            yield warning("no-text", node.id, message, "Write its instructions.")
    jobs = ((node.kind, node.text, node.tool, node.to, node.goal, *node.collects) for node in case.nodes.values())
    repeated = {job for job, _ in _repeated(jobs) if job[1]}
    for node in case.nodes.values() if repeated else ():
        if (node.kind, node.text, node.tool, node.to, node.goal, *node.collects) in repeated:
            yield warning("duplicate-step", node.id, f"Another step does just what “{node.id}” does.", "Keep one.")


def _writes(case: Case) -> Iterator[Finding]:
    for node_id in flow.unconfirmed(case.workflow.start, case.nodes, case.ways_out, case.tools, case.agreeing):
        message = f"“{node_id}” changes something before the caller has confirmed it."
        yield error("unconfirmed-write", node_id, message, "Read the data back and ask for a yes right before it.")


def _variables(case: Case) -> Iterator[Finding]:
    given = flow.given(case.nodes.values(), case.tools.values())
    for node in case.nodes.values():
        if made_up := [name for name in flow.placeholders(node.text) if name not in given]:
            message = f"“{node.id}” speaks of {', '.join(made_up[:8])}, which nothing gives."
            yield warning("unknown-variable", node.id, message, "Collect it, or name a variable that is there.")
    for node_id, names in flow.unset(case.facts, case.nodes, case.tools).items():
        if known := [
            name for name in names if name in given or name not in flow.placeholders(case.nodes[node_id].text)
        ]:
            message = f"“{node_id}” uses {', '.join(known[:8])} before it is known on every way there."
            yield warning("unset-variable", node_id, message, "Collect it in a step before.")


_RULES = (
    *(_ids, _start, _links, _reached, _ends, _kinds, _choices, _calls, _words, _writes, _variables),
    *lint_conduct.RULES,
    *lint_brief.RULES,
)
