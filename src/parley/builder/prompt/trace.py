"""Where a line of the prompt comes from: its pointers followed to the brief's slots, and to the turns that set them.

A step leads to its goal, a datum to the goals that collect it, a tool to what it was chosen for. Pure.
"""

from collections.abc import Iterable

from parley.agents.schemas import SLOTS, Goal
from parley.builder.schemas import BuildState


def slots(state: BuildState, sources: Iterable[str]) -> list[str]:
    """The slots and items of the brief behind a line's sources, as pointers, each once; a rule of ours has none."""
    found = (pointer for source in sources for pointer in _followed(state, source))
    return list(dict.fromkeys(found))


def turns(state: BuildState, pointers: Iterable[str]) -> list[int]:
    """The turns that set those slots, in order."""
    names = {pointer.split("/")[2] for pointer in pointers}
    held = (getattr(state.brief, name) for name in names)
    return sorted({slot.source_turn for slot in held if slot is not None})


def _followed(state: BuildState, source: str) -> list[str]:
    _, part, *rest = [*source.split("/"), ""]
    name = rest[0]
    match part:
        case "brief" if name in SLOTS:
            return [source]
        case "workflow":
            return _of_step(state, name)
        case "data":
            return [pointer for pointer, goal in _goals(state) if name in goal.collect] or _whole(state)
        case "tools":
            return _of_tool(state, name)
        case _:
            return []


def _of_step(state: BuildState, node_id: str) -> list[str]:
    steps = state.workflow.nodes if state.workflow else []
    wanted = next((node.goal for node in steps if node.id == node_id), None)
    return [pointer for pointer, goal in _goals(state) if goal.name == wanted] or _whole(state)


def _of_tool(state: BuildState, name: str) -> list[str]:
    tool = next((tool for tool in state.tools if tool.name == name), None)
    if tool is not None and tool.transfers:
        return ["/brief/handover"]
    steps = state.workflow.nodes if state.workflow else []
    served = {node.goal for node in steps if node.tool == name and node.goal}
    return [pointer for pointer, goal in _goals(state) if goal.name in served]


def _goals(state: BuildState) -> list[tuple[str, Goal]]:
    held = state.brief.goals.value if state.brief.goals else []
    return [(f"/brief/goals/{place}", goal) for place, goal in enumerate(held)]


def _whole(state: BuildState) -> list[str]:
    """A step that serves all goals, such as the question which one is meant."""
    return ["/brief/goals"] if state.brief.goals else []
