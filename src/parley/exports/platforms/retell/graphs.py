"""What a conversation flow must keep besides its shapes: every way leads somewhere, every node and tool is in use."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.platforms.retell.roles import Body
from parley.exports.shaped import Step, error, place, shown, warning

SLOTS = ("always_edge", "skip_response_edge", "else_edge", "edge", "success_edge", "failed_edge")
_LAST = {"end", "bridge_transfer", "cancel_transfer"}
_ACTING = {"function", "code", "mcp", "press_digit", "extract_dynamic_variables"}

Found = Iterator[Finding]
At = tuple[Step, ...]


def objects(value: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The objects in a list that stands under a key, with their places; empty for anything else."""
    items = value.get(key) if isinstance(value, dict) else None
    return [(at, item) for at, item in enumerate(items if isinstance(items, list) else []) if isinstance(item, dict)]


def ways(node: dict[str, Any]) -> Iterator[tuple[At, dict[str, Any]]]:
    """The ways on from a node, with their places in it."""
    for at, way in objects(node, "edges"):
        yield ("edges", at), way
    for slot in SLOTS:
        if isinstance(node.get(slot), dict):
            yield (slot,), node[slot]


def findings(body: Body) -> Found:
    """The findings of a flow and of the components that it holds."""
    yield from _graph(body, body.at, body.value, body.value)
    for at, component in objects(body.value, "components"):
        yield from _graph(body, (*body.at, "components", at), component, body.value)


def _graph(body: Body, at: At, graph: dict[str, Any], flow: dict[str, Any]) -> Found:
    nodes = objects(graph, "nodes")
    ids = {str(one.get("id")) for _, one in nodes}
    tools = tool_ids(flow) | tool_ids(graph)
    parts = {str(one.get("name")) for _, one in objects(flow, "components")}
    yield from _ids(body, at, nodes)
    yield from _start(body, at, graph, nodes)
    for index, node in nodes:
        here = (*at, "nodes", index)
        yield from _leads(body, here, node, ids)
        yield from _ways_on(body, here, node)
        yield from _spoken(body, here, node)
        yield from _tools(body, here, node, tools)
        yield from _component(body, here, node, parts)
        if not node.get("name"):
            yield _told(body, (*here, "name"), "unnamed-node", "The node has no name.", "Name it for the dashboard.")
        if not isinstance(node.get("display_position"), dict) or not {"x", "y"} <= node["display_position"].keys():
            yield _told(body, (*here, "display_position"), "unplaced-node", "The node has no place.", "Give x and y.")
    yield from _reached(body, at, graph, nodes)
    yield from _unused_tools(body, at, graph)


def _told(body: Body, at: At, rule: str, message: str, mend: str) -> Finding:
    return warning(f"retell.{rule}", place(body.path, at), message, mend)


def _wrong(body: Body, at: At, rule: str, message: str, mend: str) -> Finding:
    return error(f"retell.{rule}", place(body.path, at), message, mend)


def _ids(body: Body, at: At, nodes: list[tuple[int, dict[str, Any]]]) -> Found:
    counted = Counter(str(node.get("id")) for _, node in nodes)
    edges = [((*at, "nodes", index, *inner), way) for index, node in nodes for inner, way in ways(node)]
    used = Counter(str(way.get("id")) for _, way in edges)
    for index, node in nodes:
        if counted[str(node.get("id"))] > 1:
            yield _wrong(body, (*at, "nodes", index, "id"), "id-taken", "Another node has this id.", "Give it its own.")
    for here, way in edges:
        if used[str(way.get("id"))] > 1:
            yield _wrong(body, (*here, "id"), "id-taken", "Another way has this id.", "Ids are unique in the flow.")


def _start(body: Body, at: At, graph: dict[str, Any], nodes: list[tuple[int, dict[str, Any]]]) -> Found:
    start, here = graph.get("start_node_id"), (*at, "start_node_id")
    if start is None and nodes:
        yield _told(body, here, "no-start", "Nothing says which node comes first.", "Name it in start_node_id.")
    elif nodes and str(start) not in {str(node.get("id")) for _, node in nodes}:
        yield _wrong(body, here, "unknown-node", "There is no node with this id.", "Name one of the nodes.")


def _leads(body: Body, here: At, node: dict[str, Any], ids: set[str]) -> Found:
    examples = [
        (("finetune_transition_examples", at), one) for at, one in objects(node, "finetune_transition_examples")
    ]
    for inner, way in [*ways(node), *examples]:
        target, at = way.get("destination_node_id"), (*here, *inner, "destination_node_id")
        if target is None and inner[0] != "finetune_transition_examples":
            yield _told(body, at, "way-to-nowhere", "The way leads nowhere.", "Name the node it leads to.")
        elif target is not None and str(target) not in ids:
            yield _wrong(body, at, "unknown-node", "The way leads to a node that is not there.", "Name one that is.")
        elif target is not None and target == node.get("id") and inner[0] == "edges":
            yield _wrong(body, at, "way-to-itself", "The way leads back to its own node.", "Take it out.")


def _ways_on(body: Body, here: At, node: dict[str, Any]) -> Found:
    kind, led = str(node.get("type")), list(ways(node))
    if kind not in _LAST and not led and "global_node_setting" not in node:
        yield _told(body, here, "dead-end", "Nothing leads on from this node.", "Add a way, or make it an end node.")
    if kind in _ACTING and led and "else_edge" not in node and len(led) < 2:
        message = "The node leads on in one case only."
        yield _told(body, (*here, "else_edge"), "one-outcome", message, "Add a way for all other cases: else_edge.")
    alone = [inner for inner, _ in led if inner[0] in {"always_edge", "skip_response_edge"}]
    if alone and len(led) > 1:
        message = "always_edge and skip_response_edge leave no room for other ways."
        yield _told(body, (*here, *alone[0]), "way-not-alone", message, "Keep one of them, or the conditions.")


def _spoken(body: Body, here: At, node: dict[str, Any]) -> Found:
    kind, at = str(node.get("type")), (*here, "speak_during_execution")
    if kind in {"conversation", "subagent", "press_digit", "sms"}:
        return
    if "instruction" in node and node.get("speak_during_execution") is not True:
        message = "The instruction is said by no one."
        yield _told(body, at, "unspoken-instruction", message, "Set speak_during_execution to true.")
    if node.get("speak_during_execution") is True and "instruction" not in node:
        yield _told(body, (*here, "instruction"), "nothing-to-say", "It speaks, but says nothing.", "Say what.")
    if kind == "function" and "speak_during_execution" not in node:
        yield _told(body, at, "speech-unsaid", "Nothing says whether it speaks meanwhile.", "Say true or false.")


def _tools(body: Body, here: At, node: dict[str, Any], known: Collection[str]) -> Found:
    kind = node.get("type")
    if kind == "function" and node.get("tool_type") == "local" and str(node.get("tool_id")) not in known:
        message = "The flow has no tool with this id."
        yield _wrong(body, (*here, "tool_id"), "unknown-tool", message, "Name one of its tools.")
    named = node.get("tool_ids")
    for at, name in enumerate(named if isinstance(named, list) else []):
        if str(name) not in known:
            message = f"The flow has no tool “{shown(str(name))}”."
            yield _wrong(body, (*here, "tool_ids", at), "unknown-tool", message, "Name one of its tools.")
    if kind == "subagent" and not named and not node.get("tools"):
        message = "A subagent without tools is a conversation."
        yield _told(body, (*here, "tool_ids"), "no-tools", message, "Give it tools, or make it a conversation node.")


def _component(body: Body, here: At, node: dict[str, Any], known: Collection[str]) -> Found:
    is_local = node.get("type") == "component" and node.get("component_type") == "local"
    if is_local and str(node.get("component_id")) not in known:
        message = "The flow has no component of this name."
        yield _told(body, (*here, "component_id"), "unknown-component", message, "Name one of its components.")


def tool_ids(graph: dict[str, Any]) -> set[str]:
    """The ids that nodes may call tools by."""
    return {one for _, tool in objects(graph, "tools") if isinstance(one := tool.get("tool_id"), str)}


def _reached(body: Body, at: At, graph: dict[str, Any], nodes: list[tuple[int, dict[str, Any]]]) -> Found:
    by_id = {str(node.get("id")): node for _, node in nodes}
    waiting = [str(graph.get("start_node_id") or (next(iter(by_id)) if by_id else ""))]
    waiting += [name for name, node in by_id.items() if "global_node_setting" in node]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and name in by_id:
            seen.add(name)
            waiting += [str(way.get("destination_node_id")) for _, way in ways(by_id[name])]
    for index, node in nodes:
        if str(node.get("id")) not in seen:
            message = f"No way leads to “{shown(str(node.get('name') or node.get('id')))}”."
            yield _told(body, (*at, "nodes", index), "unreachable-node", message, "Lead to it, or take it out.")


def _unused_tools(body: Body, at: At, graph: dict[str, Any]) -> Found:
    lists = [node["tool_ids"] for _, node in objects(graph, "nodes") if isinstance(node.get("tool_ids"), list)]
    used = {str(name) for names in lists for name in names}
    used |= {str(node.get("tool_id")) for _, node in objects(graph, "nodes")}
    for index, tool in objects(graph, "tools"):
        if "tool_id" not in tool:
            message = "The tool has no id by which a node could call it."
            yield _wrong(body, (*at, "tools", index, "tool_id"), "missing-field", message, "Give it a tool_id.")
        elif str(tool["tool_id"]) not in used:
            yield _told(body, (*at, "tools", index), "unused-tool", "No node calls this tool.", "Call it, or drop it.")
