"""Each rule of the workflow linter fires on the fault it is for, and on a sound graph none does."""

import pytest

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, ToolSpec, Workflow
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
    "hello": _node("hello", NodeKind.SAY),
    "collect": _node("collect", NodeKind.COLLECT, collects=["phone"]),
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
        "more": _node("more", NodeKind.COLLECT, collects=["date"]),
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
