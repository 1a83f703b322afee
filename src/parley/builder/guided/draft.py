"""Gathers what the rules find in one message and turns it into operations, once for each slot."""

from typing import Any

from parley.agents.schemas import SlotStatus
from parley.builder.guided import sameness, superseding
from parley.builder.guided.answers import LIST_SLOTS
from parley.builder.guided.reading import Reading
from parley.builder.schemas import Op, Operation


class Draft:
    """Values by slot, in the order found; said ones win over implied ones."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said: dict[str, tuple[Any, list[str]]] = {}
        self._amended: list[Operation] = []
        self._implied: dict[str, tuple[Any, str, float]] = {}

    def __contains__(self, slot: str) -> bool:
        return slot in self._said

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said so far."""
        return not self._said

    def say(self, slot: str, value: Any, evidence: str) -> None:
        """A value in the user's words; lists grow, the first of the single values stands."""
        if not value or not evidence.strip():
            return
        held = self._said.get(slot)
        if held is None:
            self._said[slot] = (value, [evidence])
        elif slot in LIST_SLOTS:
            self._said[slot] = (_merged(held[0], value), [*held[1], evidence])

    def imply(self, slot: str, value: Any, evidence: str, confidence: float = 0.8) -> None:
        """A value that follows from what was said."""
        if value and evidence.strip():
            self._implied.setdefault(slot, (value, evidence, confidence))

    def retract(self, slot: str) -> None:
        """Nothing is said of a slot after all."""
        self._said.pop(slot, None)

    def amend(self, slot: str, value: list[Any], evidence: str) -> None:
        """Items of a list that take the place of those of the same name."""
        self._amended.append(Operation(op=Op.ADD, path=f"/brief/{slot}", value=value, evidence=_cut(evidence)))

    def collect(self, data: list[str], evidence: str) -> bool:
        """Data told without a goal join the first of the goals held; False where there is none."""
        held = self._reading.state.brief.goals
        if held is None or not held.value:
            return False
        goal = held.value[0].model_dump()
        goal["collect"] = list(dict.fromkeys([*goal["collect"], *data]))[:20]
        self.amend("goals", [goal], evidence)
        return True

    def words(self, slot: str) -> str:
        """The user's words for a slot of this message, "" when it says nothing of it."""
        return self._said[slot][1][0] if slot in self._said else ""

    def value(self, slot: str) -> Any | None:
        """What this message gives for a slot, else what the state holds."""
        if slot in self._said:
            return self._said[slot][0]
        return self._implied[slot][0] if slot in self._implied else self._reading.state.brief.value(slot)

    def operations(self) -> list[Operation]:
        """SET where nothing was stated before or a correction is made, else ADD for what a list lacks."""
        result = list(self._amended)
        for slot, (value, evidence) in self._said.items():
            operation = self._operation(slot, value, self._span(evidence))
            if operation:
                result.append(operation)
        for slot, (value, words, confidence) in self._implied.items():
            if slot not in self._said and self._reading.state.brief.value(slot) is None:
                path = f"/brief/{slot}"
                result.append(
                    Operation(
                        op=Op.SET, path=path, value=value, evidence=_cut(words), confidence=confidence, inferred=True
                    )
                )
        return result

    def _operation(self, slot: str, value: Any, evidence: str) -> Operation | None:
        path = f"/brief/{slot}"
        held = getattr(self._reading.state.brief, slot)
        is_ours = held is not None and held.status in {SlotStatus.INFERRED, SlotStatus.DEFAULT}
        if (
            held is None
            or is_ours
            or slot not in LIST_SLOTS
            or (self._reading.is_correction and slot in {"tone", "languages"})
        ):
            plain = held.model_dump()["value"] if held is not None else None
            if plain == value and not is_ours:
                return None
            return Operation(op=Op.SET, path=path, value=value, evidence=evidence)
        plain_items = [item if isinstance(item, str) else item.model_dump() for item in held.value]
        if later := superseding.merged(slot, plain_items, value, is_correction=self._reading.is_correction):
            return Operation(op=Op.CORRECT, path=path, value=later, evidence=evidence)
        known = {_key(item if isinstance(item, str) else item.model_dump()) for item in held.value}
        fresh = [item for item in value if _key(item) not in known]
        return Operation(op=Op.ADD, path=path, value=fresh, evidence=evidence) if fresh else None

    def _span(self, evidence: list[str]) -> str:
        """One quotation that holds all the words, or the first where they stand far apart."""
        text = self._reading.text
        places = [(place, place + len(words)) for words in evidence if (place := text.find(words)) >= 0]
        if len(places) < 2:
            return _cut(evidence[0])
        start, end = min(place[0] for place in places), max(place[1] for place in places)
        return _cut(text[start:end]) if end - start <= 1_200 else _cut(evidence[0])


def _cut(words: str) -> str:
    return words.strip()[:2_000].strip()


def _key(item: Any) -> str:
    if isinstance(item, dict):
        name = item.get("name")
        return sameness.key(name) if name else str(item.get("when") or item.get("text")).lower()
    return str(item).lower()


def _merged(held: list[Any], value: list[Any]) -> list[Any]:
    known = {_key(item) for item in held}
    return [*held, *(item for item in value if _key(item) not in known)]
