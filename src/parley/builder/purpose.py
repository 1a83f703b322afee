"""The purpose where goals are taken away: one that was put together of the goals lists those that are left."""

from typing import Any

from parley.agents.schemas import Slot, SlotStatus
from parley.builder import guided
from parley.builder.schemas import BuildState


def followed(before: BuildState, state: BuildState) -> BuildState:
    """The state with its purpose true of its goals again; words of the user's own, and a new purpose, stay."""
    was, now, held = before.brief.goals, state.brief.goals, state.brief.purpose
    if was is None or was is now or held is None or held is not before.brief.purpose:
        return state
    had, kept = [goal.name for goal in was.value], [goal.name for goal in now.value] if now else []
    if held.status is SlotStatus.EDITED or set(had) <= set(kept):
        return state
    value = guided.english.identity.without(held.value, had, kept)
    if value == held.value:
        return state
    purpose = Slot[Any](**held.model_dump() | {"value": value})
    return state.model_copy(update={"brief": state.brief.holding("purpose", purpose)})
