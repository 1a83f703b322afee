"""Tools put, imported or taken out while others are on offer: the offers stay, and are asked about again."""

from typing import Any

import httpx

from tests.http.calls import SESSIONS, get, say, start
from tests.http.test_editing import TOOL
from tests.http.test_imports import imported
from tests.tools.openapi.samples import SHOP

BRIEF = (
    "A friendly phone agent called Ben for Nordlicht, a lamp shop. Callers are customers. It tells where an order is. "
    "If the caller insists, hand over to the shop. In English. The greeting is: Hi, Nordlicht here."
)


async def offered(client: httpx.AsyncClient) -> str:
    """The path of a session that was just asked about its tools."""
    turn = await start(client, BRIEF)
    for _ in range(6):
        if turn["stage"] == "EXPLORING_TOOLS":
            break
        turn = await say(client, turn["session_id"], "skip")
    assert turn["stage"] == "EXPLORING_TOOLS", turn["reply"]
    return f"{SESSIONS}/{turn['session_id']}"


async def names(client: httpx.AsyncClient, base: str) -> set[str]:
    return {tool["name"] for tool in (await get(client, f"{base}/tools"))["items"]}


def asked(turn: dict[str, Any]) -> str:
    """The part of a reply that lists the tools."""
    return str(turn["reply"]).partition("These are the tools now:")[2]


async def accept(client: httpx.AsyncClient, base: str) -> dict[str, Any]:
    return await say(client, base.rpartition("/")[2], "yes")


async def test_a_tool_put_by_hand_leaves_the_offers_open_and_stands_among_them(client: httpx.AsyncClient) -> None:
    base = await offered(client)
    turn = (await client.put(f"{base}/tools/stock_check", json=TOOL)).json()
    assert turn["stage"] == "EXPLORING_TOOLS"
    assert "Check the stock" in asked(turn)
    assert "End the call" in asked(turn)
    await accept(client, base)
    assert {"stock_check", "end_call", "transfer_to_number", "order_lookup"} <= await names(client, base)


async def test_an_imported_tool_takes_the_place_of_an_offer_and_the_others_stay(client: httpx.AsyncClient) -> None:
    base = await offered(client)
    turn = await imported(client, base.rpartition("/")[2], openapi=SHOP, wanted=["look up an order by its number"])
    assert turn["stage"] == "EXPLORING_TOOLS"
    await accept(client, base)
    held = await names(client, base)
    assert {"end_call", "transfer_to_number"} <= held
    assert "order_lookup" not in held


async def test_a_tool_taken_out_leaves_the_offers_open(client: httpx.AsyncClient) -> None:
    base = await offered(client)
    await client.put(f"{base}/tools/stock_check", json=TOOL)
    turn = (await client.delete(f"{base}/tools/stock_check")).json()
    assert turn["stage"] == "EXPLORING_TOOLS"
    assert "End the call" in asked(turn)
    assert "Check the stock" not in asked(turn)
    await accept(client, base)
    assert {"end_call", "transfer_to_number"} <= await names(client, base)


async def test_later_keeps_what_needs_no_set_up(client: httpx.AsyncClient) -> None:
    base = await offered(client)
    turn = await say(client, base.rpartition("/")[2], "later")
    assert turn["stage"] != "EXPLORING_TOOLS"
    assert await names(client, base) == {"end_call", "transfer_to_number"}
