"""Two AgentSpecs as changes: each a sentence, and the edits behind it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parley.agents.diff import words
from parley.agents.diff.course import told_ways
from parley.agents.diff.edits import Alignment, Edit, Json, Pair, Place, aligned, edits, is_same
from parley.agents.schemas import AgentSpec
from parley.core.text import Record

MOST_CHANGES = 200
_SENTENCE = 300
_LISTS = {
    "tools": "tool",
    "variables": "variable",
    "data_collection": "value to extract",
    "criteria": "criterion",
    "guardrails": "guardrail",
    "tests": "test",
}


class SpecChange(Record):
    """One thing that differs, in plain words, and the edits of JSON that it comes to."""

    text: str
    edits: list[Edit]


Said = tuple[str, Sequence[Edit]]
Teller = Callable[[Any, Any, Place], Iterator[Said]]


def difference(before: AgentSpec, after: AgentSpec) -> list[SpecChange]:
    """What makes the first spec the second; none where they are equal.

    All edits, applied one after the other to the first one's JSON, give the second's. Sentences are at most 300
    characters long, and with more than 200 changes the last one has the edits of all others.
    """
    old, new = (spec.model_dump(mode="json", by_alias=True) for spec in (before, after))
    found: list[Said] = []
    for key, value in new.items():
        if not is_same(old[key], value):
            found += _tellers.get(key, _value)(old[key], value, (key,))
    kept, rest = found[: MOST_CHANGES - 1], found[MOST_CHANGES - 1 :]
    if len(rest) > 1:
        rest = [(f"and {len(rest)} more changes", [edit for _, part in rest for edit in part])]
    return [SpecChange(text=words.clipped(text, _SENTENCE), edits=list(part)) for text, part in (*kept, *rest)]


def _value(old: Json, new: Json, at: Place) -> Iterator[Said]:
    """A single value of the agent."""
    yield words.became(str(at[-1]), old, new), list(edits(old, new, at))


def _brief(old: Json, new: Json, at: Place) -> Iterator[Said]:
    for slot, after in new.items():
        before, place = old[slot], (*at, slot)
        if not is_same(before, after):
            yield _slot(slot, before, after, (*place, "value")), list(edits(before, after, place))


def _slot(slot: str, before: Json, after: Json, at: Place) -> str:
    """A slot by its value; one that only came about otherwise, by how."""
    was, now = before and before["value"], after and after["value"]
    if before and after and is_same(was, now):
        return words.became(f"{slot}, how it is known", before["status"], after["status"])
    both = [*was, *now] if isinstance(was, list) and isinstance(now, list) else []
    if any(isinstance(item, dict) for item in both):
        return f"{slot}: {'; '.join(words.items('item', aligned(was, now, at)))}"
    return words.became(slot, was, now)


def _named(old: Json, new: Json, at: Place) -> Iterator[Said]:
    yield from _listed(_LISTS[str(at[-1])], aligned(old, new, at))


def _listed(what: str, found: Alignment, said: Callable[[Pair], str] | None = None) -> Iterator[Said]:
    """The items of a list, each change of one by itself."""
    for item, edit in found.removed:
        yield f"{what} {words.titled(item)} removed", [edit]
    if found.moved:
        names = words.listed([words.titled(item) for item, _ in found.moved[:5]])
        yield f"{words.plural(what)} in another order: {names} moved", [edit for _, edit in found.moved]
    for item, edit in found.added:
        yield f"new {what} {words.titled(item)}", [edit]
    for pair in found.changed:
        text = said(pair) if said else words.changed(what, pair)
        yield text, list(edits(pair.before, pair.after, pair.at))


def _prompt(old: Json, new: Json, at: Place) -> Iterator[Said]:
    found = aligned(old["sections"], new["sections"], (*at, "sections"))
    for text, part in _listed("section", found, _section):
        yield text if text.startswith("the prompt's") else f"prompt: {text}", part


def _section(pair: Pair) -> str:
    was, now = pair.before["heading"], pair.after["heading"]
    renamed = f" is now called {words.shown(now)}" if was != now else ""
    found = aligned(pair.before["lines"], pair.after["lines"], (*pair.at, "lines"))
    told = "" if is_same(pair.before["lines"], pair.after["lines"]) else f" {words.lines(found)}"
    return f"the prompt's {words.shown(was)} section{' and'.join(part for part in (renamed, told) if part)}"


def _workflow(old: Json, new: Json, at: Place) -> Iterator[Said]:
    nodes = aligned(old["nodes"], new["nodes"], (*at, "nodes"))
    for text, part in _listed("step", nodes):
        yield f"workflow: {text}", part
    for text, part in told_ways(old, new, nodes, aligned(old["edges"], new["edges"], (*at, "edges"))):
        yield f"workflow: {text}", part
    for key in new:
        if key not in {"nodes", "edges"} and not is_same(old[key], new[key]):
            yield f"workflow: {words.became(key, old[key], new[key])}", list(edits(old[key], new[key], (*at, key)))


def _voice(old: Json, new: Json, at: Place) -> Iterator[Said]:
    for key, value in new.items():
        if not is_same(old[key], value):
            yield words.became(f"voice, {key}", old[key], value), list(edits(old[key], value, (*at, key)))


def _assumptions(old: Json, new: Json, at: Place) -> Iterator[Said]:
    found = aligned(old, new, at)
    parts = [
        f"{verb} {words.count(len(held), 'assumption')}"
        for verb, held in (("gained", found.added), ("lost", found.removed), ("moved", found.moved))
        if held
    ]
    reworded = [f"reworded {words.count(len(found.changed), 'assumption')}"] if found.changed else []
    yield words.listed([*parts, *reworded]), list(edits(old, new, at))


def _provenance(old: Json, new: Json, at: Place) -> Iterator[Said]:
    platform = words.shown((new or old)["platform"])
    told = "now kept" if old is None else "no longer kept" if new is None else "changed"
    yield f"the documents it came from ({platform}) {told}", list(edits(old, new, at))


_tellers: dict[str, Teller] = {
    **dict.fromkeys(_LISTS, _named),
    "brief": _brief,
    "prompt": _prompt,
    "workflow": _workflow,
    "voice": _voice,
    "assumptions": _assumptions,
    "provenance": _provenance,
}
