"""One value for another in Chinese: what stands in the brief is found by its words, and the new words go there."""

import re
from typing import Any

from parley.builder.guided.chinese import answers, handover, hours
from parley.builder.guided.chinese.signs import fold
from parley.builder.schemas import BuildState, Op, Operation

_TEXTS = ("name", "greeting", "closing", "purpose", "callers", "voice", "hours")
_ITEMS = ("facts", "handover", "goals")
_AMOUNT = re.compile(
    r"[\d零一二两三四五六七八九十百千万半.]+\s*(?:元|块钱?|小时|分钟|天|日|岁|个?人|位|折|%"
    r"|次|公里|米|个月|年|周)"
)
_COPULA = re.compile(r"^(?:(?:[^,]{0,20}?)(?:应该|其实|正确的)?(?:是|为|改成|改为|换成))(?=.)")


def held_items(state: BuildState, slot: str) -> list[Any]:
    """The items of a list slot, none where it is empty."""
    held = state.brief.value(slot)
    return list(held) if isinstance(held, list) else []


def correct(slot: str, value: Any, evidence: str) -> Operation:
    """CORRECT of a slot; taking a value away is SET."""
    return Operation(
        op=Op.CORRECT if value is not None else Op.SET,
        path=f"/brief/{slot}",
        value=value,
        evidence=evidence.strip()[:2000],
    )


def _core(old: str, new: str) -> str:
    """The new words that take the place of the old: an amount for an amount, else what stands behind "is"."""
    if _AMOUNT.fullmatch(fold(old)) and (given := _AMOUNT.search(fold(new))):
        return new[given.start() : given.end()]
    lead = _COPULA.match(fold(new))
    return new[lead.end() :] if lead else new


def replaced(state: BuildState, old: str, new: str, evidence: str) -> Operation | None:
    """X in place of Y: hours, languages and tones as such, else the words wherever they stand."""
    core = _core(old, new)
    if hours.is_told(fold(core)) and state.brief.hours is not None:
        return correct("hours", new_hours(state.brief.hours.value, new), evidence)
    for slot in ("languages", "tone"):
        if operation := _other_item(state, slot, (old, core), evidence):
            return operation
    for slot in _TEXTS:
        held = state.brief.value(slot)
        if isinstance(held, str) and fold(old) in fold(held):
            return correct(slot, _put(held, old, core), evidence)
    for slot in _ITEMS:
        items = [item.model_dump() for item in held_items(state, slot)]
        changed = [
            {key: _put(part, old, core) if isinstance(part, str) else part for key, part in item.items()}
            for item in items
        ]
        if changed != items:
            return correct(slot, changed, evidence)
    return None


def new_hours(held: str, new: str) -> str:
    """The new hours; a bare span takes the place of the span that stands there, its days stay."""
    given = re.search(hours.RANGE, fold(new))
    before = list(re.finditer(hours.RANGE, fold(held)))
    if given and len(before) == 1 and not hours.has_days(fold(new)):
        return held[: before[0].start()] + new[given.start() : given.end()].strip() + held[before[0].end() :]
    return hours.shown(re.sub("^(?:而|应该)*是", "", new))


def _other_item(state: BuildState, slot: str, pair: tuple[str, str], evidence: str) -> Operation | None:
    old, new = pair
    gone, come = answers.value(slot, old) or [], answers.value(slot, new) or []
    held = [str(item) for item in held_items(state, slot)]
    if not come or not set(gone) & set(held):
        return None
    return correct(slot, list(dict.fromkeys(come[0] if item in gone else item for item in held)), evidence)


def _put(text: str, old: str, new: str) -> str:
    place = fold(text).find(fold(old))
    return text if place < 0 else text[:place] + new + text[place + len(old) :]


def amount(state: BuildState, what: str, new: str, evidence: str) -> Operation | None:
    """ "挂号费改成40元": the amount of the fact that speaks of it."""
    given = _AMOUNT.search(fold(new))
    items = [item.model_dump() for item in held_items(state, "facts")]
    item = next((item for item in items if fold(what) in fold(item["text"])), None)
    if given is None or item is None or (before := _AMOUNT.search(fold(item["text"]))) is None:
        return None
    item["text"] = item["text"][: before.start()] + new[given.start() : given.end()] + item["text"][before.end() :]
    return correct("facts", items, evidence)


def number(state: BuildState, what: str, new: str, evidence: str) -> Operation | None:
    """ "店长电话改成139…": the number of the rules whose receiver is named."""
    given = handover.PHONE.search(new)
    who = re.sub("的?(?:电话|手机|号码|热线|分机)号?码?$", "", fold(what))
    rules = [rule.model_dump() for rule in held_items(state, "handover")]
    named = [rule for rule in rules if len(who) > 1 and who in fold(rule["to"])]
    if given is None or not named:
        return None
    for rule in named:
        rule["to"] = f"{handover.PHONE.sub('', rule['to']).strip()} {given.group()}"
    return correct("handover", rules, evidence)
