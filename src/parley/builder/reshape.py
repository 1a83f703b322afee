"""The workflow over HTTP: edits by the user's own hand, refused where the graph would break, and its picture."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from fastapi import Response

from parley.agents.schemas import Workflow, WorkflowEdit
from parley.agents.schemas.layout import Tangled
from parley.agents.schemas.svg import svg
from parley.builder.answers import TurnOut, WorkflowEditOut
from parley.builder.schemas import BuildState
from parley.builder.workflow.edits import Unfit
from parley.builder.workflow.revision import Broken, revise
from parley.core.errors import Conflict, InvalidInput
from parley.sessions.schemas import Header, TurnResult


def workflow_edits(edits: Sequence[WorkflowEdit]) -> Callable[[BuildState], BuildState]:
    """The edits, all or none: Conflict where they do not fit the graph, InvalidInput (with `findings`) if it broke."""

    def change(state: BuildState) -> BuildState:
        if state.workflow is None:
            raise Conflict("This session has no workflow yet; it is made when the tools are settled.")
        try:
            return state.model_copy(update={"workflow": revise(state, edits)})
        except Unfit as error:
            raise Conflict(str(error)) from None
        except Broken as error:
            found = [finding.model_dump(mode="json") for finding in error.findings[:20]]
            detail = f"The graph would not work any more, so nothing was changed: {error}."
            raise InvalidInput(detail, findings=found) from None

    return change


def with_graph(result: TurnResult) -> TurnResult:
    """The same turn, whose answer also shows the graph it left."""
    state = BuildState.model_validate_json(result.state)

    def render(header: Header) -> str:
        told = TurnOut.model_validate_json(result.render(header))
        return WorkflowEditOut.model_validate(
            {**dict(told), "graph": state.workflow, "findings": state.findings}
        ).model_dump_json()

    return replace(result, render=render)


def picture(graph: Workflow) -> Response:
    """The graph as an image that may do nothing but be looked at; Conflict where it is too tangled to be drawn."""
    try:
        drawn = svg(graph)
    except Tangled:
        raise Conflict("This graph is too tangled to be drawn; ?format=mermaid gives it as text.") from None
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(drawn, media_type="image/svg+xml", headers=headers)
