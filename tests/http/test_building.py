"""From the first message to the bundle, over HTTP, in both storage modes."""

import io
import json
import zipfile

import httpx

from tests.http.calls import SESSIONS, UNKNOWN_ID, finish, get, refused, say, start

STAGES = (
    "INITIAL",
    "COLLECTING_BASICS",
    "EXPLORING_TOOLS",
    "CONFIGURING_TOOLS",
    "REVIEWING_WORKFLOW",
    "FINALIZING",
    "COMPLETED",
)


async def test_session_without_a_message_is_turn_zero_with_a_question(client: httpx.AsyncClient) -> None:
    turn = await start(client)
    assert (turn["turn"], turn["stage"], turn["status"], turn["kind"]) == (0, "INITIAL", "active", "build")
    assert turn["reply"]
    assert turn["changes"] == []
    assert turn["usage"] == {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "engine": "guided"}
    assert (turn["agent_id"], turn["agent_version"]) == (None, None)


async def test_session_with_a_message_has_its_first_turn_answered(client: httpx.AsyncClient) -> None:
    turn = await start(client, "A voice receptionist for a dental clinic, friendly but quick.")
    assert turn["turn"] == 1
    assert turn["stage"] != "INITIAL"
    assert "/brief/kind" in {change["path"] for change in turn["changes"]}
    messages = await get(client, f"{SESSIONS}/{turn['session_id']}/messages")
    assert [(item["seq"], item["role"]) for item in messages["items"]] == [(1, "user"), (2, "assistant")]


async def test_brief_becomes_an_agent_and_its_bundles(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    assert turn["status"] == "completed"
    assert turn["agent_version"] == 1
    assert turn["progress"]["percent"] == 100
    agent = await get(client, f"/api/v1/agents/{turn['agent_id']}")
    assert agent["session_id"] == turn["session_id"]
    assert (await get(client, f"/api/v1/agents/{agent['slug']}"))["id"] == agent["id"]
    for platform in await get(client, "/api/v1/platforms"):
        path = f"/api/v1/agents/{agent['id']}/export/{platform['name']}"
        packed = await client.get(path)
        assert packed.headers["content-type"] == "application/zip"
        assert "attachment" in packed.headers["content-disposition"]
        listed = (await client.get(path, headers={"Accept": "application/json"})).json()
        with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
            assert archive.testzip() is None
            contents = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}
        assert contents == {f"{listed['folder']}/{file['path']}": file["content"] for file in listed["files"]}
        assert (await client.get(path)).content == packed.content


async def test_stages_are_walked_in_order_and_each_turn_names_its_own(client: httpx.AsyncClient) -> None:
    turn = await start(client)
    visited, turns = [turn["stage"]], 0
    while turn["stage"] != "COMPLETED":
        before = turn["stage"]
        answer = {
            "INITIAL": "A reminder agent for a garage.",
            "REVIEWING_WORKFLOW": "yes",
            "CONFIGURING_TOOLS": "later",
        }
        turn = await say(client, turn["session_id"], answer.get(before, "use your judgement"))
        turns += 1
        assert turn["turn"] == turns
        assert turn["stages_visited"] == list(STAGES[STAGES.index(before) + 1 : STAGES.index(turn["stage"]) + 1])
        visited += turn["stages_visited"]
    assert visited == list(STAGES)


async def test_finished_session_goes_on_and_makes_a_new_version(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    session_id, agent_id = turn["session_id"], turn["agent_id"]
    same = await say(client, session_id, "Thank you!")
    assert (same["stage"], same["agent_version"]) == ("COMPLETED", 1)
    answer = await client.patch(f"{SESSIONS}/{session_id}/brief", json={"closing": "Goodbye, and keep smiling!"})
    assert answer.json()["agent_version"] == 2
    versions = await get(client, f"/api/v1/agents/{agent_id}/versions")
    assert [item["number"] for item in versions["items"]] == [2, 1]
    old, new = [await get(client, f"/api/v1/agents/{agent_id}/versions/{number}") for number in (1, 2)]
    assert old["digest"] != new["digest"]
    assert new["spec"]["brief"]["closing"]["value"] == "Goodbye, and keep smiling!"
    assert (await get(client, f"/api/v1/agents/{agent_id}"))["version"] == 2
    refused(await client.get(f"/api/v1/agents/{agent_id}/versions/3"), 404)
    first = await client.get(f"/api/v1/agents/{agent_id}/export/native", params={"version": 1})
    assert b"keep smiling" not in first.content


async def test_emptied_required_slot_falls_back_and_the_version_waits(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    path = f"{SESSIONS}/{turn['session_id']}/brief"
    fallen = (await client.patch(path, json={"greeting": None})).json()
    assert (fallen["stage"], fallen["status"], fallen["agent_version"]) == ("COLLECTING_BASICS", "active", 1)
    assert fallen["progress"]["missing"] == ["/brief/greeting"]
    risen = (await client.patch(path, json={"greeting": "Good day, how can I help?"})).json()
    assert (risen["stage"], risen["agent_version"]) == ("COMPLETED", 2)


async def test_agent_is_edited_further_in_a_new_session(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    again = await start(client, agent_id=made["agent_id"])
    assert (again["stage"], again["agent_id"], again["agent_version"]) == ("COMPLETED", made["agent_id"], 1)
    brief = await get(client, f"{SESSIONS}/{again['session_id']}/brief")
    assert brief == await get(client, f"{SESSIONS}/{made['session_id']}/brief")
    changed = await client.patch(f"{SESSIONS}/{again['session_id']}/brief", json={"hours": "Always open"})
    assert (changed.json()["agent_id"], changed.json()["agent_version"]) == (made["agent_id"], 2)
    refused(await client.post(f"{SESSIONS}/create", json={"agent_id": UNKNOWN_ID}), 404)


async def test_two_agents_of_one_name_get_two_slugs(client: httpx.AsyncClient) -> None:
    first, second = await finish(client), await finish(client)
    listed = await get(client, "/api/v1/agents", kind="built")
    assert [item["id"] for item in listed["items"]] == [second["agent_id"], first["agent_id"]]
    assert len({item["slug"] for item in listed["items"]}) == 2


async def test_status_tells_the_whole_session(client: httpx.AsyncClient) -> None:
    turn = await finish(client)
    status = await get(client, f"{SESSIONS}/{turn['session_id']}/status")
    assert (status["status"], status["stage"], status["live"]) == ("completed", "COMPLETED", True)
    assert status["turns"] == turn["turn"]
    assert status["brief"]["name"]["value"] == "Mia"
    assert status["brief"]["name"]["source_turn"] == 1
    assert status["tools"]
    assert status["workflow"]["nodes"] > 5
    assert not [finding for finding in status["workflow"]["findings"] if finding["severity"] == "error"]
    assert json.dumps(status["usage"]["max_turns"]) == "200"


async def test_workflow_and_prompt_are_there_once_the_tools_are_settled(client: httpx.AsyncClient) -> None:
    empty = await start(client)
    for part in ("workflow", "prompt"):
        refused(await client.get(f"{SESSIONS}/{empty['session_id']}/{part}"), 404)
    base = f"{SESSIONS}/{(await finish(client))['session_id']}"
    graph = await get(client, f"{base}/workflow")
    assert graph["start"] in {node["id"] for node in graph["nodes"]}
    in_json = (await get(client, f"{base}/workflow", format="mermaid"))["mermaid"]
    assert in_json.startswith("flowchart TD\n")
    bare = await client.get(f"{base}/workflow?format=mermaid", headers={"Accept": "text/plain"})
    assert bare.headers["content-type"].startswith("text/plain")
    assert bare.text == in_json
    plain = await get(client, f"{base}/prompt")
    traced = await get(client, f"{base}/prompt", trace=True)
    assert plain == {**traced, "lines": None}
    assert "Mia" in plain["prompt"]
    assert [line for line in traced["lines"] if line["turns"]]
    refused(await client.get(f"{base}/workflow", params={"format": "svgz"}), 422, "svgz")
