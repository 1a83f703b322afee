"""Workflows as pictures: well-formed whatever the texts say, nothing on top of anything else, and in good time."""

import random
import subprocess
import sys
import time
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.agents.schemas import Edge, EdgeKind, Node, NodeKind, Workflow, layout
from parley.agents.schemas.layout import Box, Point, Tangled
from parley.agents.schemas.svg import svg
from tests.builder import cases

_SVG = "{http://www.w3.org/2000/svg}"


def _parsed(graph: Workflow) -> ET.Element:
    return ET.fromstring(svg(graph))  # noqa: S314 - our own drawing


def _graph(name: str) -> Workflow:
    graph = cases.state(name).workflow
    assert graph is not None
    return graph


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_step_and_way_is_drawn_with_its_words(name: str) -> None:
    graph = _graph(name)
    drawn = _parsed(graph)
    assert {group.get("id") for group in drawn.iter(f"{_SVG}g")} - {None} == {f"n_{node.id}" for node in graph.nodes}
    assert len(list(drawn.iterfind(f"{_SVG}path"))) == len({(edge.source, edge.target) for edge in graph.edges})
    titles = " ".join(title.text or "" for title in drawn.iter(f"{_SVG}title"))
    assert all(node.label in titles and edge.condition in titles for node in graph.nodes for edge in graph.edges)


@pytest.mark.parametrize("name", cases.NAMES)
def test_nothing_is_drawn_on_top_of_anything_else(name: str) -> None:
    graph = _graph(name)
    words = {(edge.source, edge.target): (186.0, 60.0) for edge in graph.edges if edge.condition}
    made = layout.plan(graph, {node.id: (186.0, 90.0) for node in graph.nodes}, words)
    boxes = [*made.boxes.values(), *made.words.values()]
    assert len(boxes) == len(graph.nodes) + len(words)
    for one, two in combinations(boxes, 2):
        assert abs(one.x - two.x) >= (one.width + two.width) / 2 or abs(one.y - two.y) >= (one.height + two.height) / 2
    for pair, route in made.routes.items():
        for node_id, box in made.boxes.items():
            assert node_id in pair or not any(_is_inside(point, box) for point in route), (pair, node_id)
    assert all(box.x - box.width / 2 > 0 and box.x + box.width / 2 < made.width for box in boxes)
    assert all(box.y - box.height / 2 > 0 and box.y + box.height / 2 < made.height for box in boxes)


def _is_inside(point: Point, box: Box) -> bool:
    return abs(point[0] - box.x) < box.width / 2 and abs(point[1] - box.y) < box.height / 2


def test_ways_lead_down_but_for_those_that_lead_back() -> None:
    graph = _graph("dental-clinic")
    made = layout.plan(graph, {node.id: (186.0, 60.0) for node in graph.nodes}, {})
    up = {pair for pair, route in made.routes.items() if route[0][1] > route[-1][1]}
    assert up == {("anything_else", "understand")} | {
        (f"confirm_{goal}_an_appointment", f"collect_{goal}_an_appointment") for goal in ("book", "move", "cancel")
    }
    assert min(made.boxes, key=lambda node_id: made.boxes[node_id].y) == "greeting"


_TEXT = st.text(max_size=80).map(lambda text: "".join(sign for sign in text if sign.isprintable()))


@given(_TEXT, _TEXT, st.sampled_from(NodeKind))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_a_text(label: str, condition: str, kind: NodeKind) -> None:
    nodes = [Node(id="a", kind=kind, label=label, text=condition, collects=[label]), Node(id="b", kind=kind, label="B")]
    edges = [Edge(source="a", target="b", kind=EdgeKind.WHEN, condition=condition), Edge(source="b", target="b")]
    drawn = _parsed(Workflow(start="a", nodes=nodes, edges=edges))
    assert {element.tag.removeprefix(_SVG) for element in drawn.iter()} <= {
        *("svg", "title", "style", "defs", "marker", "path", "rect", "g", "text")
    }


def test_markup_in_a_label_is_shown_and_not_obeyed() -> None:
    node = Node(id="a", kind=NodeKind.END, label="</text><script>x()</script>\uffff", text="]]>")
    drawn = svg(Workflow(start="a", nodes=[node], edges=[]))
    assert "<script" not in drawn
    assert "&lt;script&gt;x" in drawn


def test_long_texts_are_broken_and_cut_in_any_script() -> None:
    words = ["Überweisungsangelegenheitsbearbeitung " * 4, "请告诉我您的订单号码以便我帮您查询配送状态" * 3]
    nodes = [Node(id=f"n{index}", kind=NodeKind.SAY, label=text) for index, text in enumerate(words)]
    lines = [text.text or "" for text in _parsed(Workflow(start="n0", nodes=nodes, edges=[])).iter(f"{_SVG}text")]
    assert len(lines) == 8
    assert sum(line.endswith("…") for line in lines) == 2
    assert all(len(line) <= 24 for line in lines)


def test_a_graph_without_steps_is_an_empty_picture() -> None:
    assert _parsed(Workflow(start="a", nodes=[], edges=[])).get("role") == "img"


def test_the_largest_graphs_are_drawn_soon_or_refused() -> None:
    chance = random.Random(3)  # noqa: S311 - a seed, so that a run can be repeated
    ids = [f"n{number}" for number in range(200)]
    nodes = [Node(id=node_id, kind=NodeKind.SAY, label=node_id) for node_id in ids]
    line = [Edge(source=one, target=two) for one, two in zip(ids, ids[1:], strict=False)]
    wild = [Edge(source=chance.choice(ids), target=chance.choice(ids)) for _ in range(400)]
    started = time.perf_counter()
    svg(Workflow(start="n0", nodes=nodes, edges=line))
    with pytest.raises(Tangled):
        svg(Workflow(start="n0", nodes=nodes, edges=[*line, *wild]))
    assert time.perf_counter() - started < 5


def test_the_layout_is_loaded_by_the_first_drawing_and_not_before() -> None:
    code = "import sys, parley.app; sys.exit('fast_sugiyama' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
