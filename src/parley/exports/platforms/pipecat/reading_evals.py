"""The agent's tests from an eval file: scripts as histories with what must come back, simulations as conversations."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from parley.agents.schemas import (
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Speaker,
    ToolSpec,
)
from parley.exports.platforms.pipecat import lint_evals, scenarios
from parley.exports.platforms.pipecat.eval_shapes import Expectation, Script, Simulation
from parley.exports.platforms.pipecat.export import arguments
from parley.exports.platforms.pipecat.tools import filled
from parley.exports.platforms.pipecat.wording import words

MOST = 60
_ASIDE = (scenarios.GOOD, scenarios.BAD, scenarios.ABSENT, scenarios.ARGUMENT)
_SPEAKERS = {"user": Speaker.USER, "assistant": Speaker.AGENT}


def tests(path: str, document: Any, tools: Mapping[str, ToolSpec]) -> list[Scenario]:
    """The scenarios that an agent's tests can say; the others stay where they are."""
    found: dict[str, Scenario] = {}
    for entry in lint_evals.entries(path, document):
        shaped = lint_evals.scenario(entry)
        made = _simulation(shaped) if isinstance(shaped, Simulation) else _script(shaped, tools) if shaped else None
        if made and made.name and made.name not in found:
            found[made.name] = made
    return list(found.values())[:MOST]


def _simulation(one: Simulation) -> Scenario | None:
    goal = "" if one.goal.strip() == scenarios.GOAL else one.goal
    caller, success = words(f"{one.persona.strip()}\n{goal}"), _listed(one.success)
    if not caller or not success:
        return None
    return Scenario(
        name=words(one.name, 300),
        kind=ScenarioKind.CONVERSATION,
        caller=caller,
        max_turns=min(one.max_turns, 50),
        success=success,
    )


def _script(one: Script, tools: Mapping[str, ToolSpec]) -> Scenario | None:
    history = list(_history(one))[:50]
    expected = next((found for turn in reversed(one.turns) for found in turn.expect), None)
    if not history or expected is None:
        return None
    call = _call(expected, tools)
    success = _listed(expected.eval or expected.text_contains or "")
    if call is None and not success:
        return None
    good, bad = (_examples(expected.eval or "", lead) for lead in (scenarios.GOOD, scenarios.BAD))
    return Scenario(
        name=words(one.name, 300),
        kind=ScenarioKind.CALL if call else ScenarioKind.REPLY,
        history=history,
        success=success or [f"Calls {call.tool}." if call else ""],
        call=call,
        good=good,
        bad=bad,
    )


def _history(one: Script) -> Iterator[ScenarioMessage]:
    for message in one.context:
        if message.role in _SPEAKERS:
            yield ScenarioMessage(role=_SPEAKERS[message.role], text=words(message.content))
    for turn in one.turns:
        if isinstance(turn.user, str):
            yield ScenarioMessage(role=Speaker.USER, text=words(turn.user))


def _call(expected: Expectation, tools: Mapping[str, ToolSpec]) -> ExpectedCall | None:
    calls = expected.expected_calls
    absent = (one for one in (expected.eval or "").split("\n") if one.startswith(scenarios.ABSENT))
    for line in absent:
        name = line.removeprefix(scenarios.ABSENT).removesuffix(".")
        if name in tools:
            return ExpectedCall(tool=name, is_absent=True)
    if expected.event != "function_call" or not calls or calls[0].name not in tools:
        return None
    name = str(calls[0].name)
    names = {argument: parameter for parameter, argument in arguments(filled(tools[name])).items()}
    checks = [
        ArgumentCheck(parameter=names[key], kind=CheckKind.EXACT, value=words(_text(value)))
        for key, value in (calls[0].args or {}).items()
        if key in names
    ]
    judged = (_check(line, names) for line in (expected.eval or "").split("\n"))
    return ExpectedCall(tool=name, arguments=[*checks, *(one for one in judged if one)][:40])


def _check(line: str, names: Mapping[str, str]) -> ArgumentCheck | None:
    """The check of an argument that a line of ours tells."""
    rest = line.removeprefix("- ").removeprefix(scenarios.ARGUMENT)
    for kind, lead in ((CheckKind.PATTERN, scenarios.PATTERN), (CheckKind.JUDGED, scenarios.JUDGED)):
        argument, found, value = rest.partition(lead)
        if found and argument in names:
            value = value.removesuffix("`.") if kind is CheckKind.PATTERN else value
            return ArgumentCheck(parameter=names[argument], kind=kind, value=words(value))
    return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _listed(text: str) -> list[str]:
    """One criterion, or the several that ours lists; examples are no part of it."""
    lines = [line for line in text.split("\n") if not line.removeprefix("- ").startswith(_ASIDE)]
    if lines and lines[0] in scenarios.LEADS:
        found = [words(line.removeprefix("- ")) for line in lines[1:] if line.startswith("- ")]
        return [one for one in found if one][:10]
    whole = words("\n".join(lines))
    return [whole] if whole else []


def _examples(text: str, lead: str) -> list[str]:
    lines = (line.removeprefix(lead) for line in text.split("\n") if line.startswith(lead))
    return [words(one) for line in lines for one in line.split(" | ")][:5]
