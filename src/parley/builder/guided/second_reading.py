"""A second reading: what a message plainly says of a slot that the rules left empty, so that nobody is asked for it.

Each sentence is read anew, whatever has been used of it; the `cues` of its language say what it tells.
"""

import re
from collections.abc import Callable
from typing import Any

from parley.agents.schemas import SlotStatus
from parley.builder.guided import answers
from parley.builder.guided.readers import Cues
from parley.builder.guided.reading import MASK_QUOTE, Reading, Sentence
from parley.builder.schemas import Op, Operation

_PARTS = re.compile(rf"(?<={MASK_QUOTE})[\"”“»」]\s+(?=\S)")
_MOST = 60
"""So many sentences of a message are read again."""


def filled(reading: Reading, operations: list[Operation], cues: Cues) -> list[Operation]:
    """The operations, and one for each slot that is empty still and that a sentence speaks of.

    What a rule took for a fact though it tells nothing but such a value is none.
    """
    found = told(reading, operations, cues)
    operations = _parted(operations) if _is_open(reading, "scope_dont") else operations
    if not found:
        return operations
    paths = {each.path for each in found}
    words = {_bare(part) for each in found for part in each.evidence.split("   ")}
    kept = [each for each in operations if each.path not in paths]
    kept = [_without(each, words) for each in kept]
    return [*(each for each in kept if each.value != []), *found]


def told(reading: Reading, operations: list[Operation], cues: Cues) -> list[Operation]:
    """An operation for each slot that is empty still and that a sentence speaks of."""
    said = {each.path for each in operations if not each.inferred}
    paths = {f"/brief/{slot}": reader for slot, reader in cues.items() if _is_open(reading, slot)}
    wanted = {path: reader for path, reader in paths.items() if path not in said}
    if not wanted:
        return []
    parts = [part for sentence in reading.sentences[:_MOST] for part in _parts(reading, sentence)]
    return [found for path, reader in wanted.items() if (found := _read(parts, path, reader))]


_FORBIDS = re.compile(
    r"(?:no|don't|do not|can't|cannot|mustn't|keine?[nmrs]?)\s+(?!(?:\w+ ){0,2}(?:hold|wait|rush|warten))"
    r"|(?:不|别|禁止)(?!要?让)",
    re.IGNORECASE,
)
"""How a rule begins that bars a topic: "no advice on prices" below "Rules"."""


def _parted(operations: list[Operation]) -> list[Operation]:
    """Rules that forbid are limits, where nothing else tells what the agent must not do."""
    rules = next(
        (each for each in operations if each.path == "/brief/constraints" and isinstance(each.value, list)), None
    )
    if rules is None or any(each.path == "/brief/scope_dont" for each in operations):
        return operations
    barred = [rule for rule in rules.value if _FORBIDS.match(rule)]
    if not barred:
        return operations
    limits = [limit for rule in barred for limit in answers.value("scope_dont", rule) or []]
    kept = [rule for rule in rules.value if rule not in barred]
    held = [rules.model_copy(update={"value": kept})] if kept else []
    limit = Operation(op=Op.SET, path="/brief/scope_dont", value=limits, evidence=rules.evidence)
    return [*(each for each in operations if each is not rules), *held, *([limit] if limits else [])]


def _without(operation: Operation, words: set[str]) -> Operation:
    """An operation without the facts that say only these words."""
    if operation.path != "/brief/facts" or not isinstance(operation.value, list):
        return operation
    kept = [each for each in operation.value if _bare(str(each.get("text", ""))) not in words]
    return operation if len(kept) == len(operation.value) else operation.model_copy(update={"value": kept})


def _bare(text: str) -> str:
    return text.strip(" .,!").lower()


def _is_open(reading: Reading, slot: str) -> bool:
    held = getattr(reading.state.brief, slot)
    return held is None or held.status in {SlotStatus.INFERRED, SlotStatus.DEFAULT}


def _read(parts: list[Sentence], path: str, reader: Callable[[Sentence], tuple[Any, str]]) -> Operation | None:
    """What the first sentence that speaks of a slot tells; rules of hand-over stand in several."""
    values: list[Any] = []
    said: list[str] = []
    for part in parts:
        value, words = reader(part)
        if value and words.strip():
            values += value
            said.append(words.strip()[:500])
            if path != "/brief/handover":
                return Operation(op=Op.SET, path=path, value=value, evidence=said[0])
    return Operation(op=Op.SET, path=path, value=values, evidence="   ".join(said)) if values else None


def _parts(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """A sentence with its words unused again; what follows a quotation is one of its own."""
    low = reading.low[sentence.start : sentence.start + len(sentence.text)]
    starts = [0, *(found.end() for found in _PARTS.finditer(low))]
    ends = [*starts[1:], len(low)]
    return [
        Sentence(text=sentence.text[start:end], start=sentence.start + start, left=low[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
