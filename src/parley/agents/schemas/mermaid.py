"""Draws a workflow as a Mermaid flowchart; whatever the labels say, they stay labels.

Node ids are prefixed, since words such as "end" or "graph" are reserved; everything in a label but letters, digits
and harmless punctuation is written as a character code (https://mermaid.js.org/syntax/flowchart.html, entity codes).
"""

from parley.agents.schemas.workflow import Edge, EdgeKind, Node, NodeKind, Workflow

_SHAPES: dict[NodeKind, tuple[str, str]] = {
    NodeKind.SAY: ("[", "]"),
    NodeKind.ASK: ("(", ")"),
    NodeKind.COLLECT: ("[/", "/]"),
    NodeKind.TOOL: ("[[", "]]"),
    NodeKind.DECIDE: ("{", "}"),
    NodeKind.TRANSFER: (">", "]"),
    NodeKind.END: ("([", "])"),
}
_PLAIN = frozenset(" _.,:?!'’“”…–-+/()")
_LABEL_LIMIT = 90


def mermaid(workflow: Workflow) -> str:
    """The flowchart, top down, one line for each node and edge in the workflow's own order; ends with a newline."""
    lines = ["flowchart TD"]
    lines += [f"  {_node(node)}" for node in workflow.nodes]
    lines += [f"  {_edge(edge)}" for edge in workflow.edges]
    if any(node.id == workflow.start for node in workflow.nodes):
        lines.append(f"  style n_{workflow.start} stroke-width:3px")
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    left, right = _SHAPES[node.kind]
    detail = f"<br/>{_label(', '.join(node.collects))}" if node.collects else ""
    called = f"<br/>{_label(node.tool)}" if node.tool else ""
    return f'n_{node.id}{left}"{_label(node.label) or node.id}{detail}{called}"{right}'


def _edge(edge: Edge) -> str:
    match edge.kind:
        case EdgeKind.ALWAYS:
            return f"n_{edge.source} --> n_{edge.target}"
        case EdgeKind.WHEN:
            return f'n_{edge.source} -->|"{_label(edge.condition)}"| n_{edge.target}'
        case EdgeKind.OK:
            return f'n_{edge.source} -->|"ok"| n_{edge.target}'
        case EdgeKind.FAILED:
            return f'n_{edge.source} -.->|"failed"| n_{edge.target}'
        case EdgeKind.OTHERWISE:
            return f'n_{edge.source} -->|"otherwise"| n_{edge.target}'


def _label(text: str) -> str:
    flat = " ".join(text.split())
    short = flat if len(flat) <= _LABEL_LIMIT else flat[: _LABEL_LIMIT - 1].rstrip() + "…"
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in short)
