"""The workflow as a graph of sub-agents: one that finds out what the caller wants, and one for each goal.

The platform decides every transition by asking the model again, so one node for each small step would cost a pause at
each. The steps of a goal are therefore told to its sub-agent in words, and only the ways between goals are edges.
"""

from collections.abc import Sequence
from typing import assert_never

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind
from parley.core.text import sentence
from parley.exports.naming import slug, unique
from parley.exports.platforms.elevenlabs.export import Export, Json

START = "start_node"
REQUEST = "request"
COLUMN = 400
ROW = 250
_ORDER = (EdgeKind.ALWAYS, EdgeKind.WHEN, EdgeKind.OK, EdgeKind.FAILED, EdgeKind.OTHERWISE)
DONE = "What the caller wanted here is settled, or the caller now wants something else."


def graph(export: Export) -> Json:
    """Nodes and edges, empty when there are fewer than two goals to tell apart: then the prompt says it all."""
    workflow = export.spec.workflow
    goals = list(dict.fromkeys(node.goal for node in workflow.nodes if node.goal))
    if len(goals) < 2:
        export.notes.approximated.append("Workflow: its steps are in the system prompt; one goal needs no graph")
        return {}
    shared = [node for node in workflow.nodes if not node.goal and not _is_greeting(export, node)]
    told = "Find out which of these the caller wants:\n" + "\n".join(f"- {goal}" for goal in goals)
    nodes: Json = {
        START: {"type": "start", "position": {"x": 0, "y": 0}},
        REQUEST: _subagent("Request", f"{told}\n\n{_steps(export, shared)}", row=1),
    }
    edges: Json = {"to_request": {"source": START, "target": REQUEST, "forward_condition": {"type": "unconditional"}}}
    for column, goal in enumerate(goals):
        name = unique(slug(goal, "goal"), nodes)
        mine = [node for node in workflow.nodes if node.goal == goal]
        nodes[name] = _subagent(goal, f"The caller wants: {goal}\n\n{_steps(export, mine)}", row=2, column=column)
        edges[f"to_{name}"] = {
            "source": REQUEST,
            "target": name,
            "forward_condition": {"type": "llm", "label": goal, "condition": _entry(export, goal, mine)},
            "backward_condition": {"type": "llm", "condition": DONE},
        }
    nodes[REQUEST]["edge_order"] = [name for name in edges if name != "to_request"]
    export.notes.approximated.append(
        f"Workflow: {len(workflow.nodes)} steps became {len(nodes) - 1} sub-agents; the steps inside each are in words"
    )
    return {"nodes": nodes, "edges": edges}


def _subagent(label: str, prompt: str, *, row: int, column: int = 0) -> Json:
    return {
        "type": "override_agent",
        "label": label,
        "additional_prompt": prompt,
        "position": {"x": column * COLUMN, "y": row * ROW},
    }


def _entry(export: Export, goal: str, nodes: Sequence[Node]) -> str:
    inside = {node.id for node in nodes}
    spoken = [
        edge.condition
        for edge in export.spec.workflow.edges
        if edge.condition and edge.target in inside and edge.source not in inside
    ]
    return " Or: ".join(dict.fromkeys(spoken)) or f"The caller wants: {goal}"


def _steps(export: Export, nodes: Sequence[Node]) -> str:
    """The nodes as numbered steps, each followed by its ways on unless the one way is the next step."""
    numbers = {node.id: at for at, node in enumerate(nodes, start=1)}
    goal = nodes[0].goal if nodes else None
    lines = []
    for node in nodes:
        lines.append(f"{numbers[node.id]}. {_deed(export, node)}")
        following = numbers[node.id] + 1
        ways = sorted((edge for edge in _leaving(export, node, goal)), key=lambda edge: _ORDER.index(edge.kind))
        if [numbers.get(edge.target) for edge in ways if edge.kind is EdgeKind.ALWAYS] != [following]:
            lines += [f"   - {_way(export, edge, numbers)}" for edge in ways]
    return "\n".join(lines)


def _leaving(export: Export, node: Node, goal: str | None) -> list[Edge]:
    """The edges out of a step; those from the shared steps into a goal are edges of the graph already."""
    goals = {other.id: other.goal for other in export.spec.workflow.nodes}
    return [
        edge
        for edge in export.spec.workflow.edges
        if edge.source == node.id and (goal is not None or not goals.get(edge.target))
    ]


def _is_greeting(export: Export, node: Node) -> bool:
    """Whether the first message has said this step already."""
    return node.id == export.spec.workflow.start and node.kind is NodeKind.SAY


def _deed(export: Export, node: Node) -> str:
    text = node.text or node.label
    tool = export.tool_name(node.tool) if node.tool else ""
    if node.kind is NodeKind.END and node.tool:
        return f"Say goodbye: {sentence(text)} Then call `{tool}`."
    if node.tool and tool not in text and node.tool not in text:
        return f"Call `{tool}`: {sentence(text)}"
    if node.collects and not node.text:
        return f"{text}: {', '.join(name.replace('_', ' ') for name in node.collects)}."
    if node.kind is NodeKind.TRANSFER and node.to not in text:
        return f"{sentence(text)} To: {node.to}."
    return sentence(text)


def _way(export: Export, edge: Edge, numbers: dict[str, int]) -> str:
    there = f"step {numbers[edge.target]}" if edge.target in numbers else _elsewhere(export, edge.target)
    match edge.kind:
        case EdgeKind.WHEN:
            return f"{edge.condition.rstrip('.')}: {there}"
        case EdgeKind.OK:
            return f"it works: {there}"
        case EdgeKind.FAILED:
            return f"it fails: {there}"
        case EdgeKind.OTHERWISE:
            return f"otherwise: {there}"
        case EdgeKind.ALWAYS:
            return f"then: {there}"
    assert_never(edge.kind)


def _elsewhere(export: Export, target: str) -> str:
    node = next((node for node in export.spec.workflow.nodes if node.id == target), None)
    return f"“{(node.label if node else '') or target}”"
