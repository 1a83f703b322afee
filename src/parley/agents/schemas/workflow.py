"""The typed graph of steps an agent follows, the user's edits of it, and what a linter says of it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from parley.core.text import Line, Paragraph, Record

NodeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
MAX_EDITS = 200
"""As many edits by hand as a workflow keeps."""


class NodeKind(StrEnum):
    """What a step does: speak; put an open question; gather named data; call a tool; branch; hand over; finish."""

    SAY = "say"
    ASK = "ask"
    COLLECT = "collect"
    TOOL = "tool"
    DECIDE = "decide"
    TRANSFER = "transfer"
    END = "end"


Collects = Annotated[list[Line], Field(max_length=20)]


class Node(Record):
    """A step. `text` is what to say or do; `collects` names variables set here; `goal` the brief's goal it serves."""

    id: NodeId
    kind: NodeKind
    label: Line
    text: Paragraph = ""
    collects: Collects = Field(default_factory=list)
    tool: Line | None = None
    to: Line = ""
    goal: Line | None = None


class EdgeKind(StrEnum):
    """ALWAYS: the one way on. WHEN: a condition in words. OK, FAILED: a tool's outcome. OTHERWISE: no WHEN held."""

    ALWAYS = "always"
    WHEN = "when"
    OK = "ok"
    FAILED = "failed"
    OTHERWISE = "otherwise"


class Edge(Record):
    """A way from one step to the next; `condition` is given for WHEN only."""

    source: NodeId
    target: NodeId
    kind: EdgeKind = EdgeKind.ALWAYS
    condition: Line = ""


class AddNode(Node):
    """A new step. With `after` or `before` (or both) it is put in line there, else other edits must lead to it.

    In line it belongs to its neighbour's goal unless it names one, and gets the ways on that its kind needs.
    """

    op: Literal["add_node"]
    after: NodeId | None = None
    before: NodeId | None = None


class UpdateNode(Record):
    """New values for a step; what is left out stays. An empty `tool` or `goal` takes it away."""

    op: Literal["update_node"]
    id: NodeId
    kind: NodeKind | None = None
    label: Line | None = None
    text: Paragraph | None = None
    collects: Collects | None = None
    tool: Line | None = None
    to: Line | None = None
    goal: Line | None = None


class RemoveNode(Record):
    """A step taken out. What led to it leads to `join` instead, by default to the one step it led on to."""

    op: Literal["remove_node"]
    id: NodeId
    join: NodeId | None = None


class AddEdge(Edge):
    """A new way between two steps."""

    op: Literal["add_edge"]


class _Way(Record):
    """A way as it is; `kind` and `condition` are needed where several join the two steps."""

    source: NodeId
    target: NodeId
    kind: EdgeKind | None = None
    condition: Line | None = None


class UpdateEdge(_Way):
    """A way that leads elsewhere, or under another condition."""

    op: Literal["update_edge"]
    new_target: NodeId | None = None
    new_kind: EdgeKind | None = None
    new_condition: Line | None = None


class RemoveEdge(_Way):
    """A way taken out."""

    op: Literal["remove_edge"]


WorkflowEdit = Annotated[
    AddNode | UpdateNode | RemoveNode | AddEdge | UpdateEdge | RemoveEdge, Field(discriminator="op")
]
"""A change of the graph by the user's own hand."""


class WorkflowShape(StrEnum):
    """What an agent's course is best written as: one prompt, a procedure for each request, or a graph of steps."""

    SINGLE_PROMPT = "single_prompt"
    PROCEDURES = "procedures"
    GRAPH = "graph"


class Workflow(Record):
    """Steps in a stable order, starting at `start`. `edits` are the user's, and are in the graph already.

    `shape` is what the brief calls for, and `reason` says why; None where nobody has said.
    """

    start: NodeId
    nodes: list[Node] = Field(max_length=200)
    edges: list[Edge] = Field(max_length=600)
    edits: list[WorkflowEdit] = Field(default_factory=list, max_length=MAX_EDITS)
    shape: WorkflowShape | None = None
    reason: Line = ""


class Severity(StrEnum):
    """ERROR: it cannot work as written. WARNING: it works, badly. NOTE: it was mended; nothing is left to do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Record):
    """What a lint rule found: a stable rule id, where (a JSON pointer or node id), and how to mend it."""

    rule: Line
    severity: Severity
    where: Line
    message: Paragraph
    mend: Paragraph = ""
