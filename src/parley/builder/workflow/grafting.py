"""A graph that somebody else drew, with what a change of the brief means for it.

The change is the difference between two syntheses. Its new steps are hung where theirs has their neighbours: at the
same ids, at steps that call the same tool, at an end or a hand-over, and else at the step where requests part.
"""

from collections.abc import Collection

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, RemoveNode, UpdateNode, Workflow
from parley.builder.workflow.edits import MAX_EDGES, MAX_NODES, Sketch, Unfit, take

_FIELDS = ("label", "text", "collects", "to", "goal")


def grafted(theirs: Workflow, base: Workflow, ours: Workflow, tools: Collection[str]) -> Workflow:
    """Theirs with the steps and ways in which `ours` differs from `base`; steps of tools that are gone go, too.

    Where it has no room for the new steps, or is no course that leads to an end, they are left out: the prompt says
    what they would.
    """
    graph = Sketch(theirs.start, list(theirs.nodes), list(theirs.edges))
    _drop(graph, base, ours, tools)
    _change(graph, base, ours)
    leads_on = any(node.kind in {NodeKind.END, NodeKind.TRANSFER} for node in graph.nodes)
    if leads_on and len(graph.nodes) + len(ours.nodes) <= MAX_NODES and len(graph.edges) + len(ours.edges) <= MAX_EDGES:
        _add(graph, base, ours)
    return theirs.model_copy(update={"start": graph.start, "nodes": graph.nodes, "edges": graph.edges})


def _drop(graph: Sketch, base: Workflow, ours: Workflow, tools: Collection[str]) -> None:
    kept = {node.id for node in ours.nodes}
    gone = {(node.id, node.kind) for node in base.nodes if node.id not in kept}
    for node in list(graph.nodes):
        if (node.id, node.kind) in gone or (node.tool and node.tool not in tools):
            _remove(graph, node)


def _remove(graph: Sketch, node: Node) -> None:
    """Take a step out; one that the graph hangs on stays, without its tool."""
    ways = graph.leaving(node.id)
    good = next((way.target for way in ways if way.kind is not EdgeKind.FAILED), None)
    try:
        take(graph, RemoveNode(op="remove_node", id=node.id, join=good))
    except Unfit:
        kind = node.kind if node.kind is NodeKind.END else NodeKind.SAY
        take(graph, UpdateNode(op="update_node", id=node.id, kind=kind, tool=""))


def _change(graph: Sketch, base: Workflow, ours: Workflow) -> None:
    """What became another in ours, where theirs still has what it was."""
    was, now = {node.id: node for node in base.nodes}, {node.id: node for node in ours.nodes}
    for place, node in enumerate(graph.nodes):
        old, new = was.get(node.id), now.get(node.id)
        if old is not None and new is not None and old.kind is node.kind:
            fields = [name for name in _FIELDS if getattr(node, name) == getattr(old, name)]
            graph.nodes[place] = node.model_copy(update={name: getattr(new, name) for name in fields})
    kept = set(ours.edges)
    new_ways = {(way.source, way.target): way for way in ours.edges if way not in base.edges}
    for place, way in enumerate(graph.edges):
        if way in base.edges and way not in kept:
            graph.edges[place] = new_ways.get((way.source, way.target), way)


def _add(graph: Sketch, base: Workflow, ours: Workflow) -> None:
    known = {node.id for node in base.nodes}
    new = [node for node in ours.nodes if node.id not in known]
    held = {node.id: node for node in base.nodes}
    names: dict[str, str] = {}
    for node in new:
        names[node.id] = _free(graph, node.id)
        graph.nodes.append(node.model_copy(update={"id": names[node.id]}))
    for way in ours.edges:
        if way.source in names or way.target in names:
            source = names.get(way.source) or _counterpart(graph, held[way.source])
            target = names.get(way.target) or _counterpart(graph, held[way.target]) or _way_out(graph, way.kind)
            ends = {"source": source or _hub(graph), "target": target or _hub(graph)}
            _lead(graph, way.model_copy(update=ends), is_new=way.source in names)


def _free(graph: Sketch, wanted: str) -> str:
    taken = {node.id for node in graph.nodes}
    names = (wanted, *(f"{wanted[:56]}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _counterpart(graph: Sketch, node: Node) -> str | None:
    """Where the graph has what a step of the synthesis is."""
    alike = [one for one in graph.nodes if one.kind is node.kind]
    found = (
        *(one for one in alike if one.id == node.id),
        *(one for one in graph.nodes if node.tool and one.tool == node.tool),
        *(one for one in alike if node.kind is NodeKind.TRANSFER and one.to == node.to),
        *(one for one in alike if node.kind in {NodeKind.TRANSFER, NodeKind.END}),
    )
    return found[0].id if found else None


def _way_out(graph: Sketch, kind: EdgeKind) -> str | None:
    """Where a branch goes when it is done, or has failed: to a person, or to the end."""
    order = (NodeKind.TRANSFER, NodeKind.END) if kind is EdgeKind.FAILED else (NodeKind.END, NodeKind.TRANSFER)
    return next((node.id for wanted in order for node in graph.nodes if node.kind is wanted), None)


def _hub(graph: Sketch) -> str:
    """The step where requests part: the one with most conditions, else the first."""
    parting: dict[str, int] = dict.fromkeys((graph.start, *(node.id for node in graph.nodes)), 0)
    for way in graph.edges:
        parting[way.source] += way.kind is EdgeKind.WHEN
    return max(parting, key=lambda node_id: parting[node_id])


def _lead(graph: Sketch, way: Edge, *, is_new: bool) -> None:
    """Put in a way; from a step that was there it goes in line, or beside the others under its condition."""
    if way.source == way.target or way in graph.edges:
        return
    others = graph.leaving(way.source)
    if not is_new and way.kind is EdgeKind.WHEN:
        onward = [other for other in others if other.kind is EdgeKind.ALWAYS]
        graph.edges = [
            edge.model_copy(update={"kind": EdgeKind.OTHERWISE}) if edge in onward else edge for edge in graph.edges
        ]
    elif not is_new and (alike := [other for other in others if other.kind is way.kind]):
        graph.redirect(alike[:1], way.target)
        return
    graph.edges.append(way)
