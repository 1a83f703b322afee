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

HINTS = {
    NodeKind.SAY: "Say this in your own voice, then call the function for what comes next.",
    NodeKind.ASK: "Ask, listen to the answer, then call the function that fits it.",
    NodeKind.COLLECT: "Ask only for what the caller has not said yet. When all is known, keep it with the function.",
    NodeKind.TOOL: "Call the tool; its outcome decides what comes next.",
    NodeKind.DECIDE: "Call the function that fits at once, without saying anything.",
    NodeKind.TRANSFER: "Say that you are connecting the caller, then hand over.",
    NodeKind.END: "Say goodbye in one sentence and ask nothing more.",
}
GREETED = "The caller has been greeted already. Call the function for what comes next with their first words."
WORDS = {
    EdgeKind.ALWAYS: "This step is done.",
    EdgeKind.OTHERWISE: "None of the other ways fits.",
    EdgeKind.OK: "It worked.",
    EdgeKind.FAILED: "It did not work.",
}
STATUS = {EdgeKind.OK: "ok", EdgeKind.FAILED: "error"}
ANOTHER = "another_request"
ANOTHER_TOLD = "The caller wants something else than what the present step is about."


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
    nodes = {node.id: _node(export, workflow, node, (keepers, barred)) for node in workflow.nodes}
    nodes[workflow.start] = _opened(export, nodes[workflow.start])
    found: Json = {"initial_node": workflow.start, "nodes": nodes}
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
        told = [*node["task_messages"], _message(GREETED)]
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
        found.append(_way(taken[-1], export.ending.description, end))
        export.notes.mapped.append(f"Tool {export.ending.name}: leads to the node {end}, which ends the conversation")
    hub = next((node.id for node in workflow.nodes if node.kind is NodeKind.DECIDE), None)
    if hub:
        found.append(_way(unique(ANOTHER, taken), ANOTHER_TOLD, hub))
    return found


def _node(export: Export, workflow: Workflow, node: Node, names: tuple[dict[str, str], set[str]]) -> Json:
    keepers, barred = names
    kind = NodeKind.END if _ends(export, node) else node.kind
    found: Json = {"task_messages": [_message(_words(export, node)), _message(HINTS[kind])]}
    ways = [edge for edge in workflow.edges if edge.source == node.id]
    if kind is NodeKind.END:
        return found | {"post_actions": [{"type": "end_conversation"}]}
    functions: list[Json] = []
    if node.tool in export.functions:
        outcome, ways = _outcome(ways)
        functions.append({"name": export.functions[node.tool], **outcome})
    elif node.id in keepers:
        outcome, ways = _single(ways)
        functions.append({"name": keepers[node.id], **outcome})
    elif node.tool:
        export.notes.approximated.append(f"Step {node.id}: its tool {node.tool} is not carried; its words remain")
    if found_ways := functions + _ways(ways, barred):
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


def _outcome(ways: Sequence[Edge]) -> tuple[Json, list[Edge]]:
    """A tool's transition by its outcome, and the ways that are left for the model to choose."""
    cases = {STATUS[edge.kind]: edge.target for edge in reversed(ways) if edge.kind in STATUS}
    if cases:
        return {"transition_to": {"field": "status", "cases": cases}}, [e for e in ways if e.kind not in STATUS]
    return _single(ways)


def _single(ways: Sequence[Edge]) -> tuple[Json, list[Edge]]:
    if len(ways) == 1 and ways[0].kind is EdgeKind.ALWAYS:
        return {"transition_to": ways[0].target}, []
    return {}, list(ways)


def _ways(ways: Sequence[Edge], barred: set[str]) -> list[Json]:
    """A function for each node that ways lead to, under all their conditions."""
    told: dict[str, list[str]] = {}
    for edge in ways:
        told.setdefault(edge.target, []).append(edge.condition or WORDS.get(edge.kind, WORDS[EdgeKind.ALWAYS]))
    found: list[Json] = []
    for target, conditions in told.items():
        name = unique(f"go_{target}", [*barred, *(one["name"] for one in found)])
        found.append(_way(name, "\n".join(dict.fromkeys(conditions)), target))
    return found


def _way(name: str, told: str, target: str) -> Json:
    return {"name": name, "transition_only": True, "description": told, "transition_to": target}


def _message(text: str) -> Json:
    return {"role": "developer", "content": text}


def _ends(export: Export, node: Node) -> bool:
    return node.kind is NodeKind.END or bool(export.ending and node.tool == export.ending.name)
