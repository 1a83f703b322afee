"""A workflow held against the brief: every request and hand-over has its way, and every datum is asked for.

What the user took out of the graph by hand is not missed.
"""

from collections.abc import Iterator

from parley.agents.schemas import EdgeKind, Finding, NodeKind, RemoveEdge, RemoveNode, UpdateEdge, UpdateNode
from parley.builder.language.data import distinct, variable
from parley.builder.language.wording import clip, request, sentence
from parley.builder.schemas import BuildState
from parley.builder.workflow import replay
from parley.builder.workflow.case import Case, Wanted, warning, way
from parley.builder.workflow.outline import answers_questions, general_question, outlined

_PASSING = frozenset({NodeKind.TRANSFER, NodeKind.COLLECT})
_ANSWERING = frozenset({NodeKind.TOOL, NodeKind.SAY})


def wanted(state: BuildState) -> Wanted:
    """What a state's brief asks of its graph."""
    known = outlined(state)
    handover = list(dict.fromkeys(clip(case.condition, 280) for case in known.handover))
    taken = {bare(condition) for condition in handover}
    requests: dict[str, str] = {}
    for goal in known.goals:
        condition = clip(sentence(request(goal, known.caller)), 280)
        if bare(condition) not in taken:
            requests[clip(goal.name, 290)] = condition
            taken.add(bare(condition))
    answers = [general_question(known.caller)] if answers_questions(known) else []
    data = {clip(goal.name, 290): distinct(variable(name) for name in goal.collect) for goal in known.goals}
    return Wanted(data, requests, handover, [each for each in answers if bare(each) not in taken])


def bare(condition: str) -> str:
    """A condition without what tells no two apart."""
    return " ".join(condition.casefold().rstrip(".").split())


def _requests(case: Case) -> Iterator[Finding]:
    if case.wanted is None:
        return
    by_hand = replay.touched_ways(case.workflow)
    goal_of = {bare(condition): goal for goal, condition in case.wanted.requests.items()}
    persons = {bare(condition) for condition in case.wanted.handover}
    answers = {bare(condition) for condition in case.wanted.answers}
    for edge in case.edges:
        if edge.kind is not EdgeKind.WHEN or (edge.source, edge.target) in by_hand:
            continue
        said = bare(edge.condition)
        target = case.nodes[edge.target]
        is_lost = said in persons and (target.goal is not None or target.kind not in _PASSING)
        is_lost = is_lost or (said in answers and (target.goal is not None or target.kind not in _ANSWERING))
        if is_lost or (
            said in goal_of and target.goal != goal_of[said] and target.id not in replay.touched(case.workflow)
        ):
            message = f"The way for “{edge.condition.rstrip('.')}” leads to “{target.id}”, which is for something else."
            yield warning("wrong-branch", way(edge), message, "Lead it to the step that serves this.")
    yield from _missing(case, case.wanted)


def _missing(case: Case, wanted: Wanted) -> Iterator[Finding]:
    if any(isinstance(edit, RemoveEdge | UpdateEdge | RemoveNode) for edit in case.workflow.edits):
        return
    deciding = [edge for edge in case.edges if case.nodes[edge.source].kind is NodeKind.DECIDE]
    held = {bare(edge.condition) for edge in deciding if edge.kind is EdgeKind.WHEN}
    for goal, condition in wanted.requests.items():
        if bare(condition) not in held:
            message = f"No way leads to what serves the request “{goal}”."
            yield warning("unserved-request", "/brief/goals", message, "Add a way with this request as its condition.")
    for condition in wanted.answers:
        if bare(condition) not in held:
            message = "No way leads to the answers to general questions."
            yield warning("unanswered-questions", "/brief/facts", message, "Add a way with this condition.")
    for condition in wanted.handover:
        if bare(condition) not in held:
            message = f"No way leads to a person when this is so: {condition}"
            yield warning("lost-handover", "/brief/handover", message, "Add a way with this condition.")


def _data(case: Case) -> Iterator[Finding]:
    edits = case.workflow.edits
    if case.wanted is None or any(
        isinstance(edit, RemoveNode) or (isinstance(edit, UpdateNode) and edit.collects is not None) for edit in edits
    ):
        return
    asked: dict[str, set[str]] = {}
    for node in case.nodes.values():
        if node.goal is not None:
            asked.setdefault(node.goal, set()).update(node.collects)
        if node.goal is not None and node.goal not in case.wanted.data and node.id not in replay.touched(case.workflow):
            message = f"“{node.id}” serves “{node.goal}”, which is none of the requests."
            yield warning("unknown-goal", node.id, message, "Name one of the requests, or none.")
    for goal, names in case.wanted.data.items():
        if goal in asked and (missing := [name for name in names if name not in asked[goal]]):
            message = f"Nothing asks for {', '.join(missing[:8])}, which “{goal}” needs."
            yield warning("uncollected-data", "/brief/goals", message, "Collect it in a step of this request.")


RULES = (_requests, _data)
