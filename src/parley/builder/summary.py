"""The agent in two or three sentences, before it is built: what it does, whom it passes people to, what we assumed."""

from parley.agents.schemas import ToolKind, WorkflowShape
from parley.builder import guided, report, transfers
from parley.builder.gist import gist
from parley.builder.language.people import is_by_mail
from parley.builder.phrases import N_, Phrases
from parley.builder.schemas import BuildState
from parley.tools import service as catalogue

_MOST_GOALS = 5
_MOST_CASES = 3
_MOST_ASSUMPTIONS = 4
_SHORT = 120
_ENDS = (
    (N_("passes to a person when {cases}"), False),
    (N_("takes a message when {cases}"), True),
)
"""The ways out of a conversation, and whether they lead to an e-mail address."""
_SHAPES = {
    WorkflowShape.SINGLE_PROMPT: N_("{ends}; one prompt is enough for that"),
    WorkflowShape.PROCEDURES: N_("{ends}, with a procedure for each request, since none depends on another"),
    WorkflowShape.GRAPH: N_("{ends}; its steps form a graph, since some calls build on others"),
}
"""What the course is written as, and in short why; the workflow's own reason names requests and tools."""


def summary(state: BuildState, said: Phrases) -> str:
    """The agent, its flow, and what nobody said."""
    return said.joined(gist(state, said), _flow(state, said), _nobody(state, said), _assumed(state, said))


def _nobody(state: BuildState, said: Phrases) -> str:
    """That people are to be passed on, where nothing says how: neither a tool nor a number."""
    rules = state.brief.handover.value if state.brief.handover else []
    to_people = [rule for rule in rules if not is_by_mail(rule.to)]
    has_number = any(transfers.PHONE.search(rule.to) for rule in to_people)
    if not to_people or has_number or any(tool.transfers for tool in state.tools):
        return ""
    return said.tell("Nothing can pass people on yet: no tool and no number.")


def _flow(state: BuildState, said: Phrases) -> str:
    goals = state.brief.goals.value if state.brief.goals else []
    names = [_lowered(said.known(goal.name), said) for goal in goals[:_MOST_GOALS]]
    tools = _systems(state, said)
    given = {"goals": said.listed(names), "tools": said.listed(tools), "ends": _shaped(state, said)}
    if names and tools:
        message = N_("It greets the caller, finds out what they need ({goals}), uses {tools}, and {ends}.")
    elif names:
        message = N_("It greets the caller, finds out what they need ({goals}), and {ends}.")
    elif tools:
        message = N_("It greets the caller and finds out what they need, uses {tools}, and {ends}.")
    else:
        message = N_("It greets the caller and finds out what they need, and {ends}.")
    return said.tell(message, **given)


def _shaped(state: BuildState, said: Phrases) -> str:
    shape, ends = state.workflow.shape if state.workflow else None, _ends(state, said)
    return said.tell(_SHAPES[shape], ends=ends) if shape else ends


def _systems(state: BuildState, said: Phrases) -> list[str]:
    """What the tools work with, each once: the calendar rather than all that is done in it."""
    titles = []
    for tool in state.tools:
        entry = catalogue.entry(tool.catalogue_id) if tool.catalogue_id else None
        if tool.kind is not ToolKind.BUILTIN:
            titles.append(said.known(entry.title if entry else tool.title))
    return list(dict.fromkeys(titles))


def _ends(state: BuildState, said: Phrases) -> str:
    rules = state.brief.handover.value if state.brief.handover else []
    ways = []
    for message, by_mail in _ENDS:
        cases = [report.case(rule.when, said) for rule in rules if is_by_mail(rule.to) is by_mail]
        if cases:
            ways.append(said.tell(message, cases=_cases(cases, said)))
    return said.listed(ways) or said.tell("says goodbye")


def _cases(cases: list[str], said: Phrases) -> str:
    """At most three of them, and how many more there are."""
    named = said.listed(cases[:_MOST_CASES], style="or")
    more = len(cases) - _MOST_CASES
    if more <= 0:
        return named
    return said.count("{cases} (and {n} more case)", "{cases} (and {n} more cases)", more, cases=named)


def _assumed(state: BuildState, said: Phrases) -> str:
    """What nobody said and the sentences before do not show already."""
    lines = [line.rstrip(".。") for line in report.assumptions(state, said)]
    if not lines:
        return ""
    items = [line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…" for line in lines[:_MOST_ASSUMPTIONS]]
    named, more = said.side_by_side(items), len(lines) - _MOST_ASSUMPTIONS
    if more > 0:
        return said.count("I assumed: {items}; and {n} more.", "I assumed: {items}; and {n} more.", more, items=named)
    return said.tell("I assumed: {items}.", items=named)


def _lowered(name: str, said: Phrases) -> str:
    """A goal within a sentence; a name that opens with no English verb ("Termine vereinbaren") keeps its capital."""
    name = name.rstrip(".。")
    low = name[:1].lower() + name[1:]
    return low if said.language == "es" or guided.english.verbs.verb_at(low.lower(), 0) else name
