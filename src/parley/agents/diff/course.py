"""What became of the ways between a workflow's steps: which step now comes before which, and where ways lead."""

from collections.abc import Iterator, Sequence

from parley.agents.diff import words
from parley.agents.diff.edits import Alignment, Edit, Json, Pair, edits, rising

_MOST_TOLD = 5


def told_ways(old: Json, new: Json, nodes: Alignment, ways: Alignment) -> Iterator[tuple[str, list[Edit]]]:
    """The ways that differ; where steps of much the same graph changed places, that is told, and the ways are how."""
    is_kept = len(nodes.pairs) > len(nodes.removed) + len(nodes.added)
    order = list(_reordered(old, new, nodes.pairs)) if is_kept else []
    labels = {node["id"]: words.titled(node) for node in (*old["nodes"], *new["nodes"])}
    found = list(_each(ways, labels))
    if order and found:
        more = f", and {len(order) - _MOST_TOLD} more" if len(order) > _MOST_TOLD else ""
        yield f"the step {'; the step '.join(order[:_MOST_TOLD])}{more}", [edit for _, part in found for edit in part]
    else:
        yield from found


def _each(ways: Alignment, labels: dict[str, str]) -> Iterator[tuple[str, list[Edit]]]:
    for way, edit in ways.removed:
        yield f"no way from {_ends(way, labels)} any more", [edit]
    if ways.moved:
        yield "ways listed in another order", [edit for _, edit in ways.moved]
    for way, edit in ways.added:
        yield f"new way from {_ends(way, labels)}", [edit]
    for pair in ways.changed:
        yield _changed(pair.before, pair.after, labels), list(edits(pair.before, pair.after, pair.at))


def _changed(was: Json, now: Json, labels: dict[str, str]) -> str:
    source, target = (labels.get(now[end], now[end]) for end in ("source", "target"))
    if was["source"] == now["source"] and was["target"] != now["target"]:
        before = labels.get(was["target"], was["target"])
        return f"from {source} the way leads to {target} instead of {before}{_when(now)}"
    if was["source"] != now["source"]:
        return f"the way from {_ends(was, labels)} is now from {_ends(now, labels)}"
    return f"the way from {source} to {target} is taken{_when(now) or ' always'}, no longer{_when(was) or ' always'}"


def _ends(way: Json, labels: dict[str, str]) -> str:
    source, target = (labels.get(way[end], way[end]) for end in ("source", "target"))
    return f"{source} to {target}{_when(way)}"


def _when(way: Json) -> str:
    match way["kind"]:
        case "always":
            return ""
        case "when":
            return f" when {words.shown(way['condition'])}"
        case "ok":
            return " when the call worked"
        case "failed":
            return " when the call failed"
        case _:
            return " otherwise"


def _reordered(old: Json, new: Json, nodes: Sequence[Pair]) -> Iterator[str]:
    """The steps that changed places along the course: "A now comes before B"."""
    known = {pair.before["id"]: pair.after["id"] for pair in nodes}
    labels = {pair.after["id"]: words.titled(pair.after) for pair in nodes}
    before = [known[step] for step in _course(old) if step in known]
    after = [step for step in _course(new) if step in labels]
    both = set(before) & set(after)
    before, after = ([step for step in steps if step in both] for steps in (before, after))
    places = {step: index for index, step in enumerate(before)}
    staying = rising([places[step] for step in after])
    for index, step in enumerate(after):
        if places[step] in staying:
            continue
        following = after[index + 1 : index + 2]
        if following and places[following[0]] < places[step]:
            yield f"{labels[step]} now comes before {labels[following[0]]}"
        elif index:
            yield f"{labels[step]} now comes after {labels[after[index - 1]]}"


def _course(workflow: Json) -> list[str]:
    """The steps in the order in which a conversation comes to them, each way followed to its end before the next."""
    ahead: dict[str, list[str]] = {}
    for edge in workflow["edges"]:
        ahead.setdefault(edge["source"], []).append(edge["target"])
    found: dict[str, None] = {}
    waiting = [workflow["start"]]
    while waiting:
        step = waiting.pop()
        if step not in found:
            found[step] = None
            waiting += reversed(ahead.get(step, []))
    return list(found)
