"""Rules on the workflow: every way leads somewhere, every node is reached, nothing dead-ends unawares."""

from collections.abc import Iterator

from parley.agents.schemas import Finding
from parley.exports.platforms.elevenlabs.configs import Configs, member, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.shaped import error, place, shown, warning

NAME = "elevenlabs"
_LAST = frozenset({"end", "phone_number", "standalone_agent"})


def _graphs(configs: Configs) -> Iterator[tuple[str, dict[str, Json], dict[str, Json]]]:
    for path, agent in configs.agents.items():
        graph = member(agent, "workflow")
        nodes, edges = (
            {name: item for name, item in member(graph, kind).items() if isinstance(item, dict)}
            for kind in ("nodes", "edges")
        )
        if graph:
            yield path, nodes, edges


def _edges(configs: Configs) -> Iterator[Finding]:
    for path, nodes, edges in _graphs(configs):
        pairs = set()
        for name, edge in edges.items():
            where = place(path, ("workflow", "edges", name))
            ends = [text(edge, "source"), text(edge, "target")]
            for end in ends:
                if end not in nodes:
                    yield error(f"{NAME}.edge-to-nowhere", where, f"There is no node “{shown(end)}”.", "Mend the id.")
            if frozenset(ends) in pairs:
                message = "Another edge joins these two nodes; an edge has two directions."
                yield error(f"{NAME}.edge-twice", where, message, "Put both conditions on one edge.")
            pairs.add(frozenset(ends))
            if not edge.get("forward_condition") and not edge.get("backward_condition"):
                message = "The edge has no condition in either direction, so it is never taken."
                yield error(f"{NAME}.edge-without-condition", where, message, "Add a forward_condition.")
            forward = member(edge, "forward_condition")
            if forward.get("type") == "llm" and not text(forward, "label"):
                message = "The condition has no label, so the picture does not say what it is."
                yield warning(f"{NAME}.edge-without-label", where, message, "Add a short label.")


def _ways(nodes: dict[str, Json], edges: dict[str, Json]) -> dict[str, list[tuple[str, str]]]:
    """The edges that lead on from each node, and where they lead."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in nodes}
    for name, edge in edges.items():
        source, target = text(edge, "source"), text(edge, "target")
        if edge.get("forward_condition") and source in found:
            found[source].append((name, target))
        if edge.get("backward_condition") and target in found:
            found[target].append((name, source))
    return found


def _nodes(configs: Configs) -> Iterator[Finding]:
    for path, nodes, edges in _graphs(configs):
        starts = [name for name, node in nodes.items() if node.get("type") == "start"]
        if len(starts) != 1:
            message = f"A workflow has one start node; this one has {len(starts)}."
            yield error(f"{NAME}.start", place(path, ("workflow", "nodes")), message, "Keep one.")
        ways = _ways(nodes, edges)
        reached = set(starts)
        left = list(starts)
        while left:
            further = [target for _, target in ways.get(left.pop(), []) if target in nodes and target not in reached]
            reached |= set(further)
            left += further
        for name, node in nodes.items():
            where = place(path, ("workflow", "nodes", name))
            if starts and name not in reached:
                yield error(f"{NAME}.unreachable", where, "No way leads to this node.", "Add an edge, or drop it.")
            yield from _node(where, node, ways[name])


def _node(where: str, node: Json, ways: list[tuple[str, str]]) -> Iterator[Finding]:
    kind = text(node, "type")
    if not ways and kind not in _LAST:
        yield warning(f"{NAME}.dead-end", where, "No way leads on from this node.", "Add a way on or back.")
    if kind == "override_agent" and not (
        text(node, "additional_prompt") or node.get("conversation_config") or node.get("additional_tool_ids")
    ):
        message = "The sub-agent is told nothing of its own."
        yield warning(f"{NAME}.node-without-prompt", where, message, "Add an additional_prompt.")
    if not {"x", "y"} <= member(node, "position").keys():
        message = "The node has no position, so the editor draws it over others."
        yield warning(f"{NAME}.node-without-position", where, message, "Give it x and y.")
    order = node.get("edge_order")
    named = {name for name, _ in ways}
    if isinstance(order, list) and any(not isinstance(name, str) or name not in named for name in order):
        message = "edge_order names an edge that does not lead on from here."
        yield error(f"{NAME}.edge-order", where, message, "Name only its own edges.")
    elif len(ways) > 1 and not (isinstance(order, list) and len(order) == len(ways)):
        message = "Several ways lead on, and their order is not wholly given."
        yield warning(f"{NAME}.edge-order", where, message, "Name them all in edge_order.")


RULES = (_edges, _nodes)
