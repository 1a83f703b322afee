"""Says what is wrong with a workflow: offline, complete, with stable rule ids and how to mend each finding.

Rules: workflow.duplicate-node, unknown-start, dangling-edge, duplicate-edge, unreachable-node, dead-end, no-way-to-end,
edge-kind, condition-missing, condition-unused, overlapping-conditions, no-otherwise, decide-without-when,
tool-missing, tool-not-configured, tool-outcomes, unconfirmed-write, unset-variable, transfer-target.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parley.agents.schemas import Edge, EdgeKind, Finding, Node, NodeKind, Severity, ToolSpec, Workflow
from parley.builder.workflow import flow

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
    """A workflow with what every rule looks up."""

    workflow: Workflow
    tools: dict[str, ToolSpec]
    nodes: dict[str, Node] = field(init=False)
    edges: list[Edge] = field(init=False)
    reachable: set[str] = field(init=False)
    ways_out: dict[str, list[Edge]] = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = {node.id: node for node in reversed(self.workflow.nodes)}
        self.edges = [edge for edge in self.workflow.edges if edge.source in self.nodes and edge.target in self.nodes]
        self.ways_out = flow.ways_out(self.edges)
        self.reachable = flow.reach({self.workflow.start} & set(self.nodes), self.edges)

    def leaving(self, node_id: str) -> list[Edge]:
        return self.ways_out.get(node_id, [])


def lint(workflow: Workflow, tools: Iterable[ToolSpec]) -> list[Finding]:
    """All findings, rule by rule in a stable order; an empty list means the graph works as drawn."""
    case = _Case(workflow, {tool.name: tool for tool in tools})
    return [finding for rule in _RULES for finding in rule(case)]


def _error(rule: str, where: str, message: str, mend: str) -> Finding:
    return Finding(rule=f"workflow.{rule}", severity=Severity.ERROR, where=where[:300], message=message, mend=mend)


def _warning(rule: str, where: str, message: str, mend: str) -> Finding:
    return _error(rule, where, message, mend).model_copy(update={"severity": Severity.WARNING})


def _ids(case: _Case) -> Iterator[Finding]:
    for node_id, times in Counter(node.id for node in case.workflow.nodes).items():
        if times > 1:
            yield _error("duplicate-node", node_id, f"{times} steps have the id “{node_id}”.", "Rename all but one.")


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
    seen = Counter((edge.source, edge.target, edge.kind, edge.condition.casefold()) for edge in case.workflow.edges)
    for (source, target, _, _), times in seen.items():
        if times > 1:
            message = f"The way from “{source}” to “{target}” is there {times} times."
            yield _error("duplicate-edge", f"{source}->{target}", message, "Keep one of them.")


def _reached(case: _Case) -> Iterator[Finding]:
    for node_id in case.nodes:
        if case.workflow.start in case.nodes and node_id not in case.reachable:
            message = f"Nothing leads to “{node_id}”."
            yield _warning("unreachable-node", node_id, message, "Lead to it from an earlier step, or remove it.")


def _ends(case: _Case) -> Iterator[Finding]:
    final = {node.id for node in case.nodes.values() if node.kind in _FINAL}
    backwards = [Edge(source=edge.target, target=edge.source) for edge in case.edges]
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
        where = f"{edge.source}->{edge.target}"
        if edge.kind not in _LEAVING[source.kind]:
            message = f"A step of kind {source.kind} cannot be left by a way of kind {edge.kind}."
            yield _error("edge-kind", where, message, "Change the kind of the way or of the step.")
        if edge.kind is EdgeKind.WHEN and not edge.condition:
            yield _error("condition-missing", where, "The way has no condition.", "Say when it is taken.")
        if edge.kind is not EdgeKind.WHEN and edge.condition:
            message = f"The condition “{edge.condition}” is never looked at."
            yield _warning("condition-unused", where, message, "Make the way a conditional one, or drop the condition.")


def _choices(case: _Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        kinds = Counter(edge.kind for edge in case.leaving(node.id))
        conditions = Counter(
            " ".join(edge.condition.casefold().rstrip(".").split())
            for edge in case.leaving(node.id)
            if edge.kind is EdgeKind.WHEN and edge.condition
        )
        for condition, times in conditions.items():
            if times > 1:
                message = f"{times} ways out of “{node.id}” have the condition “{condition}”."
                yield _error("overlapping-conditions", node.id, message, "Tell the conditions apart, or keep one way.")
        if max(kinds[EdgeKind.ALWAYS], kinds[EdgeKind.OTHERWISE]) > 1 or (
            kinds[EdgeKind.ALWAYS] and (kinds[EdgeKind.WHEN] or kinds[EdgeKind.OTHERWISE])
        ):
            message = f"More than one way out of “{node.id}” holds at the same time."
            yield _error("overlapping-conditions", node.id, message, "Keep one unconditional way.")
        if kinds[EdgeKind.WHEN] and not kinds[EdgeKind.OTHERWISE] and not kinds[EdgeKind.ALWAYS]:
            message = f"“{node.id}” does not say what happens when no condition holds."
            yield _error("no-otherwise", node.id, message, "Add a way of kind otherwise.")
        if node.kind is NodeKind.DECIDE and not kinds[EdgeKind.WHEN]:
            message = f"“{node.id}” decides nothing: it has no conditional way."
            yield _error("decide-without-when", node.id, message, "Add conditions, or make it another kind of step.")


def _calls(case: _Case) -> Iterator[Finding]:
    for node in case.nodes.values():
        where = f"{node.id}"
        if node.tool and node.tool not in case.tools:
            message = f"“{node.id}” uses the tool “{node.tool}”, which is not configured."
            yield _error("tool-not-configured", where, message, "Configure the tool, or take the step out.")
        if node.kind is NodeKind.TRANSFER and not node.to and not node.tool:
            message = f"“{node.id}” does not say to whom it hands over."
            yield _warning(
                "transfer-target", where, message, "Name a person, team or number, or a tool that knows one."
            )
        if node.kind is not NodeKind.TOOL:
            continue
        if not node.tool:
            yield _error("tool-missing", where, f"“{node.id}” names no tool.", "Name the tool it calls.")
        kinds = Counter(edge.kind for edge in case.leaving(node.id))
        if (kinds[EdgeKind.OK], kinds[EdgeKind.FAILED]) != (1, 1):
            message = f"“{node.id}” needs exactly one way on when the call worked and one when it failed."
            yield _error("tool-outcomes", where, message, "Lead on by one ok and one failed way.")


def _writes(case: _Case) -> Iterator[Finding]:
    for node_id in flow.unconfirmed(case.workflow.start, case.nodes, case.edges, case.tools):
        message = f"“{node_id}” changes something before the caller has confirmed it."
        yield _error("unconfirmed-write", node_id, message, "Read the data back and ask for a yes right before it.")


def _variables(case: _Case) -> Iterator[Finding]:
    for node_id, names in flow.unset(case.workflow.start, case.nodes, case.edges, case.tools).items():
        message = f"“{node_id}” uses {', '.join(names)} before it is known on every way there."
        yield _warning("unset-variable", node_id, message, "Collect it in a step before.")


_RULES = (_ids, _start, _links, _reached, _ends, _kinds, _choices, _calls, _writes, _variables)
