"""Plays one scenario: the agent answers, a caller talks with it where the scenario has one, and it is judged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from parley.agents.schemas import AgentSpec, Scenario, ScenarioKind
from parley.chat.agents import filled
from parley.evals.scenarios import agent, caller, checks, judge
from parley.evals.scenarios.hands import Hands
from parley.evals.scenarios.judge import Verdict
from parley.evals.scenarios.talk import Entry, Kind, lines, told
from parley.llm.errors import ModelError, ModelNonsense
from parley.llm.schemas import TalkingModel


class Outcome(StrEnum):
    """UNPLAYED: the model failed, or the judge could not be believed; it says nothing about the agent."""

    PASSED = "passed"
    FAILED = "failed"
    UNPLAYED = "unplayed"


@dataclass(slots=True)
class Played:
    """A scenario as it went; `fault` says why it was not played."""

    scenario: Scenario
    talk: list[Entry] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    fault: str = ""

    @property
    def outcome(self) -> Outcome:
        """What it says about the agent."""
        if self.fault:
            return Outcome.UNPLAYED
        return Outcome.PASSED if all(verdict.holds for verdict in self.verdicts) else Outcome.FAILED


@dataclass(frozen=True, slots=True)
class Table:
    """What a scenario is played with: the agent, the model that plays all parts, and who carries out calls."""

    spec: AgentSpec
    model: TalkingModel
    hands: Callable[[Scenario], Hands]


async def play(table: Table, scenario: Scenario) -> Played:
    """The scenario once; a failing model ends it and is told in `fault`."""
    played = Played(scenario)
    try:
        if scenario.kind is ScenarioKind.CONVERSATION:
            await _converse(table, played)
        else:
            await _answer(table, played)
        await _judge(table, played)
    except ModelNonsense as error:
        played.fault = error.complaint
    except ModelError as error:
        played.fault = error.detail
    return played


async def _answer(table: Table, played: Played) -> None:
    played.talk = told(played.scenario.history)
    played.talk += await agent.answers(table.spec, played.talk, table.model, table.hands(played.scenario))


async def _converse(table: Table, played: Played) -> None:
    scenario, spec, hands = played.scenario, table.spec, table.hands(played.scenario)
    played.talk = told(scenario.history)
    if spec.first_message and not played.talk:
        values = {variable.name: variable.default for variable in spec.variables}
        played.talk.append(Entry(Kind.AGENT, filled(spec.first_message, values)))
    for _ in range(scenario.max_turns):
        line = await caller.speaks(scenario.caller, played.talk, table.model)
        if line.is_done and not line.say.strip():
            break
        played.talk.append(Entry(Kind.CALLER, line.say.strip()))
        done = await agent.answers(spec, played.talk, table.model, hands)
        played.talk += done
        if line.is_done or agent.is_over(done, spec):
            break


async def _judge(table: Table, played: Played) -> None:
    scenario = played.scenario
    conditions = list(scenario.success)
    if scenario.call is not None:
        done = played.talk[len(scenario.history) :]
        played.verdicts += checks.called(scenario.call, done)
        if not all(verdict.holds for verdict in played.verdicts):
            return
        conditions += checks.to_judge(scenario.call)
    played.verdicts += await judge.judged(lines(played.talk), conditions, table.model)
