"""A finished agent, ours or somebody else's, as the state of a build that goes on with it."""

from parley.agents.schemas import AgentSpec
from parley.builder.prompt import polish
from parley.builder.schemas import BuildState, Stage
from parley.builder.spec import build, digest


def reopened(spec: AgentSpec, agent_id: str, number: int, state: BuildState) -> BuildState:
    """The state of a new session about that version; building it again gives the very spec, provenance apart.

    What the builder would write otherwise is kept as `origin`: then only what the session changes is written anew.
    """
    opened = state.model_copy(
        update={
            "stage": Stage.COMPLETED,
            "brief": spec.brief,
            "tools": spec.tools,
            "are_tools_settled": True,
            "workflow": spec.workflow,
            "is_workflow_approved": True,
            "agent_id": agent_id,
            "agent_version": number,
        }
    )
    worded = opened.model_copy(update={"wordings": polish.recovered(build(opened).prompt, spec.prompt)})
    plain = spec.model_copy(update={"provenance": None})
    made = build(worded)
    if made.model_copy(update={"slug": spec.slug, "assumptions": spec.assumptions}) != plain:
        graph = spec.workflow.model_copy(update={"edits": []})
        origin = plain.model_copy(update={"workflow": graph})
        worded = opened.model_copy(update={"origin": origin, "workflow": graph})
    return worded.model_copy(update={"spec_hash": digest(build(worded))})


def bereft(state: BuildState) -> BuildState:
    """The state of a session whose agent was deleted: all is known as before, and building it is to be agreed to."""
    return state.model_copy(
        update={
            "agent_id": None,
            "agent_version": None,
            "spec_hash": "",
            "spec_basis": "",
            "is_workflow_approved": False,
        }
    )
