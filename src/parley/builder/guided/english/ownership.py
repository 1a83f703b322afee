"""Which of a message's goals its data belong to."""

from dataclasses import dataclass, field

from parley.agents.schemas import Goal
from parley.builder.guided import sameness, usual
from parley.builder.guided.draft import Draft
from parley.builder.guided.english import binding, collected
from parley.builder.guided.english.naming import GoalValue
from parley.builder.guided.reading import Reading


@dataclass(slots=True)
class Tasks:
    """Goals and data with their places in the message, so that data in brackets finds its goal.

    `listed` are those of the goals that stood before their data, which may be named once more elsewhere; `facts` are
    the sentences that tell facts, by their starts; `position` is where the label under reading begins.
    """

    goals: list[tuple[int, GoalValue]] = field(default_factory=list)
    data: list[tuple[int, collected.Data]] = field(default_factory=list)
    listed: list[GoalValue] = field(default_factory=list)
    facts: set[int] = field(default_factory=set)
    position: int = 0


def settle(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """Data asked for replace the usual data: of the goal before the brackets, else of the first transaction."""
    if not tasks.data:
        return
    values = draft.value("goals") if "goals" in draft else None
    if not values:
        _with_more_data(reading, draft, tasks)
        return
    named: dict[str, list[str]] = {}
    for place, data in tasks.data:
        for goal in _owners(place, data, tasks, values):
            named.setdefault(sameness.key(goal["name"]), []).extend(data.names)
    for value in values:
        if asked := named.get(sameness.key(value["name"])):
            value["collect"] = collected.particular(asked)[:20]
    binding.join(tasks.listed, values)
    binding.general(values)


def held(reading: Reading, name: str) -> Goal | None:
    """The goal told in an earlier message that a task's name speaks of: "for a lift-out we need …"."""
    goals = reading.state.brief.goals
    if goals is None:
        return None
    fitting = binding.same(name, [goal.name for goal in goals.value])
    return goals.value[fitting] if fitting is not None else None


def with_data(goal: Goal, data: list[str]) -> GoalValue:
    """A goal with these data too, or in place of those that nobody named."""
    named = [] if usual.is_usual(goal) else list(goal.collect)
    return {**goal.model_dump(), "collect": list(dict.fromkeys([*named, *data]))[:20]}


def _owners(place: int, data: collected.Data, tasks: Tasks, values: list[GoalValue]) -> list[GoalValue]:
    """Whose data they are: of the goal spoken of, of the goal before the brackets, else of the first transaction."""
    before = [task for task in sorted(tasks.goals, key=lambda task: task[0]) if task[0] < place]
    meant = binding.meant(data.topic, values)
    near = [value for start, value in before if start >= data.since]
    if data.since >= 0 and not near and not meant:
        before = []
        if not data.is_sure:
            return []
    if data.is_next and len(near) > 1 and not binding.points_back(data.words):
        return [binding.main(near)]
    if data.is_bound and not (data.topic and meant):
        meant = [value for _, value in before[-1:]]
    return meant or [binding.main(values)]


def _with_more_data(reading: Reading, draft: Draft, tasks: Tasks) -> None:
    """ "Also ask for the e-mail address", said when the goals are known already."""
    held = reading.state.brief.goals
    if held is None or not held.value:
        return
    plain = [goal.model_dump() for goal in held.value]
    main = next((value for value in plain if value["collect"]), plain[0])
    names = [name for _, data in tasks.data if data.is_sure for name in data.names]
    more = [name for name in dict.fromkeys(names) if name not in main["collect"]]
    if more:
        main["collect"] = [*main["collect"], *more][:20]
        draft.amend("goals", [main], tasks.data[0][1].words)
