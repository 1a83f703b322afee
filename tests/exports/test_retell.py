"""What becomes of an agent on Retell: the engine its shape calls for, where values go, names, hand-overs, tests."""

import json
from typing import Any

import pytest

from parley.agents.schemas import (
    AgentSpec,
    ArgumentCheck,
    CheckKind,
    ExpectedCall,
    Scenario,
    ScenarioKind,
    ScenarioMessage,
    Speaker,
    ToolMock,
    Variable,
    WorkflowShape,
)
from parley.exports import service
from tests.exports.sample_tools import builtin_tools, change_address, open_tool, order_lookup
from tests.exports.samples import full, minimal, prompt

SECRET_NAMES = ("SHOP_TOKEN", "SHOP_KEY", "SHOP_LOGIN", "NOTES_TOKEN")


def texts(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "retell").files}


def tree(spec: AgentSpec, path: str) -> Any:
    return json.loads(texts(spec)[path])


def tools(spec: AgentSpec) -> dict[str, Any]:
    return {tool["name"]: tool for tool in tree(spec, "retell-llm.json").get("general_tools", [])}


def nodes(spec: AgentSpec) -> dict[str, Any]:
    return {node["id"]: node for node in tree(spec, "conversation-flow.json")["nodes"]}


def shaped(spec: AgentSpec, shape: WorkflowShape) -> AgentSpec:
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"shape": shape})})


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        (WorkflowShape.SINGLE_PROMPT, "retell-llm.json"),
        (WorkflowShape.PROCEDURES, "conversation-flow.json"),
        (WorkflowShape.GRAPH, "conversation-flow.json"),
    ],
)
def test_the_shape_of_the_workflow_decides_what_answers(shape: WorkflowShape, path: str) -> None:
    assert path in texts(shaped(full(), shape))


def test_values_outside_the_body_are_taken_from_the_conversation_before_the_call() -> None:
    made = tools(minimal().model_copy(update={"tools": [order_lookup()]}))
    assert list(made) == ["order_lookup_values", "order_lookup"]
    assert made["order_lookup"]["url"] == "https://api.shop.example/orders/{{order_lookup_order_number}}"
    assert made["order_lookup"]["query_params"]["fields"] == "{{order_lookup_fields}}"
    taken = {one["name"]: one for one in made["order_lookup_values"]["variables"]}
    assert taken["order_lookup_fields"]["choices"] == ["status", "all"]
    assert taken["order_lookup_order_number"]["required"]


def test_body_values_are_asked_for_or_pinned_by_their_source() -> None:
    made = tools(minimal().model_copy(update={"tools": [change_address()]}))["change_address"]
    body = made["parameters"]["properties"]
    assert body["customer"]["properties"]["phone"]["const"] == "{{user_number}}"
    assert body["version"]["const"] == 2
    assert body["labels"]["const"] == ["voice", "agent"]
    assert "const" not in body["customer"]["properties"]["name"]
    assert made["headers"]["X-Call"] == "{{call_id}}"
    assert made["args_at_root"] is True


def test_secrets_are_places_in_headers_and_queries_and_never_in_what_the_model_reads() -> None:
    spec = full().model_copy(update={"prompt": prompt("Say {{secret__SHOP_TOKEN}}.")})
    flow = tree(spec, "conversation-flow.json")
    for tool in flow["tools"]:
        outside = {key: value for key, value in tool.items() if key not in {"headers", "query_params"}}
        assert "secret__" not in json.dumps(outside)
    assert "{{secret__" not in flow["global_prompt"]
    assert "secret__" not in json.dumps(flow["default_dynamic_variables"])
    report = service.render(spec, "retell").report
    assert report.secrets == sorted(SECRET_NAMES)
    assert all(f"`{name}`" in texts(spec)["README.md"] for name in SECRET_NAMES)


def test_what_nobody_gave_yet_is_a_variable_that_the_readme_asks_for() -> None:
    spec = minimal().model_copy(update={"tools": [open_tool(), *builtin_tools()]})
    llm = tree(spec, "retell-llm.json")
    to_fill = service.render(spec, "retell").report.to_fill
    for name in ("refund_url", "use_transfer_to_number_number_2"):
        assert llm["default_dynamic_variables"][name] == ""
        assert any(item.startswith(f"default_dynamic_variables.{name}: ") for item in to_fill)
    assert "+15550123456" in tools(spec)["use_transfer_to_number"]["transfer_destination"]["prompt"]


def test_a_greeting_waits_for_an_answer_and_a_failed_hand_over_leads_to_a_message() -> None:
    made = nodes(full())
    assert made["greet"]["instruction"]["type"] == "static_text"
    assert made["greet"]["always_edge"]["destination_node_id"] == "understand"
    assert made["person"]["transfer_destination"]["number"] == "+15550123456"
    failed = made["person"]["edge"]["destination_node_id"]
    assert made[failed]["edges"][0]["destination_node_id"] == "bye"


def test_a_tool_that_writes_is_called_at_once_after_its_values_are_taken() -> None:
    workflow = full().workflow
    changed = [
        node.model_copy(update={"tool": "change_address"}) if node.id == "look" else node for node in workflow.nodes
    ]
    made = nodes(full().model_copy(update={"workflow": workflow.model_copy(update={"nodes": changed})}))
    assert made["look"]["type"] == "function"
    assert made["look_values"]["else_edge"]["destination_node_id"] == "look"
    assert made["number"]["edges"][0]["destination_node_id"] == "look_values"


def test_ids_of_nodes_and_ways_are_unique_and_every_way_leads_somewhere() -> None:
    flow = tree(full(), "conversation-flow.json")
    ids = [node["id"] for node in flow["nodes"]]
    slots = ("always_edge", "skip_response_edge", "else_edge", "edge")
    ways = [way for node in flow["nodes"] for way in [*node.get("edges", []), *(node[s] for s in slots if s in node)]]
    assert len(set(ids)) == len(ids)
    assert len({way["id"] for way in ways}) == len(ways)
    assert {way["destination_node_id"] for way in ways} <= set(ids)


@pytest.mark.parametrize("name", ["😀", "预约", "x" * 300, ""])
def test_odd_names_make_names_and_files_that_are_unique(name: str) -> None:
    said = [ScenarioMessage(role=Speaker.USER, text="Hello")]
    twice = [Scenario(name=name, history=said, success=["Greets."]) for _ in range(2)]
    spec = minimal().model_copy(update={"name": name, "tests": twice})
    cases = [json.loads(text) for path, text in texts(spec).items() if path.startswith("tests/")]
    assert len(cases) == len({case["name"] for case in cases}) == 2
    assert all(case["name"] for case in cases)


def test_each_kind_of_test_becomes_a_simulation() -> None:
    said = [ScenarioMessage(role=Speaker.USER, text="It is A-1042.")]
    check = ArgumentCheck(parameter="order_number", kind=CheckKind.EXACT, value="A-1042")
    tests = [
        Scenario(
            name="Talks",
            kind=ScenarioKind.CONVERSATION,
            caller="You want your order.",
            success=["Finds it."],
            mocks=[ToolMock(tool="order_lookup", answer="down", fails=True)],
        ),
        Scenario(
            name="Calls",
            kind=ScenarioKind.CALL,
            history=said,
            success=["Looks it up."],
            call=ExpectedCall(tool="order_lookup", arguments=[check]),
        ),
    ]
    spec = minimal().model_copy(update={"tests": tests, "tools": [order_lookup()]})
    talks, calls = tree(spec, "tests/talks.json"), tree(spec, "tests/calls.json")
    assert talks["user_prompt"] == "You want your order."
    assert talks["tool_mocks"][0]["result"] is False
    assert "It is A-1042." in calls["user_prompt"]
    assert calls["metrics"][1] == "The tool order_lookup is called, with order_number equal to “A-1042”."


def test_only_declared_variables_stay_variables() -> None:
    spec = minimal().model_copy(
        update={"first_message": "{{name}} {{other}}", "variables": [Variable(name="name", default="Alex")]}
    )
    llm = tree(spec, "retell-llm.json")
    assert llm["begin_message"] == "{{name}} { {other} }"
    assert llm["default_dynamic_variables"] == {"name": "Alex"}


def test_guardrails_that_the_prompt_lacks_are_added_to_it() -> None:
    text = tree(full(), "conversation-flow.json")["global_prompt"]
    assert text.count("Never give legal advice.") == 1
