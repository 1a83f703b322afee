"""Tests of the platform as our own: evals with one judged answer, simulations with a caller."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

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
from parley.exports.platforms.vapi.export import Json
from parley.exports.platforms.vapi.origins import identifier, items, mapping
from parley.exports.platforms.vapi.texts import listed, text

_SPEAKERS = {"user": Speaker.USER, "assistant": Speaker.AGENT}
_OPENING = "You judge the assistant's last message in a conversation."


def tests(documents: Mapping[str, Any]) -> list[Scenario]:
    """Every test that we have words for, each name once; the others stay in the documents."""
    found: dict[str, Scenario] = {}
    for role, reader in (("evals", _eval), ("scenarios", _scenario)):
        for one in items(documents, role):
            name = text(one["body"].get("name"), 300) or one["name"]
            try:
                made = reader(name, one["body"])
            except ValidationError:
                continue
            if made is not None:
                found.setdefault(name, made)
    return list(found.values())[:60]


def _eval(name: str, body: Json) -> Scenario | None:
    messages = [mapping(one) for one in listed(body.get("messages"))]
    if not messages or any(str(one.get("role")) not in _SPEAKERS or "judgePlan" in one for one in messages[:-1]):
        return None
    history = [
        ScenarioMessage(role=_SPEAKERS[one["role"]], text=text(one.get("content"), 2_000)) for one in messages[:-1]
    ]
    plan = mapping(messages[-1].get("judgePlan"))
    if plan.get("type") == "ai":
        return Scenario(name=name, history=history, success=_rules(plan))
    calls = [mapping(one) for one in listed(plan.get("toolCalls"))]
    if len(calls) != 1 or not isinstance(calls[0].get("name"), str):
        return None
    kind = CheckKind.EXACT if plan.get("type") == "exact" else CheckKind.PATTERN
    checks = [
        ArgumentCheck(parameter=key, kind=kind, value=text(str(value), 2_000))
        for key, value in mapping(calls[0].get("arguments")).items()
    ]
    call = ExpectedCall(tool=identifier(calls[0]["name"]), arguments=checks)
    told = f"Calls {call.tool}."
    return Scenario(name=name, kind=ScenarioKind.CALL, history=history, success=[told], call=call)


def _rules(plan: Json) -> list[str]:
    """What the judge is told; of a judge that this platform's export wrote, its rules."""
    messages = listed(mapping(plan.get("model")).get("messages"))
    told = "\n".join(text(mapping(one).get("content"), 10_000) for one in messages)
    rules = [line[2:] for line in told.split("\n") if line.startswith("- ")] if told.startswith(_OPENING) else []
    return [text(rule, 2_000) for rule in rules][:10] or [text(told, 2_000)]


def _scenario(name: str, body: Json) -> Scenario | None:
    outputs = [mapping(mapping(one).get("structuredOutput")) for one in listed(body.get("evaluations"))]
    rules = [text(mapping(one.get("schema")).get("description"), 2_000) for one in outputs]
    mocks = [mapping(one) for one in listed(body.get("toolMocks"))]
    return Scenario(
        name=name,
        kind=ScenarioKind.CONVERSATION,
        caller=text(body.get("instructions"), 2_000),
        success=[rule for rule in rules if rule][:10],
        mocks=[
            ToolMock(tool=identifier(one["toolName"]), answer=text(one.get("result"), 2_000))
            for one in mocks
            if isinstance(one.get("toolName"), str)
        ][:20],
    )
