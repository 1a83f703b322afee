"""Tools out of the operator's MCP servers: chosen by the wishes, replaced when taken again; faults leave no trace."""

import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from parley.core.config import Settings
from tests.conftest import serving
from tests.http.calls import SESSIONS, get, refused, say, start
from tests.http.test_tool_sending import HONEST, ROGUE

WANTED = ["look up an order", "cancel an order"]
WAYS = ("dies-in-list", "hangs-in-list", "lists-odd-tools")


@pytest.fixture
def with_servers(embedded: Settings, tmp_path: Path) -> Settings:
    """The honest server as "shop", and rogue ones by their ways."""
    held: dict[str, Any] = {"shop": {"command": sys.executable, "args": [str(HONEST)]}}
    for way in WAYS:
        held[way] = {"command": sys.executable, "args": [str(ROGUE), way, str(tmp_path / "pids")]}
    file = tmp_path / "mcp.json"
    file.write_text(json.dumps({"mcpServers": held}))
    changed = {"mcp_servers": str(file), "mcp_timeout_seconds": 3}
    return Settings(_env_file=None, **{**embedded.model_dump(), **changed})  # type: ignore[arg-type]  # settings by name


async def session(client: httpx.AsyncClient) -> str:
    turn = await start(client, "A shop assistant that takes orders and tells where parcels are.")
    return f"{SESSIONS}/{turn['session_id']}"


async def test_tools_are_taken_from_a_server_and_can_be_tried(with_servers: Settings) -> None:
    async with serving(with_servers) as client:
        base = await session(client)
        answer = await client.post(f"{base}/tools/import", json={"mcp_server": "shop", "wanted": WANTED})
        assert answer.status_code == 200, answer.text
        turn = answer.json()
        added = {change["path"] for change in turn["changes"] if change["op"] == "add"}
        assert {"/tools/order_lookup", "/tools/cancel_order"} <= added
        tool = await get(client, f"{base}/tools/cancel_order")
        assert (tool["kind"], tool["mcp"]) == ("mcp", {"server": "shop", "tool": "cancel-order"})
        assert (tool["writes"], tool["confirm"]) == (True, True)
        call = {"arguments": {"order_number": "A-1"}}
        tried = await client.post(f"{base}/tools/order_lookup/test", params={"send": True}, json=call)
        assert tried.json()["answer"]["body"]["state"] == "shipped"


async def test_taking_a_tool_again_replaces_it_and_keeps_its_name(with_servers: Settings) -> None:
    async with serving(with_servers) as client:
        base = await session(client)
        wanted = {"mcp_server": "shop", "wanted": WANTED[:1]}
        await client.post(f"{base}/tools/import", json=wanted)
        mine = (await get(client, f"{base}/tools/order_lookup")) | {"name": "find_order", "timeout_s": 60}
        await client.put(f"{base}/tools/find_order", json=mine)
        await client.delete(f"{base}/tools/order_lookup")
        assert (await client.post(f"{base}/tools/import", json=wanted)).status_code == 200
        held = [tool for tool in (await get(client, f"{base}/tools"))["items"] if tool["kind"] == "mcp"]
        assert [(tool["name"], tool["timeout_s"]) for tool in held] == [("find_order", 20)]


async def test_unknown_server_is_refused_with_those_that_exist(with_servers: Settings, api: httpx.AsyncClient) -> None:
    async with serving(with_servers) as client:
        answer = await client.post(f"{await session(client)}/tools/import", json={"mcp_server": "bank"})
        assert "there are: shop, dies-in-list" in refused(answer, 422, "bank")["detail"]
    answer = await api.post(f"{await session(api)}/tools/import", json={"mcp_server": "bank"})
    assert "MCP_SERVERS" in refused(answer, 422, "bank")["detail"]


@pytest.mark.parametrize(("way", "deed"), [("dies-in-list", "ends before"), ("hangs-in-list", "within 3 seconds")])
async def test_server_that_hangs_or_dies_is_told_and_the_session_goes_on(
    with_servers: Settings, way: str, deed: str
) -> None:
    async with serving(with_servers) as client:
        base = await session(client)
        before = await get(client, f"{base}/status")
        answer = await client.post(f"{base}/tools/import", json={"mcp_server": way, "wanted": ["anything"]})
        assert deed in refused(answer, 503, "complaint")["detail"]
        assert await get(client, f"{base}/status") == before
        await say(client, base.rpartition("/")[2], "Friendly but quick.")


async def test_what_a_description_orders_is_not_done(with_servers: Settings) -> None:
    async with serving(with_servers) as client:
        base = await session(client)
        before = await get(client, f"{base}/status")
        answer = await client.post(f"{base}/tools/import", json={"mcp_server": "lists-odd-tools", "wanted": ["talks"]})
        assert answer.status_code == 200, answer.text
        after = await get(client, f"{base}/status")
        assert (after["brief"], after["stage"]) == (before["brief"], before["stage"])
        assert {tool["name"] for tool in after["tools"]} - {tool["name"] for tool in before["tools"]} == {"talks"}
