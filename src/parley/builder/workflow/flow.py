"""What holds when a workflow step is entered: reachability, confirmations given, variables set on every way there."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, ToolSpec
from parley.builder.language.data import is_known
from parley.builder.workflow.matching import needs

_CONFIRMING = re.compile(r"confirm|read (?:it |that |them )?back|clear yes|bestätig|vorlesen", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
_PASSING = frozenset({NodeKind.TOOL, NodeKind.SAY})
_AGREEING = frozenset({EdgeKind.WHEN, EdgeKind.ALWAYS})

Ways = Mapping[str, Sequence[Edge]]
"""The edges by the step they leave."""


def ways_out(edges: Iterable[Edge]) -> Ways:
    """The edges by the step they leave, in their order; steps without a way out are absent."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.source, []).append(edge)
    return found


def reach(starts: set[str], ahead: Mapping[str, Iterable[str]]) -> set[str]:
    """All node ids that can be reached from `starts`, those included; `ahead` has the next ids of each."""
    seen, waiting = set(starts), list(starts)
    while waiting:
        for target in ahead.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def is_confirmation(node: Node) -> bool:
    """Whether a step asks the caller to confirm."""
    return node.kind is NodeKind.ASK and bool(_CONFIRMING.search(f"{node.label} {node.text}"))


def unconfirmed(start: str, nodes: Mapping[str, Node], ahead: Ways, tools: Mapping[str, ToolSpec]) -> list[str]:
    """Steps whose tool must be confirmed, yet can be entered without a yes since the last thing collected or asked.

    A yes is the conditional (or only) way out of a confirmation; tools and announcements pass it on, any other step
    spends it.
    """
    found = dict[str, None]()
    waiting, seen = deque([(start, False)] if start in nodes else []), set[tuple[str, bool]]()
    while waiting:
        place = node_id, has_yes = waiting.popleft()
        if place in seen:
            continue
        seen.add(place)
        node = nodes[node_id]
        tool = tools.get(node.tool or "") if node.kind is NodeKind.TOOL else None
        if tool and tool.confirm and not has_yes:
            found[node_id] = None
        is_asking, is_passed_on = is_confirmation(node), has_yes and node.kind in _PASSING
        for edge in ahead.get(node_id, ()):
            waiting.append((edge.target, is_passed_on or (is_asking and edge.kind in _AGREEING)))
    return list(found)


def unset(start: str, nodes: Mapping[str, Node], ahead: Ways, tools: Mapping[str, ToolSpec]) -> dict[str, list[str]]:
    """By step, the variables it uses that are not set on every way to it."""
    needed = {name: needs(tool) for name, tool in tools.items()}
    found = {}
    for node_id, known in _held(start, nodes, ahead, tools).items():
        node = nodes[node_id]
        wanted = needed.get(node.tool or "", []) if node.kind is NodeKind.TOOL else []
        missing = [name for name in wanted if name not in known and not is_known(name, list(known))]
        missing += [name for name in _PLACEHOLDER.findall(node.text) if name not in known]
        if missing:
            found[node_id] = missing
    return found


def _held(
    start: str, nodes: Mapping[str, Node], ahead: Ways, tools: Mapping[str, ToolSpec]
) -> dict[str, frozenset[str]]:
    """The variables set on all ways to each reachable step: a forward analysis, repeated until nothing changes."""
    held: dict[str, frozenset[str]] = {start: frozenset()} if start in nodes else {}
    waiting = deque(held)
    while waiting:
        node = nodes[waiting.popleft()]
        left = held[node.id].union(node.collects) if node.collects else held[node.id]
        for edge in ahead.get(node.id, ()):
            tool = tools.get(node.tool or "") if edge.kind is EdgeKind.OK else None
            after = left.union(result.name for result in tool.results) if tool else left
            before = held.get(edge.target)
            if before is None or not before <= after:
                held[edge.target] = after if before is None else before & after
                waiting.append(edge.target)
    return held
