"""Every emitted config passes the official SDK's types and the CLI's own document, with unknown keys refused."""

import json
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.builder import spec as builder_spec
from parley.exports import service
from tests.builder import cases
from tests.exports import sdk
from tests.exports.document import Document
from tests.exports.samples import SAMPLES, full

SDK = {"agent_configs": sdk.agent_faults, "tool_configs": sdk.tool_faults, "test_configs": sdk.test_faults}
CREATE = {
    "agent_configs": "/v1/convai/agents/create",
    "tool_configs": "/v1/convai/tools",
    "test_configs": "/v1/convai/agent-testing/create",
}


def configs(spec: AgentSpec) -> list[tuple[str, str, Any]]:
    """Folder, file name and content of every config."""
    split = [(file.path.split("/"), file.content) for file in service.render(spec, "elevenlabs").files]
    return [(path[0], path[-1], json.loads(content)) for path, content in split if path[0] in SDK]


def body(folder: str, config: Any) -> Any:
    """What the CLI makes of a config before it sends it."""
    return {"tool_config": config} if folder == "tool_configs" else config


def spec_of(sample: str) -> AgentSpec:
    """A sample of these tests, or the agent built from one of the kept briefs."""
    return SAMPLES[sample] if sample in SAMPLES else builder_spec.build(cases.state(sample))


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_sdk_types_accept_every_config(sample: str) -> None:
    for folder, name, config in configs(spec_of(sample)):
        assert SDK[folder](config) == [], name


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_cli_document_accepts_every_config(document: Document, sample: str) -> None:
    for folder, name, config in configs(spec_of(sample)):
        assert document.faults("POST", CREATE[folder], body(folder, config)) == [], name


def spoiled() -> list[tuple[str, Any]]:
    """Configs that are wrong in one place each, deep inside."""
    by_name = {name: (folder, config) for folder, name, config in configs(full())}
    cases = []
    for name, path, key, value in [
        ("lina-kundendienst.json", ("conversation_config", "agent"), "bogus", 1),
        ("lina-kundendienst.json", ("conversation_config", "tts"), "model_id", "nope"),
        ("lina-kundendienst.json", ("workflow", "nodes", "request"), "prompt", "x"),
        (
            "lina-kundendienst.json",
            ("conversation_config", "agent", "prompt", "built_in_tools", "end_call"),
            "params",
            {"system_tool_type": "hang_up"},
        ),
        ("order_lookup.json", ("api_schema",), "verb", "GET"),
        ("order_lookup.json", ("api_schema", "query_params_schema", "properties", "tags"), "format", "csv"),
        (
            "change_address.json",
            ("api_schema", "request_body_schema", "properties", "customer"),
            "additionalProperties",
            True,
        ),
        ("finds_an_order.json", ("chat_history", 0), "role", "assistant"),
    ]:
        folder, config = by_name[name]
        copy = json.loads(json.dumps(config))
        place = copy
        for step in path:
            place = place[step]
        place[key] = value
        cases.append((folder, copy))
    return cases


@pytest.mark.parametrize(("folder", "config"), spoiled())
def test_sdk_types_notice_a_wrong_key_or_value(folder: str, config: Any) -> None:
    assert SDK[folder](config)


@pytest.mark.parametrize(("folder", "config"), spoiled())
def test_cli_document_notices_a_wrong_key_or_value(document: Document, folder: str, config: Any) -> None:
    assert document.faults("POST", CREATE[folder], body(folder, config))
