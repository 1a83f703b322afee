"""A workflow under the linter, with what every rule looks up, and what the brief wants of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from parley.agents.schemas import Edge, EdgeKind, Finding, Node, Severity, ToolSpec, Workflow
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
    """`edges`, `ways_out`, `ahead` and `behind` leave out what leads from or to no step.

    Of each confirmation, `saying_yes` has the ways out that say so, `agreeing` those that mean it.
    """

    workflow: Workflow
    tools: dict[str, ToolSpec]
    wanted: Wanted | None = None
    nodes: dict[str, Node] = field(init=False)
    edges: list[Edge] = field(init=False)
    ways_out: flow.Ways = field(init=False)
    ahead: dict[str, list[str]] = field(init=False)
    behind: dict[str, list[str]] = field(init=False)
    reached: set[str] = field(init=False)
    final: set[str] = field(init=False)
    saying_yes: dict[str, list[Edge]] = field(init=False)
    agreeing: dict[str, list[Edge]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the graph; the first of several steps with one id counts."""
        self.nodes = {node.id: node for node in reversed(self.workflow.nodes)}
        self.edges = [edge for edge in self.workflow.edges if edge.source in self.nodes and edge.target in self.nodes]
        self.ways_out = flow.ways_out(self.edges)
        self.ahead = {node_id: [edge.target for edge in edges] for node_id, edges in self.ways_out.items()}
        self.behind = {}
        for edge in self.edges:
            self.behind.setdefault(edge.target, []).append(edge.source)
        start = self.workflow.start
        self.reached = flow.reach({start}, self.ahead) if start in self.nodes else set()
        self.final = {node.id for node in self.nodes.values() if node.kind in flow.FINAL}
        confirming = [node.id for node in self.nodes.values() if flow.is_confirmation(node)]
        self.saying_yes = {node_id: list(filter(flow.says_yes, self.leaving(node_id))) for node_id in confirming}
        self.agreeing = {node_id: yes or flow.tacit(self.leaving(node_id)) for node_id, yes in self.saying_yes.items()}

    @cached_property
    def finishing(self) -> set[str]:
        """The steps that some way leads from to an end."""
        return flow.reach(self.final, self.behind)

    @cached_property
    def closing(self) -> set[str]:
        """The steps that may lead to an end without a condition."""
        return {edge.source for edge in self.edges if edge.kind is not EdgeKind.WHEN and edge.target in self.final}

    @cached_property
    def facts(self) -> dict[str, frozenset[str]]:
        """What `flow.held` says of each step that can be reached."""
        return flow.held(self.workflow.start, self.nodes, self.ways_out, self.tools)

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
