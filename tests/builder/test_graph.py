"""The stage machine: the drawing in the documentation is the graph, and the table routes as it says."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parley.agents.schemas import REQUIRED
from parley.builder import graph, stages
from parley.builder.schemas import BuildState, Stage

ARCHITECTURE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"


def drawn() -> str:
    """The graph as LangGraph draws it, as it stands in the documentation."""
    return f"<!-- graph -->\n```mermaid\n{graph.compiled().get_graph().draw_mermaid().strip()}\n```\n<!-- /graph -->"


def test_documentation_shows_the_graph_as_it_is() -> None:
    text = ARCHITECTURE.read_text()
    shown = text[text.index("<!-- graph -->") : text.index("<!-- /graph -->") + len("<!-- /graph -->")]
    assert shown == drawn()


def test_every_stage_has_one_row_in_order() -> None:
    assert tuple(Stage) == stages.ORDER


def test_new_session_waits_for_its_first_message() -> None:
    visited: list[Stage] = []
    state, node = stages.advance(BuildState(), visited)
    assert (state.stage, node, visited) == (Stage.INITIAL, None, [])


def test_first_message_opens_the_basics() -> None:
    visited: list[Stage] = []
    state, node = stages.advance(BuildState(turn=1), visited)
    assert (state.stage, node, visited) == (Stage.COLLECTING_BASICS, None, [Stage.COLLECTING_BASICS])
    assert stages.missing(state) == [f"/brief/{slot}" for slot in REQUIRED]


@given(st.sampled_from(list(Stage)), st.booleans(), st.booleans())
def test_falling_back_never_goes_forward(stage: Stage, is_settled: bool, is_approved: bool) -> None:
    state = BuildState(turn=1, stage=stage, are_tools_settled=is_settled, is_workflow_approved=is_approved)
    fallen = stages.fall_back(state)
    assert stages.ORDER.index(fallen.stage) <= stages.ORDER.index(stage)
    assert stages.ORDER.index(fallen.stage) <= stages.ORDER.index(Stage.COLLECTING_BASICS)
