"""The brief while a message corrects it: several corrections of one slot become one operation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from parley.agents.schemas import Brief, Slot
from parley.builder.guided.figures import is_number
from parley.builder.guided.reading import words
from parley.builder.guided.tables import word_set
from parley.builder.schemas import BuildState, Op, Operation

_TEXTS = (
    *("facts", "hours", "handover", "constraints", "scope_dont", "scope_do", "compliance", "success", "goals", "name"),
    *("purpose", "callers", "greeting", "closing", "voice"),
)
"""The slots with words of the user, in the order in which a correction is more likely meant for them."""
_PARTS = {"facts": ("text", "topic"), "handover": ("when", "to"), "goals": ("name", "description")}
_EMPTY = word_set(
    """
    a an the of to for and or but is are was it its it's that this these those in on at by from with we our us i
    you your
    they them be been have has had do does did not no now only just so said there as if then than will can should must
    der die das den dem des ein eine einen einem einer und oder aber ist sind war es wir unser unsere uns ich
    sie er man im
    in am an auf bei mit von zu zum zur für nicht nur noch jetzt auch dass als wie wird werden hat haben soll
    el la los las un una unos unas y o pero es son era lo le les se su sus nos nuestro nuestra que de del al a
    en con por
    para no ya solo sólo más muy
    """
)
_UNITS = word_set(
    """
    day days week weeks month months year years hour hours minute minutes percent per cent euro euros pound
    pounds dollar
    dollars bucks uhr am pm tag tage tagen woche wochen monat monate jahr stunde stunden minuten prozent franken
    día días
    semana mes meses año hora horas minutos por ciento peso pesos usd eur £ $ €
    """
)


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the brief: its slot, which item and part of it (None where the slot is a text), and the words."""

    slot: str
    index: int | None
    part: str | None
    text: str


class Revision:
    """Values as they stand after the corrections made so far."""

    def __init__(self, state: BuildState) -> None:
        self._brief = state.brief
        self._changed: dict[str, tuple[Any, str]] = {}
        self._held: dict[str, Any | None] = {}
        self._places: tuple[Place, ...] | None = None

    def value(self, slot: str) -> Any | None:
        """A slot's value in plain JSON types."""
        if slot in self._changed:
            return self._changed[slot][0]
        return self._before(slot)

    def items(self, slot: str) -> list[Any]:
        """The items of a list slot, none where it is empty."""
        held = self.value(slot)
        return list(held) if isinstance(held, list) else []

    def put(self, slot: str, value: Any, evidence: str) -> None:
        """A new value; the first words that changed the slot are its evidence."""
        before = self._changed.get(slot)
        self._changed[slot] = (value, before[1] if before else evidence.strip()[:2_000])
        self._places = None

    def write(self, place: Place, text: str, evidence: str) -> None:
        """Other words at a place."""
        if place.index is None:
            self.put(place.slot, text, evidence)
            return
        items = self.items(place.slot)
        item = items[place.index]
        items[place.index] = text if place.part is None else {**item, place.part: text}
        self.put(place.slot, items, evidence)

    def places(self) -> tuple[Place, ...]:
        """Every text of the brief."""
        if self._places is None:
            self._places = tuple(self._listed())
        return self._places

    def _listed(self) -> Iterator[Place]:
        for slot in _TEXTS:
            held = self.value(slot)
            if isinstance(held, str):
                yield Place(slot, None, None, held)
            for index, item in enumerate(held if isinstance(held, list) else ()):
                if isinstance(item, str):
                    yield Place(slot, index, None, item)
                else:
                    yield from (Place(slot, index, part, item[part]) for part in _PARTS[slot] if item[part])

    def around(self, place: Place) -> str:
        """All the words of the item that a place belongs to."""
        if place.index is None or place.part is None:
            return place.text
        return " ".join(str(part) for part in self.items(place.slot)[place.index].values() if isinstance(part, str))

    def operations(self) -> list[Operation]:
        """One operation for each slot that was changed; a value taken away is cleared."""
        changed = [
            (slot, value, words) for slot, (value, words) in self._changed.items() if value != self._before(slot)
        ]
        return [self._operation(slot, value, evidence) for slot, value, evidence in changed]

    def brief(self) -> Brief:
        """The brief with all corrections made."""
        brief = self._brief
        for slot, (value, _) in self._changed.items():
            held = getattr(brief, slot)
            brief = brief.holding(
                slot, held.model_copy(update={"value": value}) if held and value is not None else None
            )
        return Brief.model_validate(brief.model_dump())

    def _before(self, slot: str) -> Any | None:
        if slot not in self._held:
            self._held[slot] = _plain(getattr(self._brief, slot))
        return self._held[slot]

    def _operation(self, slot: str, value: Any, evidence: str) -> Operation:
        path, before = f"/brief/{slot}", self._before(slot)
        if isinstance(value, list) and isinstance(before, list) and all(item in before for item in value):
            gone = [item for item in before if item not in value]
            return Operation(op=Op.REMOVE, path=path, value=gone, evidence=evidence)
        return Operation(op=Op.SET if value is None else Op.CORRECT, path=path, value=value, evidence=evidence)


def _plain(held: Slot[Any] | None) -> Any | None:
    if held is None or isinstance(held.value, str):
        return None if held is None else str(held.value)
    return held.model_dump(mode="json", include={"value"})["value"]


@lru_cache(maxsize=1_024)
def content(text: str) -> frozenset[str]:
    """The words of a text that say what it is about: no numbers, units and little words; crudely stemmed."""
    said = (word.removesuffix("'s") for word in words(text))
    return frozenset(
        _stem(word)
        for word in said
        if len(word) > 1 and word not in _EMPTY and word not in _UNITS and not is_number(word)
    )


def _stem(word: str) -> str:
    for ending in ("ies", "es", "en", "er", "s", "e", "n", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 3 and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            return _stem(stem) if ending == "s" else stem
    return word
