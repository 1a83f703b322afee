"""Changes by the user's own hand, as functions of the state: slots and tools. They are turns, and may be undone."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from parley.agents.schemas import Brief, Slot, SlotStatus, ToolSpec
from parley.builder import apply, transfers
from parley.builder.schemas import MAX_TOOLS, BuildState
from parley.core.errors import InvalidInput, NotFound

Edit = Callable[[BuildState], BuildState]
"""A change by the user's own hand; it raises an AppError when it cannot be made."""
RESERVED = "import"
"""No tool's name: `…/tools/import` is an address of its own."""


def of_brief(values: dict[str, Any]) -> Edit:
    """New values for slots, checked already by their types."""

    def change(state: BuildState) -> BuildState:
        try:
            return _edited(state, values)
        except ValidationError as error:
            raise InvalidInput(f"A value does not fit its slot ({error.error_count()} faults).") from error

    return change


def _edited(state: BuildState, values: dict[str, Any]) -> BuildState:
    """The user's own hand on slots; ValidationError names the slot that a value does not fit."""
    brief: Brief = state.brief
    for slot, value in values.items():
        is_cleared = value is None or (value in ([], "") and slot != "handover")  # no hand-over is an answer, too
        held = None if is_cleared else Slot[Any](value=value, status=SlotStatus.EDITED, source_turn=state.turn)
        brief = brief.holding(slot, held)
    touched = {f"/brief/{slot}" for slot in values}
    assumptions = [item for item in state.assumptions if item.path not in touched]
    changed = state.model_copy(update={"brief": brief, "assumptions": assumptions})
    return transfers.followed(apply.without_orphans(state, changed))


def tool_put(tool: ToolSpec) -> Edit:
    """The tool, in place of the one of its name or as a new one; InvalidInput when there are too many."""

    def change(state: BuildState) -> BuildState:
        names = [each.name for each in state.tools]
        if tool.name in names:
            tools = [tool if each.name == tool.name else each for each in state.tools]
        elif len(names) >= MAX_TOOLS:
            raise InvalidInput(f"An agent has at most {MAX_TOOLS} tools; take one out before adding another.")
        else:
            tools = [*state.tools, tool]
        return apply.with_tools(state, tools)

    return change


def tool_removal(name: str) -> Edit:
    """The tools without the one of that name; NotFound when there is none."""

    def change(state: BuildState) -> BuildState:
        kept = [tool for tool in state.tools if tool.name != name]
        if len(kept) == len(state.tools):
            raise NotFound(f"This session has no tool of that name; it has: {', '.join(_names(state)) or 'none'}.")
        return apply.with_tools(state, kept)

    return change


def _names(state: BuildState) -> list[str]:
    return [tool.name for tool in state.tools]
