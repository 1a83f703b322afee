"""Scenarios as the platform's tests: of the next answer, of the next tool call, of a whole simulated conversation.

A tool is named there by its id, which exists in a workspace only: the tests hold the path of its config instead, and
`push.py` puts the id in its place. The platform's own tools are known by their names.
"""

from collections.abc import Mapping
from typing import assert_never

from parley.agents.schemas import ArgumentCheck, CheckKind, ExpectedCall, Scenario, ScenarioKind
from parley.exports.platforms.elevenlabs.export import Export, Json

SECONDS_PER_MESSAGE = 5
DEFAULT_TURNS = 5
WHAT = {
    ScenarioKind.REPLY: "Tests of the next answer",
    ScenarioKind.CALL: "Tests of the next tool call",
    ScenarioKind.CONVERSATION: "Tests of whole conversations, with a simulated caller and mocked tools",
}


def config(export: Export, scenario: Scenario, tools: Mapping[str, Json]) -> Json:
    """The body of the platform's "create test" call; `tools` are the tool configs of the project by their paths."""
    prefix = "" if export.origin else f"{export.spec.name or export.spec.slug}: "
    found: Json = {"type": "llm", "name": f"{prefix}{scenario.name}"}
    if scenario.history:
        found["chat_history"] = [
            {"role": message.role.value, "message": message.text, "time_in_call_secs": at * SECONDS_PER_MESSAGE}
            for at, message in enumerate(scenario.history)
        ]
    if defaults := export.placeholders:
        found["dynamic_variables"] = defaults
    found |= _judged(export, scenario, _references(export, tools))
    export.notes.mapped.append(WHAT[scenario.kind])
    return found


def _judged(export: Export, scenario: Scenario, references: Mapping[str, Json]) -> Json:
    match scenario.kind:
        case ScenarioKind.REPLY:
            return _reply(scenario)
        case ScenarioKind.CALL:
            return _call(export, scenario, references)
        case ScenarioKind.CONVERSATION:
            return _conversation(export, scenario, references)
    assert_never(scenario.kind)


def _references(export: Export, tools: Mapping[str, Json]) -> dict[str, Json]:
    """How tests refer to each tool of the agent, by its neutral name."""
    paths = {config["name"]: path for path, config in tools.items()}
    found: dict[str, Json] = {
        tool.name: {"id": paths[tool.name], "type": tool.kind.value}
        for tool in export.spec.tools
        if tool.name in paths and not tool.builtin
    }
    return found | {
        tool.name: {"id": tool.builtin.value, "type": "system"} for tool in export.spec.tools if tool.builtin
    }


def _reply(scenario: Scenario) -> Json:
    found: Json = {"success_condition": "\n".join(scenario.success)}
    if scenario.good:
        found["success_examples"] = [{"type": "success", "response": text} for text in scenario.good]
    if scenario.bad:
        found["failure_examples"] = [{"type": "failure", "response": text} for text in scenario.bad]
    return found


def _call(export: Export, scenario: Scenario, references: Mapping[str, Json]) -> Json:
    call = scenario.call
    if call is None or call.tool not in references:
        export.notes.approximated.append(
            f"Test {scenario.name}: its tool is not part of the project, so the answer is judged instead of the call"
        )
        return _reply(scenario)
    expected: Json = {"referenced_tool": references[call.tool]}
    if call.is_absent:
        expected["verify_absence"] = True
    if checks := _checks(call):
        expected["parameters"] = checks
    export.notes.approximated.append("Tests of tool calls: the platform judges the call and its values, no words of it")
    return {"type": "tool", "tool_call_parameters": expected}


def _checks(call: ExpectedCall) -> list[Json]:
    """One check a path; an item of a list has no path there, so the list is judged as a whole."""
    found: dict[str, Json] = {}
    for one in call.arguments:
        path, bracket, _ = one.parameter.partition("[")
        found.setdefault(path, {"path": path, "eval": _listed(one) if bracket else _check(one)})
    return list(found.values())


def _listed(one: ArgumentCheck) -> Json:
    if one.kind is CheckKind.ANY:
        return {"type": "anything"}
    return {"type": "llm", "description": f"An item of the list has as {one.parameter}: {one.value}"}


def _check(one: ArgumentCheck) -> Json:
    match one.kind:
        case CheckKind.EXACT:
            return {"type": "exact", "expected_value": one.value}
        case CheckKind.PATTERN:
            return {"type": "regex", "pattern": one.value}
        case CheckKind.JUDGED:
            return {"type": "llm", "description": one.value}
        case CheckKind.ANY:
            return {"type": "anything"}
    assert_never(one.kind)


def _conversation(export: Export, scenario: Scenario, references: Mapping[str, Json]) -> Json:
    found: Json = {
        "type": "simulation",
        "simulation_scenario": scenario.caller,
        "success_conditions": list(scenario.success),
    }
    if scenario.max_turns != DEFAULT_TURNS:
        found["simulation_max_turns"] = scenario.max_turns
    if references:
        found["tool_mock_config"] = {"mocking_strategy": "all"}
    mocks: dict[str, list[Json]] = {}
    for mock in scenario.mocks:
        if mock.tool not in references:
            export.notes.dropped.append(f"Test {scenario.name}: the mock of {mock.tool}, which is not in the project")
            continue
        answer: Json = {"mock_result": mock.answer} | ({"is_error": True} if mock.fails else {})
        mocks.setdefault(references[mock.tool]["id"], []).append(answer)
    if mocks:
        found["tool_mock_overrides"] = mocks
    return found
