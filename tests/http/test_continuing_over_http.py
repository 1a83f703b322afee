"""A bundle comes in, is gone on with by conversation, and goes out to the platform it came from and to another."""

import io
import json
import zipfile
from typing import Any

import httpx
import pytest
import yaml

from tests.http.calls import finish, get, say, start

AGENTS = "/api/v1/agents"
ZIP = {"Content-Type": "application/zip"}


async def exported(client: httpx.AsyncClient, agent: str, platform: str) -> bytes:
    answer = await client.get(f"{AGENTS}/{agent}/export/{platform}")
    assert answer.status_code == 200, answer.text
    return answer.content


async def taken_in(client: httpx.AsyncClient, data: bytes, **query: str) -> dict[str, Any]:
    answer = await client.post(f"{AGENTS}/import", content=data, headers=ZIP, params=query)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def files(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("platform", ["elevenlabs", "retell", "vapi", "pipecat"])
async def test_an_imported_agent_is_changed_by_conversation(client: httpx.AsyncClient, platform: str) -> None:
    built = await finish(client)
    before = await exported(client, built["agent_id"], platform)
    made = await taken_in(client, before)
    assert made["platform"] == platform
    assert made["agent_id"] != built["agent_id"]
    again = files(await exported(client, made["agent_id"], platform))
    kept = {path: text for path, text in files(before).items() if path.endswith((".json", ".yaml", ".yml"))}
    other = {path for path, text in kept.items() if yaml.safe_load(again.get(path, "")) != yaml.safe_load(text)}
    assert other <= {"fill.json"}  # words for the person who fills it

    session = await start(client, agent_id=made["agent_id"])
    assert (session["stage"], session["agent_version"]) == ("COMPLETED", 1)
    turn = await say(client, session["session_id"], "Make the greeting “Welcome back to the practice!”")
    assert (turn["stage"], turn["agent_id"], turn["agent_version"]) == ("COMPLETED", made["agent_id"], 2)
    assert {change["path"] for change in turn["changes"]} - {"/workflow"} == {"/brief/greeting"}
    assert "findings" not in turn["reply"]
    version = await get(client, f"{AGENTS}/{made['agent_id']}/versions/2")
    assert version["spec"]["first_message"].startswith("Welcome back to the practice!")
    assert version["spec"]["provenance"]["platform"] == platform
    for wanted in (platform, "livekit"):
        assert "Welcome back" in json.dumps(files(await exported(client, made["agent_id"], wanted)))


async def test_nothing_changes_without_a_change(client: httpx.AsyncClient) -> None:
    built = await finish(client)
    made = await taken_in(client, await exported(client, built["agent_id"], "retell"))
    session = await start(client, agent_id=made["agent_id"])
    turn = await say(client, session["session_id"], "What can you do?")
    assert (turn["stage"], turn["agent_version"], turn["changes"]) == ("COMPLETED", 1, [])


async def test_an_import_may_be_an_agents_next_version(client: httpx.AsyncClient) -> None:
    built = await finish(client)
    data = await exported(client, built["agent_id"], "native")
    made = await taken_in(client, data, agent=built["agent_id"])
    assert (made["agent_id"], made["version"]) == (built["agent_id"], 2)
    listed = (await get(client, f"{AGENTS}/{built['agent_id']}/versions"))["items"]
    assert [item["kind"] for item in listed] == ["import", "build"]
    assert listed[0]["digest"] == listed[1]["digest"]


async def test_an_import_happens_once_for_its_key(client: httpx.AsyncClient) -> None:
    built = await finish(client)
    data = await exported(client, built["agent_id"], "native")
    answers = [
        await client.post(f"{AGENTS}/import", content=data, headers={**ZIP, "Idempotency-Key": "once"})
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotent-Replayed"] == "true"
    assert len((await get(client, AGENTS, kind="built"))["items"]) == 2


async def test_a_definition_goes_out_as_yaml_and_comes_back_changed(client: httpx.AsyncClient) -> None:
    built = await finish(client)
    answer = await client.get(f"{AGENTS}/{built['agent_id']}/export/native", headers={"Accept": "application/yaml"})
    assert answer.headers["content-type"] == "application/yaml"
    text = answer.text.replace("\nname: ", "\nname: New ", 1)
    taken = await client.post(
        f"{AGENTS}/import", json={"files": {"agent.yaml": text}}, params={"agent": built["agent_id"]}
    )
    assert taken.status_code == 201, taken.text
    compared = await get(client, f"{AGENTS}/{built['agent_id']}/versions/1/diff/2")
    assert ["name" in change["text"] for change in compared["changes"]] == [True]
