"""Agents changed, restored, published and deleted over HTTP; versions never change."""

import asyncio
from typing import Any

import httpx

from tests.http.calls import UNKNOWN_ID, finish, get, refused, say

AGENTS = "/api/v1/agents"


async def built(client: httpx.AsyncClient) -> tuple[str, str]:
    """A finished agent's path and its session."""
    turn = await finish(client)
    return f"{AGENTS}/{turn['agent_id']}", str(turn["session_id"])


async def patched(client: httpx.AsyncClient, agent: str, **values: Any) -> dict[str, Any]:
    answer = await client.patch(agent, json=values)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def spec_of(client: httpx.AsyncClient, agent: str, number: int) -> Any:
    return (await get(client, f"{agent}/versions/{number}"))["spec"]


async def test_versions_say_who_made_them_when_and_why(client: httpx.AsyncClient) -> None:
    agent, session = await built(client)
    await patched(client, agent, name="Mia", note="Shorter on the display")
    await patched(client, agent, description="Answers the phone.")
    assert (await client.post(f"{agent}/versions/1/restore")).status_code == 201
    items = (await get(client, f"{agent}/versions"))["items"]
    assert [(item["number"], item["kind"], item["note"]) for item in items[:3]] == [
        (4, "restore", "Restored from version 1"),
        (3, "edit", "Changed by hand: description"),
        (2, "edit", "Shorter on the display"),
    ]
    first = items[3]
    assert (first["kind"], first["owner"], first["session_id"]) == ("build", "local", session)
    assert first["note"] == f"Turn {first['turn']} of a build session"
    assert items[0]["digest"] == first["digest"] != items[1]["digest"]
    assert [item["created_at"] for item in items] == sorted((item["created_at"] for item in items), reverse=True)


async def test_patch_makes_a_version_and_leaves_the_older_one_as_it_was(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    before = await spec_of(client, agent, 1)
    changed = await patched(client, agent, name="Front desk", slug="front-desk", description="Books appointments.")
    assert (changed["version"], changed["slug"], changed["name"]) == (2, "front-desk", "Front desk")
    assert await get(client, f"{AGENTS}/front-desk") == changed
    after = await spec_of(client, agent, 2)
    assert after == {**before, "name": "Front desk", "slug": "front-desk", "description": "Books appointments."}
    assert await spec_of(client, agent, 1) == before


async def test_patch_that_changes_nothing_makes_no_version(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    held = await get(client, agent)
    for values in ({}, {"name": held["name"]}, {"name": None, "note": "nothing"}):
        assert await patched(client, agent, **values) == held


async def test_unfit_changes_are_refused(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    other = await get(client, (await built(client))[0])
    for values in (
        {"slug": "Not A Slug"},
        {"name": ""},
        {"spec": {}},
        {"version": 7},
        {"name": "x" * 301},
        {"name": 7},
    ):
        refused(await client.patch(agent, json=values), 422, "Not A Slug")
    refused(await client.patch(agent, json={"slug": other["slug"]}), 409)
    assert (await get(client, agent))["version"] == 1


async def test_what_was_set_by_hand_outlives_later_builds(client: httpx.AsyncClient) -> None:
    agent, session = await built(client)
    await patched(client, agent, name="Front desk", slug="front-desk")
    turn = await say(client, session, "Make the tone formal instead")
    assert turn["agent_version"] == 3
    found = await get(client, agent)
    assert (found["name"], found["slug"], found["version"]) == ("Front desk", "front-desk", 3)
    assert "formal" in str((await spec_of(client, agent, 3))["brief"]["tone"]["value"])


async def test_restoring_makes_a_new_version_equal_to_the_old_one(client: httpx.AsyncClient) -> None:
    agent, session = await built(client)
    await say(client, session, "Make the tone formal instead")
    answer = await client.post(f"{agent}/versions/1/restore")
    assert answer.status_code == 201, answer.text
    assert answer.json()["number"] == 3
    assert await spec_of(client, agent, 3) == await spec_of(client, agent, 1) != await spec_of(client, agent, 2)
    refused(await client.post(f"{agent}/versions/9/restore"), 404)


async def test_restore_takes_another_slug_where_its_own_is_taken_since(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    slug = (await get(client, agent))["slug"]
    await patched(client, agent, slug="moved-away")
    other = await get(client, (await built(client))[0])
    assert other["slug"] == slug
    assert (await client.post(f"{agent}/versions/1/restore")).status_code == 201
    found = await get(client, agent)
    assert found["slug"].startswith(slug[:40])
    assert found["slug"] != slug


async def test_restore_happens_once_for_each_key(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    key = {"Idempotency-Key": "again"}
    answers = await asyncio.gather(*(client.post(f"{agent}/versions/1/restore", headers=key) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sorted(answer.headers.get("idempotent-replayed", "") for answer in answers) == ["", "true", "true", "true"]
    assert (await get(client, agent))["version"] == 2
    refused(await client.post(f"{agent}/versions/2/restore", headers=key), 422)
    refused(await client.post(f"{agent}/versions/1/restore", headers={"Idempotency-Key": "with blank"}), 422)


async def test_changes_at_once_are_all_kept_in_some_order(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    tasks = (
        client.patch(agent, json={"name": "Ann"}),
        client.patch(agent, json={"description": "Helps."}),
        client.post(f"{agent}/versions/1/publish"),
    )
    answers = await asyncio.gather(*tasks)
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    found = await get(client, agent)
    assert (found["name"], found["description"]) == ("Ann", "Helps.")
    assert (found["version"], found["published"]) == (3, 1)


async def test_versions_are_compared_in_words_and_by_pointers(client: httpx.AsyncClient) -> None:
    agent, session = await built(client)
    await say(client, session, "Make the tone formal instead")
    found = await get(client, f"{agent}/versions/1/diff/2")
    assert (found["before"], found["after"]) == (1, 2)
    [tone] = [change for change in found["changes"] if change["text"].startswith("tone: ")]
    assert tone["text"].endswith("→ formal")
    assert {edit["path"].rpartition("/")[0] for edit in tone["edits"]} >= {"/brief/tone/value"}
    assert any(change["text"].startswith("the prompt's Tone section") for change in found["changes"])
    back = await get(client, f"{agent}/versions/2/diff/1")
    assert len(back["changes"]) == len(found["changes"])
    assert (await get(client, f"{agent}/versions/2/diff/2"))["changes"] == []
    refused(await client.get(f"{agent}/versions/1/diff/3"), 404)
    refused(await client.get(f"{agent}/versions/1/diff/x"), 422)


async def test_publishing_an_older_version_rolls_back(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    assert (await get(client, agent))["published"] is None
    refused(await client.get(f"{agent}/export/native", params={"version": "published"}), 404)
    await patched(client, agent, name="Newer")
    for number in (2, 1):
        answer = await client.post(f"{agent}/versions/{number}/publish")
        assert answer.json()["published"] == number
        assert answer.json()["version"] == 2
    export = await client.get(f"{agent}/export/native", params={"version": "published"})
    assert "-v1-native.zip" in export.headers["content-disposition"]
    refused(await client.post(f"{agent}/versions/3/publish"), 404)
    refused(await client.get(f"{agent}/export/native", params={"version": "newest"}), 422)


async def test_bundles_are_linted_for_any_platform(api: httpx.AsyncClient) -> None:
    agent, _ = await built(api)
    for query in ({}, {"platform": "elevenlabs", "version": 1}):
        answer = await api.post(f"{agent}/lint", params=query)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert (found["platform"], found["version"]) == (query.get("platform", "native"), 1)
        assert [one for one in found["findings"] if one["severity"] == "error"] == []
    made = await api.get(f"{agent}/export/native", headers={"Accept": "application/json"})
    assert made.json()["findings"] == []
    refused(await api.post(f"{agent}/lint", params={"platform": "nokia"}), 404, "nokia")
    refused(await api.post(f"{agent}/lint", params={"version": 7}), 404)
    refused(await api.post(f"{AGENTS}/nobody/lint"), 404)


async def test_deleted_agent_is_gone_with_its_versions_and_its_slug_is_free(client: httpx.AsyncClient) -> None:
    agent, _ = await built(client)
    slug = (await get(client, agent))["slug"]
    assert (await client.delete(f"{AGENTS}/{slug}")).status_code == 204
    for path in (agent, f"{agent}/versions", f"{agent}/versions/1", f"{agent}/export/native"):
        refused(await client.get(path), 404)
    refused(await client.delete(agent), 404)
    assert (await get(client, AGENTS, kind="built"))["items"] == []
    assert (await get(client, (await built(client))[0]))["slug"] == slug


async def test_session_of_a_deleted_agent_goes_on_and_builds_a_new_one_when_agreed_to(
    client: httpx.AsyncClient,
) -> None:
    agent, session = await built(client)
    slug = (await get(client, agent))["slug"]
    assert (await client.delete(agent)).status_code == 204
    turn = await say(client, session, "Make the tone formal instead")
    assert turn["agent_id"] is None
    assert turn["stage"] != "COMPLETED"
    for _ in range(3):
        if turn["stage"] != "COMPLETED":
            turn = await say(client, session, {"CONFIGURING_TOOLS": "later"}.get(turn["stage"], "yes"))
    made = await get(client, f"{AGENTS}/{turn['agent_id']}")
    assert f"{AGENTS}/{made['id']}" != agent
    assert (made["version"], made["slug"], turn["agent_version"]) == (1, slug, 1)
    assert "formal" in str((await spec_of(client, f"{AGENTS}/{slug}", 1))["brief"]["tone"]["value"])


async def test_unknown_agents_cannot_be_changed(client: httpx.AsyncClient) -> None:
    for name in (UNKNOWN_ID, "nobody", "%00", "A%20B"):
        agent = f"{AGENTS}/{name}"
        refused(await client.patch(agent, json={"name": "x"}), 404)
        refused(await client.delete(agent), 404)
        for deed in ("restore", "publish"):
            refused(await client.post(f"{agent}/versions/1/{deed}"), 404)
