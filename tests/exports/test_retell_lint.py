"""The lint of Retell bundles: silent on good ones, awake to faults in any field, deaf to nothing that is no JSON."""

import json
from typing import Any

import pytest

from parley.agents.schemas import Finding, Severity
from parley.exports import service
from tests.builder import cases
from tests.exports.samples import SAMPLES
from tests.exports.spoiling import Spoiled, spoiled
from tests.exports.test_retell_accepted import files

FREE = {"name", "id", "text", "description"}
"""Labels and texts that happen to be spelt like a name elsewhere: they refer to nothing, so another word is as good."""


def lint(bundle: dict[str, str]) -> list[Finding]:
    return service.lint(bundle, "retell")


def rules(bundle: dict[str, Any]) -> set[str]:
    return {found.rule for found in lint({path: json.dumps(body) for path, body in bundle.items()})}


def is_equivalent(one: Spoiled) -> bool:
    place, deed = one.deed.rsplit(": ", 1)
    return deed == "pointed elsewhere" and place.rpartition("/")[2] in FREE


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_our_own_bundles_have_no_error(sample: str) -> None:
    assert [found for found in lint(files(sample)) if found.severity is Severity.ERROR] == []


@pytest.mark.parametrize("sample", ["chat", "calendar", "full"])
def test_nearly_every_fault_in_a_field_is_found(sample: str) -> None:
    bundle = files(sample)
    clean = set(map(Finding.model_dump_json, lint(bundle)))
    faults = [one for one in spoiled(bundle) if not is_equivalent(one)]
    missed = [one.deed for one in faults if not set(map(Finding.model_dump_json, lint(one.files))) - clean]
    assert len(missed) <= 0.05 * len(faults), missed


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "7", "[]", "[" * 5_000, '{"nodes": 7}', '{"nodes": [[], 7, {"edges": {"a": 1}}]}', "\ud800"],
)
@pytest.mark.parametrize("path", ["retell-llm.json", "conversation-flow.json", "agent.json", "tests/a.json", "x.json"])
def test_whatever_a_file_holds_it_is_a_finding_and_no_error_of_ours(path: str, text: str) -> None:
    assert lint({path: text})


def test_answers_of_the_api_and_exports_of_the_dashboard_are_read_too() -> None:
    llm = {
        "llm_id": "llm_1",
        "version": 3,
        "last_modification_timestamp": 1,
        "start_speaker": "agent",
        "begin_mesage": "",
    }
    agent = {"agent_id": "", "voice_id": "x", "response_engine": {"type": "retell-llm", "llm_id": "llm_1"}}
    found = lint({"export.json": json.dumps(agent | {"retellLlmData": llm, "conversationFlow": None})})
    unknown = [one for one in found if one.rule == "retell.unknown-field"]
    assert [one.where for one in unknown] == ["export.json#/retellLlmData/begin_mesage"]


def test_what_bodies_say_of_each_other_must_agree() -> None:
    bundle = {path: json.loads(text) for path, text in files("full").items() if path.endswith(".json")}
    bundle["agent.json"]["response_engine"] = {"type": "retell-llm", "llm_id": "llm_1"}
    test = next(path for path in bundle if path.startswith("tests/"))
    bundle[test]["tool_mocks"] = [{"tool_name": "no_such", "input_match_rule": {"type": "any"}, "output": "{}"}]
    assert {"retell.other-engine", "retell.unknown-tool"} <= rules(bundle)


def test_states_must_be_there_under_names_of_their_own() -> None:
    state = {"name": "a", "edges": [{"description": "d", "destination_state_name": "b"}]}
    llm = {"start_speaker": "agent", "general_prompt": "x", "states": [state, state], "starting_state": "c"}
    assert {"retell.unknown-state", "retell.name-taken"} <= rules({"retell-llm.json": llm})


def test_a_node_that_nothing_leads_to_and_a_way_to_nowhere_are_found() -> None:
    node = {"id": "a", "type": "conversation", "instruction": {"type": "prompt", "text": "x"}}
    way = {"id": "w", "destination_node_id": "gone", "transition_condition": {"type": "prompt", "prompt": "x"}}
    flow = {"start_speaker": "agent", "start_node_id": "a", "nodes": [node | {"edges": [way]}, node | {"id": "b"}]}
    found = rules({"conversation-flow.json": flow})
    assert {"retell.unknown-node", "retell.unreachable-node", "retell.dead-end"} <= found
