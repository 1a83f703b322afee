"""A workflow while it is being drawn: ids made unique, texts kept in bounds, loose ends joined to what comes next."""

from dataclasses import dataclass, field
from typing import NamedTuple

from parley.agents.schemas import EdgeKind, NodeKind, Workflow
from parley.builder.language.wording import clip


class End(NamedTuple):
    """A way out of a step that leads nowhere yet."""

    source: str
    kind: EdgeKind = EdgeKind.ALWAYS
    condition: str = ""


@dataclass
class Drawing:
    """Nodes by id and edges, in the order they were added; they are checked when the workflow is made of them."""

    _nodes: dict[str, dict[str, object]] = field(default_factory=dict)
    _edges: dict[tuple[str, str, EdgeKind, str], None] = field(default_factory=dict)
    _conditions: set[tuple[str, str]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._nodes)

    def add(self, wanted: str, kind: NodeKind, label: str, text: str, **more: object) -> str:
        """A node, under `wanted` or the next free `wanted_2`, `wanted_3` …; answers its id."""
        free = stem = wanted[:52].rstrip("_")
        number = 1
        while free in self._nodes:
            number += 1
            free = f"{stem}_{number}"
        self._nodes[free] = {"id": free, "kind": kind, "label": clip(label, 120), "text": clip(text, 1_900), **more}
        return free

    def link(self, source: str, target: str, kind: EdgeKind = EdgeKind.ALWAYS, condition: str = "") -> None:
        """An edge, unless the very same is there."""
        clipped = clip(condition, 280)
        self._edges[source, target, kind, clipped] = None
        if clipped:
            self._conditions.add((source, clipped.casefold()))

    def branch(self, source: str, target: str, condition: str) -> bool:
        """A WHEN edge; False, and nothing drawn, where `source` already has this condition."""
        if self.has(source, condition):
            return False
        self.link(source, target, EdgeKind.WHEN, condition)
        return True

    def has(self, source: str, condition: str) -> bool:
        """Whether `source` has a way out under this condition."""
        return (source, clip(condition, 280).casefold()) in self._conditions

    def leads_on(self, source: str) -> bool:
        """Whether `source` has any way out."""
        return any(edge[0] == source for edge in self._edges)

    def join(self, ends: list[End], target: str) -> None:
        """Lead all loose ends to `target`."""
        for end in ends:
            self.link(end.source, target, end.kind, end.condition)

    def workflow(self, start: str) -> Workflow:
        """All that was drawn. ValidationError where a text of ours is none that a workflow may have."""
        edges = [
            {"source": source, "target": target, "kind": kind, **({"condition": condition} if condition else {})}
            for source, target, kind, condition in self._edges
        ]
        return Workflow.model_validate({"start": start, "nodes": list(self._nodes.values()), "edges": edges})
