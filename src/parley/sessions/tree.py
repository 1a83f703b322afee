"""A chat's messages as a tree, by their ids alone: its branches, and the way from the first message to any of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A message's place; a message always has a higher `seq` than its parent."""

    id: str
    parent_id: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A way through the tree to its last message. `differs_at` is where it leaves the active one, None on that."""

    tip: str
    path: tuple[str, ...]
    differs_at: str | None


def path(nodes: Mapping[str, Node], tip: str) -> tuple[str, ...]:
    """The ids from the first message to `tip`; none where that is not in the tree."""
    found: list[str] = []
    at: str | None = tip
    while at is not None and at in nodes and len(found) < len(nodes):
        found.append(at)
        at = nodes[at].parent_id
    return tuple(reversed(found))


def branches(nodes: Mapping[str, Node], head: str, most: int) -> list[Branch]:
    """The branches, the newest first and the active one among them, wherever its head is; `most` of them."""
    parents = {node.parent_id for node in nodes.values()}
    tips = {node.id for node in nodes.values() if node.id not in parents} | ({head} & nodes.keys())
    newest = sorted(tips, key=lambda tip: nodes[tip].seq, reverse=True)
    chosen = [*([head] if head in tips else []), *(tip for tip in newest if tip != head)][:most]
    active = frozenset(path(nodes, head))
    return [_branch(path(nodes, tip), tip, head, active) for tip in newest if tip in chosen]


def _branch(way: tuple[str, ...], tip: str, head: str, active: frozenset[str]) -> Branch:
    if tip == head:
        return Branch(tip, way, None)
    return Branch(tip, way, next((step for step in way if step not in active), tip))
