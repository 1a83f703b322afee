"""The ways on from a node, each in the slot that the platform has for its case."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind
from parley.exports.naming import unique
from parley.exports.platforms.retell.export import Export, Json

FIXED = {
    "always_edge": "Always",
    "else_edge": "Else",
    "skip_response_edge": "Skip response",
    "edge": "Transfer failed",
}
"""What the platform wants the conditions of its own cases to say."""

WORKED = "What was to be done here has worked."
FAILED = "What was to be done here has failed."
DONE = "What was asked for here has been answered."
_LAST = {EdgeKind.ALWAYS, EdgeKind.OTHERWISE}


@dataclass
class Ways:
    """Makes ways with ids of their own; `entries` are nodes that stand before others, by those."""

    entries: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def fixed(self, slot: str, source: str, target: str | None) -> Json:
        """A slot with its one way; None for nowhere."""
        return {slot: self._way(source, target, FIXED[slot])}

    def conditional(self, source: str, target: str, condition: str) -> Json:
        """A way under a condition in words."""
        return self._way(source, target, condition)

    def _way(self, source: str, target: str | None, condition: str) -> Json:
        name = unique(f"{source}_to_{target or 'nowhere'}", self.ids)
        self.ids.add(name)
        led = {} if target is None else {"destination_node_id": self.entries.get(target, target)}
        return {"id": name, **led, "transition_condition": {"type": "prompt", "prompt": condition}}


def leaving(export: Export, node: Node) -> list[Edge]:
    """The edges out of a node, those that lead back to it left out, which the platform does not take."""
    return [edge for edge in export.spec.workflow.edges if edge.source == node.id and edge.target != node.id]


def talking(export: Export, made: Ways, node: Node, *, is_opening: bool = False) -> Json:
    """The ways on from a node that talks: at once after a statement, after an answer to a question."""
    edges = leaving(export, node)
    last = next((edge for edge in edges if edge.kind in _LAST), None)
    conditional = [edge for edge in edges if edge is not last]
    if last is None:
        return _edges(export, made, conditional)
    if conditional:
        return _edges(export, made, conditional) | made.fixed("else_edge", node.id, last.target)
    if is_opening:
        return made.fixed("always_edge", node.id, last.target)
    if node.kind is NodeKind.SAY:
        return made.fixed("skip_response_edge", node.id, last.target)
    return {"edges": [made.conditional(node.id, last.target, _done(node))]}


def acting(export: Export, made: Ways, node: Node) -> Json:
    """The ways on from a node that does something: by its outcome, and for all else."""
    edges = leaving(export, node)
    last = next((edge for edge in edges if edge.kind in _LAST), None)
    found = _edges(export, made, [edge for edge in edges if edge is not last])
    if last is not None:
        found |= made.fixed("else_edge", node.id, last.target)
    return found


def _edges(export: Export, made: Ways, edges: Sequence[Edge]) -> Json:
    if not edges:
        return {}
    return {"edges": [made.conditional(edge.source, edge.target, _condition(export, edge)) for edge in edges]}


def _condition(export: Export, edge: Edge) -> str:
    match edge.kind:
        case EdgeKind.OK:
            return WORKED
        case EdgeKind.FAILED:
            return FAILED
    target = next((node for node in export.spec.workflow.nodes if node.id == edge.target), None)
    return edge.condition or (target.label if target else "") or edge.target


def _done(node: Node) -> str:
    if node.collects:
        return f"These are known: {', '.join(name.replace('_', ' ') for name in node.collects)}."
    return DONE
