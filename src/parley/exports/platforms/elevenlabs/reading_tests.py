"""Tests of imported agents as scenarios; one of a tool that the documents do not name stays in them as it is."""

from collections.abc import Mapping
from typing import Any

from parley.agents.schemas import (
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Speaker,
    ToolMock,
)
from parley.exports.platforms.elevenlabs.configs import member, objects, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.scenarios import DEFAULT_TURNS
from parley.exports.platforms.elevenlabs.texts import line, paragraph

MAX_TESTS = 60
CALLED = "The tool is called as the test expects."
_CHECKS = {
    "exact": (CheckKind.EXACT, "expected_value"),
    "regex": (CheckKind.PATTERN, "pattern"),
    "llm": (CheckKind.JUDGED, "description"),
    "anything": (CheckKind.ANY, ""),
}


def scenarios(bodies: list[Any], agent: str, tools: Mapping[str, str]) -> list[Scenario]:
    """The tests; `tools` are the names of the agent's tools by what a test may call them."""
    found = []
    for body in bodies:
        if isinstance(body, dict):
            made = _scenario(body, line(text(body, "name").removeprefix(f"{agent}: ")), tools)
            found += [made] if made else []
    return found[:MAX_TESTS]


def _scenario(body: Json, name: str, tools: Mapping[str, str]) -> Scenario | None:
    kept: Json = {"name": name or "Test", "history": _history(body)}
    match text(body, "type"):
        case "llm":
            return _reply(body, kept)
        case "tool":
            return _call(body, kept, tools)
        case "simulation":
            return _conversation(body, kept, tools)
    return None


def _history(body: Json) -> list[ScenarioMessage]:
    found = [
        ScenarioMessage(role=Speaker(text(message, "role")), text=paragraph(text(message, "message")))
        for _, message in objects(body, "chat_history")
        if text(message, "role") in set(Speaker)
    ]
    return found[-50:]


def _conditions(*texts: str) -> list[str]:
    return [paragraph(one) for one in texts if paragraph(one)][:10]


def _reply(body: Json, kept: Json) -> Scenario | None:
    success = _conditions(*text(body, "success_condition").split("\n"))
    if not success or not kept["history"]:
        return None
    good, bad = (
        [paragraph(text(one, "response")) for _, one in objects(body, key)][:5]
        for key in ("success_examples", "failure_examples")
    )
    return Scenario(**kept, success=success, good=good, bad=bad)


def _call(body: Json, kept: Json, tools: Mapping[str, str]) -> Scenario | None:
    expected = member(body, "tool_call_parameters")
    tool = tools.get(text(member(expected, "referenced_tool"), "id"))
    if tool is None or not kept["history"]:
        return None
    arguments = []
    for _, one in objects(expected, "parameters"):
        kind, key = _CHECKS.get(text(member(one, "eval"), "type"), (CheckKind.ANY, ""))
        value = paragraph(text(member(one, "eval"), key)) if key else ""
        arguments.append({"parameter": text(one, "path"), "kind": kind, "value": value})
    call = ExpectedCall(
        tool=tool,
        arguments=[ArgumentCheck.model_validate(one) for one in arguments if _fits(one["parameter"])][:40],
        is_absent=expected.get("verify_absence") is True,
    )
    return Scenario(**kept, kind=ScenarioKind.CALL, success=[CALLED], call=call)


def _fits(path: Any) -> bool:
    return isinstance(path, str) and path.replace(".", "_").isidentifier() and path.isascii() and len(path) <= 64


def _conversation(body: Json, kept: Json, tools: Mapping[str, str]) -> Scenario | None:
    listed = body.get("success_conditions")
    given = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    success = _conditions(*(given or [text(body, "success_condition")]))
    caller = paragraph(text(body, "simulation_scenario"))
    if not success or not caller:
        return None
    turns = body.get("simulation_max_turns")
    mocks = [
        ToolMock(tool=tools[name], answer=paragraph(text(mock, "mock_result")), fails=mock.get("is_error") is True)
        for name in member(body, "tool_mock_overrides")
        if name in tools
        for _, mock in objects(body["tool_mock_overrides"], name)
    ]
    return Scenario(
        **kept,
        kind=ScenarioKind.CONVERSATION,
        caller=caller,
        max_turns=min(50, max(1, turns)) if type(turns) is int else DEFAULT_TURNS,
        success=success,
        mocks=mocks[:20],
    )
