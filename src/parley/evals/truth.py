"""Whether what a turn says changed is what changed, and whether anything changed that nobody asked for.

The differences are computed from the states' JSON, without the builder's own list of changes, so that they find its
faults too.
"""

from typing import Any

from parley.agents.schemas import SLOTS, Slot, SlotStatus
from parley.builder.schemas import BuildState, Change, ChangeOp
from parley.evals.play import Exchange
from parley.evals.schemas import Case
from parley.evals.words import words

_Facts = dict[str, Any]


def false_claims(turn: Exchange) -> list[str]:
    """Changes told that did not happen, or not so."""
    before, after = _facts(turn.before), _facts(turn.after)
    return [f"{change.op} {change.path}" for change in turn.changes if not _is_true(change, before, after)]


def untold(turn: Exchange) -> list[str]:
    """Paths that changed without being told, themselves or as part of something told."""
    before, after = _facts(turn.before), _facts(turn.after)
    told = {change.path for change in turn.changes}
    changed = [path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    return [path for path in changed if not any(path == item or path.startswith(f"{item}/") for item in told)]


def unasked(turn: Exchange, case: Case) -> list[str]:
    """Slots and tools that the message neither tells nor speaks of, and that follow from nothing else in the turn."""
    heard = words(turn.said.text, case.language).content | words(turn.said.text, case.language, is_hours=True).content
    assumed = {item.path for item in turn.after.assumptions}
    found = []
    for slot in SLOTS:
        path = f"/brief/{slot}"
        was, now = _items(turn.before.brief.value(slot)), _items(turn.after.brief.value(slot))
        is_answered = path in turn.said.answers or slot in turn.said.tells or path in assumed
        is_inferred = not was and getattr(turn.after.brief, slot) is not None and _is_inferred(turn, slot)
        if was == now or is_answered or is_inferred:
            continue
        moved = [item for item in [*was, *now] if (item in was) != (item in now)]
        if not any(words(item, case.language).content & heard for item in moved):
            found.append(path)
    return [*found, *_unasked_tools(turn, case, heard)]


def _is_inferred(turn: Exchange, slot: str) -> bool:
    held: Slot[object] = getattr(turn.after.brief, slot)
    return held.status is SlotStatus.INFERRED


def _unasked_tools(turn: Exchange, case: Case, heard: frozenset[str]) -> list[str]:
    """Tools that came or went though the tools were not in question and the brief stayed as it was."""
    is_in_question = any(path.startswith("/tools") for path in [*turn.said.answers, *turn.asked])
    is_told = "tools" in turn.said.tells
    if is_in_question or is_told or turn.before.brief != turn.after.brief:
        return []
    was, now = ({tool.name: tool for tool in state.tools} for state in (turn.before, turn.after))
    moved = [(was | now)[name] for name in sorted(was.keys() ^ now.keys())]
    return [
        f"/tools/{tool.name}"
        for tool in moved
        if not words(f"{tool.title} {tool.description}", case.language).content & heard
    ]


def _is_true(change: Change, before: _Facts, after: _Facts) -> bool:
    """Whether a change's values are those of the states, and its kind is what happened."""
    path = change.path
    if path == "/workflow" or path.startswith("/tools/") and path.count("/") == 2:
        return _parts(path, before) != _parts(path, after) and _kind(change) == change.op
    was, now = before.get(path), after.get(path)
    return was != now and change.before == was and change.after == now and _kind(change) == change.op


def _kind(change: Change) -> ChangeOp:
    if change.before is None:
        return ChangeOp.ADD
    return ChangeOp.REMOVE if change.after is None else ChangeOp.SET


def _parts(path: str, facts: _Facts) -> _Facts:
    return {name: value for name, value in facts.items() if name == path or name.startswith(f"{path}/")}


def _facts(state: BuildState) -> _Facts:
    """Slots' values, tools' fields and the workflow, by path; what is not there has no entry."""
    plain = state.model_dump(mode="json", include={"brief", "tools", "workflow"})
    facts: _Facts = {f"/brief/{slot}": held["value"] for slot, held in plain["brief"].items() if held is not None}
    for tool in plain["tools"]:
        facts |= {f"/tools/{tool['name']}/{field}": value for field, value in tool.items()}
    return facts if plain["workflow"] is None else facts | {"/workflow": plain["workflow"]}


def _items(value: Any) -> list[str]:
    """A slot's value as texts, one for each item."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [_text(item.model_dump(mode="json") if hasattr(item, "model_dump") else item) for item in items]


def _text(item: Any) -> str:
    if isinstance(item, dict):
        return " ".join(_text(part) for part in item.values())
    return " ".join(map(str, item)) if isinstance(item, list) else str(item)
