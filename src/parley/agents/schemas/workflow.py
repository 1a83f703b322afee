"""The typed graph of steps an agent follows, and what a linter says of it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from parley.core.text import Line, Paragraph, Record

NodeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class NodeKind(StrEnum):
    """What a step does: speak; put an open question; gather named data; call a tool; branch; hand over; finish."""

    SAY = "say"
    ASK = "ask"
    COLLECT = "collect"
    TOOL = "tool"
    DECIDE = "decide"
    TRANSFER = "transfer"
    END = "end"


class Node(Record):
    """A step. `text` is what to say or do; `collects` names variables set here; `goal` the brief's goal it serves."""

    id: NodeId
    kind: NodeKind
    label: Line
    text: Paragraph = ""
    collects: list[Line] = Field(default_factory=list, max_length=20)
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


class Workflow(Record):
    """Steps in a stable order, starting at `start`."""

    start: NodeId
    nodes: list[Node] = Field(max_length=200)
    edges: list[Edge] = Field(max_length=600)


class Severity(StrEnum):
    """ERROR: it cannot work as written. WARNING: it works, badly."""

    ERROR = "error"
    WARNING = "warning"


class Finding(Record):
    """What a lint rule found: a stable rule id, where (a JSON pointer or node id), and how to mend it."""

    rule: Line
    severity: Severity
    where: Line
    message: Paragraph
    mend: Paragraph = ""
