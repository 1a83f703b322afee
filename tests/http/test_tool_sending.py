"""Test calls that are really made: to a real HTTP server and a real MCP server, with secrets that never come back."""

import asyncio
import base64
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from parley.core.config import Settings
from tests import servers
from tests.conftest import serving
from tests.http.calls import refused
from tests.http.test_secrets import keyed
from tests.http.test_tool_trials import session_with
from tests.servers import free_port

SECRET = 'tok "live"/0123456789+ü'
CALL = {"arguments": {"order_number": "A-1"}}
HONEST = Path(__file__).parents[1] / "tools" / "mcp" / "honest.py"
ROGUE = HONEST.with_name("rogue.py")

Answer = Callable[[bytes], bytes]


def reply(body: bytes, status: str = "200 OK", content_type: str = "application/json", *more: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*head, *more, "", ""]).encode() + body


@contextlib.asynccontextmanager
async def shop(answer: Answer) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that answers each request by a function of its bytes; its host, and the requests it got."""
    got: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        size = next((int(line[15:]) for line in head.lower().splitlines() if line.startswith(b"content-length:")), 0)
        got.append(head + await reader.readexactly(size))
        if content := answer(got[-1]):
            writer.write(content)
            await writer.drain()
        else:
            await asyncio.Event().wait()

    async with servers.listening(serve) as host:
        yield host, got


@contextlib.asynccontextmanager
async def calling(settings: Settings, host: str, **changed: Any) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """A client with a secret and a session whose tool calls that host; the address for test calls."""
    limits = {name: changed.pop(name) for name in list(changed) if name in Settings.model_fields}
    async with serving(keyed(settings, **{"http_allow_hosts": (host,), **limits})) as client:
        await client.put("/api/v1/secrets/SHOP_TOKEN", json={"value": SECRET})
        yield client, await session_with(client, **{"url": f"http://{host}/orders/{{order_number}}", **changed})


async def sent(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(path, params={"send": True}, json={**CALL, **body})
    assert answer.status_code == 200, answer.text
    assert "0123456789" not in answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def test_call_is_made_and_shown_with_its_answer(embedded: Settings) -> None:
    body = json.dumps({"state": "shipped", "at": 3.5}).encode()
    whole = reply(body, "200 OK", "application/json", "Set-Cookie: a=b")
    async with shop(lambda _: whole) as (host, got), calling(embedded, host) as (client, path):
        shown = await sent(client, path)
    assert got[0].startswith(b"GET /orders/A-1 HTTP/1.1\r\n")
    assert f"Authorization: Bearer {SECRET}\r\n".encode() in got[0]
    assert f"Host: {host}\r\n".encode() in got[0]
    assert shown["request"]["headers"] == {"Authorization": "Bearer secret:SHOP_TOKEN"}
    answer = shown["answer"]
    assert (answer["status"], answer["is_error"], answer["body"]) == (200, False, {"state": "shipped", "at": 3.5})
    assert "set-cookie" not in answer["headers"]
    assert (answer["headers"]["content-type"], answer["note"]) == ("application/json", "")
    assert answer["elapsed_ms"] >= 0


@pytest.mark.parametrize(
    "echo",
    [
        lambda got: reply(got, "200 OK", "text/plain"),
        lambda _: reply(json.dumps({"you": SECRET, SECRET: [{"deep": f"Bearer {SECRET}"}]}).encode()),
        lambda _: reply(f"<{json.dumps(SECRET)}>".encode(), "200 OK", "text/html"),
        lambda _: reply(base64.b64encode(SECRET.encode()), "200 OK", "text/plain"),
        lambda _: reply(b"", "302 Found", "text/plain", "Location: /?token=tok+%22live%22%2F0123456789%2B%C3%BC"),
    ],
    ids=["all of it", "json", "escaped", "base64", "location"],
)
async def test_secret_that_the_server_repeats_is_masked(embedded: Settings, echo: Answer) -> None:
    async with shop(echo) as (host, got), calling(embedded, host) as (client, path):
        shown = await sent(client, path)
        assert "secret:SHOP_TOKEN" in json.dumps(shown["answer"])
    assert len(got) == 1


async def test_secret_cut_in_the_middle_does_not_begin_to_show(embedded: Settings) -> None:
    whole, limit = reply(b"x" * 985 + SECRET.encode(), "200 OK", "text/plain"), {"tool_answer_bytes": 1_000}
    async with shop(lambda _: whole) as (host, _), calling(embedded, host, **limit) as (client, path):
        answer = (await sent(client, path))["answer"]
    assert set(answer["body"]) == {"x"}
    assert len(answer["body"]) > 800
    assert "TOOL_ANSWER_BYTES" in answer["note"]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (reply(b'{"a": 1', "500 Oops"), '{"a": 1'),
        (reply(b"\xff\x00", "404 Not here", "text/plain"), "\ufffd\x00"),
        (reply(b"[" * 5_000 + b"]" * 5_000, "400 No"), "[" * 5_000 + "]" * 5_000),
        (reply(b'"\\ud800"', "400 No"), '"\\ud800"'),
        (reply(b"NaN", "400 No"), "NaN"),
        (reply(b"", "403 No"), None),
        (reply(b"zip", "400 No", "text/plain", "Content-Encoding: gzip"), None),
    ],
)
async def test_whatever_comes_back_is_shown(embedded: Settings, content: bytes, body: str | None) -> None:
    async with shop(lambda _: content) as (host, _), calling(embedded, host) as (client, path):
        answer = (await sent(client, path))["answer"]
    assert (answer["is_error"], answer["body"]) == (True, body)


async def test_call_that_writes_is_made_only_when_confirmed(embedded: Settings) -> None:
    parameters = [{"name": "order_number", "description": "The number"}]
    async with shop(lambda _: reply(b"{}")) as (host, got):
        tool = {"method": "POST", "writes": True, "url": f"http://{host}/cancel", "parameters": parameters}
        async with calling(embedded, host, **tool) as (client, path):
            problem = refused(await client.post(path, params={"send": True}, json=CALL), 409)
            assert '"confirm": true' in problem["detail"]
            assert got == []
            await sent(client, path, confirm=True)
    assert got[0].endswith(b'\r\n\r\n{"order_number": "A-1"}')


async def test_what_does_not_fit_is_not_sent(embedded: Settings) -> None:
    async with shop(lambda _: reply(b"{}")) as (host, got), calling(embedded, host) as (client, path):
        arguments = {"order_number": 5, "<img>": 1}
        answer = await client.post(path, params={"send": True}, json={"arguments": arguments})
        assert "order_number: It takes a text. 1 of the arguments" in refused(answer, 422, "<img>")["detail"]
        assert got == []


async def test_what_is_still_to_be_set_is_told(embedded: Settings) -> None:
    async with serving(embedded) as client:
        path = await session_with(client)
        detail = refused(await client.post(path, params={"send": True}, json=CALL), 409)["detail"]
        assert "secret SHOP_TOKEN (PUT /api/v1/secrets/SHOP_TOKEN)" in detail
        assert "SECRETS_KEY" in detail
        path = await session_with(client, name="other", url=None)
        assert "URL" in refused(await client.post(path, params={"send": True}, json=CALL), 409)["detail"]
        path = await session_with(client, name="far", kind="mcp", mcp={"server": "shop", "tool": "x"}, auth={})
        assert "MCP_SERVERS" in refused(await client.post(path, params={"send": True}, json=CALL), 409)["detail"]


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("https://127.0.0.1/x/{order_number}", 422, "private"),
        ("https://[::ffff:10.0.0.1]/x/{order_number}", 422, "private"),
        ("http://example.com/x/{order_number}", 422, "https://"),
        ("https://user:pass@example.com/{order_number}", 422, "user name"),
    ],
)
async def test_tool_cannot_reach_into_our_network(embedded: Settings, url: str, status: int, said: str) -> None:
    async with calling(embedded, "127.0.0.1:1", url=url) as (client, path):
        problem = refused(await client.post(path, params={"send": True}, json=CALL), status, "0123456789")
        assert said in problem["detail"]


async def test_redirect_is_shown_and_not_followed(embedded: Settings) -> None:
    moved = reply(b"", "307 Elsewhere", "text/plain", "Location: http://169.254.169.254/latest")
    async with shop(lambda _: moved) as (host, got), calling(embedded, host) as (client, path):
        answer = (await sent(client, path))["answer"]
    assert (answer["status"], answer["headers"]["location"]) == (307, "http://169.254.169.254/latest")
    assert len(got) == 1


async def test_server_that_hangs_or_is_gone_is_told(embedded: Settings) -> None:
    async with shop(lambda _: b"") as (host, _), calling(embedded, host, tool_timeout_seconds=0.5) as (client, path):
        problem = refused(await client.post(path, params={"send": True}, json=CALL), 503, "0123456789")
        assert "0.5 seconds" in problem["detail"]
    gone = f"127.0.0.1:{free_port()}"
    async with calling(embedded, gone) as (client, path):
        assert "cannot be reached" in refused(await client.post(path, params={"send": True}, json=CALL), 503)["detail"]


async def test_session_goes_on_while_a_call_is_under_way_and_calls_are_bounded(embedded: Settings) -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await release.wait()
        writer.write(reply(b"{}"))

    async with servers.listening(serve) as host, calling(embedded, host, max_tool_calls=1) as (client, path):
        first = asyncio.create_task(sent(client, path))
        await arrived.wait()
        busy = await client.post(path, params={"send": True}, json=CALL)
        assert "MAX_TOOL_CALLS" in refused(busy, 409)["detail"]
        assert busy.headers["retry-after"]
        message = await client.post(f"{path.partition('/tools')[0]}/message", json={"message": "A dental receptionist"})
        assert message.status_code == 200
        release.set()
        assert (await first)["answer"]["status"] == 200
        await sent(client, path)


@pytest.fixture
def mcp_settings(embedded: Settings, tmp_path: Path) -> Settings:
    """A file with an honest MCP server and such that die or hang when they are called."""
    servers = {
        "shop": {"command": sys.executable, "args": [str(HONEST)]},
        "dying": {"command": sys.executable, "args": [str(ROGUE), "dies-in-call", str(tmp_path / "pids")]},
        "hanging": {"command": sys.executable, "args": [str(ROGUE), "hangs-in-call", str(tmp_path / "pids")]},
    }
    file = tmp_path / "mcp.json"
    file.write_text(json.dumps({"mcpServers": servers}))
    return Settings(_env_file=None, **{**embedded.model_dump(), "mcp_servers": str(file)})


async def mcp_tool(client: httpx.AsyncClient, server: str, tool: str, *parameters: dict[str, Any], **more: Any) -> str:
    await client.put("/api/v1/secrets/SHOP_TOKEN", json={"value": SECRET})
    return await session_with(
        client, kind="mcp", mcp={"server": server, "tool": tool}, parameters=list(parameters), auth={}, **more
    )


async def test_tool_of_an_mcp_server_is_called(mcp_settings: Settings) -> None:
    number = {"name": "order_number", "description": "The number"}
    async with serving(keyed(mcp_settings)) as client:
        shown = await sent(client, await mcp_tool(client, "shop", "order_lookup", number))
        assert shown["answer"]["body"] == {"order": "A-1", "state": "shipped", "full": False}
        assert (shown["answer"]["status"], shown["answer"]["is_error"]) == (None, False)
        path = await mcp_tool(client, "shop", "cancel-order", number, writes=True)
        told = refused(await client.post(path, params={"send": True}, json=CALL), 409)["detail"]
        assert told.startswith('This call may write: the server does not say otherwise; send it with "confirm": true')
        assert (await sent(client, path, confirm=True))["answer"]["body"] == {"result": "cancelled A-1 (None)"}
        path = await mcp_tool(
            client, "shop", "order_lookup", {**number, "source": "secret", "value": "secret:SHOP_TOKEN"}
        )
        answer = (await sent(client, path, arguments={}))["answer"]
        assert answer["body"]["order"] == "secret:SHOP_TOKEN"


async def test_answer_of_an_mcp_server_is_bounded(mcp_settings: Settings) -> None:
    size = {"name": "size", "description": "How long", "type": "integer"}
    async with serving(keyed(mcp_settings, tool_answer_bytes=1_000)) as client:
        path = await mcp_tool(client, "shop", "long_text", size)
        answer = (await sent(client, path, arguments={"size": 5_000}))["answer"]
    assert len(answer["body"]) == 1_000
    assert "TOOL_ANSWER_BYTES" in answer["note"]


async def test_mcp_server_that_dies_is_told_and_the_session_goes_on(mcp_settings: Settings) -> None:
    async with serving(keyed(mcp_settings)) as client:
        path = await mcp_tool(client, "dying", "fine")
        problem = refused(await client.post(path, params={"send": True}, json={}), 503, "complaint")
        assert problem["detail"].startswith("The MCP server dying ends before it has answered")
        message = await client.post(f"{path.partition('/tools')[0]}/message", json={"message": "A dental receptionist"})
        assert message.status_code == 200


async def test_call_of_an_mcp_tool_is_bound_by_the_time_of_a_test_call(mcp_settings: Settings) -> None:
    number = {"name": "order_number", "description": "The number"}
    bounds = {"tool_timeout_seconds": 3, "mcp_timeout_seconds": 0.001}
    settings = Settings(_env_file=None, **{**mcp_settings.model_dump(), **bounds})  # type: ignore[arg-type]  # settings by name
    async with serving(keyed(settings)) as client:
        shown = await sent(client, await mcp_tool(client, "shop", "order_lookup", number))
        assert shown["answer"]["body"]["state"] == "shipped"
        path = await mcp_tool(client, "hanging", "simple", number)
        assert "within 3 seconds" in refused(await client.post(path, params={"send": True}, json=CALL), 503)["detail"]
