"""Runs over HTTP: resumed from any number, stopped as often as one likes, and nobody else's."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from parley.app import create_app
from parley.core import auth
from parley.core.clock import new_id
from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.runs.schemas import Delta
from tests.conftest import behind, make_settings
from tests.faults.running import until
from tests.http.calls import refused
from tests.http.events import EVENTS, events_of, joined
from tests.runs.world import Answers, Process, Speech

RUNS = "/api/v1/runs"
WORDS = ["Good ", "morning, ", "how ", "are ", "you?"]
KEYS = {name: {"Authorization": f"Bearer pk_{name}_{'0' * 32}"} for name in ("ann", "bob")}


@pytest.fixture
async def served(settings: Settings) -> AsyncIterator[tuple[httpx.AsyncClient, Process]]:
    """An app for ann and bob, and what is behind it."""
    keys = ",".join(key["Authorization"].removeprefix("Bearer ") for key in KEYS.values())
    redis_url = settings.redis_url and settings.redis_url.get_secret_value()
    app = create_app(make_settings(database_url=settings.database_url, redis_url=redis_url, api_keys=keys))
    async with behind(app) as client:
        client.headers.update(KEYS["ann"])
        state = app.state
        db = state.resources.db
        yield client, Process(settings, db, Answers(db), state.runs, state.keeper, state.readings)


async def events(client: httpx.AsyncClient, run_id: str, query: str = "", **headers: str) -> httpx.Response:
    """The run's events."""
    return await client.get(f"{RUNS}/{run_id}/events{query}", headers={**EVENTS, **headers})


async def test_run_is_resumed_from_any_number(served: tuple[httpx.AsyncClient, Process]) -> None:
    client, process = served
    speech = Speech(process, WORDS)
    await speech.start()
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(events(client, speech.id))
        speech.go_on()
    whole = events_of(watching.result())
    assert joined(whole) == "".join(WORDS)
    assert [event.seq for event in whole] == list(range(1, 9))
    for after in range(8):
        assert events_of(await events(client, speech.id, f"?after={after}")) == whole[after:]
        resumed = await events(client, speech.id, "?after=0", **{"Last-Event-ID": str(after)})
        assert events_of(resumed) == whole[after:], "what an EventSource sends by itself comes first"
    over = await events(client, speech.id, "?after=8")
    assert (over.status_code, over.content) == (204, b"")


async def test_run_is_stopped_and_stopped_again(served: tuple[httpx.AsyncClient, Process]) -> None:
    client, process = served
    speech = Speech(process, WORDS)
    run = await speech.start()
    run.tell(Delta("x"))
    assert (await client.get(f"{RUNS}/{run.id}")).json()["status"] == "running"
    first = await client.post(f"{RUNS}/{run.id}/cancel")
    assert (first.status_code, first.json()["status"]) == (202, "running")
    assert events_of(await events(client, run.id))[-1].kind == "done"
    again = await client.post(f"{RUNS}/{run.id}/cancel")
    assert (again.status_code, again.json()["status"], again.json()["last_seq"]) == (200, "cancelled", 4)
    assert again.json() == (await client.get(f"{RUNS}/{run.id}")).json()


async def test_unknown_and_foreign_runs_look_the_same(served: tuple[httpx.AsyncClient, Process]) -> None:
    client, process = served
    speech = Speech(process, WORDS)
    await speech.start()
    for run_id, headers in ((new_id(), KEYS["ann"]), (speech.id, KEYS["bob"]), ("..%2fx", KEYS["ann"])):
        for method, path in (("GET", ""), ("GET", "/events"), ("POST", "/cancel")):
            refused(await client.request(method, f"{RUNS}/{run_id}{path}", headers=headers), 404)
    assert process.runs.has(speech.id)
    speech.go_on()


@pytest.mark.parametrize("value", ["-1", "x", "2000000001"])
async def test_numbers_that_are_none_are_refused(served: tuple[httpx.AsyncClient, Process], value: str) -> None:
    client, process = served
    speech = Speech(process, WORDS)
    await speech.start()
    speech.go_on()
    refused(await events(client, speech.id, f"?after={value}"), 422)
    refused(await events(client, speech.id, **{"Last-Event-ID": value}), 422)


async def test_readers_beyond_the_limit_get_503(embedded: Settings) -> None:
    app = create_app(embedded.model_copy(update={"max_readers": 1}))
    async with behind(app) as client, asyncio.TaskGroup() as tasks:
        db = app.state.resources.db
        process = Process(embedded, db, Answers(db), app.state.runs, app.state.keeper, app.state.readings)
        speech = Speech(process, WORDS, owner=auth.LOCAL)
        await speech.start()
        watching = tasks.create_task(events(client, speech.id))

        async def is_full() -> bool:
            try:
                process.readings.seat().leave()
            except Unavailable:
                return True
            return False

        await until(is_full)
        assert "MAX_READERS" in refused(await events(client, new_id()), 503)["detail"]
        speech.go_on()
        assert events_of(await watching)[-1].kind == "done"
        assert (await events(client, speech.id, "?after=8")).status_code == 204
