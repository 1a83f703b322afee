"""What carries out an agent's calls in a test: the scenario's mocks, or the tools themselves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from parley.agents.schemas import Scenario, ToolKind, ToolSpec
from parley.core.errors import AppError
from parley.exports.parameters import asked
from parley.tools.calls import CallIn
from parley.tools.trials import Trials

_PLAIN = '{"status":"ok"}'
_SENDABLE = frozenset({ToolKind.WEBHOOK, ToolKind.MCP})
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a call."""

    text: str
    is_error: bool = False


class Hands(Protocol):
    """Carries out a call; what goes wrong is an answer, too."""

    async def carry_out(self, tool: ToolSpec, given: Mapping[str, Any]) -> Done:
        """What the tool answers."""
        ...


class Mocked:
    """Answers as the scenario has it, and plainly for tools it says nothing of; nothing is sent."""

    def __init__(self, scenario: Scenario) -> None:
        self._mocks = {mock.tool: mock for mock in scenario.mocks}

    async def carry_out(self, tool: ToolSpec, given: Mapping[str, Any]) -> Done:
        """The mock's answer."""
        mock = self._mocks.get(tool.name)
        return Done(mock.answer, mock.fails) if mock else Done(_PLAIN)


class Sending:
    """Really calls webhooks and MCP servers with the owner's secrets; what the scenario lets fail still fails."""

    def __init__(self, trials: Trials, owner: str, scenario: Scenario, variables: Mapping[str, str]) -> None:
        self._trials = trials
        self._owner = owner
        self._mocked = Mocked(scenario)
        self._failing = {mock.tool for mock in scenario.mocks if mock.fails}
        self._variables = variables

    async def carry_out(self, tool: ToolSpec, given: Mapping[str, Any]) -> Done:
        """The real answer, secrets masked; mocked for tools that only a platform or client can run."""
        if tool.kind not in _SENDABLE or tool.name in self._failing:
            return await self._mocked.carry_out(tool, given)
        used = {str(parameter.value) for parameter in tool.parameters}
        variables = {name: value for name, value in self._variables.items() if name in used}
        try:
            call = CallIn(arguments=flat(tool, given), variables=variables, confirm=True)
            answer = (await self._trials.send(self._owner, tool, call)).answer
        except ValidationError:
            return Done("The arguments are of no form that this tool takes.", is_error=True)
        except AppError as error:
            return Done(error.detail, is_error=True)
        if answer is None:
            return Done(_PLAIN)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)
        return Done(text[:_LONGEST], answer.is_error)


def flat(tool: ToolSpec, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments under the parameters' full names; those that are none of the tool's keep theirs."""
    names = {parameter.name for parameter in asked(tool)}
    heads = {name.partition(".")[0].partition("[")[0] for name in names}
    found = {name: value for name, value in ((name, argument(given, name)) for name in names) if value is not None}
    return found | {name: value for name, value in given.items() if name not in heads}


def argument(given: Mapping[str, Any], name: str) -> Any:
    """The value at a parameter's full name, dots and lists of one included; None where there is none."""
    here: Any = given
    for part in name.split("."):
        plain, bracket, _ = part.partition("[")
        here = here.get(plain) if isinstance(here, Mapping) else None
        if bracket and isinstance(here, list):
            here = here[0] if here else None
    return here
