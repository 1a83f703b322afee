"""Calls of tools in a chat: really made where a tool is set up, else answered by a mock; never more than an answer."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
    McpTool,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ResultField,
    ToolKind,
    ToolSpec,
    Transfer,
)
from parley.chat.agents import ChatAgent
from parley.chat.hands import ChatHands, Done, key_of
from parley.core.clock import now
from parley.core.config import Settings
from parley.core.resources import open_resources
from parley.llm.schemas import Call
from parley.secrets.service import Vault
from parley.tools.mcp.service import McpServers
from parley.tools.trials import Trials
from tests import servers
from tests.http.test_secrets import keyed
from tests.http.test_tool_sending import reply, shop

OWNER = "ann"


def tool(**values: Any) -> ToolSpec:
    order = Parameter(name="order.number", description="The order")
    shop_id = Parameter(name="shop", description="The shop", source=ParameterSource.SESSION, value="shop_id")
    given = {
        "name": "refund",
        "kind": ToolKind.WEBHOOK,
        "title": "Refund",
        "description": "Pays back.",
        "parameters": [order, shop_id],
        "confirm": True,
        "writes": True,
        "on_failure": "Offer a call back.",
    }
    return ToolSpec(**{**given, **values})


def agent(*tools: ToolSpec) -> ChatAgent:
    return ChatAgent(
        name="a",
        slug="a",
        title="A",
        description="",
        system="",
        first_message="",
        version=1,
        digest="",
        created_at=now(),
        tools=tools,
        variables={"shop_id": "S-1", "other": "x"},
    )


@contextlib.asynccontextmanager
async def hands(
    settings: Settings, *hosts: str, longest: int = 2_000, most: int | None = None, **limits: Any
) -> AsyncIterator[ChatHands]:
    """Hands whose owner has one secret, SHOP_TOKEN."""
    reaching = keyed(settings, http_allow_hosts=hosts, **limits)
    async with open_resources(reaching) as resources:
        vault = Vault(reaching, resources.db)
        await vault.put(OWNER, "SHOP_TOKEN", "token-0123456789")
        yield ChatHands(Trials(reaching, vault, McpServers(reaching), most=most), longest)


async def called(found: ChatHands, spec: ToolSpec, name: str = "refund", **arguments: Any) -> Done:
    given = arguments or {"order": {"number": "A-1"}}
    return await found.carry_out(OWNER, agent(spec), Call("call-1", name, given), "run-1")


async def test_call_is_sent_with_secret_variables_and_a_key_of_its_own(settings: Settings) -> None:
    answer = reply(json.dumps({"state": "paid", "token": "token-0123456789"}).encode())
    auth = Auth(kind=AuthKind.BEARER, secret="secret:SHOP_TOKEN")
    async with shop(lambda _: answer) as (host, got), hands(settings, host) as found:
        spec = tool(url=f"http://{host}/refunds", auth=auth)
        done = await called(found, spec)
        again = await called(found, spec)
    assert (done.is_error, done.is_mock) == (False, False)
    assert done == again
    assert json.loads(done.text) == {"state": "paid", "token": "secret:SHOP_TOKEN"}
    head, _, body = got[0].partition(b"\r\n\r\n")
    assert json.loads(body) == {"order": {"number": "A-1"}, "shop": "S-1"}
    assert b"Authorization: Bearer token-0123456789" in head
    key = key_of(Call("call-1", "refund", {"order": {"number": "A-1"}}), "run-1")
    assert f"Idempotency-Key: {key}".encode() in head
    assert f"Idempotency-Key: {key}".encode() in got[1]


def test_every_call_of_every_run_has_another_key() -> None:
    calls = [Call("1", "a", {}), Call("2", "a", {}), Call("1", "b", {}), Call("1", "a", {"x": 1})]
    assert len({key_of(call, run) for call in calls for run in ("r", "s")}) == 8
    assert key_of(Call("1", "a", {"x": 1, "y": 2}), "r") == key_of(Call("1", "a", {"y": 2, "x": 1}), "r")


async def test_reading_has_no_key(embedded: Settings) -> None:
    number = Parameter(name="number", description="The order", place=ParameterPlace.QUERY)
    async with shop(lambda _: reply(b"{}")) as (host, got), hands(embedded, host) as found:
        spec = tool(url=f"http://{host}/orders", method=Method.GET, writes=False, confirm=False, parameters=[number])
        assert not (await called(found, spec, number="A-1")).is_error
    assert got[0].startswith(b"GET /orders?number=A-1 ")
    assert b"idempotency-key" not in got[0].lower()


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "URL (the endpoint to call)"),
        ({"url": "https://example.com/", "auth": Auth(kind=AuthKind.BEARER, secret="secret:NOT_SET")}, "NOT_SET"),
        ({"kind": ToolKind.MCP, "mcp": McpTool(server="gone", tool="refund")}, "MCP server gone"),
        ({"kind": ToolKind.MCP}, "elsewhere"),
        ({"kind": ToolKind.CLIENT}, "elsewhere"),
        ({"kind": ToolKind.FUNCTION}, "elsewhere"),
    ],
)
async def test_tool_that_is_not_set_up_answers_with_a_mock_that_says_so(
    values: dict[str, Any], missing: str, embedded: Settings
) -> None:
    results = [ResultField(name="amount", path="data.amount"), ResultField(name="state", path="data.state")]
    async with hands(embedded) as found:
        done = await called(found, tool(results=results, **values))
    told = json.loads(done.text)
    assert (done.is_error, done.is_mock, told["mock"]) == (False, True, True)
    assert missing in told["note"]
    assert "rehearsal" in told["note"]
    assert told["result"] == {"data": {"amount": "(sample amount)", "state": "(sample state)"}}


@pytest.mark.parametrize("method", [Method.POST, Method.DELETE])
async def test_write_that_nobody_agrees_to_is_not_sent(method: Method, embedded: Settings) -> None:
    async with shop(lambda _: reply(b"{}")) as (host, got), hands(embedded, host) as found:
        spec = tool(url=f"http://{host}/", method=method, confirm=False, writes=method is Method.POST)
        done = await called(found, spec)
    assert done.is_error
    assert "Not carried out" in done.text
    assert got == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply(b'{"why": "no stock"}', "409 No"), "HTTP status 409"),
        (reply(b"", "500 Oops"), "HTTP status 500"),
        (b"nonsense\r\n\r\n", ""),
    ],
)
async def test_failure_is_told_with_what_the_tools_owner_wants(answer: bytes, words: str, embedded: Settings) -> None:
    async with shop(lambda _: answer) as (host, got), hands(embedded, host) as found:
        done = await called(found, tool(url=f"http://{host}/"))
    assert done.is_error
    assert words in done.text
    assert done.text.endswith("\n\nOffer a call back.")
    assert len(got) == 1


async def test_silent_tool_is_given_up(embedded: Settings) -> None:
    async with shop(lambda _: b"") as (host, _), hands(embedded, host, tool_timeout_seconds=0.2) as found:
        done = await called(found, tool(url=f"http://{host}/"))
    assert done.is_error
    assert "Offer a call back." in done.text


async def test_inner_address_is_not_called(embedded: Settings) -> None:
    async with shop(lambda _: reply(b"{}")) as (host, got), hands(embedded) as found:
        done = await called(found, tool(url=f"https://{host}/"))
    assert done.is_error
    assert got == []


async def test_answer_is_bounded_and_without_controls(embedded: Settings) -> None:
    long = reply(b"a\x00b\x1b" + b"x" * 5_000, "200 OK", "text/plain")
    async with shop(lambda _: long) as (host, _), hands(embedded, host, longest=500) as found:
        done = await called(found, tool(url=f"http://{host}/"))
    assert done.text.startswith("abx")
    assert "cut: the first 500" in done.text
    assert len(done.text) < 600


@pytest.mark.parametrize(
    "given",
    [{"order": {}}, {"order": {"number": 7}}, {"order": "A-1"}, {"order": {"number": "A-1"}, "more": {"x": [{}]}}],
)
async def test_unfit_arguments_are_told_to_the_model(given: dict[str, Any], embedded: Settings) -> None:
    async with shop(lambda _: reply(b"{}")) as (host, got), hands(embedded, host) as found:
        done = await called(found, tool(url=f"http://{host}/"), **given)
    assert done.is_error
    assert "arguments" in done.text or "The call cannot be made" in done.text
    assert got == []


async def test_call_beyond_those_that_may_be_under_way_is_told_to_the_model(embedded: Settings) -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await release.wait()
        writer.write(reply(b"{}"))

    async with servers.listening(serve) as host, hands(embedded, host, most=1) as found:
        spec = tool(url=f"http://{host}/refunds")
        first = asyncio.create_task(called(found, spec))
        await arrived.wait()
        refused = await called(found, spec)
        release.set()
        assert not (await first).is_error
    assert refused.is_error
    assert "CHAT_TOOL_CALLS" in refused.text


async def test_unknown_tool_is_an_error_that_names_those_there_are(embedded: Settings) -> None:
    async with hands(embedded) as found:
        done = await called(found, tool(), name="drop_tables")
    assert done.is_error
    assert "refund" in done.text


@pytest.mark.parametrize("builtin", list(BuiltinTool))
async def test_builtin_says_what_would_happen(builtin: BuiltinTool, embedded: Settings) -> None:
    transfers = [Transfer(condition="wants a person", number="+4930123456", label="Front desk")]
    spec = tool(kind=ToolKind.BUILTIN, builtin=builtin, parameters=[], transfers=transfers)
    async with hands(embedded) as found:
        done = await called(found, spec, reason="done")
    assert (done.is_error, done.is_mock) == (False, True)
    if builtin is BuiltinTool.TRANSFER_TO_NUMBER:
        assert "Front desk (+4930123456)" in done.text
