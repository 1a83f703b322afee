"""Typed edits of a workflow, one by one: each changes a sketch of the graph, or says why it cannot be made.

Whether what comes of it works is the linter's question, not ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from parley.agents.schemas import (
    AddEdge,
    AddNode,
    Edge,
    EdgeKind,
    Node,
    NodeKind,
    RemoveEdge,
    RemoveNode,
    UpdateEdge,
    UpdateNode,
    WorkflowEdit,
)

MAX_NODES, MAX_EDGES = 200, 600
_LISTED = 40
_FINAL = frozenset({NodeKind.END, NodeKind.TRANSFER})
_FIELDS = ("kind", "label", "text", "collects", "tool", "to", "goal")


class Unfit(ValueError):
    """An edit that the graph cannot take; the text says why and what to do, in our words and the graph's own ids."""


@dataclass(slots=True)
class Sketch:
    """A workflow under change."""

    start: str
    nodes: list[Node]
    edges: list[Edge]

    def node(self, node_id: str) -> Node:
        found = next((node for node in self.nodes if node.id == node_id), None)
        if found is None:
            ids = ", ".join(node.id for node in self.nodes[:_LISTED])
            raise Unfit(f"it names a step that is not there; the steps are: {ids}")
        return found

    def leaving(self, node_id: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.source == node_id]

    def redirect(self, ways: Sequence[Edge], target: str) -> None:
        """Lead these ways to `target`; those that would lead to where they come from, or be there twice, go."""
        moved = [edge.model_copy(update={"target": target}) if edge in ways else edge for edge in self.edges]
        self.edges = [edge for edge in dict.fromkeys(moved) if edge.source != edge.target or edge in self.edges]

    def place(self, node_id: str) -> int:
        return next(place for place, node in enumerate(self.nodes) if node.id == node_id)


def take(graph: Sketch, edit: WorkflowEdit) -> None:
    """Make one edit; Unfit where it cannot be made, and then nothing has changed."""
    makes: dict[str, Callable[[Sketch, Any], None]] = {
        "add_node": _add_node,
        "update_node": _update_node,
        "remove_node": _remove_node,
        "add_edge": _add_edge,
        "update_edge": _update_edge,
        "remove_edge": _remove_edge,
    }
    makes[edit.op](graph, edit)


def _add_node(graph: Sketch, edit: AddNode) -> None:
    if any(node.id == edit.id for node in graph.nodes):
        raise Unfit("a step of this id is there already")
    _require_room(graph)
    ways, target = _gap(graph, edit)
    anchor = graph.node(edit.after or edit.before or "") if edit.after or edit.before else None
    new = Node(id=edit.id, **{name: getattr(edit, name) for name in _FIELDS})
    if anchor is None:
        graph.nodes.append(new)
        return
    new = new if new.goal else new.model_copy(update={"goal": anchor.goal or graph.node(target).goal})
    graph.nodes.insert(graph.place(anchor.id) + (1 if edit.after else 0), new)
    if not edit.after and graph.start == edit.before:
        graph.start = new.id
    graph.redirect(ways, new.id)
    graph.edges += _onward(graph, new, target)


def _require_room(graph: Sketch) -> None:
    if len(graph.nodes) >= MAX_NODES or len(graph.edges) + 2 > MAX_EDGES:
        raise Unfit(f"a workflow has at most {MAX_NODES} steps and {MAX_EDGES} ways")


def _gap(graph: Sketch, edit: AddNode) -> tuple[list[Edge], str]:
    """The ways that shall lead to a new step, and where it leads on."""
    if edit.after and edit.before:
        graph.node(edit.before)
        ways = [way for way in _ways_on(graph, graph.node(edit.after)) if way.target == edit.before]
        ways = ways or [way for way in graph.leaving(edit.after) if way.target == edit.before]
        if not ways:
            raise Unfit("no way leads from the step in `after` to the one in `before`")
        return ways, edit.before
    if edit.after:
        ways = _main_ways(graph, graph.node(edit.after))
        return ways, ways[0].target
    if edit.before:
        graph.node(edit.before)
        return [edge for edge in graph.edges if edge.target == edit.before], edit.before
    return [], ""


def _onward(graph: Sketch, node: Node, target: str) -> list[Edge]:
    """The ways out that a step of this kind must have, the good one to `target`."""
    match node.kind:
        case NodeKind.TOOL:
            failed = fallback(graph.nodes, graph.edges)
            bad = [Edge(source=node.id, target=failed, kind=EdgeKind.FAILED)] if failed else []
            return [Edge(source=node.id, target=target, kind=EdgeKind.OK), *bad]
        case NodeKind.DECIDE:
            return [Edge(source=node.id, target=target, kind=EdgeKind.OTHERWISE)]
        case NodeKind.TRANSFER | NodeKind.END:
            return []
        case _:
            return [Edge(source=node.id, target=target)]


def fallback(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Where the last failed try of a call leads: where most do now, else a hand-over, else an end; "" for nothing."""
    kinds = {node.id: node.kind for node in nodes}
    held = [edge.target for edge in edges if edge.kind is EdgeKind.FAILED and kinds.get(edge.target) != NodeKind.TOOL]
    if held:
        return max(dict.fromkeys(held), key=held.count)
    finals = (node.id for kind in (NodeKind.TRANSFER, NodeKind.END) for node in nodes if node.kind is kind)
    return next(finals, "")


def _main_ways(graph: Sketch, node: Node) -> list[Edge]:
    """The ways by which a step leads on when all goes well, all to one other step."""
    ways = _ways_on(graph, node)
    targets = {way.target for way in ways} - {node.id}
    if not targets:
        raise Unfit(f"nothing follows the step “{node.id}”")
    if len(targets) > 1:
        choice = ", ".join(sorted(targets)[:12])
        raise Unfit(f"“{node.id}” leads to several steps ({choice}): name the one that is meant, too")
    return ways


def _ways_on(graph: Sketch, node: Node) -> list[Edge]:
    """A step's ways on: of a tool the good outcome, that of its second try too; of a choice those within its goal."""
    leaving = graph.leaving(node.id)
    if node.kind is NodeKind.TOOL:
        tries = [edge.target for edge in leaving if edge.kind is EdgeKind.FAILED]
        again = [each for each in graph.nodes if each.id in tries and each.tool == node.tool]
        return [edge for each in (node, *again) for edge in graph.leaving(each.id) if edge.kind is EdgeKind.OK]
    if len({edge.target for edge in leaving}) < 2 or node.goal is None:
        return leaving
    places = {each.id: place for place, each in enumerate(graph.nodes) if each.goal == node.goal}
    onward = [edge for edge in leaving if places.get(edge.target, -1) > places[node.id]]
    return onward or leaving


def _update_node(graph: Sketch, edit: UpdateNode) -> None:
    node = graph.node(edit.id)
    given = {name: value for name in _FIELDS if (value := getattr(edit, name)) is not None}
    if not given:
        raise Unfit("it names nothing to change")
    for name in ("tool", "goal"):
        given |= {name: None} if given.get(name) == "" else {}
    graph.nodes[graph.place(edit.id)] = node.model_copy(update=given)


def _remove_node(graph: Sketch, edit: RemoveNode) -> None:
    node = graph.node(edit.id)
    ways_in = [edge for edge in graph.edges if edge.target == node.id and edge.source != node.id]
    target = edit.join
    if target == node.id:
        raise Unfit("a step that goes cannot be joined to itself")
    if target is not None:
        graph.node(target)
    elif node.kind not in _FINAL or graph.leaving(node.id):
        target = _main_ways(graph, node)[0].target
    elif ways_in or graph.start == node.id:
        raise Unfit("the conversation ends there; say with `join` where it leads instead")
    graph.edges = [edge for edge in graph.edges if edge.source != node.id]
    if target is not None:
        graph.redirect(ways_in, target)
        graph.start = target if graph.start == node.id else graph.start
    graph.nodes = [each for each in graph.nodes if each.id != node.id]


def _add_edge(graph: Sketch, edit: AddEdge) -> None:
    graph.node(edit.source), graph.node(edit.target)
    new = Edge(source=edit.source, target=edit.target, kind=edit.kind, condition=edit.condition)
    if new in graph.edges:
        raise Unfit("this way is there already")
    _require_room(graph)
    graph.edges.append(new)


def _update_edge(graph: Sketch, edit: UpdateEdge) -> None:
    place = _way(graph, edit)
    given = {"target": edit.new_target, "kind": edit.new_kind, "condition": edit.new_condition}
    if all(value is None for value in given.values()):
        raise Unfit("it names nothing to change")
    if edit.new_target is not None:
        graph.node(edit.new_target)
    if edit.new_kind not in (None, EdgeKind.WHEN) and edit.new_condition is None:
        given["condition"] = ""
    kept = {name: value for name, value in given.items() if value is not None}
    graph.edges[place] = graph.edges[place].model_copy(update=kept)


def _remove_edge(graph: Sketch, edit: RemoveEdge) -> None:
    del graph.edges[_way(graph, edit)]


def _way(graph: Sketch, edit: UpdateEdge | RemoveEdge) -> int:
    """The place of the way meant. A condition that reads differently by now is overlooked where one way is left."""
    found = [i for i, edge in enumerate(graph.edges) if (edge.source, edge.target) == (edit.source, edit.target)]
    if edit.kind is not None:
        found = [i for i in found if graph.edges[i].kind is edit.kind]
    if edit.condition is not None:
        found = [i for i in found if graph.edges[i].condition == edit.condition] or found
    if not found:
        raise Unfit("no such way joins these two steps")
    if len(found) > 1:
        raise Unfit("several ways join these two steps; tell which by `kind` or `condition`")
    return found[0]
