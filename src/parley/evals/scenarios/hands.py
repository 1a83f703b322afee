"""What carries out an agent's calls in a test: the scenario's mocks, or the tools themselves."""

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import ValidationError

from parley.agents.schemas import Scenario, ToolKind, ToolSpec
from parley.chat.hands import PLAIN, Done, text_of
from parley.core.errors import AppError
from parley.tools import arguments
from parley.tools.calls import CallIn
from parley.tools.trials import Trials

_SENDABLE = frozenset({ToolKind.WEBHOOK, ToolKind.MCP})
_LONGEST = 20_000


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
        return Done(mock.answer, mock.fails) if mock else Done(PLAIN)


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
            call = CallIn(arguments=arguments.flat(tool, given), variables=variables, confirm=True)
            answer = (await self._trials.send(self._owner, tool, call)).answer
        except ValidationError:
            return Done("The arguments are of no form that this tool takes.", is_error=True)
        except AppError as error:
            return Done(error.detail, is_error=True)
        return Done(text_of(answer)[:_LONGEST], answer is not None and answer.is_error)
