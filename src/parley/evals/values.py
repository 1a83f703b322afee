"""Expected and found values as flat lists: every scalar, item, goal name, datum, and both halves of a hand-over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from parley.agents.schemas import SLOTS, Fact, Goal, HandoverRule
from parley.builder.schemas import BuildState
from parley.evals.schemas import Case, GoalWanted, RuleWanted, Wording

COLLECT, TO = "collect", "to"
CLOSED = frozenset({"kind", "channel", "languages"})
_SAME_DATA = {
    other: name
    for name, others in {
        "name": "full_name customer_name caller_name",
        "phone_number": "phone telephone telephone_number callback_number",
        "email": "e_mail email_address",
        "order_number": "order_id",
        "date": "preferred_date appointment_date desired_date",
        "time": "preferred_time appointment_time desired_time",
        "party_size": "number_of_people number_of_guests guests",
        "reason": "reason_for_visit reason_for_call",
    }.items()
    for other in others.split()
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is expected: its wordings, and further slots that it may stand in.

    `part` is COLLECT for a goal's datum, TO for a hand-over's receiver, "" for everything else; `group` is the place
    of the goal or hand-over that it belongs to.
    """

    slot: str
    options: tuple[str, ...]
    part: str = ""
    slots: frozenset[str] = frozenset()
    group: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether it is compared by equality."""
        return self.slot in CLOSED or self.part == COLLECT

    @property
    def shown(self) -> str:
        """As the reports name it."""
        return self.options[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A value in the brief; `context` is what it is about, where that is kept apart (a fact's topic)."""

    slot: str
    text: str
    part: str = ""
    group: int = 0
    is_assumed: bool = False
    context: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it is compared by equality."""
        return self.slot in CLOSED or self.part == COLLECT


V = TypeVar("V", Wanted, Found)


def wanted(case: Case) -> list[Wanted]:
    """What a case expects; a receiver that several hand-overs share counts once."""
    return _once([value for slot in SLOTS for value in _wanted(slot, getattr(case.expected, slot))])


def _wanted(slot: str, held: object) -> Iterator[Wanted]:
    items = held if isinstance(held, list) else [held] if held is not None else []
    for group, item in enumerate(items):
        slots = frozenset(item.within)
        match item:
            case GoalWanted():
                yield Wanted(slot, item.name.options, slots=slots | set(item.name.within), group=group)
                yield from (
                    Wanted(slot, tuple(map(data_name, datum.options)), COLLECT, group=group) for datum in item.collect
                )
            case RuleWanted():
                yield Wanted(slot, item.when.options, slots=slots | set(item.when.within), group=group)
                if item.to is not None:
                    yield Wanted(slot, item.to.options, TO, slots=frozenset(item.to.within), group=group)
            case Wording():
                yield Wanted(slot, item.options, slots=slots, group=group)


def found(state: BuildState) -> list[Found]:
    """What a brief holds. A slot, or a goal's data (`/brief/goals/0/collect`), may be listed as an assumption."""
    assumed = frozenset(item.path.removeprefix("/brief/") for item in state.assumptions)
    return _once([value for slot in SLOTS for value in _found(slot, state, assumed)])


def _found(slot: str, state: BuildState, assumed: frozenset[str]) -> Iterator[Found]:
    held, is_assumed = state.brief.value(slot), slot in assumed
    for group, item in enumerate(held if isinstance(held, list) else [held] if held is not None else []):
        match item:
            case Goal():
                is_guess = is_assumed or f"goals/{group}/collect" in assumed
                yield Found(slot, item.name, "", group, is_assumed)
                for datum in item.collect:
                    yield Found(slot, data_name(datum), COLLECT, group, is_guess)
            case HandoverRule():
                yield Found(slot, item.when, "", group, is_assumed)
                if item.to:
                    yield Found(slot, item.to, TO, group, is_assumed)
            case Fact():
                yield Found(slot, item.text, "", group, is_assumed, item.topic)
            case _:
                yield Found(slot, str(item), "", group, is_assumed)


def data_name(text: str) -> str:
    """A datum's name in snake_case, the usual names of one thing made one."""
    name = re.sub(r"\W+", "_", text.casefold()).strip("_")
    return _SAME_DATA.get(name, name)


def _once(items: Iterable[V]) -> list[V]:
    """Without the receivers and data of a group that were named before; receivers count once for all groups."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for item in items:
        words = item.options if isinstance(item, Wanted) else (item.text,)
        key = (item.slot, item.part, words, None if item.part == TO else item.group)
        if item.part and key in seen:
            continue
        seen.add(key)
        kept.append(item)
    return kept
