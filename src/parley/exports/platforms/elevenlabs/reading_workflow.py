"""The workflow of an imported agent, node for node: read into our steps, and told back under its own ids.

What a step here has no words for (overrides, knowledge, expressions) stays in the documents the agent came from.
"""

import re
from collections.abc import Mapping
from typing import Any

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, Workflow
from parley.exports.naming import slug, unique
from parley.exports.platforms.elevenlabs.configs import member, text
from parley.exports.platforms.elevenlabs.export import Export, Json
from parley.exports.platforms.elevenlabs.texts import line, paragraph

MAX_NODES = 200
MAX_EDGES = 600
_KINDS = {
    "start": NodeKind.SAY,
    "say": NodeKind.SAY,
    "override_agent": NodeKind.ASK,
    "update_state": NodeKind.DECIDE,
    "tool": NodeKind.TOOL,
    "phone_number": NodeKind.TRANSFER,
    "standalone_agent": NodeKind.TRANSFER,
    "end": NodeKind.END,
}
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_EXPRESSION = "A condition on the conversation's data holds."


def nodes(origin: Mapping[str, Any]) -> dict[str, Json]:
    """The nodes of the documents by our ids, which are their own as far as these fit; empty without a workflow."""
    return {ours: member(origin, "agent", "workflow", "nodes", theirs) for ours, theirs in _ids(origin).items()}


def _ids(origin: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for theirs, node in member(origin, "agent", "workflow", "nodes").items():
        if isinstance(node, dict) and len(found) < MAX_NODES:
            wanted = slug(theirs, "node")
            found[unique(wanted if wanted[0].isalpha() else f"node_{wanted}", found)] = theirs
    return found


def read(origin: Mapping[str, Any]) -> Workflow:
    """Their nodes as steps and their edges as ways, one for each direction; a single step without a workflow."""
    ids = {theirs: ours for ours, theirs in _ids(origin).items()}
    steps = [_step(ours, node) for ours, node in nodes(origin).items()]
    if not steps:
        return Workflow(start="talk", nodes=[Node(id="talk", kind=NodeKind.ASK, label="Talk")], edges=[])
    starts = [one.id for one in steps if text(nodes(origin)[one.id], "type") == "start"]
    ways: dict[tuple[str, str], Edge] = {}
    for edge in member(origin, "agent", "workflow", "edges").values():
        source, target = ids.get(text(edge, "source")), ids.get(text(edge, "target"))
        if source and target:
            _take(ways, source, target, member(edge, "forward_condition"))
            _take(ways, target, source, member(edge, "backward_condition"))
    return Workflow(start=starts[0] if starts else steps[0].id, nodes=steps, edges=list(ways.values())[:MAX_EDGES])


def _take(ways: dict[tuple[str, str], Edge], source: str, target: str, condition: Json) -> None:
    if not condition:
        return
    match text(condition, "type"):
        case "unconditional":
            edge = Edge(source=source, target=target)
        case "result":
            kind = EdgeKind.OK if condition.get("successful") else EdgeKind.FAILED
            edge = Edge(source=source, target=target, kind=kind)
        case _:
            words = line(text(condition, "condition") or text(condition, "label")) or _EXPRESSION
            edge = Edge(source=source, target=target, kind=EdgeKind.WHEN, condition=words)
    ways.setdefault((source, target), edge)


def _step(name: str, node: Json) -> Node:
    kind = text(node, "type")
    said = text(member(node, "message"), "text") or text(member(node, "message"), "prompt")
    destination = member(node, "transfer_destination")
    return Node(
        id=name,
        kind=_KINDS.get(kind, NodeKind.ASK),
        label=line(text(node, "label")) or kind.replace("_", " ").capitalize() or name,
        text=paragraph(text(node, "additional_prompt") or said),
        to=line(text(destination, "phone_number") or text(destination, "sip_uri") or text(node, "agent_id")),
    )


def graph(export: Export) -> Json:
    """The steps as nodes and the ways as edges, under the ids of the documents where they have them."""
    steps = export.spec.workflow
    ids = {step.id: step.id for step in steps.nodes} | _ids(export.origin)
    known = nodes(export.origin)
    found: Json = {ids[step.id]: _node(step, known.get(step.id)) for step in steps.nodes}
    edges: dict[str, Json] = {}
    keys = _keys(export.origin)
    for way in steps.edges:
        ends = (ids.get(way.source, way.source), ids.get(way.target, way.target))
        backwards = keys.get(ends[::-1]) if ends not in keys else None
        key = backwards or keys.get(ends) or unique(f"{ends[0]}_to_{ends[1]}", edges)
        source, target = ends[::-1] if backwards else ends
        edge = edges.setdefault(key, {"source": source, "target": target})
        edge["backward_condition" if backwards else "forward_condition"] = _condition(way)
    export.notes.mapped.append("Workflow: each step is a node, as it came")
    return {"nodes": found, "edges": edges}


def _keys(origin: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    edges = member(origin, "agent", "workflow", "edges").items()
    return {(text(edge, "source"), text(edge, "target")): key for key, edge in edges}


def _node(step: Node, known: Json | None) -> Json:
    kind = text(known, "type") if known and _KINDS.get(text(known, "type")) is step.kind else _type(step)
    found: Json = {"type": kind}
    if kind in {"override_agent", "say"}:
        found["label"] = step.label
    if kind == "override_agent" and step.text:
        found["additional_prompt"] = step.text
    if kind == "say":
        found["message"] = {"type": text(member(known, "message"), "type") or "literal", "text": step.text}
    if kind == "phone_number" and _NUMBER.fullmatch(step.to):
        found["transfer_destination"] = {"type": "phone", "phone_number": step.to}
    if known is None:
        found["position"] = {"x": 0, "y": 0}
    return found


def _type(step: Node) -> str:
    if step.kind is NodeKind.END:
        return "end"
    return "phone_number" if step.kind is NodeKind.TRANSFER and _NUMBER.fullmatch(step.to) else "override_agent"


def _condition(way: Edge) -> Json:
    match way.kind:
        case EdgeKind.ALWAYS:
            return {"type": "unconditional"}
        case EdgeKind.OK | EdgeKind.FAILED:
            return {"type": "result", "successful": way.kind is EdgeKind.OK}
        case EdgeKind.WHEN:
            return {"type": "llm", "condition": way.condition}
    return {"type": "llm", "condition": "None of the other conditions holds."}
