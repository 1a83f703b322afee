"""The instruction of each workflow step, in the words that the system prompt repeats."""

from parley.agents.schemas import Goal, ToolSpec
from parley.builder.language.data import EXACT, DataKind, distinct, is_known, kind_of, label, variable
from parley.builder.language.wording import first_sentence, listed, party, recipient
from parley.builder.workflow.matching import Action, Candidate, Topic, actions_of, topics

_CHOSEN = "day and time chosen"
_MOMENTS = frozenset({DataKind.DATE, DataKind.TIME})
_OUTCOMES = {Action.CANCEL: "is cancelled", Action.UPDATE: "is changed", Action.CREATE: "is done"}


def data_for(goal: Goal, tools: list[Candidate]) -> list[str]:
    """The variables a branch collects: the goal's own, then what its tools need from the caller and nothing gives."""
    held = distinct(variable(name) for name in goal.collect)
    if is_rebooking(tools) and not any("old" in name or "current" in name for name in held):
        held.append("old_date")
    if _offers_times(tools) and not any(_is_moment_wished_for(name) for name in held):
        held.append("preferred_date")
    given: list[str] = []
    for one in sorted(tools, key=lambda one: one.tool.confirm):
        for needed in one.needs:
            if not is_known(needed, [*held, *given]):
                held.append(needed)
        given += [result.name for result in one.tool.results]
    return held


def _offers_times(tools: list[Candidate]) -> bool:
    return any(one.is_availability for one in tools)


def _is_moment_wished_for(name: str) -> bool:
    return kind_of(name) in _MOMENTS and "birth" not in name and "old" not in name


def least_for(goal: Goal, tools: list[Candidate], contact: list[str]) -> list[str]:
    """What to take down for a request that nothing can settle at once and whose data nobody named: how to get back."""
    return [] if tools or actions_of(goal) <= {Action.LOOKUP} else contact


def collect(data: list[str]) -> str:
    """Which data to ask for."""
    return f"Ask for what you do not have yet: {_labels(data)}."


def is_rebooking(tools: list[Candidate]) -> bool:
    """Whether these tools move a booking by making a new one and cancelling the old."""
    found = {one.action for one in tools}
    return {Action.CREATE, Action.CANCEL} <= found and Action.UPDATE not in found


def write(held: Candidate, *, rebooks: bool) -> str:
    """Call a tool that changes something."""
    if rebooks and held.action is Action.CANCEL:
        return f"Then call `{held.tool.name}` for the old one."
    return f"Call `{held.tool.name}`."


def books(tools: list[Candidate]) -> bool:
    """Whether these tools take up a time."""
    return any(one.tool.writes and one.action in {Action.CREATE, Action.UPDATE} for one in tools)


def ask(tool: ToolSpec) -> str:
    """Put a general question to a tool that knows answers."""
    return f"Call `{tool.name}` with the question."


def call(held: Candidate, *, before_write: bool = False, books_time: bool = False) -> str:
    """Call a tool and use what it answers."""
    tool, head = held.tool, f"Call `{held.tool.name}`"
    if tool.writes:
        return f"{head}."
    if held.is_availability:
        return f"{head} and offer up to three of the free times it returns."
    if books_time and held.shows_times:
        return f"{head}; if the time wished for is taken, offer the nearest free ones."
    if before_write and Topic.PERSON in topics(f"{tool.name} {tool.title}".replace("_", " ")):
        return f"{head}; use the record it finds and do not ask again for what is in it."
    return f"{head} and use only what it returns." if before_write else f"{head} and answer from what it returns."


def retry(tool: ToolSpec) -> str:
    """The second and last try."""
    if tool.confirm:
        return f"Say that it did not go through. Call `{tool.name}` once more only if the error says nothing was saved."
    return f"Say that it is taking a moment longer and call `{tool.name}` once more with the same values."


def exact(data: list[str], tools: list[Candidate]) -> list[str]:
    """The labels of the data to read back; where times were offered, the one chosen instead of the one wished for."""
    offers = _offers_times(tools)
    held = [name for name in data if kind_of(name) in EXACT and not (offers and _is_moment_wished_for(name))]
    labels = [label(name) for name in held]
    return [*labels, _CHOSEN] if offers else labels


def confirm(checked: list[str], writes: list[Candidate]) -> str:
    """Read `checked` back before writing."""
    has_choice = len(checked) > 1 and checked[-1] == _CHOSEN
    back = f"{listed(checked[:-1])}, plus the {_CHOSEN}" if has_choice else listed(checked)
    what = f"Read back the {back}" if back else f"Say in one sentence what `{writes[0].tool.name}` will do"
    return f"{what}; wait for a clear yes."


def finish(goal: Goal, data: list[str], checked: list[str], tools: list[Candidate]) -> str:
    """How the branch ends well."""
    writes = [one for one in tools if one.tool.writes]
    if writes:
        moments = [name for name in checked if name == _CHOSEN or kind_of(name) in _MOMENTS]
        what = f", repeating the {listed(moments[-2:])}" if moments else ""
        outcome = "is moved" if is_rebooking(tools) else _OUTCOMES.get(writes[0].action, "is done")
        return f"Say that it {outcome}{what}, and what happens next."
    if tools:
        return "Give the answer first, in one or two sentences, then what it means for them."
    if data:
        back = listed(checked) or _labels(data)
        return f"Read back the {back} and say that the team will take it from there; promise no outcome."
    about = first_sentence(goal.description) if goal.description else ""
    return about or "Answer from what you know of the business; if it is not there, say so and offer a person."


def answer(knowledge: list[ToolSpec]) -> str:
    """A general question."""
    source = "what it returned" if knowledge else "the facts under Environment"
    return f"Answer from {source}; if the answer is not there, say so and offer a person."


def take_message(contact: list[str], to: str) -> str:
    """A hand-over where nothing can transfer: a message is taken."""
    return f"Take the {_labels(contact)} and the reason, and say that {recipient(to)} will get back to them."


def call_back(contact: list[str]) -> str:
    """What to do when a tool failed twice and nobody can take over."""
    return (
        f"Apologise, say what did not work, and take the {_labels(contact)} so that a colleague can get back to them."
    )


def _labels(names: list[str]) -> str:
    return listed([label(name) for name in names])


def hand_over(to: str, tool: str) -> str:
    """A transfer by tool."""
    return f"Say that you are connecting them to {party(to)}, then call `{tool}`."
