"""What of a document's operations goes into a build: it fills what is empty and lengthens lists, and changes nothing.

What somebody said in the conversation weighs more than what stands in a paper. Pure.
"""

from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import SLOTS, SlotStatus
from parley.builder import apply
from parley.builder.schemas import BuildState, Op, Operation

_TAKEN = frozenset({Op.SET, Op.ADD})
_GROWING = {
    "goals": 20,
    "scope_do": 30,
    "scope_dont": 30,
    "facts": 50,
    "constraints": 30,
    "compliance": 30,
    "handover": 20,
    "success": 30,
}
"""The list slots that documents add to, and as many items as each holds (`agents.schemas.brief`)."""


@dataclass(slots=True)
class Merge:
    """Takes operations part by part; `state` is the build with them.

    `known` are the slots that had a value before the document, `left` those of them it says something else about.
    """

    state: BuildState
    operations: list[Operation] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """What the conversation said is what stands here before the first part is read."""
        self.known = frozenset(slot for slot in SLOTS if getattr(self.state.brief, slot) is not None)

    def take(self, found: list[Operation]) -> None:
        """Put in what fits; nothing but values of slots ever does."""
        for operation in found:
            slot = operation.path.removeprefix("/brief/")
            if operation.op in _TAKEN and slot in SLOTS and operation.path != slot and operation.value:
                self._put(slot, operation)

    def _put(self, slot: str, operation: Operation) -> None:
        held = getattr(self.state.brief, slot)
        if held is None or held.status is SlotStatus.DEFAULT:
            self._apply(operation.model_copy(update={"op": Op.SET}))
        elif slot in _GROWING and held.status is not SlotStatus.EDITED and isinstance(operation.value, list):
            self._lengthen(slot, held.value, operation)
        elif operation.inferred or _plain(held.value) == _plain(operation.value):
            return
        elif held.status is SlotStatus.INFERRED:
            self._apply(operation.model_copy(update={"op": Op.SET}))
        elif slot in self.known:
            self.left.add(slot)

    def _lengthen(self, slot: str, held: list[Any], operation: Operation) -> None:
        known = {apply.identity(slot, item if isinstance(item, str) else item.model_dump()) for item in held}
        new = [item for item in operation.value if apply.identity(slot, item) not in known]
        room = _GROWING[slot] - len(held)
        if new and room > 0:
            self._apply(operation.model_copy(update={"op": Op.ADD, "value": new[:room]}))

    def _apply(self, operation: Operation) -> None:
        after = apply.apply(self.state, [operation])
        if after.brief is not self.state.brief:
            self.state = after
            self.operations.append(operation)


def _plain(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    return " ".join(" ".join(str(item).casefold().split()) for item in items)
