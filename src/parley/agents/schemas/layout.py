"""Places the steps of a workflow in rows from top to bottom, with a route for each way that crosses no step.

Rows and crossings are fast_sugiyama's, loaded with the first drawing. A way that carries words goes through a place of
its own for them, so that words cover neither steps nor other words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parley.agents.schemas.workflow import Edge, Workflow

Point = tuple[float, float]
Pair = tuple[str, str]
_UNIT = 214.0
"""Pixels from one step to the next in a row."""
_NARROW = 0.16
"""What a passing way takes of that."""
_GAP = 46.0
_MARGIN = 28.0
_MOST_PASSES, _FEW_PASSES = 8_000, 2_000
"""Rows that all ways pass together: more than the first take seconds, fewer than the second may take some care."""


class Tangled(ValueError):
    """The ways of a graph lead past too many steps to be drawn in good time."""


@dataclass(frozen=True, slots=True)
class Box:
    """A step or the words of a way: its middle and its size, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Plan:
    """Where everything goes: boxes of steps by id, boxes of words and routes by the two steps they join."""

    boxes: dict[str, Box] = field(default_factory=dict)
    words: dict[Pair, Box] = field(default_factory=dict)
    routes: dict[Pair, list[Point]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def plan(
    workflow: Workflow, steps: Mapping[str, tuple[float, float]], words: Mapping[Pair, tuple[float, float]]
) -> Plan:
    """The drawing's plan for `steps` and `words` of these sizes; Tangled where it would take too long."""
    pairs = list(dict.fromkeys((e.source, e.target) for e in workflow.edges if e.source != e.target))
    pairs = [pair for pair in pairs if pair[0] in steps and pair[1] in steps]
    against = _against(workflow, pairs)
    keys: list[str | Pair] = [*steps, *(pair for pair in pairs if pair in words)]
    sizes: dict[str | Pair, tuple[float, float]] = {key: steps[key] for key in steps}
    sizes |= {pair: words[pair] for pair in pairs if pair in words}
    chains = _chains(keys, pairs, against, set(words))
    return _placed(chains, sizes, pairs)


@dataclass(slots=True)
class _Rows:
    """Every place by number: its column and row; which key has which number; and the numbers along each way."""

    at: dict[int, Point]
    number: dict[str | Pair, int]
    along: dict[Pair, list[int]]


def _against(workflow: Workflow, pairs: Sequence[Pair]) -> set[Pair]:
    """The ways that lead back to where one came from: drawn upwards, so that all others lead down."""
    ahead: dict[str, list[str]] = {}
    for source, target in pairs:
        ahead.setdefault(source, []).append(target)
    found, done = set[Pair](), set[str]()
    for root in dict.fromkeys([workflow.start, *(node.id for node in workflow.nodes)]):
        if root in done:
            continue
        path, stack = [root], [iter(ahead.get(root, ()))]
        while stack:
            target = next(stack[-1], "")
            if not target:
                done.add(path.pop())
                stack.pop()
            elif target in path:
                found.add((path[-1], target))
            elif target not in done:
                path.append(target)
                stack.append(iter(ahead.get(target, ())))
    return found


def _chains(keys: Sequence[str | Pair], pairs: Sequence[Pair], against: set[Pair], worded: set[Pair]) -> _Rows:
    """Columns and rows for all keys, and the places that each way passes."""
    links = [(pair, _link(pair, pair in against, pair in worded)) for pair in pairs]
    linked = dict.fromkeys(key for _, chain in links for key in chain)
    number = {key: index for index, key in enumerate(linked)}
    at, ahead = _layered([(number[a], number[b]) for _, chain in links for a, b in zip(chain, chain[1:], strict=False)])
    lowest = max((row for _, row in at.values()), default=-1.0)
    for column, key in enumerate(key for key in keys if key not in number):
        number[key] = -1 - column
        at[number[key]] = (float(column), lowest + 1)
    along = {}
    for pair, chain in links:
        parts = [_through(number[a], number[b], ahead, len(linked)) for a, b in zip(chain, chain[1:], strict=False)]
        passed = [number[chain[0]], *(place for part in parts for place in part)]
        along[pair] = passed[::-1] if pair in against else passed
    return _Rows(at, number, along)


def _link(pair: Pair, is_back: bool, is_worded: bool) -> list[str | Pair]:
    source, target = pair[::-1] if is_back else pair
    return [source, pair, target] if is_worded else [source, target]


def _layered(edges: list[tuple[int, int]]) -> tuple[dict[int, Point], dict[int, list[int]]]:
    """Column and row of every place, those between included, and what follows each; separate parts side by side."""
    from fast_sugiyama import from_edges

    at: dict[int, Point] = {}
    ahead: dict[int, list[int]] = {}
    if not edges:
        return at, ahead
    passes = _passes(edges)
    if passes > _MOST_PASSES:
        raise Tangled
    found = from_edges(
        edges,
        vertex_spacing=1.0,
        dummy_size=_NARROW,
        dummy_vertices=True,
        crossing_minimization="barycenter",
        transpose=passes <= _FEW_PASSES,
        ranking_type="down",  # the default, by the shortest sum of lengths, never returns for some graphs
        check_layout=False,
    )
    left = 0.0
    for positions, width, height, joined in found:
        first = min(x for _, (x, _) in positions)
        at |= {int(place): (x - first + left, round(height - y)) for place, (x, y) in positions}
        left += width + 1.2
        for source, target in joined or ():
            ahead.setdefault(int(source), []).append(int(target))
    return at, ahead


def _passes(edges: Sequence[tuple[int, int]]) -> int:
    """The rows that all edges of an acyclic graph pass together, with every place as far down as its longest path."""
    open_, ahead, row = dict[int, int](), dict[int, list[int]](), dict[int, int]()
    for source, target in edges:
        ahead.setdefault(source, []).append(target)
        open_[target] = open_.get(target, 0) + 1
    waiting = [source for source in ahead if source not in open_]
    for source in waiting:
        for target in ahead.get(source, ()):
            row[target] = max(row.get(target, 0), row.get(source, 0) + 1)
            open_[target] -= 1
            if not open_[target]:
                waiting.append(target)
    return sum(row[target] - row.get(source, 0) for source, target in edges)


def _through(source: int, target: int, ahead: Mapping[int, Sequence[int]], real: int) -> list[int]:
    """The places from one to the other, the first left out; those between have numbers from `real` on."""
    for first in ahead.get(source, ()):
        passed = [first]
        while passed[-1] >= real:
            passed.append(ahead[passed[-1]][0])
        if passed[-1] == target:
            return passed
    return [target]


def _placed(rows: _Rows, sizes: Mapping[str | Pair, tuple[float, float]], pairs: Sequence[Pair]) -> Plan:
    key_of = {number: key for key, number in rows.number.items()}
    heights: dict[float, float] = {}
    for number, (_, row) in rows.at.items():
        size = sizes[key_of[number]] if number in key_of else (0.0, 0.0)
        heights[row] = max(heights.get(row, 0.0), size[1])
    tops, top = dict[float, float](), _MARGIN
    for row in sorted(heights):
        tops[row] = top
        top += heights[row] + _GAP
    made = Plan(height=top - _GAP + _MARGIN)
    left = min((x for x, _ in rows.at.values()), default=0.0)
    for key, number in rows.number.items():
        column, row = rows.at[number]
        box = Box(_middle(column - left), tops[row] + heights[row] / 2, *sizes[key])
        if isinstance(key, tuple):
            made.words[key] = box
        else:
            made.boxes[key] = box
    rests = {
        number: [(_middle(column - left), tops[row]), (_middle(column - left), tops[row] + heights[row])]
        for number, (column, row) in rows.at.items()
    }
    made.width = max((rest[0][0] for rest in rests.values()), default=0.0) + _UNIT / 2 + _MARGIN
    _route(made, rows, rests, pairs)
    return made


def _middle(column: float) -> float:
    """The middle of a column, in pixels."""
    return (column + 0.5) * _UNIT + _MARGIN


def _route(made: Plan, rows: _Rows, rests: Mapping[int, list[Point]], pairs: Sequence[Pair]) -> None:
    """Each way from a side of its source to a side of its target, straight through every row between."""
    ports = _ports(made, rows, pairs)
    for pair in pairs:
        along = rows.along[pair]
        is_up = rests[along[0]][0][1] > rests[along[-1]][0][1]
        between = [rests[number][::-1] if is_up else rests[number] for number in along[1:-1]]
        passed = [point for rest in between for point in rest]
        made.routes[pair] = [ports[pair, True], *passed, ports[pair, False]]


def _ports(made: Plan, rows: _Rows, pairs: Sequence[Pair]) -> dict[tuple[Pair, bool], Point]:
    """Where each way leaves and enters: along the side that faces it, in the order of where it comes from or goes."""
    sides: dict[tuple[str, bool], list[tuple[float, Pair, bool]]] = {}
    for pair in pairs:
        along = rows.along[pair]
        is_up = rows.at[along[0]][1] > rows.at[along[-1]][1]
        for is_source, place in ((True, along[1]), (False, along[-2])):
            is_below = is_source != is_up
            sides.setdefault((pair[0 if is_source else 1], is_below), []).append((rows.at[place][0], pair, is_source))
    ports = {}
    for (node_id, is_below), held in sides.items():
        box = made.boxes[node_id]
        step = min(50.0, (box.width - 36) / max(1, len(held) - 1))
        first = box.x - step * (len(held) - 1) / 2
        for index, (_, pair, is_source) in enumerate(sorted(held)):
            y = box.y + (box.height / 2 if is_below else -box.height / 2)
            ports[pair, is_source] = (first + index * step, y)
    return ports


def joined(workflow: Workflow) -> dict[Pair, list[Edge]]:
    """The ways by the two steps they join."""
    found: dict[Pair, list[Edge]] = {}
    for edge in workflow.edges:
        found.setdefault((edge.source, edge.target), []).append(edge)
    return found
