"""The lint for OpenAI Realtime: silent on good bundles, loud on spoiled ones, and never at a loss."""

import json
from typing import Any

import pytest

from parley.exports import service
from tests.builder import cases
from tests.exports.linted import clean, errors, missed
from tests.exports.samples import SAMPLES, full
from tests.exports.test_accepted import spec_of

NAME = "openai-realtime"


def rules(bundle: dict[str, str]) -> set[str]:
    return {finding.rule for finding in service.lint(bundle, NAME)}


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_good_bundles_have_no_errors(sample: str) -> None:
    assert errors(spec_of(sample), NAME) == []


def test_faults_are_noticed() -> None:
    count, unseen = missed([full(), SAMPLES["calendar"], SAMPLES["chat"]], NAME)
    assert len(unseen) <= count * 0.05, unseen


WRONG: list[tuple[str, tuple[str | int, ...], Any, str]] = [
    ("session.json", ("temperature",), 0.8, "unknown-field"),
    ("session.json", ("model",), "gpt-realtime", "model-ending"),
    ("session.json", ("model",), "gpt-9", "not-allowed"),
    ("session.json", ("output_modalities",), ["audio", "text"], "out-of-bounds"),
    ("session.json", ("audio", "output", "speed"), 2, "out-of-bounds"),
    ("session.json", ("audio", "input", "turn_detection"), {"type": "semantic_vad"}, "no-idle-timeout"),
    ("session.json", ("tool_choice",), {"type": "function", "name": "lookup"}, "choice-unknown"),
    ("session.json", ("tools", 0, "name"), "lookup", "tool-unanswered"),
    ("session.json", ("tools", 1, "name"), "order_lookup", "repeated-name"),
    ("session.json", ("tools", 0, "parameters", "required"), ["order_number"], "argument-required"),
    ("session.json", ("tools", -1, "authorization"), "token", "secret-in-clear"),
    ("session.json", ("tools", -1, "connector_id"), "connector_gmail", "server-address"),
    ("session.json", ("tools", -1, "require_approval"), "always", "approval"),
    ("greeting.json", ("response", "tool_choice"), "auto", "greeting-tools"),
    ("tools.json", ("tools", 0, "name"), "lookup", "tool-not-offered"),
    ("tools.json", ("tools", 0, "action", "url"), "https://api.shop.example", "slot-unknown"),
    ("tools.json", ("variables",), {}, "undeclared-variable"),
]


@pytest.mark.parametrize(("path", "at", "value", "rule"), WRONG)
def test_each_rule_finds_its_fault(path: str, at: tuple[str | int, ...], value: Any, rule: str) -> None:
    bundle, before = clean(full(), NAME)
    tree = json.loads(bundle[path])
    node = tree
    for step in at[:-1]:
        node = node[step]
    node[at[-1]] = value
    found = rules({**bundle, path: json.dumps(tree)})
    assert f"{NAME}.{rule}" in found - {finding.rule for finding in before}


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "7", '"x"', "{}", "[" * 5_000, '{"tools": [{}]}', "\x00"])
@pytest.mark.parametrize("path", ["session.json", "greeting.json", "tools.json"])
def test_whatever_a_file_holds_becomes_a_finding(path: str, text: str) -> None:
    bundle, _ = clean(full(), NAME)
    assert rules({**bundle, path: text})


def test_session_alone_is_a_bundle_whose_tools_somebody_else_answers() -> None:
    bundle, _ = clean(SAMPLES["minimal"], NAME)
    assert not {f"{NAME}.missing-file", f"{NAME}.tool-unanswered"} & rules({"session.json": bundle["session.json"]})
    assert rules({}) == {f"{NAME}.missing-file"}
