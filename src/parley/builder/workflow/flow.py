"""What holds when a workflow step is entered: reachability, confirmations given, variables set on every way there."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, ParameterSource, ToolSpec
from parley.agents.schemas.tool import RUNTIME_VARIABLES
from parley.builder.language.data import is_known
from parley.builder.workflow.matching import needs

FINAL = frozenset({NodeKind.END, NodeKind.TRANSFER})
_CONFIRMING = re.compile(
    r"(?=[crbvw确复])"
    r"(?:confirm|read (?:it |that |them )?back|clear yes|bestätig|vorlesen|wiederhol|repite|repetir|确认|复述)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?=[yrcajszbed同确])"
    r"(?:\b(?:(?:yes|right|correct|ja|sí)\b|agree|confirm|approve)|"
    r"zustimm|bestätig|einverstanden|acept|de acuerdo|同意|确认)",
    re.IGNORECASE,
)
"""Both look first for a letter that any of their words begins with: most places have none."""
_NOT = re.compile(r"\b(?:not?|never|nicht|kein\w*)\b|n[’']t\b|不|没", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_]\w*)\s*\}\}")
_PASSING = frozenset({NodeKind.TOOL, NodeKind.SAY})

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


def says_yes(edge: Edge) -> bool:
    """Whether a way's condition is that the caller agrees."""
    return bool(edge.kind is EdgeKind.WHEN and _YES.search(edge.condition) and not _NOT.search(edge.condition))


def tacit(edges: Sequence[Edge]) -> list[Edge]:
    """Which ways out of a confirmation mean yes where none says so: every conditional one, else the only one."""
    when = [edge for edge in edges if edge.kind is EdgeKind.WHEN]
    return when or [edge for edge in edges if edge.kind is EdgeKind.ALWAYS]


def placeholders(text: str) -> list[str]:
    """The variables that a text refers to, as {{name}}."""
    return _PLACEHOLDER.findall(text) if "{{" in text else []


def given(nodes: Iterable[Node], tools: Iterable[ToolSpec]) -> frozenset[str]:
    """All variables that anything sets: a step, a tool's answer, the session, the platform."""
    names = {name for node in nodes for name in node.collects}
    for tool in tools:
        names |= {result.name for result in tool.results}
        names |= {str(each.value) for each in tool.parameters if each.source is ParameterSource.SESSION}
    return frozenset(names | RUNTIME_VARIABLES)


def unconfirmed(
    start: str, nodes: Mapping[str, Node], ahead: Ways, tools: Mapping[str, ToolSpec], yes: Ways
) -> list[str]:
    """Steps whose tool must be confirmed, yet can be entered without a yes since the last thing collected or asked.

    A `yes` is the conditional (or only) way out of a confirmation; tools and announcements pass it on, any other step
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
        is_passed_on, given_here = has_yes and node.kind in _PASSING, yes.get(node_id, ())
        for edge in ahead.get(node_id, ()):
            waiting.append((edge.target, is_passed_on or any(edge is each for each in given_here)))
    return list(found)


def unset(
    facts: Mapping[str, frozenset[str]], nodes: Mapping[str, Node], tools: Mapping[str, ToolSpec]
) -> dict[str, list[str]]:
    """By step, the variables it uses that are not set on every way to it, by the facts that `held` there."""
    needed = {name: needs(tool) for name, tool in tools.items()}
    found = {}
    for node_id, known in facts.items():
        node = nodes[node_id]
        wanted = needed.get(node.tool or "", []) if node.kind is NodeKind.TOOL else []
        missing = [name for name in wanted if name not in known and not is_known(name, list(known))]
        if named := placeholders(node.text):
            session = given((), tools.values()) - {result.name for tool in tools.values() for result in tool.results}
            missing += [name for name in named if name not in known and name not in session]
        if missing:
            found[node_id] = missing
    return found


def worked(tool: str) -> str:
    """What `held` calls the fact that a call of this tool worked."""
    return f"{tool}()"


def held(
    start: str, nodes: Mapping[str, Node], ahead: Ways, tools: Mapping[str, ToolSpec]
) -> dict[str, frozenset[str]]:
    """What holds on all ways to each reachable step: the variables set, and the calls that `worked`.

    A forward analysis, repeated until nothing changes.
    """
    found: dict[str, frozenset[str]] = {start: frozenset()} if start in nodes else {}
    gained = {name: {worked(name), *(result.name for result in tool.results)} for name, tool in tools.items()}
    waiting = deque(found)
    while waiting:
        node = nodes[waiting.popleft()]
        left = found[node.id].union(node.collects) if node.collects else found[node.id]
        for edge in ahead.get(node.id, ()):
            after = left
            if edge.kind is EdgeKind.OK and node.tool:
                after = left | gained.get(node.tool, {worked(node.tool)})
            before = found.get(edge.target)
            if before is None or not before <= after:
                found[edge.target] = after if before is None else before & after
                waiting.append(edge.target)
    return found
