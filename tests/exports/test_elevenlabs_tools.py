"""What tools become in an ElevenLabs project: requests, values with one origin each, secrets, hand-over."""

import json

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
    ToolKind,
    ToolSpec,
    Transfer,
)
from tests.exports.rendered import agent, bundle, literals, texts, tool, trees, with_tools
from tests.exports.sample_tools import open_tool, order_lookup
from tests.exports.samples import calendar, full


def test_every_value_has_exactly_one_origin() -> None:
    schemas = ("path_params_schema", "query_params_schema", "request_body_schema")
    configs = [tree for path, tree in trees(full()).items() if path.startswith("tool_configs/")]
    found = [one for tree in configs for key in schemas for one in literals(tree.get("api_schema", {}).get(key, {}))]
    found += [one for tree in configs for one in literals(tree.get("parameters", {}))]
    assert len(found) > 20
    for one in found:
        assert len(one.keys() & {"description", "dynamic_variable", "constant_value"}) == 1, one


def test_dotted_names_nest_and_lists_of_objects_keep_their_shape() -> None:
    schema = tool(full(), "change_address")["api_schema"]["request_body_schema"]
    street = schema["properties"]["customer"]["properties"]["address"]["properties"]["street"]
    assert street == {"type": "string", "description": "Street and number. Example: 12 High Street"}
    assert schema["properties"]["customer"]["required"] == ["name", "address", "phone"]
    assert schema["properties"]["items"]["items"]["required"] == ["sku"]
    assert "In the way" not in json.dumps(schema)


def test_constants_have_their_json_type() -> None:
    found = tool(full(), "change_address")["api_schema"]["request_body_schema"]["properties"]
    assert found["version"] == {"type": "integer", "constant_value": 2}
    assert found["rate"] == {"type": "number", "constant_value": 0.5}
    assert found["odd"] == {"type": "string", "constant_value": "two"}
    assert found["labels"]["constant_value"] == ["voice", "agent"]
    assert "empty" not in found


def test_session_values_become_dynamic_variables_under_the_platforms_names() -> None:
    api = tool(full(), "change_address")["api_schema"]
    assert api["request_headers"]["X-Call"] == {"variable_name": "system__conversation_id"}
    customer = api["request_body_schema"]["properties"]["customer"]["properties"]
    assert customer["phone"] == {"type": "string", "dynamic_variable": "system__caller_id"}
    assert api["request_body_schema"]["properties"]["status"]["dynamic_variable"] == "order_status"


def test_headers_refer_to_secrets_by_label_and_the_manifest_says_how_to_fill_them() -> None:
    found = trees(full())
    headers = found["tool_configs/change_address.json"]["api_schema"]["request_headers"]
    assert headers["Authorization"] == {"env_var_label": "SHOP_LOGIN_BASIC"}
    assert headers["X-Key"] == {"env_var_label": "SHOP_KEY"}
    by_label = {one["label"]: one for one in found["secrets.json"]["secrets"]}
    assert by_label["SHOP_TOKEN_BEARER"]["value"] == "Bearer ${SHOP_TOKEN}"
    assert by_label["SHOP_LOGIN_BASIC"] == {
        "label": "SHOP_LOGIN_BASIC",
        "variable": "SHOP_LOGIN",
        "value": "Basic ${SHOP_LOGIN}",
        "encode": "base64",
    }


def test_credentials_without_a_secret_are_to_fill() -> None:
    nameless = order_lookup().model_copy(update={"auth": Auth(kind=AuthKind.OAUTH2)})
    assert bundle(with_tools(nameless)).report.to_fill == [
        "order_lookup: an auth connection of the workspace, since its secret has no name"
    ]


def test_bodies_of_calls_that_have_none_go_into_the_query() -> None:
    found = bundle(full())
    api = tool(full(), "cancel_order")["api_schema"]
    assert "request_body_schema" not in api
    assert api["query_params_schema"]["required"] == ["order_id"]
    assert any("cancel_order, parameter order_id" in note for note in found.report.approximated)


def test_form_bodies_keep_their_bracketed_names() -> None:
    api = tool(full(), "refund")["api_schema"]
    assert api["content_type"] == "application/x-www-form-urlencoded"
    assert list(api["request_body_schema"]["properties"]) == ["line[0][amount]"]


def test_missing_urls_are_never_made_up_and_are_listed_everywhere() -> None:
    spec = with_tools(open_tool())
    wanted = "refund: URL (the refunds endpoint of your shop, with {order_id} in it)"
    assert tool(spec, "refund")["api_schema"]["url"] == ""
    slot = {"what": wanted, "config": "tool_configs/refund.json", "replaces": "", "url": ""}
    assert trees(spec)["fill.json"]["urls"] == [slot]
    assert bundle(spec).report.to_fill == [wanted]
    assert wanted in texts(spec)["README.md"].replace("\\", "")


def test_values_set_once_are_to_fill_and_never_taken_from_examples() -> None:
    found = trees(calendar())
    by_what = {slot["what"]: slot["places"] for slot in found["fill.json"]["values"]}
    assert by_what["type_id: The event type's number, set once"] == [
        {"config": "tool_configs/book.json", "at": ["api_schema", "query_params_schema", "properties", "type_id"]}
    ]
    assert len(by_what) == 3
    assert "type_id: The event type's number, set once" in bundle(calendar()).report.to_fill
    defaults = agent(calendar())["conversation_config"]["agent"]["dynamic_variables"]["dynamic_variable_placeholders"]
    assert defaults == {"type_id": "", "site": "", "tags": "", "booking_id": ""}
    assert "123456" not in "".join(texts(calendar()).values()).replace("+15550123456", "")


def test_unexplained_braces_in_a_url_are_to_fill() -> None:
    fill = trees(full())["fill.json"]["urls"]
    assert "cancel_order: URL (https://{shop}.example/orders with {shop} replaced by what they stand for)" in {
        slot["what"] for slot in fill
    }


def test_hand_over_without_any_number_is_left_out_and_to_fill() -> None:
    transfer = ToolSpec(
        name="transfer_to_number",
        kind=ToolKind.BUILTIN,
        builtin=BuiltinTool.TRANSFER_TO_NUMBER,
        title="Hand over",
        description="Passes the caller on.",
        transfers=[Transfer(condition="asks for a person", label="Office")],
    )
    found = with_tools(transfer)
    assert "built_in_tools" not in agent(found)["conversation_config"]["agent"]["prompt"]
    assert bundle(found).report.to_fill == ["transfer_to_number: phone number for “Office”"]
    assert trees(found)["fill.json"]["phone_numbers"][0]["condition"] == "asks for a person"


def test_hand_over_keeps_the_numbers_that_are_known() -> None:
    params = agent(full())["conversation_config"]["agent"]["prompt"]["built_in_tools"]["transfer_to_number"]["params"]
    assert [one["transfer_destination"]["phone_number"] for one in params["transfers"]] == ["+15550123456"]


def test_built_in_tools_go_by_the_platforms_names_in_the_prompt_too() -> None:
    conversation = agent(full())["conversation_config"]
    assert "End with `end_call`." in conversation["agent"]["prompt"]["prompt"]
    assert set(conversation["agent"]["prompt"]["built_in_tools"]) == {one.value for one in BuiltinTool}


def test_tools_of_one_name_stay_apart() -> None:
    assert [entry["config"] for entry in trees(with_tools(order_lookup(), order_lookup()))["tools.json"]["tools"]] == [
        "tool_configs/order_lookup.json",
        "tool_configs/order_lookup_2.json",
    ]
