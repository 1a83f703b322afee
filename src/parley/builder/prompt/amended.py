"""What the user changed in the flow by hand, where the prompt would not say it anyway: as lines of their own."""

from collections.abc import Iterator

from parley.agents.schemas import Brief, Edge, EdgeKind, Node, NodeKind, RemoveNode, Workflow
from parley.builder.language.speech import greeting
from parley.builder.language.wording import one_line, sentence
from parley.builder.prompt.line import Sourced
from parley.builder.workflow import replay

_ASKS_MORE = "anything_else"


def lines(workflow: Workflow) -> list[Sourced]:
    """The steps of no single request that were added or changed, and the ways that were."""
    if not workflow.edits:
        return []
    return [*_steps(workflow), *_ways(workflow)]


def first_message(brief: Brief, workflow: Workflow) -> str:
    """The first words: the brief's greeting, unless the user changed that step, or took it out."""
    if not workflow.edits:
        return greeting(brief)
    first = _node(workflow, workflow.start)
    if first is None or first.kind is not NodeKind.SAY:
        return ""
    return first.text if first.id in replay.touched(workflow) else greeting(brief)


def farewell(workflow: Workflow) -> str:
    """How to close, where the user changed that step; else ""."""
    by_hand = replay.touched(workflow) if workflow.edits else frozenset()
    return next((node.text for node in workflow.nodes if node.kind is NodeKind.END and node.id in by_hand), "")


def asks_more(workflow: Workflow) -> bool:
    """Whether the agent still asks for further requests: the user may have taken that step out."""
    return not any(isinstance(edit, RemoveNode) and edit.id == _ASKS_MORE for edit in workflow.edits)


def _steps(workflow: Workflow) -> Iterator[Sourced]:
    by_hand, shown = replay.touched(workflow), {workflow.start, "answer"}
    for node in workflow.nodes:
        if node.id in by_hand and node.goal is None and node.kind is not NodeKind.END and node.id not in shown:
            yield Sourced(sentence(f"{node.label.rstrip('.:')}: {one_line(node.text, 900)}"), f"/workflow/{node.id}")


def _ways(workflow: Workflow) -> Iterator[Sourced]:
    by_hand = replay.touched_ways(workflow)
    for edge in workflow.edges:
        source, target = _node(workflow, edge.source), _node(workflow, edge.target)
        if (edge.source, edge.target) in by_hand and source and target and (case := _case(edge, source)):
            text = f"{case}, go on with “{target.label.rstrip('.')}”"
            yield Sourced(sentence(text), f"/workflow/{source.id} /workflow/{target.id}")


def _case(edge: Edge, source: Node) -> str:
    match edge.kind:
        case EdgeKind.WHEN:
            return f"After “{source.label.rstrip('.')}”, when this is so: {edge.condition.rstrip('.')}"
        case EdgeKind.FAILED:
            return f"When “{source.label.rstrip('.')}” fails"
        case EdgeKind.OTHERWISE:
            return f"After “{source.label.rstrip('.')}”, in any other case"
        case _:
            return ""


def _node(workflow: Workflow, node_id: str) -> Node | None:
    return next((node for node in workflow.nodes if node.id == node_id), None)
