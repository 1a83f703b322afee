"""Says what is wrong with a workflow: offline, complete, with stable rule ids and how to mend each finding.

Rules: workflow.duplicate-node, unknown-start, dangling-edge, duplicate-edge, unreachable-node, dead-end, no-way-to-end,
edge-kind, condition-missing, condition-unused, overlapping-conditions, no-otherwise, decide-without-when,
tool-missing, tool-not-configured, tool-outcomes, unconfirmed-write, unset-variable, transfer-target.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from parley.agents.schemas import Edge, EdgeKind, Finding, Node, NodeKind, Severity, ToolSpec, Workflow
from parley.builder.workflow import flow

T = TypeVar("T")
_FINAL = frozenset({NodeKind.END, NodeKind.TRANSFER})
_LEAVING: dict[NodeKind, frozenset[EdgeKind]] = {
    NodeKind.SAY: frozenset({EdgeKind.ALWAYS}),
    NodeKind.COLLECT: frozenset({EdgeKind.ALWAYS, EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.ASK: frozenset({EdgeKind.ALWAYS, EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.DECIDE: frozenset({EdgeKind.WHEN, EdgeKind.OTHERWISE}),
    NodeKind.TOOL: frozenset({EdgeKind.OK, EdgeKind.FAILED}),
    NodeKind.TRANSFER: frozenset({EdgeKind.ALWAYS, EdgeKind.FAILED}),
    NodeKind.END: frozenset(),
}


@dataclass
class _Case:
    """A workflow with what every rule looks up; `edges` and `ways_out` leave out those that lead from or to no step."""

    workflow: Workflow
    tools: dict[str, ToolSpec]
    nodes: dict[str, Node] = field(init=False)
    edges: list[Edge] = field(init=False)
    ways_out: flow.Ways = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = {node.id: node for node in reversed(self.workflow.nodes)}
        self.edges = [edge for edge in self.workflow.edges if edge.source in self.nodes and edge.target in self.nodes]
        self.ways_out = flow.ways_out(self.edges)

    def leaving(self, node_id: str) -> Sequence[Edge]:
        return self.ways_out.get(node_id, ())


def lint(workflow: Workflow, tools: Iterable[ToolSpec]) -> list[Finding]:
    """All findings, rule by rule in a stable order; an empty list means the graph works as drawn."""
    case = _Case(workflow, {tool.name: tool for tool in tools})
    return [finding for rule in _RULES for finding in rule(case)]


def _error(rule: str, where: str, message: str, mend: str) -> Finding:
    return Finding(rule=f"workflow.{rule}", severity=Severity.ERROR, where=where[:300], message=message, mend=mend)


def _warning(rule: str, where: str, message: str, mend: str) -> Finding:
    return _error(rule, where, message, mend).model_copy(update={"severity": Severity.WARNING})


def _ids(case: _Case) -> Iterator[Finding]:
    for node_id, times in _repeated(node.id for node in case.workflow.nodes):
        yield _error("duplicate-node", node_id, f"{times} steps have the id “{node_id}”.", "Rename all but one.")


def _repeated(values: Iterable[T]) -> Iterator[tuple[T, int]]:
    """The values that are there more than once, and how often, in the order of their first."""
    held = list(values)
    if len(set(held)) < len(held):
        yield from ((value, times) for value, times in Counter(held).items() if times > 1)


def _start(case: _Case) -> Iterator[Finding]:
    start = case.workflow.start
    if start not in case.nodes:
        yield _error("unknown-start", start, f"The start “{start}” is no step.", "Name an existing step as the start.")


def _links(case: _Case) -> Iterator[Finding]:
    for edge in case.workflow.edges:
        for end in (edge.source, edge.target):
            if end not in case.nodes:
                message = f"The way from “{edge.source}” to “{edge.target}” names “{end}”, which is no step."
                yield _error(
                    "dangling-edge", f"{edge.source}->{edge.target}", message, "Add the step or remove the way."
                )
    ways = ((edge.source, edge.target, edge.kind, edge.condition.casefold()) for edge in case.workflow.edges)
    for (source, target, _, _), times in _repeated(ways):
        message = f"The way from “{source}” to “{target}” is there {times} times."
        yield _error("duplicate-edge", f"{source}->{target}", message, "Keep one of them.")


def _reached(case: _Case) -> Iterator[Finding]:
    if case.workflow.start not in case.nodes:
        return
    ahead = {node_id: [edge.target for edge in edges] for node_id, edges in case.ways_out.items()}
    reachable = flow.reach({case.workflow.start}, ahead)
    for node_id in case.nodes:
        if node_id not in reachable:
            message = f"Nothing leads to “{node_id}”."
            yield _warning("unreachable-node", node_id, message, "Lead to it from an earlier step, or remove it.")


def _ends(case: _Case) -> Iterator[Finding]:
    final = {node.id for node in case.nodes.values() if node.kind in _FINAL}
    backwards: dict[str, list[str]] = {}
    for edge in case.edges:
        backwards.setdefault(edge.target, []).append(edge.source)
    finishing = flow.reach(final, backwards)
    for node in case.nodes.values():
        if node.kind not in _FINAL and not case.leaving(node.id):
            yield _error(
                "dead-end", node.id, f"No way leads on from “{node.id}”.", "Lead on to another step or the end."
            )
        elif node.id not in finishing:
            message = f"From “{node.id}” the conversation can never end."
            yield _error("no-way-to-end", node.id, message, "Give one of the steps after it a way to an end.")


def _kinds(case: _Case) -> Iterator[Finding]:
    for edge in case.edges:
        source = case.nodes[edge.source]
        if edge.kind not in _LEAVING[source.kind]:
            message = f"A step of kind {source.kind} cannot be left by a way of kind {edge.kind}."
            yield _error("edge-kind", _way(edge), message, "Change the kind of the way or of the step.")
        if edge.kind is EdgeKind.WHEN and not edge.condition:
            yield _error("condition-missing", _way(edge), "The way has no condition.", "Say when it is taken.")
        if edge.condition and edge.kind is not EdgeKind.WHEN:
            message = f"The condition “{edge.condition}” is never looked at."
            mend = "Make the way a conditional one, or drop the condition."
            yield _warning("condition-unused", _way(edge), message, mend)


def _way(edge: Edge) -> str:
    return f"{edge.source}->{edge.target}"


def _choices(case: _Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        edges = case.leaving(node.id)
        kinds = [edge.kind for edge in edges]
        when, always, others = map(kinds.count, (EdgeKind.WHEN, EdgeKind.ALWAYS, EdgeKind.OTHERWISE))
        for condition, times in _repeated(map(_bare, filter(_is_conditional, edges))) if when > 1 else ():
            message = f"{times} ways out of “{node.id}” have the condition “{condition}”."
            yield _error("overlapping-conditions", node.id, message, "Tell the conditions apart, or keep one way.")
        if max(always, others) > 1 or (always and (when or others)):
            message = f"More than one way out of “{node.id}” holds at the same time."
            yield _error("overlapping-conditions", node.id, message, "Keep one unconditional way.")
        if when and not others and not always:
            message = f"“{node.id}” does not say what happens when no condition holds."
            yield _error("no-otherwise", node.id, message, "Add a way of kind otherwise.")
        if node.kind is NodeKind.DECIDE and not when:
            message = f"“{node.id}” decides nothing: it has no conditional way."
            yield _error("decide-without-when", node.id, message, "Add conditions, or make it another kind of step.")


def _is_conditional(edge: Edge) -> bool:
    return edge.kind is EdgeKind.WHEN and edge.condition != ""


def _bare(edge: Edge) -> str:
    """A condition without what tells no two apart."""
    return " ".join(edge.condition.casefold().rstrip(".").split())


def _calls(case: _Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        if node.tool and node.tool not in case.tools:
            message = f"“{node.id}” uses the tool “{node.tool}”, which is not configured."
            yield _error("tool-not-configured", node.id, message, "Configure the tool, or take the step out.")
        if node.kind is NodeKind.TRANSFER and not node.to and not node.tool:
            message = f"“{node.id}” does not say to whom it hands over."
            yield _warning(
                "transfer-target", node.id, message, "Name a person, team or number, or a tool that knows one."
            )
        if node.kind is not NodeKind.TOOL:
            continue
        if not node.tool:
            yield _error("tool-missing", node.id, f"“{node.id}” names no tool.", "Name the tool it calls.")
        kinds = [edge.kind for edge in case.leaving(node.id)]
        if (kinds.count(EdgeKind.OK), kinds.count(EdgeKind.FAILED)) != (1, 1):
            message = f"“{node.id}” needs exactly one way on when the call worked and one when it failed."
            yield _error("tool-outcomes", node.id, message, "Lead on by one ok and one failed way.")


def _writes(case: _Case) -> Iterator[Finding]:
    for node_id in flow.unconfirmed(case.workflow.start, case.nodes, case.ways_out, case.tools):
        message = f"“{node_id}” changes something before the caller has confirmed it."
        yield _error("unconfirmed-write", node_id, message, "Read the data back and ask for a yes right before it.")


def _variables(case: _Case) -> Iterator[Finding]:
    for node_id, names in flow.unset(case.workflow.start, case.nodes, case.ways_out, case.tools).items():
        message = f"“{node_id}” uses {', '.join(names)} before it is known on every way there."
        yield _warning("unset-variable", node_id, message, "Collect it in a step before.")


_RULES = (_ids, _start, _links, _reached, _ends, _kinds, _choices, _calls, _writes, _variables)
