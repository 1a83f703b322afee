"""Tests: next replies and calls as evals of a mock conversation, whole conversations as simulations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.agents.schemas import CheckKind, ExpectedCall, Scenario, ScenarioKind, Speaker
from parley.exports.platforms.vapi.assistant import MODEL, PROVIDER
from parley.exports.platforms.vapi.export import NAME_LIMIT, Export, Json, resource_id
from parley.exports.platforms.vapi.origins import Origins

TEST_NAME_LIMIT = 80
CALLER = "caller"
JUDGE = """\
You judge the assistant's last message in a conversation. It passes only if all of this holds:
{rules}
Answer with the one word pass or fail."""
CALLER_PROMPT = """\
You are a person who talks with an assistant. Follow your scenario, answer questions in a sentence or two, invent no
facts beyond it, and say goodbye once you have what you want."""


@dataclass
class Tests:
    """Bodies by resource id."""

    evals: dict[str, Json] = field(default_factory=dict)
    personalities: dict[str, Json] = field(default_factory=dict)
    scenarios: dict[str, Json] = field(default_factory=dict)
    simulations: dict[str, Json] = field(default_factory=dict)
    suites: dict[str, Json] = field(default_factory=dict)


def bodies(export: Export, origins: Origins) -> Tests:
    """Every test; simulations share one caller and stand in one suite."""
    found = Tests()
    for test in export.spec.tests:
        taken = [*found.evals, *found.scenarios]
        name = origins.tests.get(test.name, "")
        if not name or name in taken:
            name = resource_id(test.name, "test", taken)
        if test.kind is ScenarioKind.CONVERSATION:
            found.scenarios[name] = _scenario(export, test)
            found.simulations[name] = {"name": _name(test), "personalityId": CALLER, "scenarioId": name}
        else:
            found.evals[name] = _eval(export, test)
    if found.scenarios:
        model: Json = {"provider": PROVIDER, "model": MODEL, "messages": [{"role": "system", "content": CALLER_PROMPT}]}
        found.personalities[CALLER] = {"name": "Caller", "assistant": {"model": model}}
        found.suites[export.assistant_id] = {
            "name": (export.spec.name or export.spec.slug)[:TEST_NAME_LIMIT].strip(),
            "simulationIds": [*found.simulations],
        }
    _note(export, found)
    return found


def _note(export: Export, found: Tests) -> None:
    if found.evals:
        export.notes.mapped.append("Tests of the next answer or call: evals of a mock conversation")
    if found.scenarios:
        export.notes.mapped.append("Tests of whole conversations: simulations with mocked tools")
        export.notes.approximated.append("Tests of whole conversations: the number of turns has no bound there")
    if any(test.good or test.bad for test in export.spec.tests):
        export.notes.approximated.append("Tests: good and bad replies are examples for the judge")


def _name(test: Scenario) -> str:
    return test.name[:TEST_NAME_LIMIT].strip() or "Test"


def _eval(export: Export, test: Scenario) -> Json:
    roles = {Speaker.USER: "user", Speaker.AGENT: "assistant"}
    told: list[Json] = [{"role": roles[one.role], "content": one.text} for one in test.history]
    plan = _call(export, test, test.call) if test.call else _judge(_rules(test))
    return {
        "type": "chat.mockConversation",
        "name": _name(test),
        "messages": [*told, {"role": "assistant", "judgePlan": plan}],
    }


def _rules(test: Scenario) -> list[str]:
    good = [f"It is as good as this reply: {text}" for text in test.good]
    bad = [f"It is not like this reply: {text}" for text in test.bad]
    return [*test.success, *good, *bad]


def _judge(rules: Iterable[str]) -> Json:
    told = JUDGE.format(rules="\n".join(f"- {rule}" for rule in rules))
    model = {"provider": PROVIDER, "model": MODEL, "messages": [{"role": "system", "content": told}]}
    return {"type": "ai", "model": model, "autoIncludeMessageHistory": True}


def _call(export: Export, test: Scenario, call: ExpectedCall) -> Json:
    """A call by its exact arguments or by patterns; what neither can say is left to the judge."""
    name = export.tool_names().get(call.tool, call.tool)
    kinds = {check.kind for check in call.arguments}
    if call.is_absent or CheckKind.JUDGED in kinds:
        return _judge([*test.success, *_told(name, call)])
    if kinds <= {CheckKind.EXACT}:
        given = {check.parameter: check.value for check in call.arguments}
        return {"type": "exact", "content": "", "toolCalls": [{"name": name} | ({"arguments": given} if given else {})]}
    patterns = {
        check.parameter: {CheckKind.EXACT: f"^{re.escape(check.value)}$", CheckKind.PATTERN: check.value}.get(
            check.kind, ".*"
        )
        for check in call.arguments
    }
    return {"type": "regex", "content": ".*", "toolCalls": [{"name": name, "arguments": patterns}]}


def _told(name: str, call: ExpectedCall) -> list[str]:
    if call.is_absent:
        return [f"It does not call `{name}`."]
    words = {CheckKind.EXACT: "is exactly", CheckKind.PATTERN: "matches the pattern", CheckKind.JUDGED: "fits this:"}
    checks = [
        f"The argument {check.parameter} {words[check.kind]} {check.value}"
        for check in call.arguments
        if check.kind in words
    ]
    return [f"It calls `{name}`.", *checks]


def _scenario(export: Export, test: Scenario) -> Json:
    names = export.tool_names()
    found: Json = {
        "name": _name(test),
        "instructions": test.caller,
        "evaluations": [_evaluation(at, rule) for at, rule in enumerate(test.success, start=1)],
    }
    if test.mocks:
        found["toolMocks"] = [{"toolName": names.get(one.tool, one.tool), "result": one.answer} for one in test.mocks]
    if defaults := export.placeholders:
        found["targetOverrides"] = {"variableValues": defaults}
    return found


def _evaluation(at: int, rule: str) -> Json:
    output = {"name": f"Rule {at}"[:NAME_LIMIT], "type": "ai", "schema": {"type": "boolean", "description": rule}}
    return {"structuredOutput": output, "comparator": "=", "value": True}
