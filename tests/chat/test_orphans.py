"""Runs whose process died: closed with what was heard of them, their chats usable at once."""

import asyncio
import hashlib

import pytest
from fastapi import FastAPI

from parley.app import create_app
from parley.chat.schemas import ChatRequest
from parley.chat.service import Chats
from parley.chat.taking import Bid, Taken, Taking
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.idempotency import Claim
from parley.runs import record
from parley.runs.schemas import Delta, Event, ToolAnswered, ToolCalled
from parley.runs.service import Run, Runs
from tests.chat.talking import MESSAGES, Slow, begin, contents, said, say, session, with_model
from tests.conftest import behind
from tests.faults.running import until
from tests.http.calls import get, refused
from tests.http.events import events_of
from tests.scripted.server import ScriptedServer


async def _die(app: FastAPI, session_id: str, *events: Event, claim: Claim | None = None) -> str:
    """Take a message up as a process does that is never heard of again; the run's id."""
    chats: Chats = app.state.chats
    run = Run(chats.runs.log, new_id())
    lost = Taking(chats.settings, chats.db, Runs(chats.runs.log, most=1, drain_s=0), chats.keeper)
    agent = await chats.agents.find("local", "general")
    request = ChatRequest("local", session_id, "Are you there?", claim=claim)

    async def ahead(_taken: Taken) -> None:
        """It dies before its model is asked."""

    assert isinstance(await lost.take(request, Bid(run, agent, None, ahead)), Taken)
    run.begin()
    for event in events:
        run.tell(event)

    async def is_silent() -> bool:
        return (await record.find(chats.db, "local", run.id)).alive_until < now()

    await until(is_silent)
    return run.id


@pytest.fixture
def app(settings: Settings, model: ScriptedServer) -> FastAPI:
    """The app, which takes a process for dead after half a second of silence."""
    return create_app(with_model(settings, model, run_alive_seconds=0.5))


async def test_next_message_finds_the_chat_free_and_what_was_heard_stored(app: FastAPI) -> None:
    async with behind(app) as client:
        session_id = await begin(client)
        run_id = await _die(app, session_id, Delta("I "), Delta("am "))
        assert (await say(client, session_id, "Hello?"))["status"] == "complete"
        stored = await said(client, session_id)
        assert contents(stored) == ["Are you there?", "I am ", "Hello?", "You said: Hello?"]
        assert [message["status"] for message in stored] == ["complete", "interrupted", "complete", "complete"]
        assert [message["seq"] for message in stored] == [1, 2, 3, 4]
        run = await get(client, f"/api/v1/runs/{run_id}")
        assert run["status"] == "interrupted"
        ended = events_of(await client.get(f"/api/v1/runs/{run_id}/events", params={"after": 3}))
        assert [event.kind for event in ended] == ["message", "done"]
        assert ended[0].data["content"] == "I am "


async def test_message_of_which_nothing_was_heard_is_unanswered(app: FastAPI) -> None:
    async with behind(app) as client:
        session_id = await begin(client)
        run_id = await _die(app, session_id)

        async def is_over() -> bool:
            return (await session(client, session_id))["run_id"] is None

        await until(is_over)  # by the sweeper, without anybody asking
        assert [message["status"] for message in await said(client, session_id)] == ["unanswered"]
        run = await get(client, f"/api/v1/runs/{run_id}")
        assert (run["status"], run["problem"]["status"]) == ("failed", 503)


async def test_key_of_a_dead_process_is_answered_with_what_was_heard(app: FastAPI) -> None:
    async with behind(app) as client:
        session_id = await begin(client)
        body = {"session_id": session_id, "content": "Are you there?"}
        key = {"Idempotency-Key": "there"}
        request = client.build_request("POST", MESSAGES, json=body)
        fingerprint = hashlib.sha256(f"POST {MESSAGES}\n".encode() + request.content).hexdigest()
        await _die(app, session_id, Delta("I "), claim=Claim("there", fingerprint))

        async def is_answered() -> bool:
            return (await client.post(MESSAGES, json=body, headers=key)).status_code == 200

        await until(is_answered)
        replay = await client.post(MESSAGES, json=body, headers=key)
        assert (replay.json()["content"], replay.json()["status"]) == ("I ", "interrupted")
        assert len(await said(client, session_id)) == 2


async def test_calls_of_a_dead_process_stay_with_what_came_of_them(app: FastAPI, model: ScriptedServer) -> None:
    async with behind(app) as client:
        session_id = await begin(client)
        call, result = ToolCalled("1", "look", {"day": 3}), ToolAnswered("1", "look", "at 9")
        await _die(app, session_id, Delta("Let me see."), call, result)
        await say(client, session_id, "Well?")
        shown = model.asked[-1].body["messages"]
        assert any(message.get("tool_calls") for message in shown)
        assert any(message["role"] == "tool" and message["content"] == "at 9" for message in shown)
        assert sum("Let me see." in str(message.get("content")) for message in shown) == 1


async def test_living_process_keeps_its_chat(settings: Settings, model: ScriptedServer) -> None:
    alive_s = 5.0
    slow = Slow()
    model.respond = slow
    app, other = (create_app(with_model(settings, model, run_alive_seconds=alive_s)) for _ in range(2))
    async with behind(app) as client, behind(other) as second:
        session_id = await begin(client)
        one = asyncio.ensure_future(client.post(MESSAGES, json={"session_id": session_id, "content": "one"}))
        await slow.stopped()
        await asyncio.wait([one], timeout=alive_s * 1.2)
        refused(await second.post(MESSAGES, json={"session_id": session_id, "content": "two"}), 409)
        slow.let()
        assert (await one).json()["content"] == "You said: one"
