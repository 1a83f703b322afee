"""Mends what can be mended safely in a workflow, and says so; what the user made or changed by hand is left alone.

Safe is what changes no conversation that could have gone well: a way that is there twice or leads nowhere, a step
that nothing leads to, a condition that nobody looks at, and a forgotten case, which then leads to where failures go.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from parley.agents.schemas import Edge, EdgeKind, Finding, Node, NodeKind, Severity, Workflow
from parley.builder.workflow import flow, replay
from parley.builder.workflow.edits import MAX_EDGES, fallback

_ROUNDS = 8


@dataclass
class _Bench:
    """A workflow being mended; `nodes` and `ways` by hand are not to be touched."""

    start: str
    nodes: list[Node]
    edges: list[Edge]
    by_hand: frozenset[str]
    ways_by_hand: frozenset[tuple[str, str]]
    notes: list[Finding] = field(default_factory=list)

    def free(self, edge: Edge) -> bool:
        return (edge.source, edge.target) not in self.ways_by_hand

    def note(self, rule: str, where: str, message: str) -> None:
        self.notes.append(Finding(rule=f"workflow.{rule}", severity=Severity.NOTE, where=where, message=message))


def repair(workflow: Workflow) -> tuple[Workflow, list[Finding]]:
    """The workflow mended, and a note for each thing that was; the very same workflow where there was none."""
    ends = {end for way in replay.touched_ways(workflow) for end in way}
    bench = _Bench(
        workflow.start,
        list(workflow.nodes),
        list(workflow.edges),
        replay.touched(workflow) | ends,
        replay.touched_ways(workflow),
    )
    for _ in range(_ROUNDS):
        before = len(bench.notes)
        for mend in _MENDS:
            mend(bench)
        if len(bench.notes) == before:
            break
    if not bench.notes:
        return workflow, []
    return workflow.model_copy(update={"nodes": bench.nodes, "edges": bench.edges}), bench.notes


def _loose_ways(bench: _Bench) -> None:
    ids = {node.id for node in bench.nodes}
    loose = [edge for edge in bench.edges if edge.source not in ids or edge.target not in ids]
    for edge in filter(bench.free, loose):
        bench.edges.remove(edge)
        bench.note("dangling-edge", _way(edge), "The way was taken out: one of its steps is gone.")


def _double_ways(bench: _Bench) -> None:
    if len({(edge.source, edge.target, edge.kind, edge.condition) for edge in bench.edges}) == len(bench.edges):
        return
    kept = dict.fromkeys(bench.edges)
    for edge in kept:
        if bench.edges.count(edge) > 1:
            bench.note("duplicate-edge", _way(edge), "The way was there twice; one is left.")
    bench.edges = list(kept)


def _idle_conditions(bench: _Bench) -> None:
    for place, edge in enumerate(bench.edges):
        if edge.condition and edge.kind is not EdgeKind.WHEN and bench.free(edge):
            bench.edges[place] = edge.model_copy(update={"condition": ""})
            bench.note("condition-unused", _way(edge), "The condition was taken off: nobody looks at it.")


def _lost_steps(bench: _Bench) -> None:
    ahead: dict[str, list[str]] = {}
    for edge in bench.edges:
        ahead.setdefault(edge.source, []).append(edge.target)
    if bench.start not in {node.id for node in bench.nodes}:
        return
    reached = flow.reach({bench.start}, ahead)
    gone = [node for node in bench.nodes if node.id not in reached and node.id not in bench.by_hand]
    for node in gone:
        bench.nodes.remove(node)
        bench.edges = [edge for edge in bench.edges if edge.source != node.id]
        bench.note("unreachable-node", node.id, f"“{node.label}” was taken out: nothing led to it any more.")


def _forgotten_cases(bench: _Bench) -> None:
    for node, kind, rule in list(_forgotten(bench)):
        target = fallback(bench.nodes, bench.edges)
        if not target or target == node.id or len(bench.edges) >= MAX_EDGES:
            continue
        bench.edges.append(Edge(source=node.id, target=target, kind=kind))
        case = "a failed call" if kind is EdgeKind.FAILED else "any other case"
        bench.note(rule, node.id, f"“{node.label}” had no way on for {case}; it leads to “{target}” now.")


def _forgotten(bench: _Bench) -> Iterator[tuple[Node, EdgeKind, str]]:
    ways = flow.ways_out(bench.edges)
    for node in bench.nodes:
        kinds = {edge.kind for edge in ways.get(node.id, ())}
        if node.id in bench.by_hand or not kinds:
            continue
        if node.kind is NodeKind.TOOL and EdgeKind.OK in kinds and EdgeKind.FAILED not in kinds:
            yield node, EdgeKind.FAILED, "tool-outcomes"
        if EdgeKind.WHEN in kinds and not {EdgeKind.OTHERWISE, EdgeKind.ALWAYS} & kinds:
            yield node, EdgeKind.OTHERWISE, "no-otherwise"


def _way(edge: Edge) -> str:
    return f"{edge.source}->{edge.target}"


_MENDS: tuple[Callable[[_Bench], None], ...] = (
    _loose_ways,
    _double_ways,
    _idle_conditions,
    _lost_steps,
    _forgotten_cases,
)
