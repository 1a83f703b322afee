"""CPU of rendering and linting one agent for every platform, in this process: the same work as for an export's request.

Warm: each platform's modules are loaded and its shapes built before anything is counted, and garbage is collected as
seldom as in a server.
"""

import time
from dataclasses import dataclass
from statistics import median

from parley.agents.schemas import AgentSpec
from parley.app import calm_collector
from parley.builder import spec
from parley.exports import service
from tests.builder import cases

_AGENT = "it-helpdesk"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU of one platform's bundle, in milliseconds."""

    render_ms: float
    lint_ms: float

    @property
    def both_ms(self) -> float:
        """An export with its findings."""
        return self.render_ms + self.lint_ms


@dataclass(frozen=True, slots=True)
class Exports:
    """Which agent it was, and the costs of every round by platform."""

    tools: int
    nodes: int
    rounds: list[dict[str, Cost]]

    def cost(self, platform: str) -> Cost:
        """The medians over the rounds."""
        costs = [costs[platform] for costs in self.rounds]
        return Cost(median(cost.render_ms for cost in costs), median(cost.lint_ms for cost in costs))

    @property
    def total_ms(self) -> float:
        """All platforms together: the median over the rounds, each by itself."""
        return median(sum(cost.both_ms for cost in costs.values()) for costs in self.rounds)


def measure(rounds: int) -> Exports:
    """That many rounds over all platforms, after one that is not counted."""
    agent = spec.build(cases.states()[_AGENT])
    _round(agent)
    calm_collector()
    return Exports(len(agent.tools), len(agent.workflow.nodes), [_round(agent) for _ in range(rounds)])


def _round(agent: AgentSpec) -> dict[str, Cost]:
    return {name: _cost(agent, name) for name in service.names()}


def _cost(agent: AgentSpec, platform: str) -> Cost:
    started = time.process_time()
    made = service.render(agent, platform)
    rendered = time.process_time()
    service.lint(made.texts, platform)
    return Cost((rendered - started) * 1000, (time.process_time() - rendered) * 1000)
