"""The shape that a brief and its tools call for, and the reason given."""

from typing import Any

import pytest

from parley.agents.schemas import WorkflowShape
from parley.builder.answers import WorkflowSummary
from parley.builder.phrases import SPOKEN, phrases
from parley.builder.schemas import BuildState
from parley.builder.summary import summary
from parley.builder.workflow import synthesis
from parley.tools.service import catalogue
from tests.builder import cases

_HOURS: dict[str, Any] = {"name": "say when we are open"}
_WAY: dict[str, Any] = {"name": "tell the way to us"}
_TRACK: dict[str, Any] = {"name": "track an order", "collect": ["order_number"]}


@pytest.mark.parametrize(
    ("goals", "entries", "shape", "said"),
    [
        ([], (), WorkflowShape.SINGLE_PROMPT, "No request"),
        ([_HOURS], (), WorkflowShape.SINGLE_PROMPT, "One request, no tools"),
        ([_HOURS, _WAY], (), WorkflowShape.SINGLE_PROMPT, "2 requests, no tools"),
        ([_TRACK], ("order_lookup",), WorkflowShape.SINGLE_PROMPT, "one step with a tool"),
        ([_HOURS, _TRACK], ("order_lookup",), WorkflowShape.PROCEDURES, "1 of them with tools"),
        ([_HOURS, _WAY, {"name": "take a complaint"}], (), WorkflowShape.PROCEDURES, "3 requests"),
        ([{"name": "book an appointment"}], ("appointment_system",), WorkflowShape.GRAPH, "Find free appointments → "),
    ],
)
def test_the_shape_follows_from_requests_and_tools(
    goals: list[dict[str, Any]], entries: tuple[str, ...], shape: WorkflowShape, said: str
) -> None:
    tools = [tool for entry in entries for tool in catalogue()[entry].tools]
    graph = synthesis.synthesise(BuildState(brief=cases.brief(goals=goals), tools=tools))
    assert graph.shape is shape
    assert said in graph.reason


def test_status_shows_the_shape_with_its_reason() -> None:
    state = cases.state("dental-clinic")
    shown = WorkflowSummary.of(state)
    assert state.workflow is not None
    assert (shown.nodes, shown.shape, shown.reason) == (29, WorkflowShape.GRAPH, state.workflow.reason)
    assert WorkflowSummary.of(BuildState()).shape is None


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("en", "; its steps form a graph, since some calls build on others."),
        ("de", "; die Schritte bilden einen Graphen, weil Abfragen aufeinander aufbauen."),
        ("es", "; los pasos forman un grafo, porque unas consultas dependen de otras."),
        ("zh", "；步骤构成流程图，因为有些调用要用到前面的结果。"),
    ],
)
def test_the_review_says_the_shape_and_why_in_one_clause(language: str, clause: str) -> None:
    state = cases.state("dental-clinic")
    assert state.workflow is not None
    plain = state.model_copy(update={"workflow": state.workflow.model_copy(update={"shape": None})})
    told = summary(state, phrases(language))
    assert clause in told
    assert told.replace(clause, clause[-1]) == summary(plain, phrases(language))


@pytest.mark.parametrize("language", SPOKEN)
def test_each_shape_is_told_in_its_own_words(language: str) -> None:
    state = cases.state("dental-clinic")
    assert state.workflow is not None
    graphs = [state.workflow.model_copy(update={"shape": shape}) for shape in (None, *WorkflowShape)]
    told = {summary(state.model_copy(update={"workflow": graph}), phrases(language)) for graph in graphs}
    assert len(told) == len(WorkflowShape) + 1
