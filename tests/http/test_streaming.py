"""A turn as events: the same turn, told while it goes on, acknowledged by `message` alone."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.core.config import Settings
from tests.conftest import serving
from tests.faults.running import until
from tests.http.calls import DENTAL, SESSIONS, UNKNOWN_ID, get, refused, say, start
from tests.http.events import EVENTS, events_of, joined
from tests.scripted.replies import Fault, Protocol, Reply
from tests.scripted.server import ScriptedServer

KEY = {"Idempotency-Key": "order-66"}
MESSAGE = {"message": "A receptionist for a hotel, warm and calm."}


async def test_streamed_turn_is_the_turn(client: httpx.AsyncClient) -> None:
    path = f"{SESSIONS}/{(await start(client))['session_id']}"
    answer = await client.post(f"{path}/message", json=MESSAGE, headers=EVENTS)
    events = events_of(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.kind for event in events if event.kind not in {"change", "delta"}] == [
        "run",
        "stage",
        "message",
        "done",
    ]
    turn = events[-2].data
    assert [event.data for event in events if event.kind == "change"] == turn["changes"] != []
    assert joined(events) == turn["reply"]
    assert events[1].data == {"from": "INITIAL", "to": "COLLECTING_BASICS"}
    stored = (await get(client, f"{path}/messages"))["items"]
    assert stored[-1]["content"] == turn["reply"]
    assert (await get(client, f"{path}/status"))["turns"] == turn["turn"] == 1


async def test_every_turn_of_a_build_can_be_heard(api: httpx.AsyncClient) -> None:
    events = events_of(await api.post(f"{SESSIONS}/create", json={"initial_message": DENTAL}, headers=EVENTS))
    answers = {"CONFIGURING_TOOLS": "later", "REVIEWING_WORKFLOW": "yes"}
    for _ in range(8):
        turn = events[-2].data
        assert joined(events) == turn["reply"]
        assert [event.data["to"] for event in events if event.kind == "stage"] == turn["stages_visited"]
        if turn["stage"] == "COMPLETED":
            break
        body = {"message": answers.get(turn["stage"], "use your judgement")}
        path = f"{SESSIONS}/{turn['session_id']}/message"
        events = events_of(await api.post(path, json=body, headers=EVENTS))
    assert turn["stage"] == "COMPLETED"
    undone = events_of(await api.post(path, json={"message": "undo"}, headers=EVENTS))
    assert [event.data for event in undone if event.kind == "stage"][0]["from"] == "COMPLETED"


async def test_session_without_a_message_is_created_as_events_too(api: httpx.AsyncClient) -> None:
    events = events_of(await api.post(f"{SESSIONS}/create", json={}, headers=EVENTS))
    assert [event.kind for event in events] == ["run", "message", "done"]
    assert (await get(api, f"{SESSIONS}/{events[1].data['session_id']}"))["turns"] == 0


@pytest.mark.parametrize(
    ("accept", "is_stream"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream;q=0.9, application/json", True),
        ("application/json, text/event-stream", False),
        ("*/*", False),
        ("text/html", False),
    ],
)
async def test_accept_decides(accept: str, api: httpx.AsyncClient, *, is_stream: bool) -> None:
    answer = await api.post(f"{SESSIONS}/create", json={}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("text/event-stream" if is_stream else "application/json")


async def test_replay_is_run_message_done(client: httpx.AsyncClient) -> None:
    path = f"{SESSIONS}/{(await start(client))['session_id']}/message"
    first = await client.post(path, json=MESSAGE, headers={**EVENTS, **KEY})
    again = await client.post(path, json=MESSAGE, headers={**EVENTS, **KEY})
    plain = await client.post(path, json=MESSAGE, headers=KEY)
    assert [event.kind for event in events_of(again)] == ["run", "message", "done"]
    assert events_of(again)[1].data == events_of(first)[-2].data == plain.json()
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == plain.headers["idempotent-replayed"] == "true"


async def test_what_is_refused_at_once_is_no_stream(client: httpx.AsyncClient) -> None:
    session_id = (await start(client))["session_id"]
    path = f"{SESSIONS}/{session_id}"
    refused(await client.post(f"{SESSIONS}/{UNKNOWN_ID}/message", json=MESSAGE, headers=EVENTS), 404)
    refused(await client.post(f"{path}/message", json={"message": ""}, headers=EVENTS), 422)
    await say(client, session_id, "By phone.", **KEY)
    refused(await client.post(f"{path}/message", json=MESSAGE, headers={**EVENTS, **KEY}), 422)
    await client.delete(path)
    refused(await client.post(f"{path}/message", json=MESSAGE, headers=EVENTS), 409)
    refused(await client.post(f"{SESSIONS}/create", json={"agent_id": UNKNOWN_ID}, headers=EVENTS), 404)


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    """A model that never answers; once it is stopped, the turn that waits for it goes on without it."""
    with ScriptedServer(lambda _: Reply(fault=Fault.HANG)) as model:
        yield model


def _configured(settings: Settings, model: ScriptedServer, **values: object) -> Settings:
    access = {"llm_model": "openai:scripted", "openai_base_url": model.base_url(Protocol.OPENAI)}
    return Settings(_env_file=None, **{**settings.model_dump(), **access, **values})


@pytest.fixture
async def slow(settings: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with that model, where one streamed turn is enough."""
    async with serving(_configured(settings, model, max_runs=1, stream_heartbeat_seconds=0.02)) as client:
        yield client


async def _is_asked(model: ScriptedServer) -> bool:
    return bool(model.asked)


async def test_second_message_gets_409_and_a_further_stream_503(slow: httpx.AsyncClient, model: ScriptedServer) -> None:
    path = f"{SESSIONS}/{(await start(slow))['session_id']}/message"
    async with asyncio.TaskGroup() as tasks:
        turn = tasks.create_task(slow.post(path, json=MESSAGE, headers=EVENTS))
        await until(lambda: _is_asked(model))
        assert refused(await slow.post(path, json=MESSAGE), 409)["type"] == "urn:parley:busy"
        full = refused(await slow.post(f"{SESSIONS}/create", json={}, headers=EVENTS), 503)
        assert "MAX_RUNS" in full["detail"]
        model.stop()
    events = events_of(turn.result())
    assert events[-2].data["usage"]["engine"] == "guided"
    assert "" in {event.kind for event in events}, "no heartbeat in a silence of many"
    assert (await slow.post(path, json=MESSAGE, headers=EVENTS)).status_code == 200


async def test_failure_in_mid_turn_is_an_error_event_and_stores_nothing(
    slow: httpx.AsyncClient, model: ScriptedServer
) -> None:
    path = f"{SESSIONS}/{(await start(slow))['session_id']}"
    async with asyncio.TaskGroup() as tasks:
        turn = tasks.create_task(slow.post(f"{path}/message", json=MESSAGE, headers=EVENTS))
        await until(lambda: _is_asked(model))
        await slow.delete(path)
        model.stop()
    events = [event for event in events_of(turn.result()) if event.kind]
    assert [event.kind for event in events][-2:] == ["error", "done"]
    problem = events[-2].data
    assert (problem["status"], problem["type"]) == (409, "urn:parley:conflict")
    assert problem["request_id"] == turn.result().headers["x-request-id"]
    assert "message" not in {event.kind for event in events}
    assert len((await get(slow, f"{path}/messages"))["items"]) == 1


async def test_turn_that_is_run_again_is_heard_once_and_answered_from_the_record(embedded: Settings) -> None:
    async with serving(embedded) as first, serving(embedded) as second:
        path = f"{SESSIONS}/{(await start(first))['session_id']}"
        assert (await second.patch(f"{path}/brief", json={"channel": "chat"})).status_code == 200
        events = events_of(await first.post(f"{path}/message", json={"message": "By phone."}, headers=EVENTS))
        assert [event.kind for event in events].count("run") == 1
        assert [event.kind for event in events][-2:] == ["message", "done"]
        assert [event.data["before"] for event in events if event.kind == "change"] == [None]
        turn = events[-2].data
        assert turn["turn"] == 2
        stored = (await get(second, f"{path}/messages"))["items"]
        assert stored[-1]["content"] == turn["reply"]
