"""Findings on shapes: the rule by the kind of fault, the exact place, and no text that could raise."""

import json
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter

from parley.exports import checklist, shaped
from parley.exports.shaped import Shape


class Webhook(Shape):
    type: Literal["webhook"]
    name: str = Field(pattern=r"^[a-z]+$")
    webhook: dict[str, float] = Field(default_factory=dict)


class Client(Shape):
    type: Literal["client"]
    wait_s: int = Field(default=5, le=10)


class Agent(Shape):
    name: str = Field(max_length=5)
    tools: list[Annotated[Webhook | Client, Field(discriminator="type")]] = []
    own: "Agent | None" = None


def found(value: Any) -> list[tuple[str, str]]:
    return [(one.rule, one.where) for one in shaped.findings("acme", "a.json", value, Agent)]


@pytest.mark.parametrize(
    ("value", "rule", "at"),
    [
        ({"name": "x", "nam/e": 1}, "unknown-field", "/nam~1e"),
        ({}, "missing-field", "/name"),
        ({"name": 7}, "wrong-type", "/name"),
        ({"name": "abcdef"}, "out-of-bounds", "/name"),
        ([], "wrong-type", ""),
        ({"name": "x", "tools": [{"type": "webhook", "name": "A"}]}, "wrong-form", "/tools/0/name"),
        ({"name": "x", "tools": [{"type": "client"}, {"name": "a"}]}, "missing-field", "/tools/1/type"),
        ({"name": "x", "tools": [{"type": "fax"}]}, "not-allowed", "/tools/0"),
        ({"name": "x", "tools": [{"type": "client", "wait_s": 11}]}, "out-of-bounds", "/tools/0/wait_s"),
        (
            {"name": "x", "tools": [{"type": "webhook", "name": "a", "webhook": {"webhook": "b"}}]},
            "wrong-type",
            "/tools/0/webhook/webhook",
        ),
        ({"name": "x", "tools": [{"type": "webhook", "webhook": {}}]}, "missing-field", "/tools/0/name"),
        ({"name": "x", "own": {"name": "y", "own": {"tools": []}}}, "missing-field", "/own/own/name"),
    ],
)
def test_a_fault_has_a_rule_by_its_kind_and_its_exact_place(value: Any, rule: str, at: str) -> None:
    assert found(value) == [(f"acme.{rule}", f"a.json#{at}")]


def test_good_values_have_no_finding_and_an_adapter_serves_as_well_as_a_model() -> None:
    assert found({"name": "x", "tools": [{"type": "client"}]}) == []
    adapter: TypeAdapter[list[Agent]] = TypeAdapter(list[Agent])
    (one,) = shaped.findings("acme", "a.json", [{}], adapter, at=("agents",))
    assert one.where == "a.json#/agents/0/name"


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 5_000, "[" * 90 + "]" * 90, '"\\ud800"', "\ud800", "NaN", "1" * 5_000_000]
)
def test_what_cannot_be_read_is_a_finding(text: str) -> None:
    value, findings = shaped.tree("acme", "a.json", text)
    assert value is None
    assert [one.rule for one in findings] == ["acme.unreadable"]


@pytest.mark.parametrize("text", ["a: [", "a: &x [*x]", "!!python/object:os.system {}", "\ud800: 1"])
def test_yaml_that_cannot_be_read_is_a_finding(text: str) -> None:
    assert [one.rule for one in shaped.tree("acme", "a.yaml", text)[1]] == ["acme.unreadable"]


def test_yaml_is_read_as_json_would_be() -> None:
    assert shaped.tree("acme", "a.yml", "on: 2026-01-02\nb: 1.5") == ({"on": "2026-01-02", "b": 1.5}, [])


def test_odd_keys_and_hundreds_of_faults_stay_bounded() -> None:
    value = {"name": "x", **{f"{'é' * 400}\x00\n{at}": at for at in range(500)}}
    findings = shaped.findings("acme", "a.json", json.loads(json.dumps(value)), Agent)
    assert 0 < len(findings) <= shaped.MAX_FINDINGS
    assert all(len(one.where) <= 300 for one in findings)


GOOD = "# Personality\n\nYou are Mia, on the phone. Use `find_order`. It is {{now}}."


def rules(**told: Any) -> set[str]:
    given = {"prompt": GOOD, "prompt_where": "a.json#/prompt", "variables": {"now": None}, **told}
    return {one.rule.removeprefix("acme.prompt-") for one in checklist.findings("acme", checklist.Told(**given))}


TOOL = checklist.ToolTold("Finds an order by its number.", "t.json#")


def test_a_good_prompt_has_no_finding() -> None:
    greeting = "Hello, I am Mia, the virtual assistant."
    assert rules(tools={"find_order": TOOL}, first_message=greeting) == set()


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"prompt": " "}, "empty"),
        ({"prompt": f"{GOOD}{'x ' * 5_000}"}, "too-long"),
        ({"prompt": "You are Mia. " * 60}, "no-sections"),
        ({"prompt": "# Goal\nHelp."}, "no-identity"),
        ({"prompt": f"{GOOD}\nThe silence timeout is 3 seconds."}, "setting"),
        ({"prompt": f"{GOOD}\n- Never whisper.\n- Always whisper."}, "contradiction"),
        (
            {"prompt": f"{GOOD}\nYou are the one and the only. When the caller asks, help with the thing. " * 9},
            "no-scope",
        ),
        (
            {"prompt": GOOD + f"\n{'You tell the caller what the shop has, and nothing else at all.'}" * 4},
            "repeated-line",
        ),
        ({"first_message": ""}, "no-first-message"),
        ({"first_message": "Your assistant: **hello**"}, "unspeakable"),
        ({"first_message": "Hello there!"}, "no-disclosure"),
        ({"first_message": "An assistant. " * 40}, "long-greeting"),
        ({"variables": {}}, "undeclared-variable"),
        ({"variables": {"now": ""}}, "variable-without-default"),
        ({"tools": {"other": TOOL}}, "tool-untold"),
        ({"tools": {"other": TOOL}}, "tool-unknown"),
        ({"tools": {"find_order": checklist.ToolTold("Finds.", "t.json#")}}, "tool-description"),
        ({"tools": {"find_order": checklist.ToolTold("x" * 30, "t.json#", ("id",))}}, "parameter-description"),
    ],
)
def test_each_rule_of_the_checklist_finds_its_fault(told: dict[str, Any], rule: str) -> None:
    assert rule in rules(**told)


@pytest.mark.parametrize("text", ["{{" + " " * 300_000, "\n" * 300_000, "{{" * 150_000, "`a_" * 100_000])
def test_checklist_comes_to_an_end_on_texts_made_to_be_searched_for_ever(text: str) -> None:
    told = checklist.Told(text, "a.json#/prompt", first_message=text, first_message_where="a.json#/first")
    assert {one.rule.partition("-")[0] for one in checklist.findings("acme", told)} == {"acme.prompt"}
