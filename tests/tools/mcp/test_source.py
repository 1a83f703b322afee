"""An MCP server's tools as an agent's tools: what they take, whether they write, and nothing that they claim beside."""

import sys
from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import Parameter, ParameterSource, ParameterType, ToolKind, ToolSpec
from parley.core.errors import InvalidInput
from parley.tools import arguments
from parley.tools.arguments import Given
from parley.tools.mcp.service import McpServers
from parley.tools.mcp.source import Listed, McpSource
from parley.tools.ranking import Ranking
from tests.conftest import make_settings
from tests.tools.mcp.test_servers import written

HERE = Path(__file__).parent


def operator_file(folder: Path, *ways: str) -> McpServers:
    """The honest server as "shop", and rogue ones by their ways."""
    held: dict[str, Any] = {"shop": {"command": sys.executable, "args": [str(HERE / "honest.py")]}}
    for way in ways:
        held[way] = {"command": sys.executable, "args": [str(HERE / "rogue.py"), way, str(folder / "pids")]}
    return McpServers(make_settings(mcp_servers=written(folder, {"mcpServers": held})))


def made(schema: dict[str, Any], **more: Any) -> ToolSpec:
    return McpSource("shop", [Listed("do_it", schema=schema, **more)]).tool("do_it", "")


def shape(parameter: Parameter) -> tuple[str, str, bool]:
    return parameter.name, parameter.type.value, parameter.required


async def test_tools_of_an_honest_server_become_tools(tmp_path: Path) -> None:
    source = await operator_file(tmp_path).source("shop")
    look_up = source.tool("order_lookup", "tell callers where their order is.")
    assert (look_up.kind, look_up.name, look_up.title) == (ToolKind.MCP, "order_lookup", "Order lookup")
    assert look_up.mcp is not None
    assert (look_up.mcp.server, look_up.mcp.tool) == ("shop", "order_lookup")
    assert (
        look_up.description
        == "Use it for: tell callers where their order is. Order lookup. Looks up where an order is."
    )
    assert (look_up.writes, look_up.confirm) == (False, False)
    assert [shape(one) for one in look_up.parameters] == [
        ("order_number", "string", True),
        ("full", "boolean", False),
    ]
    assert (look_up.parameters[0].description, look_up.parameters[0].example) == ("The order's number", "A-1042")
    cancel = source.tool("cancel-order", "")
    assert (cancel.name, cancel.writes, cancel.confirm) == ("cancel_order", True, True)
    assert [shape(one) for one in cancel.parameters] == [("order_number", "string", True), ("reason", "string", False)]


async def test_nested_values_are_called_back_as_the_server_wants_them(tmp_path: Path) -> None:
    servers = operator_file(tmp_path)
    place = (await servers.source("shop")).tool("place_order", "")
    assert [shape(one) for one in place.parameters] == [
        ("customer", "string", True),
        ("lines[].sku", "string", True),
        ("tags", "array", False),
    ]
    settled = arguments.settle(place, Given({"customer": "Ann", "lines[].sku": "S-1", "tags": ["a"]}, {}))
    values = arguments.nested(settled.values, settled.faults)
    assert (values, settled.faults) == ({"customer": "Ann", "lines": [{"sku": "S-1"}], "tags": ["a"]}, [])


async def test_unknown_server_is_told_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there are: shop"):
        await operator_file(tmp_path).source("other")
    with pytest.raises(InvalidInput, match="MCP_SERVERS"):
        await McpServers(make_settings()).source("shop")


async def test_odd_tools_harm_only_themselves(tmp_path: Path) -> None:
    source = await operator_file(tmp_path, "lists-odd-tools").source("lists-odd-tools")
    names = [one.key for one in source.candidates]
    assert names == [
        "with spaces and Ünïcode",
        "same",
        "Same",
        "deep",
        "endless",
        "needy",
        "remote",
        "talks",
    ]
    spaced = source.tool("with spaces and Ünïcode", "")
    assert spaced.name == "with_spaces_and"
    assert spaced.mcp is not None
    assert spaced.mcp.tool == "with spaces and Ünïcode"
    assert "a" in [one.name for one in source.tool("deep", "").parameters]
    for name, said in (("endless", "contains itself"), ("needy", "needed"), ("remote", "another document")):
        with pytest.raises(InvalidInput, match="input schema of that MCP tool cannot be taken over") as caught:
            source.tool(name, "")
        assert said in caught.value.detail
    talks = source.tool("talks", "look things up")
    assert talks.description.startswith("Use it for: look things up. Talks. ")
    assert len(talks.description) <= 1_000
    assert "\n" not in talks.description
    assert (talks.writes, talks.confirm) == (True, True)


@pytest.mark.parametrize(
    ("schema", "shapes"),
    [
        ({}, []),
        ({"type": "object"}, []),
        ({"properties": {"a": {"type": ["integer", "null"]}}, "required": ["a"]}, [("a", "integer", True)]),
        ({"$ref": "#/$defs/x", "$defs": {"x": {"properties": {"a": {"type": "string"}}}}}, [("a", "string", False)]),
        ({"allOf": [{"properties": {"a": {"type": "number"}}, "required": ["a"]}]}, [("a", "number", True)]),
        ({"properties": {"a": {"anyOf": [{"type": "null"}, {"enum": [1, 2]}]}}}, [("a", "integer", False)]),
        ({"properties": {"a": {"type": "array", "items": {"type": "string"}}}}, [("a", "array", False)]),
        ({"properties": {"free": {"type": "object"}}}, []),
    ],
)
def test_schema_becomes_parameters(schema: dict[str, Any], shapes: list[tuple[str, str, bool]]) -> None:
    assert [shape(one) for one in made(schema).parameters] == shapes


def test_fixed_and_chosen_values_are_kept() -> None:
    schema = {"properties": {"kind": {"const": "refund"}, "size": {"enum": ["s", "m"]}}, "required": ["kind"]}
    kind, size = made(schema).parameters
    assert (kind.source, kind.value) == (ParameterSource.CONSTANT, "refund")
    assert (size.type, size.enum) == (ParameterType.STRING, ["s", "m"])


@pytest.mark.parametrize("schema", [{"type": "string"}, {"properties": [1]}, {"$ref": 5, "allOf": 5}])
def test_schema_that_lies_is_told(schema: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="input schema"):
        made(schema)


@pytest.mark.parametrize("name", ["", " padded ", "a\nb", "e\u0301", "x" * 301, "\u202eevil"])
def test_tool_that_nobody_could_call_by_name_is_left_out(name: str) -> None:
    assert McpSource("shop", [Listed(name)]).candidates == []


async def test_wish_finds_its_tool(tmp_path: Path) -> None:
    source = await operator_file(tmp_path).source("shop")
    ranking = Ranking(source.candidates)
    for wish, key in (("look up an order", "order_lookup"), ("cancel an order", "cancel-order")):
        assert ranking.best(wish, 3)[0].candidate.key == key
