"""LiveKit's lint: silent on good bundles, loud on spoiled ones, and never at a loss."""

import json
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.exports import service
from tests.builder import cases
from tests.exports.linted import errors, missed
from tests.exports.samples import SAMPLES
from tests.exports.test_accepted import spec_of
from tests.exports.test_livekit_accepted import with_every_test


def files(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "livekit").files}


def rules(bundle: dict[str, str]) -> set[str]:
    return {finding.rule for finding in service.lint(bundle, "livekit")}


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_good_bundles_have_no_errors(sample: str) -> None:
    assert errors(spec_of(sample), "livekit") == []


def test_faults_are_noticed() -> None:
    assert errors(with_every_test(), "livekit") == []
    count, unseen = missed([with_every_test(), SAMPLES["calendar"]], "livekit")
    assert len(unseen) <= count * 0.05, unseen


WRONG: list[tuple[str, tuple[str | int, ...], Any, str]] = [
    ("agent.json", ("tools", 0, "action", "url"), "https://api.shop.example/orders", "slot-unknown"),
    ("agent.json", ("tools", 0, "action", "url"), "https://api.shop.example/{a}/{order_number}", "slot-open"),
    ("agent.json", ("tools", 0, "parameters", "required"), ["order_number"], "argument-required"),
    ("agent.json", ("tools", 0, "parameters", "properties", "order_number", "type"), "integer", "argument-type"),
    ("agent.json", ("tools", 1, "name"), "order_lookup", "repeated-name"),
    ("agent.json", ("speaking", "language"), "xx", "language"),
    ("agent.json", ("instructions",), "You are Lina. {{nobody}}", "prompt-undeclared-variable"),
    ("agent.json", ("tools", 0, "action", "credential", "variable"), "OTHER", "unlisted-setting"),
    ("tests.json", ("tests", 1, "call", "tool"), "lookup", "test-tool"),
    ("tests.json", ("tests", 1, "call", "arguments", 0, "parameter"), "number", "test-argument"),
    ("scenarios.yaml", (), [], "wrong-type"),
]


@pytest.mark.parametrize(("path", "at", "value", "rule"), WRONG)
def test_each_rule_finds_its_fault(path: str, at: tuple[str | int, ...], value: Any, rule: str) -> None:
    bundle = files(with_every_test())
    tree: Any = json.loads(bundle[path]) if at else value
    node = tree
    for step in at[:-1]:
        node = node[step]
    if at:
        node[at[-1]] = value
    spoiled = {**bundle, path: json.dumps(tree)}
    assert f"livekit.{rule}" in rules(spoiled) - rules(bundle)


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "7", '"x"', "{}", "[" * 5_000, '{"tools": [{}]}', "\x00"])
@pytest.mark.parametrize("path", ["agent.json", "tests.json", "scenarios.yaml"])
def test_whatever_a_file_holds_becomes_a_finding(path: str, text: str) -> None:
    assert rules({**files(with_every_test()), path: text})


def test_bundle_without_a_definition_is_told_so() -> None:
    assert rules({}) == {"livekit.missing-file"}
