"""An agent's workflow in words, for a model whose prompt does not tell it already. Pure."""

from collections.abc import Iterator

from parley.agents.schemas import AgentSpec, Edge, EdgeKind, Node, NodeKind, Workflow, WorkflowShape

_LONGEST_STEP = 700
_LONGEST = 24_000
_LEAD = "Lead the conversation along these steps, beginning with the first. Skip what is known already."
_CASES = {
    EdgeKind.ALWAYS: "then",
    EdgeKind.OK: "when it worked,",
    EdgeKind.FAILED: "when it failed,",
    EdgeKind.OTHERWISE: "otherwise",
}


def is_told(spec: AgentSpec) -> bool:
    """Whether the prompt says already what the steps say: by its lines' sources, or in the very words."""
    steps = [node for node in spec.workflow.nodes if node.text.strip()]
    if spec.workflow.shape is WorkflowShape.SINGLE_PROMPT or len(steps) < 2:
        return True
    sources = {pointer for part in spec.prompt.sections for line in part.lines for pointer in _pointers(line.sources)}
    text = _bare(spec.prompt.text)
    told = [node for node in steps if f"/workflow/{node.id}" in sources or _bare(node.text) in text]
    return 2 * len(told) >= len(steps)


def outline(workflow: Workflow) -> str:
    """The steps as a numbered list, each with the ways on; as many as fit."""
    first = [node for node in workflow.nodes if node.id == workflow.start]
    nodes = [*first, *(node for node in workflow.nodes if node.id != workflow.start)]
    numbers = {node.id: number for number, node in enumerate(nodes, 1)}
    rows, size = ["# Steps", "", _LEAD, ""], 0
    for node in nodes:
        ways = [edge for edge in workflow.edges if edge.source == node.id and edge.target in numbers]
        row = f"{numbers[node.id]}. {_step(node)}{_on(ways, numbers)}"
        size += len(row)
        if size > _LONGEST:
            break
        rows.append(row)
    return "\n".join(rows) + "\n"


def _step(node: Node) -> str:
    deed, text = _deed(node), _flat(node.text)[:_LONGEST_STEP]
    told = f"{node.label or node.id} [{deed}]" if deed else node.label or node.id
    return f"{told}: {text}" if text else f"{told}."


def _deed(node: Node) -> str:
    match node.kind:
        case NodeKind.COLLECT:
            return f"find out {', '.join(node.collects)}"
        case NodeKind.TOOL:
            return f"call {node.tool}"
        case NodeKind.TRANSFER:
            return f"hand over to {node.to or 'a person'}{f', {node.tool}' if node.tool else ''}"
        case NodeKind.END:
            return f"the end{f', {node.tool}' if node.tool else ''}"
        case _:
            return node.tool or ""


def _on(ways: list[Edge], numbers: dict[str, int]) -> str:
    told = []
    for edge in ways:
        case = f"if {_flat(edge.condition).rstrip('.')}:" if edge.kind is EdgeKind.WHEN else _CASES[edge.kind]
        told.append(f"{case} go to {numbers[edge.target]}")
    return f" → {'; '.join(told)}." if told else ""


def _pointers(sources: list[str]) -> Iterator[str]:
    for source in sources:
        yield from source.split()


def _bare(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def _flat(text: str) -> str:
    return " ".join(text.split())
