"""Workflows as Mermaid: strict syntax whatever the labels say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, Workflow
from parley.agents.schemas.mermaid import mermaid
from tests.builder import cases

_LABEL = r"(?:[^\"<>\[\]{}|`;\\#]|#\d+;|<br/>)*"
_NODE = re.compile(rf'  n_[a-z0-9_]+(?:\[|\(|\[/|\[\[|\{{|>|\(\[)"{_LABEL}"(?:\]|\)|/\]|\]\]|\}}|\]\))')
_EDGE = re.compile(rf'  n_[a-z0-9_]+ (?:-->|-\.->)(?:\|"{_LABEL}"\|)? n_[a-z0-9_]+')
_STYLE = re.compile(r"  style n_[a-z0-9_]+ stroke-width:3px")


def _is_strict(chart: str) -> bool:
    head, *lines = chart.splitlines()
    return head == "flowchart TD" and all(
        _NODE.fullmatch(line) or _EDGE.fullmatch(line) or _STYLE.fullmatch(line) for line in lines
    )


@pytest.mark.parametrize("name", cases.NAMES)
def test_the_charts_of_the_briefs_are_strict(name: str) -> None:
    graph = cases.state(name).workflow
    assert graph is not None
    assert _is_strict(mermaid(graph))


@given(st.text(max_size=120), st.sampled_from(NodeKind))
def test_no_label_breaks_out_of_its_quotes(text: str, kind: NodeKind) -> None:
    label = "".join(sign for sign in text if sign.isprintable())
    node = Node(id="end", kind=kind, label=label)
    edge = Edge(source="end", target="end", kind=EdgeKind.WHEN, condition=label)
    assert _is_strict(mermaid(Workflow(start="end", nodes=[node], edges=[edge])))


def test_markup_and_line_breaks_become_codes() -> None:
    node = Node(id="graph", kind=NodeKind.SAY, label='"]\n<script>`x`</script> #1; A&B')
    chart = mermaid(Workflow(start="graph", nodes=[node], edges=[]))
    assert chart.splitlines()[1] == ('  n_graph["#34;#93; #60;script#62;#96;x#96;#60;/script#62; #35;1#59; A#38;B"]')


def test_names_of_data_are_written_as_they_are() -> None:
    node = Node(id="a", kind=NodeKind.COLLECT, label="Collect", collects=["phone_number", "line_2"])
    assert "phone_number, line_2" in mermaid(Workflow(start="a", nodes=[node], edges=[]))


def test_a_failed_call_is_drawn_dotted() -> None:
    nodes = [Node(id="a", kind=NodeKind.TOOL, label="Call"), Node(id="b", kind=NodeKind.END, label="End")]
    edges = [Edge(source="a", target="b", kind=EdgeKind.FAILED)]
    assert '  n_a -.->|"failed"| n_b' in mermaid(Workflow(start="a", nodes=nodes, edges=edges)).splitlines()
