"""The request of a webhook tool: each value in its place and of its type, everything else a fault that says why."""

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parley.agents.schemas import Auth, AuthKind, Method, Parameter, ToolKind, ToolSpec
from parley.tools import webhook
from parley.tools.arguments import Given, told
from parley.tools.calls import CallIn, Fault, HttpRequest, Rule

TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40)


def parameter(name: str, **values: Any) -> Parameter:
    return Parameter.model_validate({"name": name, "description": "What it is", **values})


def tool(*parameters: Parameter, **values: Any) -> ToolSpec:
    given = {
        "name": "t",
        "kind": ToolKind.WEBHOOK,
        "title": "T",
        "description": "D",
        "url": "https://api.example.com/x",
    }
    return ToolSpec.model_validate({**given, "parameters": list(parameters), **values})


def made(spec: ToolSpec, secrets: dict[str, str] | None = None, /, **arguments: Any) -> tuple[HttpRequest, list[Fault]]:
    shown = (lambda reference: secrets[reference]) if secrets else str
    return webhook.request(spec, Given(arguments, {"caller_number": "+4930123", "shop": "7"}, shown))


def test_every_place_gets_its_values() -> None:
    spec = tool(
        parameter("order_id", place="path"),
        parameter("full", place="query", type="boolean"),
        parameter("X-Shop", place="header", type="integer", source="session", value="shop"),
        parameter("customer.phone", source="session", value="caller_number"),
        parameter("customer.name"),
        parameter("items[].sku"),
        parameter("items[0].count", type="integer"),
        parameter("tags", type="array"),
        parameter("source", source="constant", value="phone"),
        parameter("note", required=False),
        url="https://api.example.com/orders/{order_id}?v=2",
        headers={"Accept": "application/json"},
    )
    arguments = {"customer.name": "Ann", "items[].sku": "S1", "items[0].count": 2, "tags": ["a", "b"]}
    request, faults = made(spec, order_id="A/1 ü", full=True, **arguments)
    assert faults == []
    assert request.model_dump() == {
        "method": Method.POST,
        "url": "https://api.example.com/orders/A%2F1%20%C3%BC?v=2",
        "headers": {"Accept": "application/json", "X-Shop": "7", "Content-Type": "application/json"},
        "query": {"full": "true"},
        "body": {
            "customer": {"phone": "+4930123", "name": "Ann"},
            "items": [{"sku": "S1", "count": 2}],
            "tags": ["a", "b"],
            "source": "phone",
        },
    }
    assert webhook.address(request) == "https://api.example.com/orders/A%2F1%20%C3%BC?v=2&full=true"
    assert json.loads(webhook.content(request) or b"") == request.body


@pytest.mark.parametrize(
    ("values", "argument", "rule"),
    [
        ({}, None, Rule.MISSING),
        ({}, 5, Rule.TYPE),
        ({"type": "integer"}, "5", Rule.TYPE),
        ({"type": "integer"}, True, Rule.TYPE),
        ({"type": "integer"}, 5.5, Rule.TYPE),
        ({"type": "number"}, "5", Rule.TYPE),
        ({"type": "boolean"}, 1, Rule.TYPE),
        ({"type": "array"}, ["a", 1], Rule.TYPE),
        ({"type": "array"}, "a", Rule.TYPE),
        ({"enum": ["a", "b"]}, "c", Rule.ENUM),
        ({"type": "array", "enum": ["a", "b"]}, ["a", "c"], Rule.ENUM),
        ({"place": "header"}, "a\r\nX-Other: b", Rule.TEXT),
        ({"place": "path"}, "x", Rule.PLACE),
        ({"source": "session", "value": "unheard_of"}, None, Rule.MISSING),
        ({"source": "constant", "value": "many", "type": "integer"}, None, Rule.TYPE),
    ],
)
def test_value_that_does_not_fit_is_left_out_and_told(values: dict[str, Any], argument: Any, rule: Rule) -> None:
    request, faults = made(tool(parameter("p", **values)), **({} if argument is None else {"p": argument}))
    assert [(fault.parameter, fault.rule) for fault in faults] == [("p", rule)]
    assert (request.body, request.query, request.headers) == (None, {}, {})
    assert faults[0].detail.endswith(".")


@pytest.mark.parametrize(("kind", "value"), [("integer", 3.0), ("number", 3), ("boolean", False), ("array", [])])
def test_json_knows_one_kind_of_number(kind: str, value: Any) -> None:
    request, faults = made(tool(parameter("p", type=kind)), p=value)
    assert (request.body, faults) == ({"p": value}, [])


@pytest.mark.parametrize("value", [".", "..", ""])
def test_path_cannot_be_climbed(value: str) -> None:
    _, faults = made(tool(parameter("id", place="path"), url="https://api.example.com/orders/{id}"), id=value)
    assert [fault.rule for fault in faults] == [Rule.TEXT]


def test_slot_that_no_parameter_fills_is_told() -> None:
    request, faults = made(tool(url="https://{shop}.example.com/x"))
    assert [(fault.parameter, fault.rule) for fault in faults] == [("shop", Rule.PLACE)]
    assert request.url == "https://{shop}.example.com/x"


def test_argument_that_is_no_parameter_is_counted_but_not_repeated() -> None:
    _, faults = made(tool(parameter("known")), known="x", **{"<script>": "y"})
    assert [fault.rule for fault in faults] == [Rule.UNKNOWN]
    assert told(faults) == "1 of the arguments is no parameter of this tool."


def test_two_values_for_one_place_are_told() -> None:
    _, faults = made(
        tool(parameter("a"), parameter("a.b"), parameter("c.d"), parameter("c")),
        a="1",
        c="2",
        **{"a.b": "3", "c.d": "4"},
    )
    assert [(fault.parameter, fault.rule) for fault in faults] == [("a.b", Rule.PLACE), ("c", Rule.PLACE)]


@pytest.mark.parametrize("method", [Method.GET, Method.DELETE])
def test_method_without_a_body_sends_its_values_in_the_query(method: Method) -> None:
    request, faults = made(tool(parameter("ids", type="array"), method=method), ids=["1", "2"])
    assert (request.query, request.body, faults) == ({"ids": "1,2"}, None, [])
    assert webhook.content(request) is None


def test_form_is_flat_and_encoded() -> None:
    request, _ = made(
        tool(parameter("a.b"), parameter("c", type="number"), content_type=webhook.FORM), c=1.5, **{"a.b": "x & y"}
    )
    assert request.headers["Content-Type"] == webhook.FORM
    assert dict(parse_qsl((webhook.content(request) or b"").decode())) == {"a.b": "x & y", "c": "1.5"}


def test_content_type_of_its_own_stays() -> None:
    request, _ = made(tool(parameter("a"), headers={"content-type": "application/vnd.api+json"}), a="x")
    assert request.headers == {"content-type": "application/vnd.api+json"}


def test_unspeakable_content_type_becomes_json() -> None:
    request, _ = made(tool(parameter("a"), content_type="text/plain"), a="x")
    assert request.headers == {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("auth", "shown", "sent"),
    [
        ({"kind": "bearer"}, "Bearer secret:KEY", "Bearer user:pass"),
        ({"kind": "oauth2"}, "Bearer secret:KEY", "Bearer user:pass"),
        ({"kind": "api_key"}, "secret:KEY", "user:pass"),
        ({"kind": "basic"}, "Basic secret:KEY", "Basic dXNlcjpwYXNz"),
        ({"kind": "bearer", "prefix": "Zoho-oauthtoken"}, "Zoho-oauthtoken secret:KEY", "Zoho-oauthtoken user:pass"),
        ({"kind": "api_key", "prefix": "key="}, "key=secret:KEY", "key=user:pass"),
    ],
)
def test_credential_is_a_reference_until_it_is_sent(auth: dict[str, str], shown: str, sent: str) -> None:
    spec = tool(auth=Auth(kind=AuthKind(auth["kind"]), prefix=auth.get("prefix", ""), secret="secret:KEY"))
    assert made(spec)[0].headers["Authorization"] == shown
    assert made(spec, {"secret:KEY": "user:pass\n"})[0].headers["Authorization"] == sent


def test_secret_with_line_breaks_is_no_header() -> None:
    spec = tool(auth=Auth(kind=AuthKind.BEARER, secret="secret:KEY"))
    _, faults = made(spec, {"secret:KEY": "one\ntwo"})
    assert [(fault.parameter, fault.rule) for fault in faults] == [("Authorization", Rule.TEXT)]
    assert "two" not in told(faults)


@pytest.mark.parametrize("name", ["Host", "content-length", "Transfer-Encoding"])
def test_header_of_the_connection_is_not_the_tools_to_set(name: str) -> None:
    request, faults = made(tool(headers={name: "x"}))
    assert (request.headers, [fault.rule for fault in faults]) == ({}, [Rule.PLACE])


def test_header_is_sent_once_whatever_its_case() -> None:
    spec = tool(headers={"authorization": "old"}, auth=Auth(kind=AuthKind.BEARER, secret="secret:KEY"))
    assert made(spec)[0].headers == {"Authorization": "Bearer secret:KEY"}


@given(path=TEXTS.filter(lambda text: text.strip(".")), query=TEXTS)
def test_no_value_leaves_its_place(path: str, query: str) -> None:
    spec = tool(
        parameter("id", place="path"),
        parameter("q", place="query"),
        url="https://api.example.com/a/{id}/b",
        method="GET",
    )
    request, faults = made(spec, id=path, q=query)
    parts = urlsplit(webhook.address(request))
    assert (parts.netloc, parts.fragment, faults) == ("api.example.com", "", [])
    assert [unquote(part) for part in parts.path.split("/")] == ["", "a", path, "b"]
    assert parse_qsl(parts.query, keep_blank_values=True) == [("q", query)]


@pytest.mark.parametrize(
    "body",
    [
        {"arguments": {"a": "x\x00"}},
        {"arguments": {"a": float("nan")}},
        {"arguments": {"a\x00": 1}},
        {"arguments": {str(number): 1 for number in range(101)}},
        {"variables": {"a": ["\ud800"]}},
        {"arguments": {"a": {"b": 1}}},
        {"confirm": 1},
        {"more": 1},
    ],
)
def test_body_that_could_not_be_sent_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CallIn.model_validate(body)


def test_argument_that_the_tool_has_not_is_named_with_those_it_has() -> None:
    _, faults = made(tool(parameter("known")), known="x", limit="y")
    assert told(faults) == "limit is no parameter of this tool. It takes known."
