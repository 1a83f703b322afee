"""A workflow while it is being drawn: ids made unique, texts kept in bounds, loose ends joined to what comes next."""

from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind
from parley.builder.language.wording import clip


class End(NamedTuple):
    """A way out of a step that leads nowhere yet."""

    source: str
    kind: EdgeKind = EdgeKind.ALWAYS
    condition: str = ""


@dataclass
class Drawing:
    """Nodes and edges in the order they were added."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _drawn: set[tuple[str, str, EdgeKind, str]] = field(default_factory=set)

    def add(self, wanted: str, kind: NodeKind, label: str, text: str, **more: object) -> str:
        """A node, under `wanted` or the next free `wanted_2`, `wanted_3` …; answers its id."""
        stem = wanted[:52].rstrip("_")
        names = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
        free = next(name for name in names if name not in self._taken)
        self._taken.add(free)
        record = {"id": free, "kind": kind, "label": clip(label, 120), "text": clip(text, 1_900), **more}
        self.nodes.append(Node.model_validate(record))
        return free

    def link(self, source: str, target: str, kind: EdgeKind = EdgeKind.ALWAYS, condition: str = "") -> None:
        """An edge, unless the very same is there."""
        key = (source, target, kind, clip(condition, 280))
        if key not in self._drawn:
            self._drawn.add(key)
            self.edges.append(Edge(source=source, target=target, kind=kind, condition=key[3]))

    def branch(self, source: str, target: str, condition: str) -> bool:
        """A WHEN edge; False, and nothing drawn, where `source` already has this condition."""
        if self.has(source, condition):
            return False
        self.link(source, target, EdgeKind.WHEN, condition)
        return True

    def has(self, source: str, condition: str) -> bool:
        """Whether `source` has a way out under this condition."""
        wanted = clip(condition, 280).casefold()
        return any(edge.source == source and edge.condition.casefold() == wanted for edge in self.edges)

    def join(self, ends: list[End], target: str) -> None:
        """Lead all loose ends to `target`."""
        for end in ends:
            self.link(end.source, target, end.kind, end.condition)
