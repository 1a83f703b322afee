"""What is mended without asking: safe things only, told, and never what the user made by hand."""

from parley.agents.schemas import AddEdge, AddNode, Edge, EdgeKind, Node, NodeKind, Severity, Workflow
from parley.builder.workflow.lint import lint
from parley.builder.workflow.repair import repair
from tests.builder import cases


def _sound() -> Workflow:
    graph = cases.state("dental-clinic").workflow
    assert graph is not None
    return graph


def _with(graph: Workflow, *edges: Edge) -> Workflow:
    return graph.model_copy(update={"edges": [*graph.edges, *edges]})


def _without(graph: Workflow, source: str, kind: EdgeKind) -> Workflow:
    kept = [edge for edge in graph.edges if (edge.source, edge.kind) != (source, kind)]
    return graph.model_copy(update={"edges": kept})


def test_a_sound_graph_is_left_as_it_is() -> None:
    graph = _sound()
    assert repair(graph) == (graph, [])


def test_ways_that_are_double_loose_or_have_idle_conditions_are_mended() -> None:
    graph = _sound()
    first = graph.edges[0]
    faults = [first, Edge(source="greeting", target="nowhere")]
    idle = graph.model_copy(update={"edges": [first.model_copy(update={"condition": "why"}), *graph.edges[1:]]})
    mended, notes = repair(_with(graph, *faults))
    assert mended == graph
    assert {note.rule for note in notes} == {"workflow.duplicate-edge", "workflow.dangling-edge"}
    assert {note.severity for note in notes} == {Severity.NOTE}
    assert repair(idle)[0] == graph


def test_a_step_that_nothing_leads_to_goes_with_its_ways() -> None:
    graph = _sound()
    island = Node(id="island", kind=NodeKind.SAY, label="Island", text="Hello.")
    lost = graph.model_copy(update={"nodes": [*graph.nodes, island]})
    mended, notes = repair(_with(lost, Edge(source="island", target="closing")))
    assert mended == graph
    assert [(note.rule, note.where) for note in notes] == [("workflow.unreachable-node", "island")]


def test_a_forgotten_case_leads_to_where_failures_go() -> None:
    graph = _sound()
    retry = "retry_appointment_book_book_an_appointment"
    mended, notes = repair(_without(_without(graph, retry, EdgeKind.FAILED), "route", EdgeKind.OTHERWISE))
    assert Edge(source=retry, target="hand_over", kind=EdgeKind.FAILED) in mended.edges
    assert Edge(source="route", target="hand_over", kind=EdgeKind.OTHERWISE) in mended.edges
    assert {(note.rule, note.where) for note in notes} >= {
        ("workflow.tool-outcomes", retry),
        ("workflow.no-otherwise", "route"),
    }
    assert "workflow.tool-outcomes" not in {
        finding.rule for finding in lint(mended, cases.state("dental-clinic").tools)
    }


def test_what_the_user_made_is_not_touched() -> None:
    graph = _sound()
    island = AddNode(op="add_node", id="island", kind=NodeKind.SAY, label="Island", text="Hello.")
    way = AddEdge(op="add_edge", source="island", target="closing", condition="why")
    node = Node(id="island", kind=NodeKind.SAY, label="Island", text="Hello.")
    edge = Edge(source="island", target="closing", condition="why")
    edited = graph.model_copy(update={"nodes": [*graph.nodes, node], "edits": [island, way]})
    assert repair(_with(edited, edge)) == (_with(edited, edge), [])
