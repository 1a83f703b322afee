"""The lint of ElevenLabs projects: good ones have no error, nearly every fault is found, nothing makes it raise."""

import json
import re
from typing import Any

import pytest

from parley.agents.schemas import Finding, Severity
from parley.exports import service
from tests.builder import cases
from tests.exports.samples import SAMPLES
from tests.exports.spoiling import spoiled
from tests.exports.test_accepted import spec_of

FREE = re.compile(
    r"(/label|/name|/criteria/\d+/id): pointed elsewhere$"  # names that nothing refers to: as good as before
    r"|/(data_collection|edges)/\w+: renamed$"  # keys that nothing refers to
)
TOOL_NAME = re.compile(r"^tool_configs/")


def files_of(sample: str) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec_of(sample), "elevenlabs").files}


def found(files: dict[str, str]) -> set[tuple[str, str, str]]:
    return {(one.rule, one.where, one.message) for one in service.lint(files, "elevenlabs")}


def is_free(deed: str) -> bool:
    return bool(FREE.search(deed)) and not TOOL_NAME.match(deed)


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_good_project_has_no_error(sample: str) -> None:
    errors = [one for one in service.lint(files_of(sample), "elevenlabs") if one.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("sample", ["full", "chat", "calendar", "dental-clinic", "order-support"])
def test_nearly_every_fault_is_found(sample: str) -> None:
    files = files_of(sample)
    clean = found(files)
    every = [one for one in spoiled(files) if not is_free(one.deed)]
    every = every[:: len(every) // 250 + 1]
    missed = [one.deed for one in every if not found(one.files) - clean]
    assert len(missed) <= 0.05 * len(every), "\n".join(missed)


def project(**agent: Any) -> dict[str, str]:
    tree = {"name": "Mia", "conversation_config": {"agent": {"first_message": "Hi, a virtual assistant."}}, **agent}
    return {"agents.json": '{"agents": [{"config": "a.json"}]}', "a.json": json.dumps(tree)}


def rules(files: dict[str, str]) -> set[str]:
    return {one.rule.removeprefix("elevenlabs.") for one in service.lint(files, "elevenlabs")}


NODE = {"type": "override_agent", "label": "x", "additional_prompt": "Say {{who}}.", "position": {"x": 0, "y": 0}}
START = {"type": "start", "position": {"x": 0, "y": 0}}
TOOL = {"type": "client", "name": "look", "description": "Looks it up."}
GO = {"source": "s", "target": "n", "forward_condition": {"type": "unconditional"}}


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({}, "no-agent"),
        ({"agents.json": "{"}, "unreadable"),
        (project(bogus=1), "unknown-field"),
        (project(workflow={"nodes": {"s": START}, "edges": {"e": GO}}), "edge-to-nowhere"),
        (project(workflow={"nodes": {"n": NODE}, "edges": {}}), "start"),
        (project(workflow={"nodes": {"s": START, "n": NODE}, "edges": {"e": GO}}), "dead-end"),
        (project(workflow={"nodes": {"s": START, "n": NODE}, "edges": {"e": GO}}), "unknown-variable"),
        (project(workflow={"nodes": {"s": START, "n": NODE}, "edges": {}}), "unreachable"),
        (project(workflow={"nodes": {"s": START, "n": NODE}, "edges": {"e": GO, "f": GO}}), "edge-twice"),
        (project(conversation_config={"agent": {"language": "de"}}), "voice-language"),
        (project(conversation_config={"language_presets": {"de": {"overrides": {}}}}), "no-detection"),
        (project(conversation_config={"agent": {"prompt": {"tools": [TOOL]}}}), "inline-tools"),
        ({**project(), "tools.json": '{"tools": [{"type": "client", "config": "t.json"}]}'}, "missing-file"),
        ({**project(), "tool_configs/x.json": '{"type": "client", "name": "x", "description": "x"}'}, "not-registered"),
    ],
)
def test_each_rule_finds_its_fault(files: dict[str, str], rule: str) -> None:
    assert rule in rules(files)


ODD = ["", "null", "[]", "7", '"x"', "{}", '{"type": {}}', '{"conversation_config": 7, "workflow": {"nodes": [1]}}']
ODDER = [
    '{"urls": 7, "values": [{"places": [{"at": [1]}]}]}',
    '{"workflow": {"nodes": {"a": {"type": []}}, "edges": 1}}',
]


@pytest.mark.parametrize("text", [*ODD, *ODDER, "[" * 100_000, '{"a":' * 90 + "1" + "}" * 90])
def test_nothing_that_a_file_holds_makes_it_raise(text: str) -> None:
    names = ("agents.json", "tools.json", "tests.json", "fill.json", "secrets.json", "agent_configs/a.json")
    for name in (*names, "tool_configs/t.json", "test_configs/t.json", "other.json"):
        findings: list[Finding] = service.lint({**files_of("chat"), name: text}, "elevenlabs")
        assert all(one.rule.startswith("elevenlabs.") for one in findings)
