"""Tests of a stored agent as the command line calls them: which, by which model, with which hands."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.agents.schemas import AgentSpec, Scenario
from parley.agents.service import Agents
from parley.core.auth import LOCAL
from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.core.http import fetch_json
from parley.core.resources import Resources, open_resources
from parley.evals.scenarios.budget import Budgeted
from parley.evals.scenarios.hands import Hands, Mocked, Sending
from parley.evals.scenarios.play import Played, Table, play
from parley.evals.scenarios.report import Tested
from parley.llm import models
from parley.llm.pool import ModelPool
from parley.llm.schemas import ModelConfig
from parley.secrets.service import Vault
from parley.tools.mcp.service import McpServers
from parley.tools.trials import Trials

_TOGETHER = 4
"""As many scenarios are played at once; with `--send` one after the other, since they share the real world."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tests to play: all, or those whose names hold one of `only`; each `repeat` times."""

    agent: str
    version: int | None = None
    only: Sequence[str] = ()
    repeat: int = 1
    is_sending: bool = False


async def configured(settings: Settings) -> ModelConfig:
    """The model that plays agent, caller and judge. ConfigError: there is none."""
    found = await models.configured(settings, fetch_json)
    if not found:
        raise ConfigError(
            "tests need a model to play the agent, the caller and the judge: set LLM_MODEL and its key, "
            "or start Ollama; `parley doctor` says more"
        )
    return found[0]


async def run(
    settings: Settings, wanted: Wanted, model: ModelConfig, done: Callable[[int, int], None] = lambda _, __: None
) -> Tested:
    """Play the agent's tests; `done` is told how many of how many are over. ConfigError: no test fits. NotFound."""
    async with open_resources(settings) as resources:
        agents = Agents.of(resources)
        found = await agents.version(LOCAL, wanted.agent, wanted.version)
        chosen = select(found.spec, wanted.only)
        hands = _hands(settings, resources, found.spec, is_sending=wanted.is_sending)
        pool = ModelPool(model)
        budget = Budgeted(pool, settings.test_max_calls, settings.test_max_tokens)
        try:
            plays = await played(Table(found.spec, budget, hands), chosen, wanted, done)
        finally:
            await pool.close()
    return Tested(found.spec, found.number, model.name, plays, budget.spent)


def select(spec: AgentSpec, only: Sequence[str]) -> list[Scenario]:
    """The scenarios whose names hold one of `only`, in any case; all where it is empty."""
    if not spec.tests:
        raise ConfigError("this agent has no tests; a build makes them from its brief")
    parts = [part.casefold() for part in only]
    chosen = [one for one in spec.tests if not parts or any(part in one.name.casefold() for part in parts)]
    if not chosen:
        raise ConfigError(f"--only fits none of the agent's {len(spec.tests)} tests")
    return chosen


async def played(
    table: Table, chosen: Sequence[Scenario], wanted: Wanted, done: Callable[[int, int], None]
) -> list[list[Played]]:
    """Every scenario as often as wanted, several at once."""
    gate, over = asyncio.Semaphore(1 if wanted.is_sending else _TOGETHER), 0
    total = len(chosen) * wanted.repeat

    async def one(scenario: Scenario) -> Played:
        nonlocal over
        async with gate:
            found = await play(table, scenario)
        over += 1
        done(over, total)
        return found

    async with asyncio.TaskGroup() as group:
        tasks = [[group.create_task(one(scenario)) for _ in range(wanted.repeat)] for scenario in chosen]
    return [[task.result() for task in repeats] for repeats in tasks]


def _hands(
    settings: Settings, resources: Resources, spec: AgentSpec, *, is_sending: bool
) -> Callable[[Scenario], Hands]:
    if not is_sending:
        return Mocked
    trials = Trials(settings, Vault(settings, resources.db), McpServers(settings))
    variables = {variable.name: variable.default for variable in spec.variables}
    return lambda scenario: Sending(trials, LOCAL, scenario, variables)
