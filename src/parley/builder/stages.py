"""The stage table: when each stage is complete, what works on it, and what comes next. All routing is this table."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from parley.agents.schemas import REQUIRED, Brief
from parley.builder.schemas import BuildState, Stage
from parley.core.same import Same

EARLY = 3
"""The turn up to which a build may ask for what it can do without; later it hurries to its end."""
_TELLING = ("scope_dont", "hours", "callers")


@dataclass(frozen=True, slots=True)
class Row:
    """A stage. `work` names the graph's node that derives what the stage shows; it runs while `is_stale`."""

    stage: Stage
    is_complete: Callable[[BuildState], bool]
    work: str | None = None
    is_stale: Callable[[BuildState], bool] = lambda _: False


def missing(state: BuildState) -> list[str]:
    """Pointers of the required slots that nothing fills yet; an agent that came without one can do without it."""
    needed = [slot for slot in REQUIRED if state.origin is None or getattr(state.origin.brief, slot) is not None]
    return [f"/brief/{slot}" for slot in needed if getattr(state.brief, slot) is None]


def worthwhile(state: BuildState) -> list[str]:
    """The optional slots that are asked for in a message of their own: the limits, or two others, and only early on."""
    if state.use_defaults or state.turn > EARLY or state.origin is not None:
        return []
    put = {*state.asked, *state.skipped}
    open_ = [slot for slot in _TELLING if state.brief.value(slot) is None and f"/brief/{slot}" not in put]
    return open_ if "scope_dont" in open_ or len(open_) > 1 else []


def open_fills(state: BuildState) -> dict[str, str]:
    """What the chosen tools still need and nobody has put off: the pointer to set, and what it is, in words."""
    if "/tools/config" in state.skipped:
        return {}
    lacking = {
        f"/tools/{tool.name}/{field}": f"{tool.title}: {text}"
        for tool in state.tools
        for field, text in tool.lacking.items()
    }
    return {path: text for path, text in lacking.items() if path not in state.skipped}


def basis(state: BuildState) -> str:
    """The digest of all that workflow and prompt are derived from, the user's edits of the workflow included."""
    edits = state.workflow.edits if state.workflow else []
    return _basis(Same(state, state.brief, *state.tools, *state.assumptions, *edits))


@lru_cache(maxsize=16)
def _basis(same: Same[BuildState]) -> str:
    state = same.value
    inputs = state.model_dump_json(include={"brief", "tools", "assumptions"}, exclude_defaults=True)
    if state.workflow and state.workflow.edits:
        inputs += state.workflow.model_dump_json(include={"edits"}, exclude_defaults=True)
    return _digest(inputs)


def spec_basis(state: BuildState) -> str:
    """The digest of all that the spec is made from: what the workflow is, and the wordings of the prompt."""
    made = basis(state)
    return _digest(made + repr(sorted(state.wordings.items()))) if state.wordings else made


def brief_basis(state: BuildState) -> str:
    """The digest of all that tool proposals are derived from."""
    return _brief_basis(Same(state.brief, state.brief))


@lru_cache(maxsize=16)
def _brief_basis(same: Same[Brief]) -> str:
    return _digest(same.value.model_dump_json(exclude_defaults=True))


def _digest(inputs: str) -> str:
    return hashlib.blake2b(inputs.encode(), digest_size=12).hexdigest()


TABLE: tuple[Row, ...] = (
    Row(Stage.INITIAL, lambda state: state.turn > 0),
    Row(Stage.COLLECTING_BASICS, lambda state: not missing(state) and not worthwhile(state)),
    Row(
        Stage.EXPLORING_TOOLS,
        lambda state: state.are_tools_settled,
        work="tools",
        is_stale=lambda state: not state.are_tools_settled and state.proposals_basis != brief_basis(state),
    ),
    Row(Stage.CONFIGURING_TOOLS, lambda state: state.agent_id is not None or not open_fills(state)),
    Row(
        Stage.REVIEWING_WORKFLOW,
        lambda state: state.is_workflow_approved,
        work="workflow",
        is_stale=lambda state: state.workflow_basis != basis(state),
    ),
    Row(
        Stage.FINALIZING,
        lambda state: bool(state.spec_hash),
        work="prompt",
        is_stale=lambda state: state.spec_basis != spec_basis(state),
    ),
    Row(Stage.COMPLETED, lambda _: False),
)
ORDER: tuple[Stage, ...] = tuple(row.stage for row in TABLE)
WORKS: tuple[str, ...] = tuple(row.work for row in TABLE if row.work)


def fall_back(state: BuildState) -> BuildState:
    """The state at the first stage that is not complete any more, where an answer was taken away."""
    reached = ORDER.index(state.stage)
    for row in TABLE[:reached]:
        if not row.is_complete(state):
            return state.model_copy(update={"stage": row.stage})
    return state


def advance(state: BuildState, visited: list[Stage]) -> tuple[BuildState, str | None]:
    """Move on while stages are complete (noting them in `visited`); the node to run next, None when nothing is stale.

    What is stale does not depend on the stage, so each row is looked at once.
    """
    reached = ORDER.index(state.stage)
    stale = next((row.work for row in TABLE[: reached + 1] if row.work and row.is_stale(state)), None)
    for row in TABLE[reached:]:
        if row.stage is not state.stage:
            state = state.model_copy(update={"stage": row.stage})
            visited.append(row.stage)
            stale = row.work if row.is_stale(state) else None
        if stale is not None:
            return state, stale
        if not row.is_complete(state):
            break
    return state, None
