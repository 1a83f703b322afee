"""Data that nobody named: a goal has the data its kind usually needs, which counts as an assumption."""

import re
from collections.abc import Iterator

from parley.agents.schemas import Goal
from parley.builder.guided.english import naming
from parley.builder.guided.german import usual_data as german
from parley.builder.language import data
from parley.builder.schemas import Assumption, BuildState

_PATH = re.compile(r"/brief/goals/\d+/collect")


def listed(state: BuildState) -> BuildState:
    """The state with an assumption for each goal whose data are the usual ones; those of other data are gone."""
    kept = [item for item in state.assumptions if _PATH.fullmatch(item.path) is None]
    assumptions = [*kept, *_assumed(state)][:60]
    return state if assumptions == state.assumptions else state.model_copy(update={"assumptions": assumptions})


def _assumed(state: BuildState) -> Iterator[Assumption]:
    goals = state.brief.goals.value if state.brief.goals else []
    for place, goal in enumerate(goals):
        if is_usual(goal):
            names = ", ".join(map(data.label, goal.collect))
            yield Assumption(path=f"/brief/goals/{place}/collect", text=f"Data for “{goal.name}”: {names}."[:1_900])


def is_usual(goal: Goal) -> bool:
    """Whether a goal's data are those that follow from its name alone."""
    return bool(goal.collect) and list(goal.collect) in (naming.data_of_name(goal.name), german.of(goal.name))
