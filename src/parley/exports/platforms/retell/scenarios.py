"""Tests as the platform's simulations: somebody plays the caller, and what must hold afterwards is judged."""

import json

from parley.agents.schemas import (
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    Speaker,
    ToolKind,
    ToolMock,
)
from parley.exports.naming import unique
from parley.exports.platforms.retell.agent import engine
from parley.exports.platforms.retell.export import Export, Json

PLAYED = "You are calling. Say the following in turn, one message at a time, and nothing else:"
ENDS = "Once all is said and answered, end the conversation."


def cases(export: Export) -> list[Json]:
    """The bodies of the "create test case definition" calls; their names are unique."""
    found: list[Json] = []
    for scenario in export.spec.tests:
        name = unique(scenario.name or "Test", (str(case["name"]) for case in found))
        found.append(_case(export, scenario, name))
    kinds = {scenario.kind for scenario in export.spec.tests}
    if ScenarioKind.CONVERSATION in kinds:
        export.notes.mapped.append("Tests of whole conversations: simulations")
    if kinds - {ScenarioKind.CONVERSATION}:
        export.notes.approximated.append(
            "Tests of one reply or call: simulations of a caller who says the same, judged at the end"
        )
    return found


def _case(export: Export, scenario: Scenario, name: str) -> Json:
    found: Json = {
        "name": name,
        "response_engine": engine(export),
        "user_prompt": _caller(scenario),
        "metrics": [*filter(None, scenario.success), *_examples(scenario), *_called(scenario.call)],
    }
    if export.examples:
        found["dynamic_variables"] = export.examples
    servers = {tool.name for tool in export.spec.tools if tool.kind is ToolKind.MCP}
    if mocks := [_mock(mock) for mock in scenario.mocks if mock.tool not in servers]:
        found["tool_mocks"] = mocks
    return found


def _caller(scenario: Scenario) -> str:
    if scenario.kind is ScenarioKind.CONVERSATION:
        return scenario.caller
    said = [message.text for message in scenario.history if message.role is Speaker.USER]
    lines = [f"{at}. {text}" for at, text in enumerate(said or ["Hello"], start=1)]
    return "\n".join([PLAYED, *lines, ENDS])


def _examples(scenario: Scenario) -> list[str]:
    good = [f"The last reply is like this one: {text}" for text in scenario.good]
    return good + [f"The last reply is not like this one: {text}" for text in scenario.bad]


def _called(call: ExpectedCall | None) -> list[str]:
    if call is None:
        return []
    if call.is_absent:
        return [f"The tool {call.tool} is not called."]
    checks = [told for one in call.arguments if (told := _argument(one))]
    return [f"The tool {call.tool} is called" + (f", with {', '.join(checks)}." if checks else ".")]


def _argument(one: ArgumentCheck) -> str:
    match one.kind:
        case CheckKind.EXACT:
            return f"{one.parameter} equal to “{one.value}”"
        case CheckKind.PATTERN:
            return f"{one.parameter} matching the regular expression {one.value}"
        case CheckKind.JUDGED:
            return f"{one.parameter} as follows: {one.value}"
    return ""


def _mock(mock: ToolMock) -> Json:
    found: Json = {"tool_name": mock.tool, "input_match_rule": {"type": "any"}, "output": mock.answer}
    if mock.fails:
        found |= {"output": json.dumps({"error": mock.answer}, ensure_ascii=False), "result": False}
    return found
