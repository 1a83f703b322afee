"""One value for another: "nine to six, not five" finds what stands in the brief and puts the new words there."""

import re
from functools import cache
from typing import Any

from parley.builder.guided import manner, particulars, tongues
from parley.builder.guided.reading import Sentence
from parley.builder.schemas import BuildState, Op, Operation


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "not": re.compile(
            r"(?P<new>[^,;.!?\n]{1,120}?),?\s+(?:and )?(?:not|instead of|rather than|nicht|"
            r"no)\s+(?P<old>[^,;.!?\n]{1,80})"
        ),
        "not_but": re.compile(r"\bnot\s+(?P<old>[^,;.!?\n]{1,80}?),?\s+but\s+(?P<new>[^,;.!?\n]{1,120})"),
        "range": re.compile(particulars.RANGE),
    }


LEADS = re.compile(
    r"^(?:(?:no|nope|sorry|wait|oh|oops|actually|hmm|correction|i meant|i mean|on second thought|on "
    r"second thoughts|rather|nein|eigentlich|no,? mejor|mejor|better|scratch that|my mistake|well|ok|"
    r"okay|but|and|yes|also|please|could you|can you|let's)\b[\s,.:;!–—-]*)+",
    re.IGNORECASE,
)


def set_to(slot: str, value: Any, evidence: str) -> Operation:
    """SET of a slot."""
    return Operation(op=Op.SET, path=f"/brief/{slot}", value=value, evidence=evidence.strip()[:2000])


def held_items(state: BuildState, slot: str) -> list[Any]:
    """The items of a list slot, none where it is empty."""
    held = state.brief.value(slot)
    return list(held) if isinstance(held, list) else []


def swapped(sentence: Sentence, state: BuildState) -> list[Operation]:
    """ "X, not Y": Y is looked for among the values held; where it stands, X takes its place."""
    if not sentence.words & {"not", "instead", "rather", "nicht", "no"}:
        return []
    found = _patterns()["not_but"].search(sentence.left) or _patterns()["not"].search(sentence.left)
    if not found or (state.brief == type(state.brief)() and not state.tools):
        return []
    new_start, new_end = found.span("new")
    lead = LEADS.match(sentence.left[new_start:new_end])
    new = sentence.text[new_start + (lead.end() if lead else 0) : new_end].strip(" ,")
    old = found.group("old").strip(" ,.")
    for reader in (_swapped_hours, _swapped_item, _swapped_text):
        operation = reader(state, old, new, sentence.text[found.start() : found.end()].strip(" ,"))
        if operation:
            sentence.take(found.start(), found.end())
            return [operation]
    return []


def _swapped_hours(state: BuildState, old: str, new: str, evidence: str) -> Operation | None:
    held = state.brief.hours
    if held is None:
        return None
    before, given = _patterns()["range"].search(held.value.lower()), _patterns()["range"].search(new.lower())
    if given and before:
        value = held.value[: before.start()] + new[given.start() : given.end()] + held.value[before.end() :]
        return set_to("hours", value, evidence)
    return None


def _swapped_item(state: BuildState, old: str, new: str, evidence: str) -> Operation | None:
    for slot, reader in (("languages", tongues.named), ("tone", manner.tones_in)):
        gone, come = reader(old), reader(new)
        held = [str(item) for item in held_items(state, slot)]
        if come and set(gone) & set(held):
            return set_to(slot, list(dict.fromkeys(come[0] if item in gone else item for item in held)), evidence)
    return None


def _swapped_text(state: BuildState, old: str, new: str, evidence: str) -> Operation | None:
    if len(old) < 2 or not new:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    for slot in ("name", "greeting", "hours", "closing", "purpose", "callers", "voice"):
        held = state.brief.value(slot)
        if isinstance(held, str) and pattern.search(held):
            return set_to(slot, pattern.sub(lambda _: new.rstrip("."), held), evidence)
    for slot in ("facts", "handover", "goals"):
        items = [item.model_dump() for item in held_items(state, slot)]
        changed = [
            {key: pattern.sub(lambda _: new, part) if isinstance(part, str) else part for key, part in item.items()}
            for item in items
        ]
        if changed != items:
            return set_to(slot, changed, evidence)
    return None
