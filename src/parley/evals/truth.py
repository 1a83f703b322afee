"""Whether what a turn says changed is what changed, and whether anything changed that nobody asked for.

The differences are computed from the states' JSON, without the builder's own list of changes, so that they find its
faults too.
"""

from typing import Any

from parley.agents.schemas import SLOTS, Slot, SlotStatus
from parley.builder.schemas import BuildState, Change, ChangeOp
from parley.evals import values
from parley.evals.play import Exchange
from parley.evals.schemas import Case
from parley.evals.values import CLOSED
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
    """Slots and tools that the message neither tells nor speaks of, and that follow from nothing else in the turn.

    Defaults are listed as assumptions and counted there; what is first inferred, and a closed value that is expected,
    follow from what was said.
    """
    heard = words(turn.said.text, case.language).content | words(turn.said.text, case.language, is_hours=True).content
    accounted = {item.path.removeprefix("/brief/") for item in turn.after.assumptions} | turn.said.tells
    accounted |= {path.removeprefix("/brief/") for path in turn.said.answers} | _understood(turn, case)
    found = []
    for slot in SLOTS:
        was, now = _items(turn.before.brief.value(slot)), _items(turn.after.brief.value(slot))
        if was == now or slot in accounted:
            continue
        moved = [item for item in [*was, *now] if (item in was) != (item in now)]
        if not any(words(item, case.language).content & heard for item in moved):
            found.append(f"/brief/{slot}")
    return [*found, *_unasked_tools(turn, case, heard)]


def _understood(turn: Exchange, case: Case) -> set[str]:
    """Slots that were empty and now hold what was inferred, or closed values that are all expected."""
    expected: dict[str, set[str]] = {}
    for value in values.wanted(case):
        if value.is_closed:
            expected.setdefault(value.slot, set()).update(value.options)
    held: dict[str, Slot[object]] = {slot: getattr(turn.after.brief, slot) for slot in SLOTS}
    return {
        slot
        for slot, now in held.items()
        if now is not None and getattr(turn.before.brief, slot) is None
        if now.status is SlotStatus.INFERRED or (slot in CLOSED and set(_items(now.value)) <= expected.get(slot, set()))
    }


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
