"""Test calls of a session's tools over HTTP: dry runs, what still has to be set, what cannot be tested here."""

from typing import Any

import httpx
import pytest

from parley.core.config import Settings
from tests.conftest import make_settings, serving
from tests.http.calls import SESSIONS, UNKNOWN_ID, get, refused, start
from tests.http.test_secrets import keyed

TOOL = {
    "name": "order_lookup",
    "kind": "webhook",
    "title": "Order lookup",
    "description": "Looks an order up",
    "method": "GET",
    "url": "https://shop.example.com/orders/{order_number}",
    "parameters": [{"name": "order_number", "description": "The number", "place": "path"}],
    "auth": {"kind": "bearer", "secret": "secret:SHOP_TOKEN"},
}


async def session_with(client: httpx.AsyncClient, **changed: Any) -> str:
    """A session whose tool is TOOL, changed; the tool's address for test calls."""
    tool = {**TOOL, **changed}
    base = f"{SESSIONS}/{(await start(client))['session_id']}/tools/{tool['name']}"
    answer = await client.put(base, json=tool)
    assert answer.status_code == 200, answer.text
    return f"{base}/test"


async def test_dry_run_shows_the_request_and_changes_nothing(settings: Settings) -> None:
    async with serving(keyed(settings)) as client:
        await client.put("/api/v1/secrets/SHOP_TOKEN", json={"value": "tok_live_12345678"})
        path = await session_with(client)
        status = f"{path.partition('/tools')[0]}/status"
        before = await get(client, status)
        answer = await client.post(path, json={"arguments": {"order_number": "A-1"}})
        assert answer.status_code == 200, answer.text
        assert answer.json() == {
            "tool": "order_lookup",
            "kind": "webhook",
            "request": {
                "method": "GET",
                "url": "https://shop.example.com/orders/A-1",
                "headers": {"Authorization": "Bearer secret:SHOP_TOKEN"},
                "query": {},
                "body": None,
            },
            "faults": [],
            "to_fill": [],
            "answer": None,
        }
        assert await get(client, status) == before


async def test_dry_run_says_what_is_missing_and_wrong(api: httpx.AsyncClient) -> None:
    path = await session_with(api, url=None, url_hint="your shop's API")
    shown = (await api.post(path, json={"arguments": {"nubmer": "A-1"}})).json()
    assert [(fault["parameter"], fault["rule"]) for fault in shown["faults"]] == [
        ("order_number", "missing"),
        ("nubmer", "unknown"),
    ]
    assert shown["to_fill"] == ["URL (your shop's API)", "secret SHOP_TOKEN (PUT /api/v1/secrets/SHOP_TOKEN)"]
    assert shown["request"]["url"] is None


@pytest.mark.parametrize("kind", ["builtin", "client", "function", "mcp"])
async def test_tool_that_is_not_called_from_here_is_refused_with_the_reason(api: httpx.AsyncClient, kind: str) -> None:
    path = await session_with(api, kind=kind)
    problem = refused(await api.post(path, json={}), 409)
    assert "MCP server" in problem["detail"] if kind == "mcp" else "cannot be tested" in problem["detail"]


async def test_mcp_tool_shows_what_the_server_would_be_called_with(api: httpx.AsyncClient) -> None:
    parameters = [
        {"name": "order.id", "description": "The id"},
        {"name": "order.full", "type": "boolean", "description": "All"},
    ]
    path = await session_with(api, kind="mcp", mcp={"server": "shop", "tool": "Look Up"}, parameters=parameters)
    shown = (await api.post(path, json={"arguments": {"order.id": "A-1", "order.full": True}})).json()
    assert shown["request"] == {
        "method": "tools/call",
        "server": "shop",
        "name": "Look Up",
        "arguments": {"order": {"id": "A-1", "full": True}},
    }


async def test_unknown_and_foreign_tools_look_the_same(sqlite_url: str) -> None:
    ann, bob = f"pk_ann_{'a' * 32}", f"pk_bob_{'b' * 32}"
    async with serving(make_settings(database_url=sqlite_url, api_keys=f"{ann},{bob}")) as client:
        client.headers["Authorization"] = f"Bearer {ann}"
        path = await session_with(client)
        unknown = [
            await client.post(f"{SESSIONS}/{UNKNOWN_ID}/tools/order_lookup/test", json={}),
            await client.post(path.replace("order_lookup", "other"), json={}),
        ]
        client.headers["Authorization"] = f"Bearer {bob}"
        foreign = await client.post(path, json={})
        assert refused(unknown[0], 404)["detail"] == refused(foreign, 404)["detail"]
        refused(unknown[1], 404)


async def test_what_is_no_call_is_refused(api: httpx.AsyncClient) -> None:
    path = await session_with(api)
    for body in ({"arguments": []}, {"arguments": {"a": "\x00"}}, {"more": 1}, [], {"confirm": "yes"}):
        refused(await api.post(path, json=body), 422)
