"""How a conversation would go by a workflow: it ends whatever happens, failures are dealt with, goals stay apart.

Each rule is a property of the graph alone, told as a warning: a person may mean it so.
"""

from collections.abc import Iterator
from enum import StrEnum

from parley.agents.schemas import EdgeKind, Finding, Node, NodeKind, RemoveNode
from parley.builder.workflow import flow, replay
from parley.builder.workflow.case import Case, warning, way

_DONE, _DOING = frozenset({EdgeKind.OK, EdgeKind.ALWAYS}), frozenset({NodeKind.TOOL, NodeKind.COLLECT})
_WORKED, _GONE_ON = frozenset({EdgeKind.OK}), frozenset({EdgeKind.ALWAYS, EdgeKind.WHEN})


class _Course(StrEnum):
    """How things go: every call works and every yes is given; the caller never agrees; every call fails."""

    WELL = "all goes well"
    REFUSED = "the caller does not agree"
    FAILED = "every call fails"


def _onward(case: Case, course: _Course) -> dict[str, list[str]]:
    """The next steps of each step where it matters how things go: of calls and confirmations."""
    outcome = EdgeKind.FAILED if course is _Course.FAILED else EdgeKind.OK
    found: dict[str, list[str]] = {}
    for node_id, edges in case.ways_out.items():
        if case.nodes[node_id].kind is NodeKind.TOOL:
            taken = [edge for edge in edges if edge.kind is outcome]
        elif node_id not in case.agreeing:
            continue
        elif course is _Course.REFUSED:
            taken = [edge for edge in edges if edge.kind is EdgeKind.OTHERWISE]
        else:
            taken = case.agreeing[node_id]
        found[node_id] = [edge.target for edge in taken or edges]
    return found


def _endings(case: Case) -> Iterator[Finding]:
    """A loop that is only left by a failure, or only by a refusal, or not at all once a call fails."""
    if not case.reached <= case.finishing:
        return  # which `no-way-to-end` tells
    for course in _Course:
        if lost := _lost(case, _onward(case, course)):
            message = f"When {course.value}, the conversation never ends once it comes to “{lost[0]}”."
            yield warning("endless-loop", lost[0], message, "Lead one of the steps after it on to an end.")


def _lost(case: Case, onward: dict[str, list[str]]) -> list[str]:
    """The steps that can be reached, but have no way to an end where some lead only `onward`."""
    ending, waiting = set(case.final), list(case.final)
    while waiting:
        target = waiting.pop()
        for source in case.behind.get(target, ()):
            if source not in ending and (source not in onward or target in onward[source]):
                ending.add(source)
                waiting.append(source)
    lost = case.reached - ending
    return [node_id for node_id in case.nodes if node_id in lost] if lost else []


def _failures(case: Case) -> Iterator[Finding]:
    follow = _unchosen(case)
    for node in case.nodes.values():
        if node.kind is not NodeKind.TOOL:
            continue
        failed = [edge.target for edge in case.leaving(node.id) if edge.kind is EdgeKind.FAILED]
        worked = [edge.target for edge in case.leaving(node.id) if edge.kind is EdgeKind.OK]
        if not flow.reach(set(worked), follow).isdisjoint(failed):
            message = f"When “{node.id}” fails, the conversation goes on as if it had worked."
            mend = "Lead a failed call to a second try, a hand-over or an apology."
            yield warning("failure-as-success", node.id, message, mend)
        if any(case.nodes[target].kind is NodeKind.END for target in failed):
            message = f"When “{node.id}” fails, the conversation ends without a word about it."
            yield warning("failure-ends", node.id, message, "Say what went wrong, or hand over, before it ends.")
        if any(case.nodes[target].tool == node.tool for target in worked):
            message = f"When “{node.id}” has worked, it is called once more."
            yield warning("repeated-call", node.id, message, "Lead on to the next step.")
        yield from _tries(case, node, failed, worked)


def _tries(case: Case, node: Node, failed: list[str], worked: list[str]) -> Iterator[Finding]:
    """A second try leads on like the first; and after the last, nobody is led back to the call unasked."""
    again = [target for target in failed if case.nodes[target].tool == node.tool]
    for other in again:
        after = {edge.target for edge in case.leaving(other) if edge.kind is EdgeKind.OK}
        if after != set(worked):
            message = f"When “{other}” works, it does not lead on like “{node.id}”, which it tries again."
            yield warning("retry-differs", other, message, "Lead both to the same next step.")
    if not again and node.id in _unasked(case, node, failed):
        message = f"When “{node.id}” fails, the conversation comes back to it without asking anybody."
        yield warning("failure-loop", node.id, message, "Lead the failed call to a hand-over or an apology.")


def _unasked(case: Case, node: Node, starts: list[str]) -> set[str]:
    """Where one comes to from `starts` before anybody is asked whether to end, while this tool's calls fail."""
    seen, waiting = set[str](), list(starts)
    while waiting:
        node_id = waiting.pop()
        if node_id in seen or node_id in case.closing:
            continue
        seen.add(node_id)
        fails = case.nodes[node_id].tool == node.tool
        waiting += [edge.target for edge in case.leaving(node_id) if not (fails and edge.kind is EdgeKind.OK)]
    return seen


def _unchosen(case: Case) -> dict[str, list[str]]:
    """What follows each step without anybody choosing: through calls that work and confirmations, up to a choice."""
    found: dict[str, list[str]] = {}
    for node_id, edges in case.ways_out.items():
        kind = case.nodes[node_id].kind
        is_choice = any(edge.kind is EdgeKind.WHEN for edge in edges) and node_id not in case.agreeing
        if not is_choice and kind is not NodeKind.DECIDE:
            kinds = _WORKED if kind is NodeKind.TOOL else _GONE_ON
            found[node_id] = [edge.target for edge in edges if edge.kind in kinds]
    return found


def _outcomes(case: Case) -> Iterator[Finding]:
    """What follows a call that worked cannot be come to without it."""
    for edge in case.edges:
        source, target = case.nodes[edge.source], case.nodes[edge.target]
        if edge.kind is not EdgeKind.OK or not source.tool or source.goal is None or source.goal != target.goal:
            continue
        if target.id in case.facts and flow.worked(source.tool) not in case.facts[target.id]:
            message = f"“{target.id}” can be reached although the call of “{source.id}” was left out or failed."
            yield warning("outcome-unearned", target.id, message, "Lead the other ways there to another step.")


def _words(case: Case) -> Iterator[Finding]:
    """A confirmation asks for a yes, and a request is not left without a word, unless the user took that word out."""
    for node_id, yes in case.saying_yes.items() if case.reached else ():
        if not yes and any(edge.kind is EdgeKind.WHEN for edge in case.leaving(node_id)):
            message = f"No way out of “{node_id}” is for the caller who says yes."
            yield warning("confirmation-without-yes", node_id, message, "Say in a condition that the caller agrees.")
    if any(isinstance(edit, RemoveNode) for edit in case.workflow.edits):
        return
    for edge in case.edges:
        source, target = case.nodes[edge.source], case.nodes[edge.target]
        if source.goal is None or source.goal == target.goal or target.kind in flow.FINAL:
            continue
        if edge.kind in _DONE and source.kind in _DOING:
            message = f"After “{edge.source}” the request is left without a word about how it ended."
            yield warning("outcome-untold", way(edge), message, "Say the outcome in a step before.")


def _borders(case: Case) -> Iterator[Finding]:
    """Goals are entered when they are asked for, and not in the midst of one another."""
    by_hand = replay.touched_ways(case.workflow)
    if len(case.goals()) < 2:
        return
    for edge in case.edges:
        source, target = case.nodes[edge.source].goal, case.nodes[edge.target].goal
        if target is None or source == target or (edge.source, edge.target) in by_hand:
            continue
        if source is not None:
            message = f"“{edge.source}” leads into “{edge.target}”, which serves another request."
            yield warning("crossed-goals", way(edge), message, "Lead on within the request, or to what all share.")
        elif edge.kind is not EdgeKind.WHEN:
            message = f"“{edge.source}” leads into “{edge.target}”, a step of one request, whatever was asked for."
            yield warning("goal-unasked", way(edge), message, "Make it a way with a condition.")


def _decisions(case: Case) -> Iterator[Finding]:
    """A decision needs something that was said, or found out, since the one before."""
    silent = {NodeKind.SAY, NodeKind.DECIDE}
    ahead = {node_id: targets for node_id, targets in case.ahead.items() if case.nodes[node_id].kind in silent}
    starts = [case.workflow.start] if case.workflow.start in case.nodes else []
    starts += [edge.target for edge in case.edges if case.nodes[edge.source].kind is NodeKind.DECIDE]
    blind = flow.reach(set(starts), ahead)
    for node in case.nodes.values():
        if node.kind is NodeKind.DECIDE and node.id in blind:
            message = f"“{node.id}” can be reached before anybody was asked anything."
            yield warning("decide-blind", node.id, message, "Ask, collect or look something up before it.")


RULES = (_endings, _failures, _outcomes, _words, _borders, _decisions)
