"""Changes by hand and steps back: turns like any other, and the conversation respects them."""

from typing import Any

import httpx

from parley.builder.schemas import MAX_TOOLS
from tests.http.calls import SESSIONS, finish, get, refused, say, start

TOOL: dict[str, Any] = {
    "name": "stock_check",
    "kind": "webhook",
    "title": "Check the stock",
    "description": "Looks up how many of an item are left.",
    "url": "https://stock.example.com/items",
    "parameters": [{"name": "item", "description": "What the caller asks for"}],
}


async def test_patched_values_are_edited_and_a_turn(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    path = f"{SESSIONS}/{turn['session_id']}/brief"
    answer = await client.patch(path, json={"tone": ["calm"], "name": "Iris"})
    assert answer.status_code == 200
    edited = answer.json()
    assert edited["turn"] == turn["turn"] + 1
    assert {change["path"]: change["after"] for change in edited["changes"]} == {
        "/brief/name": "Iris",
        "/brief/tone": ["calm"],
    }
    brief = await get(client, path)
    assert (brief["tone"]["status"], brief["tone"]["value"]) == ("edited", ["calm"])
    messages = await get(client, f"{SESSIONS}/{turn['session_id']}/messages")
    assert len(messages["items"]) == 2


async def test_conversation_does_not_overwrite_edited_values(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A voice agent for a hotel.")
    session_id = turn["session_id"]
    values = {"tone": ["calm"], "languages": ["fr"], "closing": "Adieu", "kind": "survey"}
    await client.patch(f"{SESSIONS}/{session_id}/brief", json=values)
    for message in ("People book rooms by phone and ask for late check-out.", "use your judgement", "yes", "yes"):
        await say(client, session_id, message)
    brief = await get(client, f"{SESSIONS}/{session_id}/brief")
    assert {slot: brief[slot]["value"] for slot in values} == values


async def test_null_clears_a_slot_and_nothing_else_changes(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A friendly receptionist called Mia for a dental clinic, by phone, in English.")
    path = f"{SESSIONS}/{turn['session_id']}/brief"
    before = await get(client, path)
    assert before["name"]
    await client.patch(path, json={"name": None})
    assert await get(client, path) == {**before, "name": None}


async def test_refused_edit_changes_nothing(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    base = f"{SESSIONS}/{turn['session_id']}"
    before = await get(client, f"{base}/status")
    for body in ({"tone": "warm"}, {"kind": "wizard"}, {"nose": "big"}, {"languages": ["english"]}, {"goals": [{}]}, 1):
        refused(await client.patch(f"{base}/brief", json=body), 422, "wizard")
    assert await get(client, f"{base}/status") == before


async def test_tool_is_put_read_replaced_and_taken_out(client: httpx.AsyncClient) -> None:
    base = f"{SESSIONS}/{(await start(client, 'A shop assistant.'))['session_id']}/tools"
    assert (await client.put(f"{base}/stock_check", json=TOOL)).status_code == 200
    held = await get(client, f"{base}/stock_check")
    assert held["url"] == TOOL["url"]
    assert (await client.put(f"{base}/stock_check", json={**TOOL, "title": "Stock"})).status_code == 200
    assert [tool["title"] for tool in (await get(client, base))["items"]] == ["Stock"]
    refused(await client.put(f"{base}/another", json=TOOL), 409)
    assert (await client.delete(f"{base}/stock_check")).status_code == 200
    assert (await get(client, base))["items"] == []
    refused(await client.get(f"{base}/stock_check"), 404)
    refused(await client.delete(f"{base}/stock_check"), 404)


async def test_one_tool_too_many_is_refused_and_the_session_goes_on(api: httpx.AsyncClient) -> None:
    session_id = (await start(api, "A receptionist for a hotel."))["session_id"]
    path = f"{SESSIONS}/{session_id}/tools"
    for number in range(MAX_TOOLS):
        name = f"tool_{number}"
        assert (await api.put(f"{path}/{name}", json={**TOOL, "name": name})).status_code == 200
    refused(await api.put(f"{path}/{TOOL['name']}", json=TOOL), 422)
    await say(api, session_id, "We use Google Calendar.")
    assert len((await get(api, path))["items"]) == MAX_TOOLS


async def test_secret_given_as_text_is_refused(api: httpx.AsyncClient) -> None:
    base = f"{SESSIONS}/{(await start(api))['session_id']}/tools"
    auth = {"kind": "bearer", "secret": "sk-canary-4711"}
    refused(await api.put(f"{base}/stock_check", json={**TOOL, "auth": auth}), 422, "canary")
    hidden = {"name": "k", "description": "d", "source": "secret", "value": "sk-canary-4711"}
    refused(await api.put(f"{base}/stock_check", json={**TOOL, "parameters": [hidden]}), 422, "canary")


async def test_put_tool_reaches_the_bundle(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    answer = await client.put(f"{SESSIONS}/{made['session_id']}/tools/stock_check", json=TOOL)
    assert answer.json()["agent_version"] == 2
    spec = (await get(client, f"/api/v1/agents/{made['agent_id']}/versions/2"))["spec"]
    assert "stock_check" in {tool["name"] for tool in spec["tools"]}


async def test_undo_takes_the_last_turn_back(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    base = f"{SESSIONS}/{turn['session_id']}"
    before = await get(client, f"{base}/brief")
    await say(client, turn["session_id"], "Warm and calm, by phone, in English and German.")
    assert await get(client, f"{base}/brief") != before
    undone = await client.post(f"{base}/undo")
    assert undone.status_code == 200
    assert await get(client, f"{base}/brief") == before
    messages = (await get(client, f"{base}/messages"))["items"]
    assert [item["status"] for item in messages] == ["complete", "complete", "undone", "undone"]
    assert [item["seq"] for item in messages] == [1, 2, 3, 4]


async def test_first_turn_can_be_taken_back_too(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    base = f"{SESSIONS}/{turn['session_id']}"
    undone = (await client.post(f"{base}/undo")).json()
    assert undone["stage"] == "INITIAL"
    assert set((await get(client, f"{base}/brief")).values()) == {None}
    assert [item["status"] for item in (await get(client, f"{base}/messages"))["items"]] == ["undone", "undone"]
    refused(await client.post(f"{base}/undo"), 409)
    assert (await say(client, turn["session_id"], "A survey by phone."))["stage"] != "INITIAL"


async def test_edit_is_undone_like_a_message(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    base = f"{SESSIONS}/{turn['session_id']}"
    before = await get(client, f"{base}/brief")
    await client.patch(f"{base}/brief", json={"name": "Iris"})
    await client.post(f"{base}/undo")
    assert await get(client, f"{base}/brief") == before


async def test_nothing_to_undo_is_a_conflict(client: httpx.AsyncClient) -> None:
    turn = await start(client)
    refused(await client.post(f"{SESSIONS}/{turn['session_id']}/undo"), 409)


async def test_undo_after_completion_keeps_the_agent_and_its_versions(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    undone = (await client.post(f"{SESSIONS}/{made['session_id']}/undo")).json()
    assert undone["stage"] != "COMPLETED"
    assert (await get(client, f"/api/v1/agents/{made['agent_id']}/versions/1"))["number"] == 1
    again = await say(client, made["session_id"], "yes")
    assert (again["stage"], again["agent_id"], again["agent_version"]) == ("COMPLETED", made["agent_id"], 2)
    assert len((await get(client, "/api/v1/agents", kind="built"))["items"]) == 1


async def test_title_is_set_by_hand_and_kept(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist called Iris for a hotel.")
    path = f"{SESSIONS}/{turn['session_id']}"
    assert (await client.patch(path, json={"title": "  My hotel  "})).json()["title"] == "My hotel"
    await say(client, turn["session_id"], "By phone.")
    assert (await get(client, path))["title"] == "My hotel"
    assert (await client.patch(path, json={"title": "   "})).json()["title"] == ""
    refused(await client.patch(path, json={"title": "x", "owner": "eve"}), 422, "eve")


async def test_emptied_lists_clear_their_slots(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    values = {"languages": [], "goals": [], "tone": [], "greeting": "", "kind": None}
    path = f"/api/v1/sessions/{turn['session_id']}/brief"
    edited = (await client.patch(path, json=values)).raise_for_status().json()
    assert edited["stage"] == "COLLECTING_BASICS"
    assert set(edited["progress"]["missing"]) == {f"/brief/{slot}" for slot in values}


async def test_prompt_is_traced_to_slots_and_turns(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    base = f"{SESSIONS}/{done['session_id']}"
    traced = await get(client, f"{base}/prompt", trace=True)
    steps = [line for line in traced["lines"] if line["text"].startswith("1. Ask for what you do not have yet")]
    assert [line["slots"] for line in steps][:2] == [["/brief/goals/0"], ["/brief/goals/1"]]
    ours = [line for line in traced["lines"] if line["text"] and not line["slots"]]
    assert all(source.startswith(("/rules/", "/variables/", "/tools/")) for line in ours for source in line["sources"])
    filled = {f"/brief/{slot}" for slot, held in (await get(client, f"{base}/brief")).items() if held}
    rested = [line for line in traced["lines"] if filled & {"/".join(slot.split("/")[:3]) for slot in line["slots"]}]
    assert rested
    assert all(line["turns"] for line in rested)


async def test_prompt_is_not_polished_without_a_model(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    problem = refused(await client.post(f"{SESSIONS}/{done['session_id']}/prompt/polish"), 409)
    assert "LLM_MODEL" in problem["detail"]
