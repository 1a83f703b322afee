"""Back and forth in a session's history over HTTP: undo, redo, and going to a stage."""

from typing import Any

import httpx
import pytest

from tests.http.calls import DENTAL, SESSIONS, finish, get, refused, say, start

TOLD = ("A receptionist for a hotel.", "Warm and calm.", "She is called Iris.")


async def told(client: httpx.AsyncClient) -> tuple[str, list[dict[str, Any]]]:
    """A session that was told a few things, and its brief after each."""
    session_id = (await start(client))["session_id"]
    briefs = []
    for message in TOLD:
        await say(client, session_id, message)
        briefs.append(await get(client, f"{SESSIONS}/{session_id}/brief"))
    return f"{SESSIONS}/{session_id}", briefs


async def moved(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(path, json=body) if body else await client.post(path)
    assert answer.status_code == 200, answer.text
    turn: dict[str, Any] = answer.json()
    return turn


async def statuses(client: httpx.AsyncClient, base: str) -> str:
    """The first letter of each message's status, oldest first, without the greeting."""
    items = (await get(client, f"{base}/messages", limit=100))["items"]
    return "".join(item["status"][0] for item in items if item["turn"])


async def test_what_was_undone_is_redone_a_turn_at_a_time(client: httpx.AsyncClient) -> None:
    base, briefs = await told(client)
    for _ in range(2):
        await moved(client, f"{base}/undo")
    assert await get(client, f"{base}/brief") == briefs[0]
    assert await statuses(client, base) == "ccuuuu"
    again = await moved(client, f"{base}/redo")
    assert again["reply"].startswith("Done again.\nTone: warm and calm.")
    assert [change["path"] for change in again["changes"]] == ["/brief/tone"]
    assert await get(client, f"{base}/brief") == briefs[1]
    assert await statuses(client, base) == "ccccuu"
    await moved(client, f"{base}/redo")
    assert await get(client, f"{base}/brief") == briefs[2]
    assert await statuses(client, base) == "cccccc"
    refused(await client.post(f"{base}/redo"), 409)


async def test_new_message_or_edit_drops_what_could_be_redone(client: httpx.AsyncClient) -> None:
    base, _ = await told(client)
    await moved(client, f"{base}/undo")
    await say(client, base.rpartition("/")[2], "She is called Nora.")
    refused(await client.post(f"{base}/redo"), 409)
    await moved(client, f"{base}/undo")
    await client.patch(f"{base}/brief", json={"voice": "young"})
    refused(await client.post(f"{base}/redo"), 409)


async def test_redo_takes_the_newest_of_what_was_undone(client: httpx.AsyncClient) -> None:
    base, _ = await told(client)
    await moved(client, f"{base}/undo")
    await say(client, base.rpartition("/")[2], "She is called Nora.")
    await moved(client, f"{base}/undo")
    await moved(client, f"{base}/redo")
    assert (await get(client, f"{base}/brief"))["name"]["value"] == "Nora"


async def test_nothing_undone_is_nothing_to_redo(client: httpx.AsyncClient) -> None:
    base, briefs = await told(client)
    refused(await client.post(f"{base}/redo"), 409)
    assert await get(client, f"{base}/brief") == briefs[2]


async def test_going_to_a_stage_is_going_back_to_where_it_was_reached_last(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    base = f"{SESSIONS}/{made['session_id']}"
    assert (await moved(client, f"{base}/goto", stage="REVIEWING_WORKFLOW"))["stage"] == "REVIEWING_WORKFLOW"
    shown = await get(client, f"{base}/status")
    assert (shown["stage"], shown["status"], shown["agent_id"]) == ("REVIEWING_WORKFLOW", "active", made["agent_id"])
    assert "u" in await statuses(client, base)
    while (turn := await client.post(f"{base}/redo")).status_code == 200:
        stage = turn.json()["stage"]
    assert stage == "COMPLETED"
    assert "u" not in await statuses(client, base)
    assert len((await get(client, f"/api/v1/agents/{made['agent_id']}/versions"))["items"]) == 1


async def test_going_to_the_beginning_empties_the_brief(client: httpx.AsyncClient) -> None:
    for opening in (None, DENTAL):
        turn = await start(client, opening)
        base = f"{SESSIONS}/{turn['session_id']}"
        await say(client, turn["session_id"], TOLD[1])
        assert (await moved(client, f"{base}/goto", stage="INITIAL"))["stage"] == "INITIAL"
        assert set((await get(client, f"{base}/brief")).values()) == {None}


async def test_a_stage_that_is_here_or_was_never_is_a_conflict(client: httpx.AsyncClient) -> None:
    base, _ = await told(client)
    here = (await get(client, f"{base}/status"))["stage"]
    assert "already" in refused(await client.post(f"{base}/goto", json={"stage": here}), 409)["detail"]
    refused(await client.post(f"{base}/goto", json={"stage": "COMPLETED"}), 409)
    refused(await client.post(f"{base}/goto", json={"stage": "NOWHERE"}), 422)
    refused(await client.post(f"{base}/goto", json={}), 422)


async def test_moves_are_turns_that_happen_once(client: httpx.AsyncClient) -> None:
    base, briefs = await told(client)
    key = {"Idempotency-Key": "once"}
    first = await client.post(f"{base}/goto", json={"stage": "INITIAL"}, headers=key)
    again = await client.post(f"{base}/goto", json={"stage": "INITIAL"}, headers=key)
    assert (again.status_code, again.content) == (200, first.content)
    for _ in TOLD:
        await moved(client, f"{base}/redo")
    assert await get(client, f"{base}/brief") == briefs[2]
    assert (await get(client, f"{base}/status"))["turns"] == len(TOLD) + 1 + len(TOLD)


async def test_conversation_goes_back_and_forth_as_the_endpoints_do(client: httpx.AsyncClient) -> None:
    base, briefs = await told(client)
    session_id = base.rpartition("/")[2]
    await say(client, session_id, "undo")
    assert await get(client, f"{base}/brief") == briefs[1]
    await say(client, session_id, "redo")
    assert await get(client, f"{base}/brief") == briefs[2]
    none_left = await say(client, session_id, "redo")
    assert none_left["reply"].startswith("There is nothing to redo")
    assert none_left["changes"] == []
    over = await say(client, session_id, "let's start over")
    assert over["stage"] == "INITIAL"
    assert all(held is None for held in (await get(client, f"{base}/brief")).values())
    await say(client, session_id, "redo")
    assert await get(client, f"{base}/brief") == briefs[0]


async def test_finished_build_opens_a_part_again_and_keeps_the_rest(client: httpx.AsyncClient) -> None:
    done = await finish(client)
    base = f"{SESSIONS}/{done['session_id']}"
    before = await get(client, f"{base}/brief")
    again = await say(client, done["session_id"], "go back to the greeting")
    assert again["changes"] == []
    assert "What should it be?" in again["reply"]
    assert again["stage"] == "COMPLETED"
    kept = await say(client, done["session_id"], "leave it as it is")
    assert kept["changes"] == []
    assert kept["agent_version"] == done["agent_version"]
    tools = await say(client, done["session_id"], "back to the tools")
    assert tools["stage"] == "EXPLORING_TOOLS"
    assert await get(client, f"{base}/brief") == before
    for _ in range(4):
        if tools["stage"] == "COMPLETED":
            break
        tools = await say(client, done["session_id"], "yes" if tools["stage"] != "CONFIGURING_TOOLS" else "later")
    assert (tools["stage"], tools["agent_version"]) == ("COMPLETED", done["agent_version"])


@pytest.mark.parametrize(
    ("first", "over", "question"),
    [
        ("Wir brauchen einen Agenten für unsere Praxis in Köln, der Termine annimmt", "noch mal von vorne", "Was soll"),
        ("我们诊所需要一个电话助手，帮病人预约", "重新开始吧", "助手"),
    ],
)
async def test_start_over_keeps_to_the_language_of_the_conversation(
    client: httpx.AsyncClient, first: str, over: str, question: str
) -> None:
    turn = await start(client)
    await say(client, turn["session_id"], first)
    begun = await say(client, turn["session_id"], over)
    assert begun["stage"] == "INITIAL"
    assert question in begun["reply"]


async def test_going_back_names_the_place_in_words(client: httpx.AsyncClient) -> None:
    base, _ = await told(client)
    answer = await moved(client, f"{base}/goto", stage="INITIAL")
    assert answer["reply"].startswith("Back at the beginning.")
