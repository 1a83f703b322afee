"""What holds when a workflow step is entered: reachability, confirmations given, variables set on every way there."""

import re
from collections import deque
from collections.abc import Iterable, Mapping

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, ToolSpec
from parley.builder.language.data import is_known
from parley.builder.workflow.steps import needs

_CONFIRMING = re.compile(r"confirm|read (?:it |that |them )?back|clear yes|bestätig|vorlesen", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
_PASSING = frozenset({NodeKind.TOOL, NodeKind.SAY})


def ways_out(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """The edges by the step they leave, in their order; steps without a way out are absent."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.source, []).append(edge)
    return found


def reach(starts: set[str], edges: Iterable[Edge]) -> set[str]:
    """All node ids that can be reached from `starts`, those included."""
    ahead = ways_out(edges)
    seen, waiting = set(starts), deque(sorted(starts))
    while waiting:
        for edge in ahead.get(waiting.popleft(), []):
            if edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)
    return seen


def is_confirmation(node: Node) -> bool:
    """Whether a step asks the caller to confirm."""
    return node.kind is NodeKind.ASK and bool(_CONFIRMING.search(f"{node.label} {node.text}"))


def unconfirmed(start: str, nodes: Mapping[str, Node], edges: list[Edge], tools: Mapping[str, ToolSpec]) -> list[str]:
    """Steps whose tool must be confirmed, yet can be entered without a yes since the last thing collected or asked.

    A yes is the conditional (or only) way out of a confirmation; tools and announcements pass it on, any other step
    spends it.
    """
    found, ahead = dict[str, None](), ways_out(edges)
    waiting, seen = deque([(start, False)] if start in nodes else []), set[tuple[str, bool]]()
    while waiting:
        node_id, has_yes = waiting.popleft()
        if (node_id, has_yes) in seen:
            continue
        seen.add((node_id, has_yes))
        node = nodes[node_id]
        tool = tools.get(node.tool or "") if node.kind is NodeKind.TOOL else None
        if tool and tool.confirm and not has_yes:
            found[node_id] = None
        is_asking = is_confirmation(node)
        for edge in ahead.get(node_id, []):
            asked = is_asking and edge.kind in {EdgeKind.WHEN, EdgeKind.ALWAYS}
            waiting.append((edge.target, asked or (has_yes and node.kind in _PASSING)))
    return list(found)


def unset(
    start: str, nodes: Mapping[str, Node], edges: list[Edge], tools: Mapping[str, ToolSpec]
) -> dict[str, list[str]]:
    """By step, the variables it uses that are not set on every way to it."""
    held = _held(start, nodes, edges, tools)
    found = {}
    for node_id, known in held.items():
        node = nodes[node_id]
        tool = tools.get(node.tool or "") if node.kind is NodeKind.TOOL else None
        missing = [name for name in needs(tool) if not is_known(name, sorted(known))] if tool else []
        missing += [name for name in _PLACEHOLDER.findall(node.text) if name not in known]
        if missing:
            found[node_id] = missing
    return found


def _held(
    start: str, nodes: Mapping[str, Node], edges: list[Edge], tools: Mapping[str, ToolSpec]
) -> dict[str, frozenset[str]]:
    """The variables set on all ways to each reachable step: a forward analysis, repeated until nothing changes."""
    held: dict[str, frozenset[str]] = {start: frozenset()} if start in nodes else {}
    waiting, ahead = deque(held), ways_out(edges)
    while waiting:
        node = nodes[waiting.popleft()]
        for edge in ahead.get(node.id, []):
            after = held[node.id] | frozenset(node.collects)
            tool = tools.get(node.tool or "")
            if tool and edge.kind is EdgeKind.OK:
                after |= {result.name for result in tool.results}
            before = held.get(edge.target)
            merged = after if before is None else before & after
            if merged != before:
                held[edge.target] = merged
                waiting.append(edge.target)
    return held
