"""Personas over HTTP: agents like any other, but read-only, shared by all owners, and to be copied."""

from typing import Any

import httpx
import pytest

from parley.core.config import Settings
from tests.conftest import serving
from tests.http.calls import finish, get, refused, say, start

AGENTS = "/api/v1/agents"
MIKI = f"{AGENTS}/miki"
SHIPPED = ["alex", "general", "kaito", "miki"]


async def listed(client: httpx.AsyncClient, **query: Any) -> list[str]:
    """The slugs of all pages, each page but the last full."""
    found: list[str] = []
    cursor = {}
    while True:
        page = await get(client, AGENTS, **query, **cursor)
        found += [item["slug"] for item in page["items"]]
        if page["next_cursor"] is None:
            return found
        assert len(page["items"]) == query["limit"]
        cursor = {"cursor": page["next_cursor"]}


async def test_personas_are_listed_after_ones_own_agents(client: httpx.AsyncClient) -> None:
    assert await listed(client) == SHIPPED
    turns = [await finish(client) for _ in range(2)]
    own = [(await get(client, f"{AGENTS}/{turn['agent_id']}"))["slug"] for turn in reversed(turns)]
    for limit in range(1, 8):
        assert await listed(client, limit=limit) == [*own, *SHIPPED]
        assert await listed(client, limit=limit, kind="persona") == SHIPPED
        assert await listed(client, limit=limit, kind="built") == own
    assert {item["kind"] for item in (await get(client, AGENTS, kind="persona"))["items"]} == {"persona"}
    refused(await client.get(AGENTS, params={"cursor": "persona:../miki"}), 422)
    refused(await client.get(AGENTS, params={"kind": "other"}), 422)


async def test_persona_reads_like_an_agent(api: httpx.AsyncClient) -> None:
    found = await get(api, MIKI)
    assert (found["id"], found["slug"], found["name"], found["kind"]) == ("miki", "miki", "Miki", "persona")
    assert (found["version"], found["published"]) == (1, 1)
    [item] = (await get(api, f"{MIKI}/versions"))["items"]
    assert (item["number"], item["kind"], item["session_id"]) == (1, "file", None)
    assert (await get(api, f"{MIKI}/versions", cursor=1))["items"] == []
    version = await get(api, f"{MIKI}/versions/1")
    assert version["digest"] == item["digest"]
    assert version["spec"]["prompt"]["sections"][0]["heading"] == "Who you are"
    assert (await get(api, f"{MIKI}/versions/1/diff/1"))["changes"] == []
    refused(await api.get(f"{MIKI}/versions/2"), 404)
    refused(await api.get(f"{MIKI}/versions/1/diff/2"), 404)


async def test_persona_is_exported_and_linted_for_every_platform(api: httpx.AsyncClient) -> None:
    for platform in await get(api, "/api/v1/platforms"):
        bundle = await api.get(
            f"{MIKI}/export/{platform['name']}", params={"version": "published"}, headers={"Accept": "application/json"}
        )
        assert bundle.status_code == 200, bundle.text
        assert bundle.json()["findings"] == []
        lint = (await api.post(f"{MIKI}/lint", params={"platform": platform["name"]})).json()
        assert [one for one in lint["findings"] if one["severity"] == "error"] == []


async def test_persona_is_not_to_be_changed(client: httpx.AsyncClient) -> None:
    before = await get(client, MIKI)
    refusals = [
        await client.patch(MIKI, json={"name": "Mia"}),
        await client.delete(MIKI),
        await client.post(f"{MIKI}/versions/1/restore"),
        await client.post(f"{MIKI}/versions/1/publish"),
        await client.post(f"{AGENTS}/import", params={"agent": "miki"}, json=await definition(client)),
    ]
    for answer in refusals:
        assert "read-only" in refused(answer, 409)["detail"]
    assert await get(client, MIKI) == before


async def definition(client: httpx.AsyncClient) -> dict[str, Any]:
    """A bundle that an import takes."""
    bundle = (await client.get(f"{MIKI}/export/native", headers={"Accept": "application/json"})).json()
    return {"files": {file["path"]: file["content"] for file in bundle["files"]}}


async def test_nobodys_agent_takes_a_personas_slug(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{AGENTS}/import", json=await definition(client))
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["slug"] == f"miki-{made['agent_id'][-12:]}"
    refused(await client.patch(f"{AGENTS}/{made['agent_id']}", json={"slug": "alex"}), 409)
    assert (await get(client, f"{AGENTS}/{made['slug']}"))["kind"] == "built"


async def test_persona_is_continued_as_a_copy_of_ones_own(client: httpx.AsyncClient) -> None:
    before = await get(client, f"{MIKI}/versions/1")
    turn = await start(client, agent_id="miki")
    assert (turn["stage"], turn["agent_id"]) == ("REVIEWING_WORKFLOW", None)
    await say(client, turn["session_id"], "Make the tone formal")
    turn = await say(client, turn["session_id"], "yes")
    assert (turn["stage"], turn["agent_version"]) == ("COMPLETED", 1)
    made = await get(client, f"{AGENTS}/{turn['agent_id']}")
    assert (made["kind"], made["name"]) == ("built", "Miki")
    assert made["slug"] != "miki"
    spec = (await get(client, f"{AGENTS}/{turn['agent_id']}/versions/1"))["spec"]
    assert spec["brief"]["tone"]["value"] == ["formal"]
    assert [part for part in spec["prompt"]["sections"] if part["heading"] == "Who you are"] == [
        before["spec"]["prompt"]["sections"][0]
    ]
    assert await get(client, f"{MIKI}/versions/1") == before


@pytest.mark.parametrize("name", ["mi%00ki", "..%2Fmiki", "miki.md.j2", "MIKI", "~", "miki%20"])
async def test_what_is_no_key_is_not_found(name: str, api: httpx.AsyncClient) -> None:
    answer = await api.get(f"{AGENTS}/{name}")
    assert answer.status_code == 404


async def test_personas_are_every_owners(embedded: Settings) -> None:
    keys = {owner: f"pk_{owner}_{'0' * 32}" for owner in ("ann", "bob")}
    shared = Settings.model_validate(embedded.model_dump() | {"api_keys": ",".join(keys.values())})
    async with serving(shared) as client:
        for key in keys.values():
            client.headers["Authorization"] = f"Bearer {key}"
            assert await listed(client) == SHIPPED
