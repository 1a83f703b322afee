"""Keys: who may call, and that nobody sees what another owner made."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from parley.app import create_app
from parley.core import auth
from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.resources import open_resources
from tests.conftest import behind, serving
from tests.http.calls import SESSIONS, assert_unknown_session, finish, get, refused, start

ANN, BOB = (f"pk_{owner}_{'0123456789abcdef' * 2}" for owner in ("ann", "bob"))


def bearing(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A server with keys for ann and bob; requests are ann's unless they say otherwise."""
    keyed = Settings(_env_file=None, **{**settings.model_dump(), "api_keys": f"{ANN},{BOB}"})
    async with serving(keyed) as client:
        client.headers.update(bearing(ANN))
        yield client


@pytest.fixture
async def stored(settings: Settings) -> AsyncIterator[tuple[httpx.AsyncClient, Database]]:
    """A server whose keys are all in the database, and looked up each time."""
    uncached = Settings(_env_file=None, **{**settings.model_dump(), "api_key_cache_seconds": 0})
    app = create_app(uncached)
    async with behind(app) as client:
        yield client, app.state.resources.db


async def test_request_without_a_valid_key_is_unauthorized(client: httpx.AsyncClient) -> None:
    for given in (
        "",
        "Bearer",
        "Bearer ",
        "Basic YW5uOmFubg==",
        "Bearer pk_ann_wrong",
        f"Bearer {ANN}x",
        f"Bearer {ANN[:-1]}",
        f"Bearer {BOB.replace('bob', 'ann').replace('0', '1')}",
        "Bearer pk_eve_" + "0" * 32,
        "Bearer pk__",
        f"Token {ANN}",
    ):
        for method, path in (("GET", SESSIONS), ("POST", f"{SESSIONS}/create"), ("GET", "/api/v1/platforms")):
            answer = await client.request(method, path, headers={"Authorization": given})
            problem = refused(answer, 401, "wrong", ANN)
            assert problem["type"] == "urn:parley:unauthorized"
            assert answer.headers["www-authenticate"] == "Bearer"


async def test_service_pages_need_no_key(client: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/ready", "/docs", "/redoc", "/openapi.json"):
        assert (await client.get(path, headers={"Authorization": ""})).status_code == 200


async def test_another_owners_rows_look_like_none(client: httpx.AsyncClient) -> None:
    made = await finish(client)
    client.headers.update(bearing(BOB))
    await assert_unknown_session(client, f"{SESSIONS}/{made['session_id']}")
    agent = f"/api/v1/agents/{made['agent_id']}"
    for path in (
        agent,
        f"{agent}/versions",
        f"{agent}/versions/1",
        f"{agent}/versions/1/diff/1",
        f"{agent}/export/native",
    ):
        refused(await client.get(path), 404)
    refused(await client.patch(agent, json={"name": "Eve"}), 404)
    refused(await client.delete(agent), 404)
    for deed in ("restore", "publish"):
        refused(await client.post(f"{agent}/versions/1/{deed}"), 404)
    refused(await client.post(f"{SESSIONS}/create", json={"agent_id": made["agent_id"]}), 404)
    assert (await get(client, SESSIONS))["items"] == (await get(client, "/api/v1/agents", kind="built"))["items"] == []
    client.headers.update(bearing(ANN))
    assert (await get(client, f"{SESSIONS}/{made['session_id']}"))["status"] == "completed"


async def test_owners_may_use_the_same_names_and_keys(client: httpx.AsyncClient) -> None:
    answers = [
        await client.post(f"{SESSIONS}/create", json={}, headers={**bearing(key), "Idempotency-Key": "one"})
        for key in (ANN, BOB)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["session_id"] != answers[1].json()["session_id"]
    slugs = []
    for key in (ANN, BOB):
        client.headers.update(bearing(key))
        slugs.append((await get(client, f"/api/v1/agents/{(await finish(client))['agent_id']}"))["slug"])
    assert slugs[0] == slugs[1]


async def test_first_stored_key_ends_the_keyless_time(stored: tuple[httpx.AsyncClient, Database]) -> None:
    client, db = stored
    assert (await client.get(SESSIONS)).status_code == 200
    key = await auth.create_key(db, "ann")
    refused(await client.get(SESSIONS), 401)
    assert (await client.get(SESSIONS, headers=bearing(key))).status_code == 200
    assert (await client.get(SESSIONS, headers={**bearing(key), "Host": "parley.example.com"})).status_code == 200


async def test_requests_of_a_moment_share_one_look_at_the_keys(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    read = Database.reading

    def counted(db: Database) -> Any:
        nonlocal looks
        looks += 1
        return read(db)

    async with open_resources(settings) as resources:
        key = await auth.create_key(resources.db, "ann")
        monkeypatch.setattr(Database, "reading", counted)
        assert await asyncio.gather(*(resources.keys.is_keyless() for _ in range(20))) == [False] * 20
        assert await asyncio.gather(*(resources.keys.owner(key) for _ in range(20))) == ["ann"] * 20
    assert looks == 2


async def test_expired_and_revoked_keys_are_worthless(stored: tuple[httpx.AsyncClient, Database]) -> None:
    client, db = stored
    expired = await auth.create_key(db, "ann", days=-1)
    revoked = await auth.create_key(db, "ann")
    good = await auth.create_key(db, "ann", days=1)
    await start_with(client, revoked)
    await auth.revoke_key(db, revoked.split("_")[1], at=now() - timedelta(seconds=1))
    for key in (expired, revoked):
        refused(await client.get(SESSIONS, headers=bearing(key)), 401)
    assert len((await client.get(SESSIONS, headers=bearing(good))).json()["items"]) == 1


async def start_with(client: httpx.AsyncClient, key: str) -> None:
    """A session of the key's owner."""
    client.headers.update(bearing(key))
    await start(client)
    del client.headers["Authorization"]
