"""Each rule of the workflow linter fires on the fault it is for, and on a sound graph none does."""

import re
from pathlib import Path

import pytest

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, RemoveEdge, ToolSpec, Workflow
from parley.builder.workflow.case import Wanted
from parley.builder.workflow.lint import lint

_BOOK = ToolSpec.model_validate(
    {
        "name": "book",
        "kind": "webhook",
        "title": "Book",
        "description": "Books a time.",
        "parameters": [{"name": "phone", "description": "Phone number", "example": "+442079460158"}],
        "writes": True,
        "confirm": True,
    }
)


def _node(node_id: str, kind: NodeKind, **more: object) -> Node:
    return Node.model_validate({"id": node_id, "kind": kind, "label": node_id, **more})


_NODES = {
    "hello": _node("hello", NodeKind.SAY, text="Greet them."),
    "collect": _node("collect", NodeKind.COLLECT, text="Ask for the phone number.", collects=["phone"]),
    "check": _node("check", NodeKind.ASK, text="Read back the number and wait for a clear yes."),
    "call": _node("call", NodeKind.TOOL, tool="book"),
    "pick": _node("pick", NodeKind.DECIDE),
    "person": _node("person", NodeKind.TRANSFER, to="the desk"),
    "bye": _node("bye", NodeKind.END),
}
_EDGES = {
    "hello-collect": Edge(source="hello", target="collect"),
    "collect-check": Edge(source="collect", target="check"),
    "check-call": Edge(source="check", target="call", kind=EdgeKind.WHEN, condition="yes"),
    "check-pick": Edge(source="check", target="pick", kind=EdgeKind.OTHERWISE),
    "call-ok": Edge(source="call", target="pick", kind=EdgeKind.OK),
    "call-failed": Edge(source="call", target="person", kind=EdgeKind.FAILED),
    "pick-collect": Edge(source="pick", target="collect", kind=EdgeKind.WHEN, condition="again"),
    "pick-bye": Edge(source="pick", target="bye", kind=EdgeKind.OTHERWISE),
}


def _flow(
    *,
    without: str = "",
    edges: dict[str, Edge] | None = None,
    nodes: dict[str, Node] | None = None,
    start: str = "hello",
) -> Workflow:
    held_nodes = {**_NODES, **(nodes or {})}
    held_edges = {**_EDGES, **(edges or {})}
    return Workflow(
        start=start,
        nodes=[node for key, node in held_nodes.items() if key != without],
        edges=[edge for key, edge in held_edges.items() if key != without],
    )


def test_a_sound_graph_has_no_findings() -> None:
    assert lint(_flow(), [_BOOK]) == []


_WHEN, _ALWAYS, _OTHERWISE = EdgeKind.WHEN, EdgeKind.ALWAYS, EdgeKind.OTHERWISE
_FAULTS: dict[str, Workflow] = {
    "unknown-start": _flow(start="nowhere"),
    "duplicate-node": _flow(nodes={"again": _NODES["hello"]}),
    "dangling-edge": _flow(edges={"x": Edge(source="person", target="gone")}),
    "duplicate-edge": _flow(edges={"x": _EDGES["hello-collect"]}),
    "unreachable-node": _flow(nodes={"island": _node("island", NodeKind.END)}),
    "dead-end": _flow(nodes={"hello": _NODES["hello"], "stop": _node("stop", NodeKind.SAY)}),
    "no-way-to-end": _flow(
        nodes={"a": _node("a", NodeKind.SAY), "b": _node("b", NodeKind.SAY)},
        edges={"1": Edge(source="a", target="b"), "2": Edge(source="b", target="a")},
    ),
    "edge-kind": _flow(edges={"hello-collect": Edge(source="hello", target="collect", kind=EdgeKind.OK)}),
    "condition-missing": _flow(edges={"pick-collect": Edge(source="pick", target="collect", kind=_WHEN)}),
    "condition-unused": _flow(edges={"collect-check": Edge(source="collect", target="check", condition="why")}),
    "overlapping-conditions": _flow(edges={"x": Edge(source="pick", target="person", kind=_WHEN, condition="Again.")}),
    "no-otherwise": _flow(without="pick-bye"),
    "decide-without-when": _flow(without="pick-collect"),
    "tool-missing": _flow(nodes={"call": _node("call", NodeKind.TOOL)}),
    "tool-not-configured": _flow(nodes={"call": _node("call", NodeKind.TOOL, tool="other")}),
    "tool-outcomes": _flow(without="call-failed"),
    "unconfirmed-write": _flow(edges={"collect-check": Edge(source="collect", target="call")}),
    "unset-variable": _flow(nodes={"collect": _node("collect", NodeKind.COLLECT, collects=["date"])}),
    "transfer-target": _flow(nodes={"person": _node("person", NodeKind.TRANSFER)}),
}


@pytest.mark.parametrize("rule", _FAULTS)
def test_a_fault_is_found_by_its_rule(rule: str) -> None:
    found = lint(_FAULTS[rule], [_BOOK])
    assert f"workflow.{rule}" in {finding.rule for finding in found}
    assert all(finding.message and finding.mend for finding in found)


def test_two_unconditional_ways_overlap() -> None:
    graph = _flow(edges={"x": Edge(source="hello", target="bye")})
    assert [finding.rule for finding in lint(graph, [_BOOK])] == ["workflow.overlapping-conditions"]


def test_a_yes_does_not_outlive_new_data() -> None:
    second = {
        "more": _node("more", NodeKind.COLLECT, text="Ask for the date.", collects=["date"]),
        "call": _NODES["call"],
    }
    edges = {
        "check-call": Edge(source="check", target="more", kind=_WHEN, condition="yes"),
        "more-call": Edge(source="more", target="call"),
    }
    assert [finding.rule for finding in lint(_flow(nodes=second, edges=edges), [_BOOK])] == [
        "workflow.unconfirmed-write"
    ]


def test_a_no_is_no_confirmation() -> None:
    edges = {"check-pick": Edge(source="check", target="call", kind=_OTHERWISE)}
    assert "workflow.unconfirmed-write" in {finding.rule for finding in lint(_flow(edges=edges), [_BOOK])}


def test_what_one_tool_returns_is_known_to_the_next() -> None:
    find = ToolSpec.model_validate(
        {
            "name": "find",
            "kind": "webhook",
            "title": "Find",
            "description": "Finds a customer.",
            "results": [{"name": "phone", "path": "phone"}],
        }
    )
    nodes = {"collect": _node("collect", NodeKind.TOOL, tool="find")}
    edges = {
        "collect-check": Edge(source="collect", target="check", kind=EdgeKind.OK),
        "collect-failed": Edge(source="collect", target="person", kind=EdgeKind.FAILED),
    }
    assert lint(_flow(nodes=nodes, edges=edges), [_BOOK, find]) == []


def test_an_empty_workflow_is_reported_and_does_not_fail() -> None:
    found = lint(Workflow(start="a", nodes=[], edges=[]), [])
    assert [finding.rule for finding in found] == ["workflow.unknown-start"]


_FIND = ToolSpec.model_validate(
    {
        "name": "find",
        "kind": "webhook",
        "title": "Find",
        "description": "Finds a time.",
        "results": [{"name": "free", "path": "free"}],
    }
)
_OK, _FAILED = EdgeKind.OK, EdgeKind.FAILED


def _two_goals(*, without: str = "", **edges: Edge) -> Workflow:
    """Hello → ask → pick → one branch with a look-up, another with a note; more → bye."""
    nodes = [
        _node("hello", NodeKind.SAY, text="Greet them."),
        _node("listen", NodeKind.ASK, text="Let them say what they need."),
        _node("pick", NodeKind.DECIDE),
        _node("find", NodeKind.TOOL, tool="find", goal="find a time"),
        _node("again", NodeKind.TOOL, tool="find", goal="find a time"),
        _node("told", NodeKind.SAY, text="Say the free times.", goal="find a time"),
        _node("note", NodeKind.COLLECT, text="Take a note.", collects=["note"], goal="leave a note"),
        _node("noted", NodeKind.SAY, text="Say that it is noted.", goal="leave a note"),
        _node("sorry", NodeKind.SAY, text="Apologise."),
        _node("more", NodeKind.ASK, text="Ask for anything else."),
        _node("bye", NodeKind.END),
    ]
    held = {
        "hello": Edge(source="hello", target="listen"),
        "listen": Edge(source="listen", target="pick"),
        "to_find": Edge(source="pick", target="find", kind=_WHEN, condition="They want a time."),
        "to_note": Edge(source="pick", target="note", kind=_WHEN, condition="They leave a note."),
        "pick": Edge(source="pick", target="sorry", kind=_OTHERWISE),
        "ok": Edge(source="find", target="told", kind=_OK),
        "failed": Edge(source="find", target="again", kind=_FAILED),
        "again_ok": Edge(source="again", target="told", kind=_OK),
        "again_failed": Edge(source="again", target="sorry", kind=_FAILED),
        "told": Edge(source="told", target="more"),
        "note": Edge(source="note", target="noted"),
        "noted": Edge(source="noted", target="more"),
        "sorry": Edge(source="sorry", target="more"),
        "to_listen": Edge(source="more", target="listen", kind=_WHEN, condition="There is more."),
        "more": Edge(source="more", target="bye", kind=_OTHERWISE),
    }
    held |= edges
    return Workflow(start="hello", nodes=nodes, edges=[edge for key, edge in held.items() if key != without])


def _changed(graph: Workflow, node_id: str, **fields: object) -> Workflow:
    nodes = [node.model_copy(update=fields) if node.id == node_id else node for node in graph.nodes]
    return graph.model_copy(update={"nodes": nodes})


_WANTED = Wanted(
    data={"find a time": [], "leave a note": ["note"]},
    requests={"find a time": "They want a time.", "leave a note": "They leave a note."},
    handover=[],
    answers=[],
)
_CONDUCT: dict[str, Workflow] = {
    "endless-loop": _two_goals(told=Edge(source="told", target="find")),
    "failure-as-success": _two_goals(again_failed=Edge(source="again", target="told", kind=_FAILED)),
    "failure-ends": _two_goals(again_failed=Edge(source="again", target="bye", kind=_FAILED)),
    "repeated-call": _two_goals(ok=Edge(source="find", target="again", kind=_OK)),
    "retry-differs": _two_goals(again_ok=Edge(source="again", target="more", kind=_OK)),
    "failure-loop": _two_goals(again_failed=Edge(source="again", target="listen", kind=_FAILED)),
    "outcome-unearned": _two_goals(to_find=Edge(source="pick", target="told", kind=_WHEN, condition="They want.")),
    "outcome-untold": _two_goals(note=Edge(source="note", target="more")),
    "crossed-goals": _two_goals(told=Edge(source="told", target="note")),
    "goal-unasked": _two_goals(sorry=Edge(source="sorry", target="note")),
    "decide-blind": _two_goals(hello=Edge(source="hello", target="pick")),
    "confirmation-without-yes": _changed(_two_goals(), "more", text="Confirm that this is all."),
    "collects-nothing": _changed(_two_goals(), "note", collects=[]),
    "no-text": _changed(_two_goals(), "told", text=" "),
    "unknown-variable": _changed(_two_goals(), "told", text="Say {{frei}}."),
    "duplicate-step": _changed(_two_goals(), "sorry", text="Say the free times.", goal="find a time"),
    "unserved-request": _two_goals(without="to_note"),
    "wrong-branch": _two_goals(to_note=Edge(source="pick", target="find", kind=_WHEN, condition="They leave a note.")),
    "uncollected-data": _changed(_two_goals(), "note", collects=["something"]),
    "unknown-goal": _changed(_two_goals(), "told", goal="fly"),
}


def test_two_goals_that_are_kept_apart_have_no_findings() -> None:
    assert lint(_two_goals(), [_FIND], _WANTED) == []
    assert lint(_changed(_two_goals(), "told", text="Say {{free}} at {{current_time}}."), [_FIND], _WANTED) == []


@pytest.mark.parametrize("rule", _CONDUCT)
def test_a_course_that_goes_wrong_is_found_by_its_rule(rule: str) -> None:
    found = lint(_CONDUCT[rule], [_FIND], _WANTED)
    assert f"workflow.{rule}" in {finding.rule for finding in found}
    assert all(finding.message and finding.mend for finding in found)


def test_a_way_or_step_the_user_took_out_is_not_missed() -> None:
    graph = _two_goals(without="to_note")
    edits = [RemoveEdge(op="remove_edge", source="pick", target="note")]
    found = lint(graph.model_copy(update={"edits": edits}), [_FIND], _WANTED)
    assert "workflow.unserved-request" not in {finding.rule for finding in found}


def test_a_brief_without_its_hand_over_or_its_answers_is_found() -> None:
    wanted = Wanted(data={}, requests={}, handover=["They are angry."], answers=["They ask something."])
    graph = _changed(_two_goals(), "find", goal=None)
    rules = {finding.rule for finding in lint(graph, [_FIND], wanted)}
    assert {"workflow.lost-handover", "workflow.unanswered-questions"} <= rules


def test_every_rule_is_documented() -> None:
    documented = Path(__file__).parents[2].joinpath("docs", "workflow.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([a-z-]+)` \|", documented, re.MULTILINE))
    assert {*_FAULTS, *_CONDUCT, "lost-handover", "unanswered-questions"} == told
