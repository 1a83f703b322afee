"""Nodes and states that came from the platform, with what has changed since in the steps that they were read as."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from parley.agents.schemas import AgentSpec, Edge, EdgeKind, Node
from parley.exports.platforms.retell import nodes, reading_course
from parley.exports.platforms.retell.export import Json
from parley.exports.platforms.retell.graphs import At, objects
from parley.exports.platforms.retell.ways import FAILED, FIXED, WORKED

Ways = list[tuple[At, Edge]]


def came(spec: AgentSpec, role: str) -> Json | None:
    """The document of that role which the agent was read from."""
    origin = spec.provenance
    found = origin.documents.get(role) if origin is not None and origin.platform == "retell" else None
    return found if isinstance(found, dict) else None


def flow_nodes(course: nodes.Course, flow: Json) -> list[Json]:
    """The nodes of the workflow: those that came, changed where their steps were, and new ones."""
    spec = course.export.spec
    items = [node for _, node in objects(flow, "nodes")]
    named = reading_course.ids(items, "id")
    course.made.entries |= {ours: theirs for theirs, ours in named.items()}
    by_id = {str(tool.get("tool_id")): str(tool.get("name")) for _, tool in objects(flow, "tools")}
    theirs = {named[str(item.get("id"))]: item for item in items}
    found = []
    for step in spec.workflow.nodes:
        item = theirs.get(step.id)
        if item is None:
            found.append(nodes.node(course, step))
            continue
        copy = deepcopy(item)
        was = reading_course.step(item, named, by_id)
        _worded(copy, was, _said(spec, step, was))
        _led(copy, list(reading_course.node_ways(item, named)), _edges(spec, step), course)
        _equipped(copy, course.tools)
        found.append(copy)
    return found + course.added


def _said(spec: AgentSpec, step: Node, was: Node) -> Node:
    """The step, with the first message as what it says where it opens the conversation and is not changed itself."""
    is_opening = step.id == spec.workflow.start and step.kind.value == "say"
    if is_opening and step.text == was.text and spec.first_message:
        return step.model_copy(update={"text": spec.first_message})
    return step


def _worded(node: Json, was: Node, step: Node) -> None:
    if step.label != was.label:
        node["name"] = step.label
    if step.text != was.text:
        node.setdefault("instruction", {"type": "prompt"})["text"] = step.text


def _edges(spec: AgentSpec, step: Node) -> list[Edge]:
    return [edge for edge in spec.workflow.edges if edge.source == step.id]


def _paired(was: Ways, now: Sequence[Edge]) -> Iterator[tuple[At | None, Edge | None]]:
    """Each way that was with the edge it is now, by what is left of it; None where it is gone or new."""
    left, rest = list(was), list(now)
    tests = (
        lambda a, b: a == b,
        lambda a, b: (a.kind, a.condition) == (b.kind, b.condition),
        lambda a, b: (a.kind, a.target) == (b.kind, b.target),
        lambda a, b: a.target == b.target,
    )
    for matches in tests:
        for at, edge in list(left):
            other = next((one for one in rest if matches(edge, one)), None)
            if other is not None:
                left.remove((at, edge))
                rest.remove(other)
                yield at, other
    yield from ((at, None) for at, _ in left)
    yield from ((None, edge) for edge in rest)


def _led(node: Json, was: Ways, now: Sequence[Edge], course: nodes.Course) -> None:
    before, entries, gone = dict(was), course.made.entries, []
    for at, edge in list(_paired(was, now)):
        if at is None and edge is not None:
            _add(node, edge, course)
        elif at is not None and edge is None:
            gone.append(at)
        elif at is not None and edge is not None and edge != before[at]:
            way = _at(node, at)
            if edge.target != before[at].target:
                way["destination_node_id"] = entries.get(edge.target, edge.target)
            if at[0] == "edges" and (edge.kind, edge.condition) != (before[at].kind, before[at].condition):
                way["transition_condition"] = {"type": "prompt", "prompt": _condition(edge)}
    for at in sorted(gone, key=str, reverse=True):
        del _at(node, at[:-1])[at[-1]]


def _at(tree: Any, at: At) -> Any:
    for step in at:
        tree = tree[step]
    return tree


def _condition(edge: Edge) -> str:
    return {EdgeKind.OK: WORKED, EdgeKind.FAILED: FAILED}.get(edge.kind, edge.condition)


def _add(node: Json, edge: Edge, course: nodes.Course) -> None:
    source, made = str(node.get("id")), course.made
    if edge.kind in {EdgeKind.ALWAYS, EdgeKind.OTHERWISE} and not FIXED.keys() & node.keys():
        node |= made.fixed("else_edge", source, edge.target)
    else:
        node.setdefault("edges", []).append(made.conditional(source, edge.target, _condition(edge) or edge.target))


def _equipped(holder: Json, tools: Mapping[str, Any]) -> None:
    """The tools that a node or state holds itself, as the agent has them now."""
    if not isinstance(holder.get("tools"), list):
        return
    by_name = {str(one.tool["name"]): one.tool for one in tools.values()}
    holder["tools"] = [
        by_name.get(str(one.get("name")), one) if isinstance(one, dict) else one for one in holder["tools"]
    ]


def inner_tools(document: Json) -> set[str]:
    """The names of tools that nodes or states hold themselves."""
    holders = [one for key in ("nodes", "states") for _, one in objects(document, key)]
    return {str(tool.get("name")) for holder in holders for _, tool in objects(holder, "tools")}


def states(spec: AgentSpec, llm: Json, tools: Mapping[str, Any]) -> list[Json]:
    """The states that came, changed where their steps were."""
    items = [state for _, state in objects(llm, "states")]
    named = reading_course.ids(items, "name")
    names = {ours: theirs for theirs, ours in named.items()}
    now = {step.id: step for step in spec.workflow.nodes}
    found = []
    for item in items:
        was = reading_course.state_step(item, named)
        if was.id not in now:
            continue
        copy = deepcopy(item)
        if now[was.id].text != was.text:
            copy["state_prompt"] = now[was.id].text
        _state_ways(copy, list(reading_course.state_ways(item, named)), _edges(spec, now[was.id]), names)
        _equipped(copy, tools)
        found.append(copy)
    added = [step for step in spec.workflow.nodes if step.id not in names]
    return found + [_state(spec, step, names) for step in added]


def _state(spec: AgentSpec, step: Node, names: Mapping[str, str]) -> Json:
    made: Json = {"name": step.id, "state_prompt": step.text or step.label}
    _state_ways(made, [], _edges(spec, step), names)
    return made


def _state_ways(state: Json, was: Ways, now: Sequence[Edge], names: Mapping[str, str]) -> None:
    before, gone = dict(was), []
    for at, edge in list(_paired(was, now)):
        if edge is None and at is not None:
            gone.append(at)
        elif edge is not None:
            told = {"description": edge.condition or edge.target}
            told |= {"destination_state_name": names.get(edge.target, edge.target)}
            if at is None:
                state.setdefault("edges", []).append(told)
            elif edge != before[at]:
                _at(state, at).update(told)
    for at in sorted(gone, key=str, reverse=True):
        del state["edges"][at[-1]]
