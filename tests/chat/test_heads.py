"""Sessions kept as a process left them: used by their owner once, never against the record."""

from datetime import UTC, datetime

from fastapi import FastAPI

from parley.app import create_app
from parley.chat.heads import Heads
from parley.core.config import Settings
from parley.sessions.schemas import Header, SessionKind
from tests.chat.talking import MESSAGES, SESSIONS, begin, contents, said, say, session, with_model
from tests.conftest import behind
from tests.http.calls import refused
from tests.scripted.server import ScriptedServer

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def header(session_id: str, owner: str = "ann", name: str | None = None) -> Header:
    new = Header.new(owner, SessionKind.CHAT, max_turns=10, max_tokens=0)
    times = dict.fromkeys(("created_at", "updated_at", "last_turn_at"), NOON)
    return new.model_copy(update={"id": session_id, "name": name, **times})


def test_session_is_had_by_its_owner_once() -> None:
    heads = Heads(most=2)
    heads.put(header("a"))
    assert heads.take("ann", "a") == header("a")
    assert heads.take("ann", "a") is None
    heads.put(header("a"))
    assert heads.take("bob", "a") is None


def test_those_that_were_left_longest_ago_go_first() -> None:
    heads = Heads(most=2)
    for session_id in ("a", "b", "a", "c"):
        heads.put(header(session_id))
    assert heads.take("ann", "b") is None
    assert heads.take("ann", "a") == header("a")


def test_named_session_is_had_by_its_name_or_its_id_once() -> None:
    heads = Heads(most=2)
    heads.put(header("a", name="holiday"))
    assert heads.take_named("bob", "holiday") is None
    assert heads.take_named("ann", "holiday") == header("a", name="holiday")
    assert heads.take("ann", "a") is None
    heads.put(header("a", name="holiday"))
    assert heads.take("ann", "a") is not None
    assert heads.take_named("ann", "holiday") is None
    for session_id in "abc":
        heads.put(header(session_id, name=session_id))
    assert heads.take_named("ann", "a") is None


def _both(settings: Settings, model: ScriptedServer) -> tuple[FastAPI, FastAPI]:
    """Two processes' apps on one record."""
    first, second = (create_app(with_model(settings, model)) for _ in range(2))
    return first, second


async def test_chat_that_went_on_elsewhere_goes_on_from_there(settings: Settings, model: ScriptedServer) -> None:
    first, second = _both(settings, model)
    async with behind(first) as here, behind(second) as there:
        session_id = await begin(here)
        for number, client in enumerate((here, there, here, here, there)):
            await say(client, session_id, str(number))
        messages = await said(here, session_id)
        assert contents(messages)[::2] == list("01234")
        assert [message["seq"] for message in messages] == list(range(1, 11))
        assert [message["parent_id"] for message in messages] == [None, *(one["id"] for one in messages[:-1])]
        assert (await session(here, session_id))["turns"] == 5


async def test_chat_that_was_renamed_or_erased_elsewhere_is_read_again(
    settings: Settings, model: ScriptedServer
) -> None:
    first, second = _both(settings, model)
    async with behind(first) as here, behind(second) as there:
        session_id = await begin(here)
        await say(here, session_id, "one")
        (await there.patch(f"{SESSIONS}/{session_id}", json={"title": "Two"})).raise_for_status()
        await say(here, session_id, "two")
        assert (await session(here, session_id))["title"] == "Two"
        (await there.delete(f"{SESSIONS}/{session_id}", params={"purge": True})).raise_for_status()
        refused(await here.post(MESSAGES, json={"session_id": session_id, "content": "three"}), 404)


async def test_named_chat_that_was_erased_or_made_again_elsewhere_is_found(
    settings: Settings, model: ScriptedServer
) -> None:
    first, second = _both(settings, model)
    body = {"session_id": "holiday", "persona": "miki"}
    async with behind(first) as here, behind(second) as there:
        ids = []
        for number, client in enumerate((here, here, there)):
            answer = (await client.post("/api/chat/stream", json={**body, "input": str(number)})).raise_for_status()
            ids.append(answer.headers["X-Session-Id"])
        assert len(set(ids)) == 1
        (await there.delete(f"{SESSIONS}/{ids[0]}", params={"purge": True})).raise_for_status()
        for number, client in enumerate((there, here, there)):
            answer = (await client.post("/api/chat/stream", json={**body, "input": str(number)})).raise_for_status()
            ids.append(answer.headers["X-Session-Id"])
        assert len(set(ids)) == 2
        assert contents(await said(here, ids[-1]))[::2] == list("012")
