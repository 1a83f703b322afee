"""flow.yaml: the workflow as a graph of nodes, one for each step, whose functions are the ways on.

A step's own words come first in its task; a second message tells the model how a step of that kind is done, so that an
importer knows the kind again. A way under a condition is a function without code; a tool's own outcome is a branch.
"""

import re
from collections.abc import Sequence

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, Workflow, WorkflowShape
from parley.exports.naming import unique
from parley.exports.platforms.pipecat import handlers
from parley.exports.platforms.pipecat.export import Export, Json, identifier
from parley.exports.platforms.pipecat.wording import ANOTHER, ANOTHER_TOLD, GREETED, HINTS, STATUS, WORDS


def steps(export: Export) -> Workflow:
    """The agent's workflow; one step for all where a single prompt says it, and an end where a tool needs one."""
    given = export.spec.workflow
    if given.shape is WorkflowShape.SINGLE_PROMPT or len(given.nodes) < 2:
        text = "Follow your instructions: find out what the caller wants and see to it."
        alone = Node(id="conversation", kind=NodeKind.ASK, label="Conversation", text=text)
        given = Workflow(start=alone.id, nodes=[alone], edges=[])
    if export.ending and not any(_ends(export, node) for node in given.nodes):
        name = unique("goodbye", [node.id for node in given.nodes])
        last = Node(id=name, kind=NodeKind.END, label="Goodbye", text="Say goodbye.")
        given = given.model_copy(update={"nodes": [*given.nodes, last]})
    return given


def document(export: Export, workflow: Workflow) -> Json:
    """The flow's configuration."""
    keepers = handlers.keeper_names(export, handlers.keeping(workflow.nodes))
    bound = {export.functions[node.tool] for node in workflow.nodes if node.tool in export.functions}
    common = _common(export, workflow, bound)
    barred = {*export.functions.values(), *keepers.values(), *(one["name"] for one in common)}
    nodes = {export.node_name(node.id): _node(export, workflow, node, (keepers, barred)) for node in workflow.nodes}
    start = export.node_name(workflow.start)
    nodes[start] = _opened(export, nodes[start])
    found: Json = {"initial_node": start, "nodes": nodes}
    if common:
        found["global_functions"] = common
    export.notes.mapped += [f"Workflow: {len(nodes)} nodes", "System prompt: the role of the first node"]
    return found


def prompt_text(export: Export) -> str:
    """The system prompt, with tools under their names as functions."""
    text = export.spec.prompt.text
    for name, function in export.functions.items():
        if name != function:
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", function, text)
    return text


def _opened(export: Export, node: Json) -> Json:
    """The first node: the role for the whole conversation, and the first message, which is spoken as written."""
    greeting = export.spec.first_message
    opened: Json = {"role_message": prompt_text(export), **node}
    if greeting:
        told = [*node["task_messages"], *([] if export.origin else [_message(GREETED)])]
        opened |= {"task_messages": told, "respond_immediately": False}
        opened["pre_actions"] = [{"type": "tts_say", "text": greeting}]
        export.notes.mapped.append("First message")
    return opened


def _common(export: Export, workflow: Workflow, bound: set[str]) -> list[Json]:
    """What the model may call at every node: tools of no particular step, the end, a change of mind."""
    found: list[Json] = [{"name": name} for name in export.functions.values() if name not in bound]
    end = next((node.id for node in workflow.nodes if _ends(export, node)), None)
    taken = [*export.functions.values()]
    if export.ending and end:
        taken.append(unique(identifier(export.ending.name, "end_call"), taken))
        found.append(_way(taken[-1], export.ending.description, export.node_name(end)))
        export.notes.mapped.append(f"Tool {export.ending.name}: leads to the node {end}, which ends the conversation")
    hub = next((node.id for node in workflow.nodes if node.kind is NodeKind.DECIDE), None)
    if hub:
        found.append(_way(unique(ANOTHER, taken), ANOTHER_TOLD, export.node_name(hub)))
    return found


def _node(export: Export, workflow: Workflow, node: Node, names: tuple[dict[str, str], set[str]]) -> Json:
    keepers, barred = names
    kind = NodeKind.END if _ends(export, node) else node.kind
    told = _words(export, node)
    theirs = export.origin.messages(node.id, node.text) if export.origin else None
    found: Json = {"task_messages": theirs or [_message(told), _message(HINTS[kind])]}
    ways = [edge for edge in workflow.edges if edge.source == node.id]
    if kind is NodeKind.END:
        return found | {"post_actions": [{"type": "end_conversation"}]}
    functions: list[Json] = []
    if node.tool in export.functions:
        outcome, ways = _outcome(export, node, ways)
        functions.append({"name": export.functions[node.tool], **outcome})
    elif node.id in keepers:
        outcome, ways = _single(export, ways)
        functions.append({"name": keepers[node.id], **outcome})
    elif node.tool:
        export.notes.approximated.append(f"Step {node.id}: its tool {node.tool} is not carried; its words remain")
    if found_ways := functions + _ways(export, ways, barred):
        found["functions"] = found_ways
    return found


def _words(export: Export, node: Node) -> str:
    text = node.text or node.label or node.id
    name = export.functions.get(node.tool or "")
    if name and name not in text and (node.tool or "") not in text:
        text = f"{text}\nCall `{name}`."
    if node.to and node.to not in text:
        text = f"{text}\nTo: {node.to}"
    return text


def _outcome(export: Export, node: Node, ways: Sequence[Edge]) -> tuple[Json, list[Edge]]:
    """A tool's transition by its outcome, and the ways that are left for the model to choose."""
    function = export.functions[node.tool or ""]
    field = (export.origin.field(node.id, function) if export.origin else None) or "status"
    cases: dict[str, str] = {}
    left = []
    for edge in ways:
        case = STATUS.get(edge.kind) if field == "status" else _case(field, edge)
        if case is None or case in cases:
            left.append(edge)
        else:
            cases[case] = export.node_name(edge.target)
    if not cases:
        return _single(export, ways)
    found: Json = {"field": field, "cases": cases}
    if field != "status" and left and left[0].kind is EdgeKind.OTHERWISE:
        found["default"] = export.node_name(left.pop(0).target)
    return {"transition_to": found}, left


def _case(field: str, edge: Edge) -> str | None:
    """The case that a condition of an imported branch tells."""
    lead = f"{field} is "
    return edge.condition.removeprefix(lead) if edge.condition.startswith(lead) else None


def _single(export: Export, ways: Sequence[Edge]) -> tuple[Json, list[Edge]]:
    if len(ways) == 1 and ways[0].kind is EdgeKind.ALWAYS:
        return {"transition_to": export.node_name(ways[0].target)}, []
    return {}, list(ways)


def _ways(export: Export, ways: Sequence[Edge], barred: set[str]) -> list[Json]:
    """A function for each node that ways lead to, under all their conditions."""
    told: dict[str, list[str]] = {}
    for edge in ways:
        told.setdefault(edge.target, []).append(edge.condition or WORDS.get(edge.kind, WORDS[EdgeKind.ALWAYS]))
    found: list[Json] = []
    for target, conditions in told.items():
        description, there = "\n".join(dict.fromkeys(conditions)), export.node_name(target)
        known = export.origin.way(ways[0].source, there, description) if export.origin else None
        name = unique(known or f"go_{target}", [*barred, *(one["name"] for one in found)])
        found.append(_way(name, description, there))
    return found


def _way(name: str, told: str, target: str) -> Json:
    return {"name": name, "transition_only": True, "description": told, "transition_to": target}


def _message(text: str) -> Json:
    return {"role": "developer", "content": text}


def _ends(export: Export, node: Node) -> bool:
    return node.kind is NodeKind.END or bool(export.ending and node.tool == export.ending.name)
