"""Sessions as things: listed, paged, paused, resumed, abandoned, erased, and limited."""

import httpx

from parley.core.config import Settings
from tests.conftest import serving
from tests.http.calls import SESSIONS, finish, get, refused, say, start


async def test_list_is_paged_and_filtered(client: httpx.AsyncClient) -> None:
    made = [(await start(client))["session_id"] for _ in range(5)]
    await client.patch(f"{SESSIONS}/{made[2]}", json={"title": "The 100% hotel_"})
    await client.delete(f"{SESSIONS}/{made[4]}")
    seen, query = [], {"limit": 2}
    while True:
        page = await get(client, SESSIONS, **query)
        seen += [item["session_id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == made[::-1]
    for wanted, expected in (
        ({"status": "abandoned"}, made[4:]),
        ({"status": "active"}, made[3::-1]),
        ({"status": "paused"}, []),
        ({"status": "completed"}, []),
        ({"kind": "chat"}, []),
        ({"kind": "build", "limit": 1}, made[4:]),
        ({"q": "100% HOTEL_"}, made[2:3]),
        ({"q": "%"}, made[2:3]),
        ({"q": "nothing"}, []),
    ):
        assert [item["session_id"] for item in (await get(client, SESSIONS, **wanted))["items"]] == expected, wanted


async def test_messages_and_versions_are_paged(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    path = f"{SESSIONS}/{made['session_id']}/messages"
    whole = (await get(client, path))["items"]
    first = await get(client, path, limit=3)
    rest = await get(client, path, limit=100, cursor=first["next_cursor"])
    assert first["items"] + rest["items"] == whole
    assert rest["next_cursor"] is None
    for name in ("Iris", "Ivy"):
        await client.patch(f"{SESSIONS}/{made['session_id']}/brief", json={"name": name})
    versions = f"/api/v1/agents/{made['agent_id']}/versions"
    page = await get(client, versions, limit=2)
    assert [item["number"] for item in page["items"]] == [3, 2]
    page = await get(client, versions, cursor=page["next_cursor"])
    assert [item["number"] for item in page["items"]] == [1]


async def test_junk_cursors_and_limits_are_refused(client: httpx.AsyncClient) -> None:
    session_id = (await start(client))["session_id"]
    paths = (SESSIONS, f"{SESSIONS}/{session_id}/messages", "/api/v1/agents")
    for path in paths:
        for query in ({"cursor": "junk"}, {"cursor": "\x00"}, {"cursor": "-1"}, {"cursor": "9" * 40}, {"cursor": ""}):
            refused(await client.get(path, params=query), 422, "junk")
        for limit in ("0", "101", "-1", "x", "1e3", ""):
            refused(await client.get(path, params={"limit": limit}), 422)
    for query in ({"kind": "spy"}, {"status": "gone"}, {"q": "\x00"}, {"q": "x" * 301}, {"nose": "big"}):
        refused(await client.get(SESSIONS, params=query), 422, "spy")


async def test_resume_repeats_the_open_question_and_stores_nothing(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    path = f"{SESSIONS}/{turn['session_id']}"
    before = await get(client, path)
    resumed = (await client.post(f"{path}/resume")).json()
    assert resumed["reply"]
    assert resumed["reply"] in turn["reply"]
    assert (resumed["options"], resumed["turn"], resumed["stage"]) == (turn["options"], turn["turn"], turn["stage"])
    assert await get(client, path) == before


async def test_abandoned_session_is_read_only(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A receptionist for a hotel.")
    base = f"{SESSIONS}/{turn['session_id']}"
    for _ in range(2):
        assert (await client.delete(base)).status_code == 204
    assert (await get(client, base))["status"] == "abandoned"
    for answer in (
        await client.post(f"{base}/message", json={"message": "hi"}),
        await client.post(f"{base}/resume"),
        await client.post(f"{base}/undo"),
        await client.patch(f"{base}/brief", json={"name": "Iris"}),
    ):
        assert refused(answer, 409)["type"] == "urn:parley:conflict"
        assert "retry-after" not in answer.headers
    assert len((await get(client, f"{base}/messages"))["items"]) == 2


async def test_purged_session_is_unknown_and_its_agent_stays(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    base = f"{SESSIONS}/{made['session_id']}"
    assert (await client.delete(base, params={"purge": True})).status_code == 204
    for path in (base, f"{base}/messages", f"{base}/brief"):
        refused(await client.get(path), 404)
    refused(await client.post(f"{base}/message", json={"message": "hi"}), 404)
    refused(await client.delete(base), 404)
    assert (await client.get(f"/api/v1/agents/{made['agent_id']}/export/native")).status_code == 200


async def test_completed_session_has_nothing_to_resume(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    refused(await client.post(f"{SESSIONS}/{made['session_id']}/resume"), 409)


async def test_expired_session_is_paused_until_its_next_message(settings: Settings) -> None:
    async with serving(Settings(_env_file=None, **{**settings.model_dump(), "session_expiry_seconds": 1})) as client:
        turn = await start(client, "A receptionist for a hotel.")
        base = f"{SESSIONS}/{turn['session_id']}"
        while (await get(client, f"{base}/status"))["live"]:
            pass
        assert (await get(client, base))["status"] == "paused"
        assert (await get(client, SESSIONS, status="paused"))["items"][0]["session_id"] == turn["session_id"]
        resumed = (await client.post(f"{base}/resume")).json()
        assert resumed["turn"] == turn["turn"]
        assert (await get(client, base))["status"] == "paused"
        answered = await say(client, turn["session_id"], "By phone.")
        assert (answered["status"], answered["turn"]) == ("active", turn["turn"] + 1)
        assert answered["expires_at"] > turn["expires_at"]


async def test_turns_of_a_session_are_limited(client: httpx.AsyncClient) -> None:
    turn = await start(client, budget={"max_turns": 2})
    for message in ("A receptionist for a hotel.", "By phone."):
        await say(client, turn["session_id"], message)
    base = f"{SESSIONS}/{turn['session_id']}"
    refused(await client.post(f"{base}/message", json={"message": "In English."}), 409)
    refused(await client.patch(f"{base}/brief", json={"name": "Iris"}), 409)
    status = await get(client, f"{base}/status")
    assert (status["turns"], status["usage"]["max_turns"]) == (2, 2)


async def test_session_out_of_turns_says_how_its_agent_goes_on(client: httpx.AsyncClient) -> None:
    agent_id = (await finish(client))["agent_id"]
    turn = await start(client, agent_id=agent_id, budget={"max_turns": 1})
    await say(client, turn["session_id"], "It should be formal.")
    path = f"{SESSIONS}/{turn['session_id']}/message"
    assert f"agent_id {agent_id}" in refused(await client.post(path, json={"message": "Hi."}), 409)["detail"]


async def test_budget_is_at_most_the_servers_own(client: httpx.AsyncClient) -> None:
    turn = await start(client, budget={"max_turns": 10_000, "max_tokens": 100_000_000})
    usage = (await get(client, f"{SESSIONS}/{turn['session_id']}/status"))["usage"]
    assert (usage["max_turns"], usage["max_tokens"]) == (200, 30_000)
    none = await start(client, budget={"max_tokens": 0})
    assert (await say(client, none["session_id"], "By phone."))["usage"]["engine"] == "guided"
