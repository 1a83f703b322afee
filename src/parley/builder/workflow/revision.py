"""A build's workflow, derived or revised: synthesis, the user's edits on it, repair, and what the linter says."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from parley.agents.schemas import Finding, Severity, Workflow, WorkflowEdit
from parley.builder.schemas import BuildState
from parley.builder.workflow import grafting, renaming, replay, synthesis
from parley.builder.workflow.lint import lint
from parley.builder.workflow.lint_brief import wanted
from parley.builder.workflow.repair import repair

_EDITS: TypeAdapter[list[WorkflowEdit]] = TypeAdapter(list[WorkflowEdit])
_MOST_FINDINGS = 150
"""Of the 200 that a state keeps; the prompt has findings, too."""


class Broken(ValueError):
    """Edits that would leave a graph which cannot work; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message.rstrip(".") for finding in findings[:5]))
        self.findings = findings


def derive(state: BuildState) -> tuple[Workflow, list[Finding]]:
    """The workflow of a state as it follows from brief and tools, with the user's edits that still have a place.

    A graph that came with an agent is neither mended nor held against the brief: it was not made from it. Of what the
    linter finds only what it did not have when it came is told.
    """
    graph = _foundation(state)
    if state.workflow and state.workflow.edits:
        edits = renaming.followed(state.workflow.edits, state.workflow, graph)
        graph, _ = replay.replay(graph, edits)
    if state.origin is not None:
        came = lint(state.origin.workflow, state.origin.tools)
        return graph, [one for one in lint(graph, state.tools) if one not in came][:_MOST_FINDINGS]
    graph, mended = repair(graph)
    return graph, [*lint(graph, state.tools, wanted(state)), *mended][:_MOST_FINDINGS]


def revise(state: BuildState, edits: Sequence[WorkflowEdit]) -> Workflow:
    """The state's workflow with the user's edits, all of them; Unfit or Broken, and then none is made."""
    held = state.workflow or _foundation(state)
    changed = replay.apply(held, edits)
    known = {(finding.rule, finding.where) for finding in lint(held, state.tools)}
    found = [finding for finding in lint(changed, state.tools) if finding.severity is Severity.ERROR]
    if new := [finding for finding in found if (finding.rule, finding.where) not in known]:
        raise Broken(new)
    return changed.model_copy(update={"edits": replay.compacted(_foundation(state), changed.edits)})


def _foundation(state: BuildState) -> Workflow:
    """The graph without the user's edits: made from the brief, or the one that came, with what changed since."""
    graph = synthesis.synthesise(state)
    if state.origin is None:
        return graph
    came = state.model_copy(update={"brief": state.origin.brief, "tools": state.origin.tools})
    tools = {tool.name for tool in state.tools}
    return grafting.grafted(state.origin.workflow, synthesis.synthesise(came), graph, tools)


def reshaped(state: BuildState, edits: Any) -> BuildState:
    """The state with these edits, as JSON has them, made on its workflow; the very same where they cannot be made."""
    try:
        made = _EDITS.validate_python(edits)
        return state.model_copy(update={"workflow": revise(state, made)}) if made and state.workflow else state
    except ValueError:  # what does not read, does not fit or would break
        return state
