"""A finished agent, ours or somebody else's, as the state of a build that goes on with it."""

from parley.agents.answers import VersionKind, VersionOut
from parley.agents.schemas import SLOTS, AgentSpec, SlotStatus
from parley.builder import report
from parley.builder.phrases import ENGLISH
from parley.builder.prompt import polish
from parley.builder.schemas import Assumption, BuildState, Stage
from parley.builder.spec import build, digest


def opened(found: VersionOut, state: BuildState) -> BuildState:
    """The state of a new session about a version; a persona's is nobody's to change, so a copy is to be agreed to."""
    held = reopened(found.spec, found.agent_id, found.number, state)
    if found.kind is VersionKind.FILE:
        return bereft(held).model_copy(update={"stage": Stage.REVIEWING_WORKFLOW})
    return held


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
            "assumptions": _assumed(spec),
            "agent_id": agent_id,
            "agent_version": number,
        }
    )
    worded = opened.model_copy(update={"wordings": polish.recovered(build(opened).prompt, spec.prompt)})
    plain = spec.model_copy(update={"provenance": None})
    made = build(worded)
    if made.model_copy(update={"slug": spec.slug}) != plain:
        graph = spec.workflow.model_copy(update={"edits": []})
        origin = plain.model_copy(update={"workflow": graph})
        worded = opened.model_copy(update={"origin": origin, "workflow": graph})
    return worded.model_copy(update={"spec_hash": digest(build(worded))})


def _assumed(spec: AgentSpec) -> list[Assumption]:
    """The assumptions with the values that they are about, as far as their words tell: they go when those are set."""
    goals = spec.brief.goals.value if spec.brief.goals else []
    slots = [slot for slot in SLOTS if (held := getattr(spec.brief, slot)) and held.status is SlotStatus.DEFAULT]
    blank = BuildState(brief=spec.brief, assumptions=[Assumption(path=f"/brief/{slot}", text="") for slot in slots])
    about = {text: item.path for text, item in zip(report.assumptions(blank, ENGLISH), blank.assumptions, strict=True)}
    data = {f"Data for “{goal.name}”": f"/brief/goals/{place}/collect" for place, goal in enumerate(goals)}
    known = ((text, about.get(text) or data.get(text.partition(": ")[0], "")) for text in spec.assumptions)
    return [Assumption(path=path, text=text) for text, path in known]


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
