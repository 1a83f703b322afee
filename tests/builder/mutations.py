"""Generic changes of a graph: what it is made of is dropped, redirected, duplicated, renamed and swapped.

They know nothing of the linter's rules.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from parley.agents.schemas import Edge, EdgeKind, Node, Workflow

_EACH = 14
"""Mutations of each kind for each graph."""
Mutation = Callable[[Workflow, random.Random], Workflow | None]


def mutants(graph: Workflow, chance: random.Random) -> Iterator[tuple[str, Workflow]]:
    """Mutants of a graph, each with the kind of change that made it; none twice."""
    for kind, mutate in MUTATIONS.items():
        seen = {graph.model_dump_json()}
        for _ in range(_EACH):
            mutant = mutate(graph, chance)
            if mutant is None or (text := mutant.model_dump_json()) in seen:
                continue
            seen.add(text)
            yield kind, mutant


def _nodes(graph: Workflow, nodes: list[Node], edges: list[Edge] | None = None) -> Workflow:
    return graph.model_copy(update={"nodes": nodes, "edges": graph.edges if edges is None else edges})


def _edges(graph: Workflow, edges: list[Edge]) -> Workflow:
    return graph.model_copy(update={"edges": edges})


def _with_node(graph: Workflow, node: Node, **changed: Any) -> Workflow:
    new = node.model_copy(update=changed)
    return _nodes(graph, [new if each is node else each for each in graph.nodes])


def _with_edge(graph: Workflow, edge: Edge, **changed: Any) -> Workflow:
    new = edge.model_copy(update=changed)
    return _edges(graph, [new if each is edge else each for each in graph.edges])


def _drop_node(graph: Workflow, chance: random.Random) -> Workflow:
    gone = chance.choice(graph.nodes)
    edges = [edge for edge in graph.edges if gone.id not in (edge.source, edge.target)]
    return _nodes(graph, [node for node in graph.nodes if node is not gone], edges)


def _drop_node_only(graph: Workflow, chance: random.Random) -> Workflow:
    gone = chance.choice(graph.nodes)
    return _nodes(graph, [node for node in graph.nodes if node is not gone])


def _join_node(graph: Workflow, chance: random.Random) -> Workflow | None:
    """Drop a step and lead what came to it to one of those it led to."""
    gone = chance.choice(graph.nodes)
    after = [edge.target for edge in graph.edges if edge.source == gone.id and edge.target != gone.id]
    if not after:
        return None
    target = chance.choice(after)
    edges = [
        edge.model_copy(update={"target": target}) if edge.target == gone.id else edge
        for edge in graph.edges
        if edge.source != gone.id
    ]
    start = target if graph.start == gone.id else graph.start
    return _nodes(graph, [node for node in graph.nodes if node is not gone], edges).model_copy(update={"start": start})


def _duplicate_node(graph: Workflow, chance: random.Random) -> Workflow:
    twin = chance.choice(graph.nodes).model_copy(update={"id": "twin"})
    return _nodes(graph, [*graph.nodes, twin])


def _duplicate_id(graph: Workflow, chance: random.Random) -> Workflow:
    return _nodes(graph, [*graph.nodes, chance.choice(graph.nodes)])


def _duplicate_with_ways(graph: Workflow, chance: random.Random) -> Workflow:
    node = chance.choice(graph.nodes)
    out = [edge.model_copy(update={"source": "twin"}) for edge in graph.edges if edge.source == node.id]
    into = [edge.model_copy(update={"target": "twin"}) for edge in graph.edges if edge.target == node.id]
    return _nodes(graph, [*graph.nodes, node.model_copy(update={"id": "twin"})], [*graph.edges, *out, *into])


def _rename_node(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_node(graph, chance.choice(graph.nodes), id="zzz")


def _swap_nodes(graph: Workflow, chance: random.Random) -> Workflow:
    one, two = chance.sample(graph.nodes, 2)
    swapped = {one.id: two.model_copy(update={"id": one.id}), two.id: one.model_copy(update={"id": two.id})}
    return _nodes(graph, [swapped.get(node.id, node) for node in graph.nodes])


def _move_start(graph: Workflow, chance: random.Random) -> Workflow:
    return graph.model_copy(update={"start": chance.choice([node.id for node in graph.nodes] + ["zzz"])})


def _drop_edge(graph: Workflow, chance: random.Random) -> Workflow:
    gone = chance.choice(graph.edges)
    return _edges(graph, [edge for edge in graph.edges if edge is not gone])


def _redirect(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, chance.choice(graph.edges), target=chance.choice(graph.nodes).id)


def _reroot(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, chance.choice(graph.edges), source=chance.choice(graph.nodes).id)


def _reverse(graph: Workflow, chance: random.Random) -> Workflow:
    edge = chance.choice(graph.edges)
    return _with_edge(graph, edge, source=edge.target, target=edge.source)


def _duplicate_edge(graph: Workflow, chance: random.Random) -> Workflow:
    return _edges(graph, [*graph.edges, chance.choice(graph.edges)])


def _fork(graph: Workflow, chance: random.Random) -> Workflow:
    copy = chance.choice(graph.edges).model_copy(update={"target": chance.choice(graph.nodes).id})
    return _edges(graph, [*graph.edges, copy])


def _rename_end(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, chance.choice(graph.edges), **{chance.choice(["source", "target"]): "zzz"})


def _swap_targets(graph: Workflow, chance: random.Random) -> Workflow:
    one, two = chance.sample(graph.edges, 2)
    return _with_edge(_with_edge(graph, one, target=two.target), two, target=one.target)


def _swap_kinds(graph: Workflow, chance: random.Random) -> Workflow:
    one, two = chance.sample(graph.edges, 2)
    return _with_edge(_with_edge(graph, one, kind=two.kind), two, kind=one.kind)


def _swap_outcomes(graph: Workflow, chance: random.Random) -> Workflow | None:
    """Swap the kinds of two ways out of one step."""
    first = chance.choice(graph.edges)
    others = [edge for edge in graph.edges if edge.source == first.source and edge.kind is not first.kind]
    if not others:
        return None
    other = chance.choice(others)
    swapped = _with_edge(graph, first, kind=other.kind, condition=other.condition)
    return _with_edge(swapped, other, kind=first.kind, condition=first.condition)


def _change_kind(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, chance.choice(graph.edges), kind=chance.choice(list(EdgeKind)))


def _collecting(graph: Workflow, chance: random.Random) -> Node:
    return chance.choice([node for node in graph.nodes if node.collects])


def _drop_variable(graph: Workflow, chance: random.Random) -> Workflow:
    node = _collecting(graph, chance)
    gone = chance.choice(node.collects)
    return _with_node(graph, node, collects=[name for name in node.collects if name != gone])


def _rename_variable(graph: Workflow, chance: random.Random) -> Workflow:
    node = _collecting(graph, chance)
    gone = chance.choice(node.collects)
    return _with_node(graph, node, collects=["zzz" if name == gone else name for name in node.collects])


def _swap_variables(graph: Workflow, chance: random.Random) -> Workflow:
    one, two = _collecting(graph, chance), _collecting(graph, chance)
    return _with_node(_with_node(graph, one, collects=two.collects), two, collects=one.collects)


def _calling(graph: Workflow, chance: random.Random) -> Node | None:
    calling = [node for node in graph.nodes if node.tool]
    return chance.choice(calling) if calling else None


def _rename_tool(graph: Workflow, chance: random.Random) -> Workflow | None:
    node = _calling(graph, chance)
    return _with_node(graph, node, tool="zzz") if node else None


def _drop_tool(graph: Workflow, chance: random.Random) -> Workflow | None:
    node = _calling(graph, chance)
    return _with_node(graph, node, tool=None) if node else None


def _swap_tools(graph: Workflow, chance: random.Random) -> Workflow | None:
    one, two = _calling(graph, chance), _calling(graph, chance)
    return _with_node(_with_node(graph, one, tool=two.tool), two, tool=one.tool) if one and two else None


def _conditional(graph: Workflow, chance: random.Random) -> Edge:
    return chance.choice([edge for edge in graph.edges if edge.condition])


def _drop_condition(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, _conditional(graph, chance), condition="")


def _rename_condition(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, _conditional(graph, chance), condition="Zzz.")


def _duplicate_condition(graph: Workflow, chance: random.Random) -> Workflow:
    return _with_edge(graph, _conditional(graph, chance), condition=_conditional(graph, chance).condition)


def _swap_conditions(graph: Workflow, chance: random.Random) -> Workflow:
    one, two = _conditional(graph, chance), _conditional(graph, chance)
    return _with_edge(_with_edge(graph, one, condition=two.condition), two, condition=one.condition)


MUTATIONS: dict[str, Mutation] = {
    "drop a step with its ways": _drop_node,
    "drop a step": _drop_node_only,
    "drop a step, join its ways": _join_node,
    "duplicate a step": _duplicate_node,
    "duplicate a step's id": _duplicate_id,
    "duplicate a step and its ways": _duplicate_with_ways,
    "rename a step": _rename_node,
    "swap two steps": _swap_nodes,
    "move the start": _move_start,
    "drop a way": _drop_edge,
    "redirect a way": _redirect,
    "let a way come from elsewhere": _reroot,
    "reverse a way": _reverse,
    "duplicate a way": _duplicate_edge,
    "duplicate a way to elsewhere": _fork,
    "rename a way's end": _rename_end,
    "swap two ways' targets": _swap_targets,
    "swap two ways' kinds": _swap_kinds,
    "swap two ways of one step": _swap_outcomes,
    "change a way's kind": _change_kind,
    "drop a variable": _drop_variable,
    "rename a variable": _rename_variable,
    "swap variables": _swap_variables,
    "rename a tool": _rename_tool,
    "drop a tool": _drop_tool,
    "swap tools": _swap_tools,
    "drop a condition": _drop_condition,
    "rename a condition": _rename_condition,
    "duplicate a condition": _duplicate_condition,
    "swap conditions": _swap_conditions,
}
