"""The graph edited over HTTP: a turn like any other, all or nothing, and it holds."""

from typing import Any

import httpx

from tests.http.calls import SESSIONS, finish, get, refused, say, start

_NEW = {"op": "add_node", "id": "insurance", "kind": "collect", "label": "Ask for the insurance", "after": "understand"}
_NEW |= {"text": "Ask who insures them.", "collects": ["insurer"]}


async def _edit(client: httpx.AsyncClient, session_id: str, *edits: dict[str, Any]) -> httpx.Response:
    return await client.post(f"{SESSIONS}/{session_id}/workflow/edits", json={"edits": list(edits)})


async def test_edits_are_a_turn_that_makes_a_new_version_and_can_be_undone(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    base = f"{SESSIONS}/{done['session_id']}"
    before = await get(client, f"{base}/workflow")
    answer = await _edit(client, done["session_id"], _NEW, {"op": "update_node", "id": "closing", "text": "Bye!"})
    assert answer.status_code == 200, answer.text
    turn = answer.json()
    assert (turn["turn"], turn["agent_version"]) == (done["turn"] + 1, done["agent_version"] + 1)
    assert turn["graph"] == await get(client, f"{base}/workflow")
    assert turn["findings"] == []
    paths = {change["path"] for change in turn["changes"]}
    assert {"/workflow/nodes/insurance", "/workflow/nodes/closing/text"} <= paths
    assert "Step added: Ask for the insurance." in turn["reply"]
    undone = await client.post(f"{base}/undo")
    assert undone.status_code == 200
    assert await get(client, f"{base}/workflow") == before


async def test_edits_that_would_break_the_graph_change_nothing(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    base = f"{SESSIONS}/{done['session_id']}"
    before = await get(client, f"{base}/workflow")
    breaking = {"op": "add_edge", "source": "greeting", "target": "closing"}
    problem = refused(await _edit(client, done["session_id"], _NEW, breaking), 422)
    assert [found["rule"] for found in problem["findings"]] == ["workflow.overlapping-conditions"]
    refused(await _edit(client, done["session_id"], {"op": "remove_node", "id": "zzz_nobody"}), 409, "zzz_nobody")
    for edits in (
        [{"op": "explode", "id": "greeting"}],
        [{**_NEW, "color": "red"}],
        [{**_NEW, "id": "Not An Id"}],
        [],
    ):
        refused(await _edit(client, done["session_id"], *edits), 422, "explode")
    assert await get(client, f"{base}/workflow") == before
    assert (await get(client, f"{base}/status"))["turns"] == done["turn"]


async def test_edits_hold_through_what_is_said_later(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    session_id = done["session_id"]
    await _edit(client, session_id, _NEW)
    await say(client, session_id, "Make it more formal.")
    turn = await client.patch(f"{SESSIONS}/{session_id}/brief", json={"closing": "Goodbye and take care."})
    assert turn.status_code == 200
    graph = await get(client, f"{SESSIONS}/{session_id}/workflow")
    assert "insurance" in {node["id"] for node in graph["nodes"]}
    assert "Goodbye and take care." in {node["text"] for node in graph["nodes"]}


async def test_a_reopened_agent_keeps_its_edits(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    await _edit(client, done["session_id"], _NEW)
    again = await start(client, agent_id=done["agent_id"])
    await say(client, again["session_id"], "Make it more formal.")
    graph = await get(client, f"{SESSIONS}/{again['session_id']}/workflow")
    assert "insurance" in {node["id"] for node in graph["nodes"]}


async def test_there_is_nothing_to_edit_before_there_is_a_graph(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    problem = refused(await _edit(client, turn["session_id"], _NEW), 409)
    assert "no workflow yet" in problem["detail"]


async def test_the_graph_is_drawn_as_an_image_that_can_do_nothing(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    await _edit(client, done["session_id"], {"op": "update_node", "id": "closing", "label": "<script>x()</script>"})
    answer = await client.get(f"{SESSIONS}/{done['session_id']}/workflow", params={"format": "svg"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.text.startswith("<svg")
    assert "<script" not in answer.text


async def test_there_is_no_picture_before_there_is_a_graph(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    refused(await client.get(f"{SESSIONS}/{turn['session_id']}/workflow", params={"format": "svg"}), 404)
