"""What each part of an agent becomes in an ElevenLabs project."""

import json

import pytest

from parley.agents.schemas import (
    Edge,
    Parameter,
    ParameterPlace,
    ParameterSource,
    Variable,
    Voice,
)
from tests.exports.rendered import agent, bundle, texts, trees, with_tools
from tests.exports.sample_tools import order_lookup
from tests.exports.samples import chat, full, minimal, prompt


def test_registries_name_every_config_and_hold_no_ids() -> None:
    found = trees(full())
    for kind in ("agents", "tools", "tests"):
        entries = found[f"{kind}.json"][kind]
        assert {entry["config"] for entry in entries} == {
            path for path in found if path.startswith(f"{kind[:-1]}_configs/")
        }
        assert not any("id" in entry for entry in entries)


def test_defaults_and_nulls_are_left_out() -> None:
    config = agent(minimal())
    assert config == {
        "name": "Opening hours",
        "conversation_config": {
            "agent": {
                "prompt": {"prompt": "# Personality\n\nYou tell callers when the shop is open.\n"},
                "first_message": "Hello! When would you like to come by?",
            }
        },
    }
    assert "null" not in "".join(content for path, content in texts(full()).items() if path.endswith(".json"))


@pytest.mark.parametrize(
    ("tag", "code", "model"),
    [
        ("en", None, None),
        ("en-GB", None, None),
        ("de-DE", "de", "eleven_flash_v2_5"),
        ("pt-BR", "pt-br", "eleven_flash_v2_5"),
        ("pt-PT", "pt", "eleven_flash_v2_5"),
        ("nb", "no", "eleven_flash_v2_5"),
        ("he", "he", "eleven_v3_conversational"),
    ],
)
def test_language_gets_its_code_and_a_model_that_speaks_it(tag: str, code: str | None, model: str | None) -> None:
    config = agent(minimal().model_copy(update={"voice": Voice(language=tag)}))["conversation_config"]
    assert config["agent"].get("language") == code
    assert config.get("tts", {}).get("model_id") == model


def test_english_with_further_languages_stays_on_the_english_model_and_can_switch() -> None:
    config = agent(minimal().model_copy(update={"voice": Voice(extra_languages=["es-MX", "en-US"])}))[
        "conversation_config"
    ]
    assert "tts" not in config
    assert config["language_presets"] == {"es": {"overrides": {}}}
    assert "language_detection" in config["agent"]["prompt"]["built_in_tools"]


def test_chat_agents_take_text_only() -> None:
    assert agent(chat())["conversation_config"]["conversation"] == {"text_only": True}


def test_goals_become_sub_agents_and_each_has_one_edge_there_and_back() -> None:
    graph = agent(full())["workflow"]
    assert set(graph["nodes"]) == {"start_node", "request", "where_is_my_order", "change_the_address"}
    pairs = [(edge["source"], edge["target"]) for edge in graph["edges"].values()]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert graph["edges"]["to_where_is_my_order"]["forward_condition"]["condition"] == "asks where an order is"
    assert "Call `order_lookup`: Look it up." in graph["nodes"]["where_is_my_order"]["additional_prompt"]


def test_steps_that_the_first_message_said_are_not_said_again() -> None:
    assert "Greet the caller" not in agent(full())["workflow"]["nodes"]["request"]["additional_prompt"]


def test_workflow_with_unknown_targets_still_renders() -> None:
    spec = full()
    lost = Edge(source="judge", target="nowhere")
    workflow = spec.workflow.model_copy(update={"edges": [*spec.workflow.edges, lost]})
    assert "nowhere" in json.dumps(agent(spec.model_copy(update={"workflow": workflow}))["workflow"])


def test_only_prohibitions_check_each_reply() -> None:
    guardrails = agent(full())["platform_settings"]["guardrails"]["custom"]["config"]["configs"]
    assert [one["name"] for one in guardrails] == ["No legal advice"]


def test_what_cannot_be_carried_is_reported_with_its_reason() -> None:
    dropped = "\n".join(bundle(full()).report.dropped)
    for part in (
        "header X-Mood",
        "parameter api_key",
        "show_map, parameter key",
        "mcp_search: it is “full-text search” of the MCP server “library”",
        "parameter why",
    ):
        assert part in dropped
    assert all(part in texts(full())["LOSS.md"].replace("\\", "") for part in ("X-Mood", "mcp_search"))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("{{customer_name}}", "{{customer_name}}"),
        ("{{ customer_name }}", "{{customer_name}}"),
        ("{{customer_name}}{{customer_name}}", "{{customer_name}}{{customer_name}}"),
        ("{{secret__token}}", "{ {secret__token} }"),
        ("{{system__caller_id}}", "{ {system__caller_id} }"),
        ("{{{customer_name}}}", "{ { {customer_name} } }"),
        ("{{{{customer_name}}}}", "{ { { {customer_name} } } }"),
        ("{{customer_name", "{ {customer_name"),
        ("a } b {c}", "a } b {c}"),
    ],
)
def test_only_declared_variables_stay_variables(written: str, sent: str) -> None:
    spec = minimal().model_copy(
        update={"first_message": written, "variables": [Variable(name="customer_name", default="Alex")]}
    )
    assert agent(spec)["conversation_config"]["agent"]["first_message"] == sent


def test_the_current_time_comes_from_the_platform() -> None:
    spec = minimal().model_copy(
        update={"prompt": prompt("It is {{current_time}}."), "variables": [Variable(name="current_time")]}
    )
    found = agent(spec)["conversation_config"]["agent"]
    assert "{{system__time_utc}}" in found["prompt"]["prompt"]
    assert "dynamic_variables" not in found


def test_no_page_or_config_holds_more_of_a_secret_than_its_name() -> None:
    secret = Parameter(
        name="X-Key",
        description="Key",
        source=ParameterSource.SECRET,
        place=ParameterPlace.HEADER,
        value="secret:CANARY",
    )
    spec = with_tools(order_lookup().model_copy(update={"parameters": [secret]}))
    for path, content in texts(spec).items():
        assert "secret:CANARY" not in content, path
    assert "CANARY=\n" in texts(spec)[".env.example"]
