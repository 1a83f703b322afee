"""A workflow under the linter, with what every rule looks up, and what the brief wants of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parley.agents.schemas import Edge, Finding, Node, Severity, ToolSpec, Workflow
from parley.builder.workflow import flow


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the brief asks of a graph.

    `data` names the variables of each goal; `requests` are the conditions under which a goal is served, `handover`
    those under which a person takes over, `answers` the one for general questions; all as the synthesis words them.
    """

    data: Mapping[str, Sequence[str]]
    requests: Mapping[str, str]
    handover: Sequence[str]
    answers: Sequence[str]


@dataclass
class Case:
    """`edges` and `ways_out` leave out what leads from or to no step."""

    workflow: Workflow
    tools: dict[str, ToolSpec]
    wanted: Wanted | None = None
    nodes: dict[str, Node] = field(init=False)
    edges: list[Edge] = field(init=False)
    ways_out: flow.Ways = field(init=False)
    reached: set[str] = field(init=False)
    confirming: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the graph; the first of several steps with one id counts."""
        self.nodes = {node.id: node for node in reversed(self.workflow.nodes)}
        self.edges = [edge for edge in self.workflow.edges if edge.source in self.nodes and edge.target in self.nodes]
        self.ways_out = flow.ways_out(self.edges)
        ahead = {node_id: [edge.target for edge in edges] for node_id, edges in self.ways_out.items()}
        start = self.workflow.start
        self.confirming = frozenset(node.id for node in self.nodes.values() if flow.is_confirmation(node))
        self.reached = flow.reach({start}, ahead) if start in self.nodes else set()

    def leaving(self, node_id: str) -> Sequence[Edge]:
        """The ways out of a step."""
        return self.ways_out.get(node_id, ())

    def goals(self) -> set[str]:
        """The goals that steps serve."""
        return {node.goal for node in self.nodes.values() if node.goal is not None}


def error(rule: str, where: str, message: str, mend: str) -> Finding:
    """A finding of what cannot work as written."""
    return Finding(rule=f"workflow.{rule}", severity=Severity.ERROR, where=where[:300], message=message, mend=mend)


def warning(rule: str, where: str, message: str, mend: str) -> Finding:
    """A finding of what works badly."""
    return error(rule, where, message, mend).model_copy(update={"severity": Severity.WARNING})


def way(edge: Edge) -> str:
    """A way as findings name it."""
    return f"{edge.source}->{edge.target}"
