"""Which shape of agent a brief calls for: one prompt, procedures by request, or a graph; and why.

It is advice: the graph is synthesised and linted whatever its shape, and exporters take from it what they can carry.
"""

from collections.abc import Sequence

from parley.agents.schemas import Goal, WorkflowShape
from parley.builder.workflow.matching import Candidate

_FEW = 2


def choose(goals: Sequence[Goal], chosen: Sequence[Sequence[Candidate]]) -> tuple[WorkflowShape, str]:
    """The shape for these goals with the tools each of them calls, in their order."""
    for goal, tools in zip(goals, chosen, strict=True):
        if _depends(tools):
            names = " → ".join(held.tool.title for held in tools[:4])
            return WorkflowShape.GRAPH, f"“{goal.name[:80]}” takes calls that build on one another: {names[:160]}."
    with_tools = sum(1 for tools in chosen if tools)
    if len(goals) > _FEW or (len(goals) > 1 and with_tools):
        many = f"{len(goals)} requests that do not depend on one another"
        return WorkflowShape.PROCEDURES, f"{many}, {with_tools or 'none'} of them with tools: one procedure each."
    few = "No request" if not goals else "One request" if len(goals) == 1 else f"{len(goals)} requests"
    return (
        WorkflowShape.SINGLE_PROMPT,
        f"{few}, {'one step with a tool' if with_tools else 'no tools'}: a prompt will do.",
    )


def _depends(tools: Sequence[Candidate]) -> bool:
    """Whether a later call needs what an earlier one found: a look-up before a write, or a result that is a need."""
    returned: set[str] = set()
    has_looked_up = False
    for held in tools:
        if (has_looked_up and held.tool.writes) or returned & set(held.needs):
            return True
        has_looked_up = has_looked_up or not held.tool.writes
        returned |= {result.name for result in held.tool.results}
    return False
