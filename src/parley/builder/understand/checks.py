"""The checks between a model's draft and the build: what becomes an operation, and what is refused with a complaint.

A model may be wrong or may obey text inside the message; so nothing here trusts it. Pure, and total: any draft gives
a result.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import SLOTS
from parley.builder.schemas import CHANGING, BuildState, Op, Operation
from parley.builder.understand.draft import Draft, DraftOperation
from parley.builder.understand.evidence import invented, located, shares_words
from parley.builder.understand.found import Found, Refused
from parley.builder.understand.reshaped import wished
from parley.builder.understand.tool_checks import on_number, on_tools, on_url
from parley.builder.understand.values import LIST_SLOTS, coerced

_INFERABLE = frozenset({"kind", "purpose", "callers", "goals", "scope_do", "languages", "channel", "tools"})
_IN_OUR_WORDS = frozenset({"greeting", "closing", "hours", "facts"})
_GROWING = LIST_SLOTS - {"tone", "languages"}
_ALSO = re.compile(r"\b(?:also|too|as well|add|plus|auch|außerdem|zusätzlich|también|además|aussi)\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:instead|only|just|change|replace|rather|no longer|not|make|stattdessen|nur|statt|solo|cambia)\b",
    re.IGNORECASE,
)
_ALONE = frozenset({Op.UNDO, Op.REDO, Op.GO_BACK})
"""What moves the conversation, and so cannot go with a change."""


@dataclass(slots=True)
class Checked:
    """What passed, and one complaint for each operation that was refused and could be mended."""

    operations: list[Operation] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def check(draft: Draft, message: str, state: BuildState) -> Checked:
    """The draft's operations that hold. Each one's evidence is an exact passage of the message."""
    checked = Checked()
    for number, item in enumerate(draft.operations, start=1):
        try:
            checked.operations += _operations(item, message, state, checked.operations)
        except (Refused, ValueError) as error:
            if str(error):
                checked.complaints.append(f"operation {number} ({item.op[:20]} {item.slot[:20]}): {str(error)[:300]}")
    if any(operation.op in CHANGING for operation in checked.operations):
        checked.operations = [operation for operation in checked.operations if operation.op not in _ALONE]
    return checked


def _operations(item: DraftOperation, message: str, state: BuildState, accepted: list[Operation]) -> list[Operation]:
    op = _op(item.op)
    if op in {Op.QUESTION, Op.OFF_TOPIC}:
        return [Operation(op=op, evidence=located(item.evidence, message) or "")]
    evidence = located(item.evidence, message)
    if evidence is None:
        raise Refused("the evidence does not occur in the message; copy words from the message, or leave it out")
    found = Found(op, item, evidence, message, state)
    if op in CHANGING:
        return _CHANGES.get(item.slot, _on_slot)(found, accepted)
    return [_steering(found)]


def _op(name: str) -> Op:
    try:
        return Op(name.strip().casefold())
    except ValueError:
        raise Refused(f"op is one of {', '.join(Op)}") from None


def _on_slot(found: Found, accepted: list[Operation]) -> list[Operation]:
    slot = found.item.slot.strip().removeprefix("/brief/").casefold()
    if slot not in SLOTS:
        raise Refused("no such slot")
    held = found.state.brief.value(slot)
    path = f"/brief/{slot}"
    if found.op is Op.REMOVE:
        return [_removal(found, slot, held)]
    if found.item.inferred and (slot not in _INFERABLE or held is not None):
        raise Refused("")
    _require_source(slot, found, "" if held is None else str(held))
    value = coerced(slot, found.item.values)
    if found.op is Op.CORRECT and held is not None:
        return [found.to(path, _corrected(slot, value, found.state))]
    if slot not in LIST_SLOTS:
        return [found.to(path, value, Op.SET)]
    is_set_now = any(each.path == path and each.op in {Op.SET, Op.ADD} for each in accepted)
    adds = is_set_now or (held is not None and _adds(found, slot))
    return [found.to(path, value, Op.ADD if adds else Op.SET)]


def _corrected(slot: str, value: Any, state: BuildState) -> Any:
    """The slot with each item in place of the one that it is about; an item about nothing held comes last."""
    if slot not in _GROWING:
        return value
    items = state.brief.model_dump(mode="json", include={slot})[slot]["value"]
    names = [_item_name(item).casefold() for item in items]
    for item in value:
        near = _matching(_item_name(item), names) or next(
            (name for name in names if shares_words(_item_name(item), name)), None
        )
        if near is None:
            items.append(item)
        else:
            items[names.index(near)] = item
    return items


def _adds(found: Found, slot: str) -> bool:
    """Whether values join those that are held: replacing what nobody asked to replace would lose it."""
    if found.op is Op.ADD or _ALSO.search(found.evidence):
        return True
    return slot in _GROWING and not _INSTEAD.search(found.evidence)


def _require_source(slot: str, found: Found, held: str) -> None:
    """Numbers and addresses come from the user; so do names, and most of what is to be said or told."""
    for value in found.item.values:
        made_up = invented(value, found.message, held)
        if made_up:
            raise Refused(f"“{made_up[:60]}” is not in the message; use what the message says")
        known = (found.message, held, found.state.brief.model_dump_json(exclude_defaults=True))
        if slot in _IN_OUR_WORDS and not shares_words(value, *known):
            raise Refused("the value is not in the message; use the words of the message")
        if slot == "name" and located(value, found.message) is None:
            raise Refused("the name is not in the message")


def _removal(found: Found, slot: str, held: Any) -> Operation:
    path = f"/brief/{slot}"
    if held is None:
        raise Refused("")
    if slot not in LIST_SLOTS or not found.item.values:
        return found.to(path, None, Op.REMOVE)
    items = {_item_name(item).casefold(): item for item in held}
    names = [_matching(value, list(items)) for value in found.item.values]
    gone = [items[name] for name in names if name is not None]
    if not gone:
        raise Refused(f"nothing of that name is there to remove; there are: {', '.join(items)[:200]}")
    return found.to(path, [item if isinstance(item, str) else item.model_dump(mode="json") for item in gone])


def _item_name(item: Any) -> str:
    if isinstance(item, str):
        return item
    plain = item if isinstance(item, dict) else item.model_dump(mode="json")
    return str(next((plain[key] for key in ("name", "topic", "when") if plain.get(key)), ""))


def _matching(value: str, names: list[str]) -> str | None:
    """The name meant: the same, one that holds the other, or one spelled almost like it."""
    wanted = value.strip().casefold()
    if wanted in names:
        return wanted
    head = wanted.partition(":")[0].partition("=")[0].strip() or wanted
    within = [name for name in names if head in name or name in head]
    return within[0] if within else next(iter(difflib.get_close_matches(head, names, 1, 0.75)), None)


def _steering(found: Found) -> Operation:
    """Words that steer are good only where there is something to steer."""
    question, slot = found.state.question, found.item.slot
    match found.op:
        case Op.UNDO | Op.REDO:
            if found.state.turn == 0:
                raise Refused("")
            return found.to("")
        case Op.GO_BACK:
            return found.to(_part(slot))
        case Op.USE_DEFAULTS:
            return found.to("")
        case Op.SKIP:
            if slot in SLOTS:
                return found.to(f"/brief/{slot}")
            if question is None:
                raise Refused("")
            return found.to(question.path)
        case _:
            return _verdict(found)


def _part(slot: str) -> str:
    if slot in {"tools", "workflow"}:
        return f"/{slot}"
    if slot not in SLOTS:
        raise Refused("slot names what to go back to")
    return f"/brief/{slot}"


def _verdict(found: Found) -> Operation:
    """Yes and no are answers to the open questions, and to no other."""
    asked, slot = [question.path for question in found.state.open_questions], found.item.slot
    if not asked:
        raise Refused("")
    if slot not in {"tools", "workflow"}:
        return found.to(asked[0])
    if f"/{slot}" not in asked:
        raise Refused(f"nobody asked about {slot}; the open question is about {asked[0]}")
    return found.to(f"/{slot}")


def _on_workflow(found: Found, accepted: list[Operation]) -> list[Operation]:
    made = wished(found.item.values, found.message, found.state)
    return [found.to("/workflow", edits, Op.SET) for edits in made]


_CHANGES: dict[str, Callable[[Found, list[Operation]], list[Operation]]] = {
    "tools": on_tools,
    "workflow": _on_workflow,
    "tool_url": on_url,
    "tool_number": on_number,
}
