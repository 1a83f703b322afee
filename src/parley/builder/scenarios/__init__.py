"""The tests that travel with an agent, made from its brief: what callers do to it, and what it must do then."""

from functools import lru_cache

from parley.agents.schemas import AgentSpec, Scenario, Workflow
from parley.builder.scenarios import calls, goals, manners, rules
from parley.builder.scenarios.choosing import chosen
from parley.builder.scenarios.setting import setting
from parley.builder.schemas import BuildState
from parley.builder.workflow.outline import outlined
from parley.core.same import Same

_RULES = (
    rules.prohibitions,
    rules.duties,
    rules.hand_overs,
    rules.facts,
    rules.tasks,
    rules.hours,
    rules.tongues,
    rules.opening_words,
    rules.last_words,
    rules.tones,
)
_OTHERS = (
    manners.bounds,
    calls.consents,
    calls.expected,
    calls.failures,
    goals.corrections,
    manners.noise,
    manners.strangers,
)


def scenarios(state: BuildState, workflow: Workflow, first_message: str) -> list[Scenario]:
    """At most 60, deterministic, each rule that the brief states covered by one (`agents.rules.stated`).

    `sources` are pointers into the brief, or to tools and rules of ours. Made once as long as brief, tools and workflow
    stay the same objects.
    """
    return _made(Same(state, state.brief, workflow, *state.tools), Same(workflow, workflow), first_message)


@lru_cache(maxsize=16)
def _made(same: Same[BuildState], graph: Same[Workflow], first_message: str) -> list[Scenario]:
    at = setting(outlined(same.value), graph.value, first_message)
    return chosen(
        list(goals.usual_ways(at)),
        [list(made(at)) for made in _RULES],
        [list(made(at)) for made in _OTHERS],
        at.words,
    )


def generated(spec: AgentSpec) -> list[Scenario]:
    """The scenarios of an agent that was not built here, from the rules its brief has; few where it has none."""
    state = BuildState(brief=spec.brief, tools=spec.tools, workflow=spec.workflow)
    return scenarios(state, spec.workflow, spec.first_message)
