"""Two messages at once, and the same request twice: one effect, and a clear answer to everybody else."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest

from parley.core.config import Settings
from tests.conftest import serving
from tests.faults.running import until
from tests.http.calls import SESSIONS, get, refused, say, start
from tests.scripted.replies import Fault, Protocol, Reply
from tests.scripted.server import ScriptedServer

KEY = {"Idempotency-Key": "order-66"}


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    """A model that never answers; once it is stopped, the turn that waits for it is answered without it."""
    with ScriptedServer(lambda _: Reply(fault=Fault.HANG)) as model:
        yield model


@pytest.fixture
async def slow(settings: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with that model."""
    base_url = model.base_url(Protocol.OPENAI)
    configured = {"llm_model": "openai:scripted", "openai_base_url": base_url, "openai_api_key": "none"}
    async with serving(Settings(_env_file=None, **{**settings.model_dump(), **configured})) as client:
        yield client


@asynccontextmanager
async def under_way(
    client: httpx.AsyncClient, model: ScriptedServer, path: str, body: dict[str, str], **headers: str
) -> AsyncIterator[asyncio.Task[httpx.Response]]:
    """A request whose turn waits for the model while the block runs, and is answered after it."""

    async def is_asked() -> bool:
        return bool(model.asked)

    async with asyncio.TaskGroup() as tasks:
        turn = tasks.create_task(client.post(path, json=body, headers=headers))
        await until(is_asked)
        yield turn
        assert not turn.done()
        model.stop()


async def test_second_message_while_answering_gets_409(slow: httpx.AsyncClient, model: ScriptedServer) -> None:
    base = f"{SESSIONS}/{(await start(slow))['session_id']}"
    async with under_way(slow, model, f"{base}/message", {"message": "A receptionist for a hotel."}) as turn:
        for answer in (
            await slow.post(f"{base}/message", json={"message": "By phone."}),
            await slow.patch(f"{base}/brief", json={"name": "Iris"}),
            await slow.post(f"{base}/undo"),
            await slow.delete(f"{base}/tools/end_call"),
        ):
            assert refused(answer, 409)["type"] == "urn:parley:busy"
            assert int(answer.headers["retry-after"]) >= 1
        assert (await get(slow, f"{base}/status"))["turns"] == 0
    assert turn.result().status_code == 200
    assert (await get(slow, f"{base}/status"))["turns"] == 1
    assert (await slow.patch(f"{base}/brief", json={"name": "Iris"})).status_code == 200


async def test_session_abandoned_in_mid_turn_stores_nothing_of_it(
    slow: httpx.AsyncClient, model: ScriptedServer
) -> None:
    base = f"{SESSIONS}/{(await start(slow))['session_id']}"
    async with under_way(slow, model, f"{base}/message", {"message": "A receptionist for a hotel."}) as turn:
        assert (await slow.delete(base)).status_code == 204
    refused(turn.result(), 409)
    assert len((await get(slow, f"{base}/messages"))["items"]) == 1
    assert (await get(slow, f"{base}/status"))["live"] is False


async def test_session_purged_in_mid_turn_leaves_nothing(slow: httpx.AsyncClient, model: ScriptedServer) -> None:
    base = f"{SESSIONS}/{(await start(slow))['session_id']}"
    async with under_way(slow, model, f"{base}/message", {"message": "A receptionist for a hotel."}) as turn:
        assert (await slow.delete(base, params={"purge": True})).status_code == 204
    refused(turn.result(), 404)
    refused(await slow.get(base), 404)


async def test_same_key_in_progress_gets_409_and_then_the_answer(
    slow: httpx.AsyncClient, model: ScriptedServer
) -> None:
    path = f"{SESSIONS}/{(await start(slow))['session_id']}/message"
    body = {"message": "A receptionist for a hotel."}
    async with under_way(slow, model, path, body, **KEY) as turn:
        answer = await slow.post(path, json=body, headers=KEY)
        assert refused(answer, 409)["type"] == "urn:parley:busy"
        assert int(answer.headers["retry-after"]) >= 1
    replayed = await slow.post(path, json=body, headers=KEY)
    assert replayed.content == turn.result().content
    assert replayed.headers["idempotent-replayed"] == "true"


async def test_same_key_creates_one_session(client: httpx.AsyncClient) -> None:
    body = {"initial_message": "A receptionist for a hotel."}
    first = await client.post(f"{SESSIONS}/create", json=body, headers=KEY)
    again = await client.post(f"{SESSIONS}/create", json=body, headers=KEY)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert len((await get(client, SESSIONS))["items"]) == 1


async def test_key_of_another_request_is_refused(client: httpx.AsyncClient) -> None:
    session_id = (await start(client))["session_id"]
    await say(client, session_id, "By phone.", **KEY)
    path = f"{SESSIONS}/{session_id}/message"
    refused(await client.post(path, json={"message": "By chat."}, headers=KEY), 422, "By chat", "order-66")
    refused(await client.post(f"{SESSIONS}/{session_id}/undo", headers=KEY), 422)
    refused(await client.post(f"{SESSIONS}/create", json={}, headers=KEY), 422)
    assert (await get(client, f"{SESSIONS}/{session_id}/status"))["turns"] == 1


async def test_replay_outlives_what_happened_since(client: httpx.AsyncClient) -> None:
    session_id = (await start(client, "A receptionist for a hotel."))["session_id"]
    path = f"{SESSIONS}/{session_id}/undo"
    undone = await client.post(path, headers=KEY)
    await client.delete(f"{SESSIONS}/{session_id}")
    replayed = await client.post(path, headers=KEY)
    assert (replayed.status_code, replayed.content) == (undone.status_code, undone.content)


async def test_refused_request_may_be_mended_under_its_key(client: httpx.AsyncClient) -> None:
    path = f"{SESSIONS}/{(await start(client))['session_id']}/message"
    refused(await client.post(path, json={"message": ""}, headers=KEY), 422)
    assert (await client.post(path, json={"message": "By phone."}, headers=KEY)).status_code == 200


async def test_key_has_a_syntax(api: httpx.AsyncClient) -> None:
    for key in ("", "two words", "x" * 256, "tab\there", "ümlaut".encode()):
        refused(await api.post(f"{SESSIONS}/create", json={}, headers={b"Idempotency-Key": key}), 422)
    longest = await api.post(f"{SESSIONS}/create", json={}, headers={"Idempotency-Key": "x" * 255})
    assert longest.status_code == 201
    assert len((await get(api, SESSIONS))["items"]) == 1
