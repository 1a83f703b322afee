"""Two JSON values as the edits that make the first into the second, in the order in which they are to be applied.

Places are JSON pointers (RFC 6901) and the operations those of JSON Patch (RFC 6902), with the value that was there
before beside the new one. Items of lists are matched by what names them, so that a tool that was put in front of the
others is one edit.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import Field

from parley.core.text import Record

Json = Any
Place = tuple[str | int, ...]
_SIMILAR, _ALIKE = 0.5, 0.85
"""How much of an item must be the same in one that takes its place, and in one that is it under another name."""
_MOST_PAIRS = 900
_NAMES: Mapping[tuple[str, ...], str] = {
    ("brief", "goals", "value"): "name",
    ("brief", "facts", "value"): "topic",
    ("brief", "handover", "value"): "when",
    ("tools",): "name",
    ("tools", "parameters"): "name",
    ("tools", "results"): "name",
    ("tools", "transfers"): "condition",
    ("workflow", "nodes"): "id",
    ("prompt", "sections"): "heading",
    ("prompt", "sections", "lines"): "text",
    ("variables",): "name",
    ("data_collection",): "name",
    ("criteria",): "id",
    ("guardrails",): "name",
    ("tests",): "name",
    ("tests", "mocks"): "tool",
    ("tests", "call", "arguments"): "parameter",
}
"""What names the items of a list, by the list's place without its indices; other items are known by their value."""


class EditOp(StrEnum):
    """As in RFC 6902."""

    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"
    MOVE = "move"


class Edit(Record):
    """One step from a document to another: at `path`, as the document is when the step's turn comes.

    `source` is where a MOVE takes the value from. What is not there, before or after, is null.
    """

    op: EditOp
    path: str
    source: str | None = Field(default=None, alias="from")
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Pair:
    """An item that is in both lists, perhaps under another name; `at` is its place in the second."""

    before: Json
    after: Json
    at: Place


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two lists item by item. Edits are to be applied in this order: removals, moves, additions, those of pairs."""

    removed: Sequence[tuple[Json, Edit]]
    moved: Sequence[tuple[Json, Edit]]
    added: Sequence[tuple[Json, Edit]]
    pairs: Sequence[Pair]

    @property
    def changed(self) -> list[Pair]:
        """The pairs whose two sides differ."""
        return [pair for pair in self.pairs if not is_same(pair.before, pair.after)]


def pointer(place: Place) -> str:
    """A place as RFC 6901 writes it."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def is_same(before: Json, after: Json) -> bool:
    """Whether two values are one to the letter: 1, 1.0 and true are three."""
    return bool(before == after) and _text(before) == _text(after)


def edits(before: Json, after: Json, at: Place) -> Iterator[Edit]:
    """The edits of all that differs below a place; none where nothing does."""
    if is_same(before, after):
        return
    match before, after:
        case dict(), dict():
            yield from _members(before, after, at)
        case list(), list():
            found = aligned(before, after, at)
            yield from (edit for part in (found.removed, found.moved, found.added) for _, edit in part)
            for pair in found.changed:
                yield from edits(pair.before, pair.after, pair.at)
        case _:
            yield Edit(op=EditOp.REPLACE, path=pointer(at), before=before, after=after)


def _members(before: dict[str, Json], after: dict[str, Json], at: Place) -> Iterator[Edit]:
    for key, value in before.items():
        if key not in after:
            yield Edit(op=EditOp.REMOVE, path=pointer((*at, key)), before=value)
    for key, value in after.items():
        if key in before:
            yield from edits(before[key], value, (*at, key))
        else:
            yield Edit(op=EditOp.ADD, path=pointer((*at, key)), after=value)


def aligned(before: Sequence[Json], after: Sequence[Json], at: Place) -> Alignment:
    """Two lists at a place, matched by their items' names, then by how much of two items is the same."""
    name = _NAMES.get(tuple(part for part in at if isinstance(part, str)))
    old = _keyed(before, name)
    new = _keyed(after, name)
    renamed = _renamed(old, new, name)
    old = {renamed.get(key, key): item for key, item in old.items()}
    order = list(old)
    removed = []
    for index in range(len(order) - 1, -1, -1):
        if (key := order[index]) not in new:
            removed.append((old[key], Edit(op=EditOp.REMOVE, path=pointer((*at, index)), before=old[key])))
            del order[index]
    moved = [(old[key], edit) for key, edit in _moves(order, [key for key in new if key in old], at)]
    added = [
        (item, Edit(op=EditOp.ADD, path=pointer((*at, index)), after=item))
        for index, (key, item) in enumerate(new.items())
        if key not in old
    ]
    pairs = [Pair(old[key], item, (*at, index)) for index, (key, item) in enumerate(new.items()) if key in old]
    return Alignment(removed, moved, added, pairs)


def _keyed(items: Sequence[Json], name: str | None) -> dict[Hashable, Json]:
    """The items by what they are known by, those of one name told apart by their number."""
    seen = Counter[Hashable]()
    found: dict[Hashable, Json] = {}
    for item in items:
        called = item.get(name) if name is not None and isinstance(item, dict) else None
        known = called if isinstance(called, str) else _text(item)
        found[known, seen[known]] = item
        seen[known] += 1
    return found


def _renamed(old: Mapping[Hashable, Json], new: Mapping[Hashable, Json], name: str | None) -> dict[Hashable, Hashable]:
    """Keys that went, with those that came instead: of items that have enough in common, each the most similar one."""
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    if not gone or not come or len(gone) * len(come) > _MOST_PAIRS:
        return {}
    aside, needed = (None, _SIMILAR) if name in {None, "text"} else (name, _ALIKE)
    ranked = sorted(
        ((_similarity(old[was], new[now], aside), -i, -j) for i, was in enumerate(gone) for j, now in enumerate(come)),
        reverse=True,
    )
    found: dict[Hashable, Hashable] = {}
    for similarity, i, j in ranked:
        was, now = gone[-i], come[-j]
        if similarity >= needed and was not in found and now not in found.values():
            found[was] = now
    return found


def _similarity(before: Json, after: Json, aside: str | None = None) -> float:
    """From 0 to 1: the share of an object's members (one left aside) that are the same, or of a text's words."""
    match before, after:
        case dict(), dict():
            keys = [key for key in before.keys() | after.keys() if key != aside and (before.get(key) or after.get(key))]
            return sum(_similarity(before.get(key), after.get(key)) for key in keys) / (len(keys) or 1)
        case str(), str():
            old, new = _words(before), _words(after)
            return 2 * (old & new).total() / ((old.total() + new.total()) or 1)
        case _:
            return float(is_same(before, after))


@lru_cache(maxsize=512)
def _words(text: str) -> Counter[str]:
    return Counter(text.split())


def _moves(order: list[Hashable], wanted: list[Hashable], at: Place) -> Iterator[tuple[Hashable, Edit]]:
    """As few moves as bring `order` into the order that is wanted, each item put behind the one before it there."""
    places = {key: index for index, key in enumerate(wanted)}
    staying = rising([places[key] for key in order])
    for index, key in enumerate(wanted):
        if index in staying:
            continue
        here = order.index(key)
        del order[here]
        there = order.index(wanted[index - 1]) + 1 if index else 0
        order.insert(there, key)
        if here != there:
            path, source = pointer((*at, there)), pointer((*at, here))
            yield key, Edit.model_validate({"op": EditOp.MOVE, "path": path, "from": source})


def rising(numbers: Sequence[int]) -> set[int]:
    """The numbers of a longest rising subsequence."""
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        before[number] = ends[place - 1] if place else None
        tops[place:] = [number, *tops[place + 1 :]]
        ends[place:] = [number, *ends[place + 1 :]]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found


def _text(value: Json) -> str:
    return json.dumps(value, sort_keys=True)
