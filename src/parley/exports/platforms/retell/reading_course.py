"""The course as it comes in: the nodes of a flow, or the states of a Retell LLM, as steps with their ways."""

import re
from collections.abc import Iterator, Mapping

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, Workflow, WorkflowShape
from parley.exports.naming import unique
from parley.exports.platforms.retell import reading_tools, texts
from parley.exports.platforms.retell.export import Json
from parley.exports.platforms.retell.graphs import At, objects, ways
from parley.exports.platforms.retell.ways import FAILED, WORKED

_KINDS = {
    "end": NodeKind.END,
    "bridge_transfer": NodeKind.END,
    "cancel_transfer": NodeKind.END,
    "transfer_call": NodeKind.TRANSFER,
    "agent_swap": NodeKind.TRANSFER,
    "branch": NodeKind.DECIDE,
    "extract_dynamic_variables": NodeKind.COLLECT,
    "conversation": NodeKind.ASK,
    "subagent": NodeKind.ASK,
}
_SLOTS = {
    "always_edge": EdgeKind.ALWAYS,
    "skip_response_edge": EdgeKind.ALWAYS,
    "else_edge": EdgeKind.OTHERWISE,
    "edge": EdgeKind.FAILED,
    "failed_edge": EdgeKind.FAILED,
    "success_edge": EdgeKind.OK,
}
_OUTCOMES = {WORKED: EdgeKind.OK, FAILED: EdgeKind.FAILED}


def ids(items: list[Json], key: str) -> dict[str, str]:
    """The step's id for each node's id or state's name, in their order."""
    found: dict[str, str] = {}
    for item in items:
        raw = str(item.get(key))
        plain = re.sub(r"[^a-z0-9]+", "_", raw.lower()).strip("_")[:50]
        wanted = plain if re.match(r"[a-z]", plain) else f"n_{plain}".rstrip("_")
        found.setdefault(raw, unique(wanted, found.values()))
    return found


def workflow(documents: Mapping[str, Json]) -> Workflow:
    """The steps of what answers; one step where it is a single prompt."""
    if "flow" in documents:
        return _flow(documents["flow"])
    states = [state for _, state in objects(documents.get("llm", {}), "states")]
    if not states:
        only = Node(id="conversation", kind=NodeKind.ASK, label="Conversation")
        return Workflow(start=only.id, nodes=[only], edges=[], shape=WorkflowShape.SINGLE_PROMPT)
    named = ids(states, "name")
    nodes = [state_step(state, named) for state in states]
    edges = [edge for state in states for _, edge in state_ways(state, named)]
    start = named.get(str(documents["llm"].get("starting_state")), nodes[0].id)
    return Workflow(start=start, nodes=nodes, edges=edges[:600], shape=WorkflowShape.PROCEDURES)


def _flow(flow: Json) -> Workflow:
    items = [node for _, node in objects(flow, "nodes")]
    named = ids(items, "id")
    by_id = {str(tool.get("tool_id")): str(tool.get("name")) for _, tool in objects(flow, "tools")}
    nodes = [step(node, named, by_id) for node in items]
    edges = [edge for node in items for _, edge in node_ways(node, named)]
    start = named.get(str(flow.get("start_node_id")), nodes[0].id)
    return Workflow(start=start, nodes=nodes, edges=edges[:600], shape=WorkflowShape.GRAPH)


def step(node: Json, named: Mapping[str, str], tool_names: Mapping[str, str]) -> Node:
    """A node as a step."""
    instruction = node.get("instruction")
    told = texts.paragraph(instruction.get("text")) if isinstance(instruction, dict) else ""
    kind = _KINDS.get(str(node.get("type")), NodeKind.TOOL)
    called = node.get("tool_id")
    given = node.get("tool_ids")
    if called is None and isinstance(given, list) and len(given) == 1 and node.get("type") == "subagent":
        called, kind = given[0], NodeKind.TOOL
    if node.get("type") == "conversation" and ("skip_response_edge" in node or _is_static(node)):
        kind = NodeKind.SAY
    collected = [texts.line(one.get("name")) for _, one in objects(node, "variables")]
    name = tool_names.get(str(called))
    return Node(
        id=named[str(node.get("id"))],
        kind=kind,
        label=texts.line(node.get("name")) or texts.line(str(node.get("id"))),
        text=told,
        collects=collected[:20],
        tool=reading_tools.name(name) if name else None,
    )


def _is_static(node: Json) -> bool:
    instruction = node.get("instruction")
    return isinstance(instruction, dict) and instruction.get("type") == "static_text"


def node_ways(node: Json, named: Mapping[str, str]) -> Iterator[tuple[At, Edge]]:
    """The ways of a node that lead to another of the flow's, with their places in it."""
    for at, way in ways(node):
        target = named.get(str(way.get("destination_node_id")))
        if target is None:
            continue
        source = named[str(node.get("id"))]
        if at[0] != "edges":
            yield at, Edge(source=source, target=target, kind=_SLOTS[str(at[0])])
            continue
        told = condition(way)
        kind = _OUTCOMES.get(told, EdgeKind.WHEN)
        yield at, Edge(source=source, target=target, kind=kind, condition=told if kind is EdgeKind.WHEN else "")


def condition(way: Json) -> str:
    """A way's condition in words."""
    found = way.get("transition_condition")
    if not isinstance(found, dict):
        return ""
    if isinstance(found.get("prompt"), str):
        return texts.line(found["prompt"])
    joined = " and " if found.get("operator") == "&&" else " or "
    parts = [
        f"{one.get('left')} {one.get('operator')} {one.get('right', '')}" for _, one in objects(found, "equations")
    ]
    return texts.line(joined.join(part.strip() for part in parts))


def state_step(state: Json, named: Mapping[str, str]) -> Node:
    """A state as a step."""
    raw = str(state.get("name"))
    told = texts.paragraph(state.get("state_prompt"))
    return Node(id=named[raw], kind=NodeKind.ASK, label=texts.line(raw) or named[raw], text=told)


def state_ways(state: Json, named: Mapping[str, str]) -> Iterator[tuple[At, Edge]]:
    """The ways of a state that lead to another, with their places in it."""
    for at, edge in objects(state, "edges"):
        target = named.get(str(edge.get("destination_state_name")))
        if target is not None:
            source = named[str(state.get("name"))]
            told = texts.line(edge.get("description"))
            yield ("edges", at), Edge(source=source, target=target, kind=EdgeKind.WHEN, condition=told)
