"""Who may open `WS /ws`, and that a socket does not outlive its key."""

from collections.abc import AsyncIterator

import httpx
import pytest

from parley.core import auth
from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import open_database
from tests.chat.framing import opened, refusal
from tests.chat.sockets import listening
from tests.chat.talking import begin, with_model
from tests.conftest import make_settings
from tests.scripted.server import ScriptedServer

ANN, EVE = f"pk_ann_{'a' * 40}", f"pk_eve_{'e' * 40}"


@pytest.fixture
def keyed(embedded: Settings, model: ScriptedServer) -> Settings:
    """Settings with two owners' keys."""
    return make_settings(**{**with_model(embedded, model).model_dump(), "api_keys": f"{ANN},{EVE}"})


@pytest.fixture
async def url(keyed: Settings) -> AsyncIterator[str]:
    async with listening(keyed) as url:
        yield url


async def test_key_comes_in_the_header(url: str) -> None:
    async with opened(url, ANN) as socket:
        assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"


async def test_key_comes_among_the_subprotocols(url: str) -> None:
    async with opened(url, subprotocols=["parley", f"key.{ANN}"]) as socket:
        assert socket.connection.subprotocol == "parley"
        assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"


async def test_key_comes_in_the_first_frame(url: str) -> None:
    async with opened(url) as socket:
        assert (await socket.ask("auth", 1, key=ANN)) == {"type": "authenticated", "id": 1, "data": {"owner": "ann"}}
        assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"
        assert (await socket.ask("auth", key=EVE))["data"]["status"] == 409
        assert (await socket.ask("auth", key=ANN))["type"] == "authenticated"


@pytest.mark.parametrize("key", ["pk_ann_wrong", "nonsense", f"pk_nobody_{'x' * 40}"])
async def test_wrong_key_is_refused_before_the_socket_opens(url: str, key: str) -> None:
    assert (await refusal(url, key))["status"] == 401
    assert (await refusal(url, subprotocols=["parley", f"key.{key}"]))["status"] == 401


async def test_wrong_key_in_a_frame_closes_the_socket(url: str) -> None:
    async with opened(url) as socket:
        frame = await socket.ask("auth", "a", key="pk_ann_wrong")
        assert (frame["type"], frame["id"], frame["data"]["status"]) == ("error", "a", 401)
        assert await socket.closing() == 4401


@pytest.mark.parametrize("kind", ["chat", "subscribe", "resume", "cancel"])
async def test_nothing_is_done_before_a_key_was_shown(url: str, kind: str) -> None:
    data = {"chat": {"content": "hi"}, "subscribe": {"topic": "sessions"}}.get(kind, {"run_id": "x"})
    async with opened(url) as socket:
        assert (await socket.ask(kind, **data))["data"]["status"] == 401
        assert await socket.closing() == 4401


async def test_socket_that_shows_no_key_is_closed(keyed: Settings) -> None:
    hasty = keyed.model_copy(update={"socket_auth_seconds": 0.5})
    async with listening(hasty) as url, opened(url) as socket:
        assert await socket.closing() == 4401


async def test_key_in_the_address_counts_for_nothing(url: str) -> None:
    async with opened(url, query=f"?key={ANN}&access_token={ANN}") as socket:
        assert (await socket.ask("subscribe", topic="sessions"))["data"]["status"] == 401


async def test_another_owners_chats_and_runs_are_not_found(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {ANN}"}) as api:
        session_id = await begin(api)
    async with opened(url, ANN) as ann, opened(url, EVE) as eve:
        await eve.ask("subscribe", topic=f"session:{session_id}")
        await eve.ask("subscribe", topic="sessions")
        await ann.send("chat", session_id=session_id, content="hi")
        run_id = (await ann.until("session_updated"))[0]["data"]["run_id"]
        for kind, data in (
            ("chat", {"session_id": session_id, "content": "hi"}),
            ("resume", {"run_id": run_id}),
            ("cancel", {"run_id": run_id}),
        ):
            frame = await eve.ask(kind, **data)
            assert (frame["type"], frame["data"]["status"]) == ("error", 404)


async def test_socket_is_closed_when_its_key_is_revoked(embedded: Settings, model: ScriptedServer) -> None:
    quick = with_model(embedded, model, api_key_cache_seconds=0, stream_heartbeat_seconds=0.1)
    db = await open_database(quick)
    try:
        key = await auth.create_key(db, "ann")
        async with listening(quick) as url, opened(url, key) as socket:
            assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"
            await auth.revoke_key(db, key.split("_")[1], at=now())
            assert await socket.closing() == 4401
    finally:
        await db.close()


async def test_keyless_socket_is_closed_when_the_server_gets_keys(embedded: Settings, model: ScriptedServer) -> None:
    quick = with_model(embedded, model, api_key_cache_seconds=0, stream_heartbeat_seconds=0.1)
    db = await open_database(quick)
    try:
        async with listening(quick) as url, opened(url) as socket:
            assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"
            await auth.create_key(db, "ann")
            assert await socket.closing() == 4401
    finally:
        await db.close()


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "http://localhost.evil.com"])
async def test_keyless_server_refuses_sockets_from_foreign_pages(embedded: Settings, origin: str) -> None:
    async with listening(embedded) as url:
        assert (await refusal(url, origin=origin))["status"] == 403


async def test_keyless_server_refuses_sockets_to_foreign_hosts(embedded: Settings) -> None:
    async with listening(embedded) as url:
        port = httpx.URL(url).port
        foreign = f"http://evil.example.com:{port}"
        assert (await refusal(foreign, host="127.0.0.1", port=port))["status"] == 403


async def test_local_pages_may_open_sockets(embedded: Settings) -> None:
    async with listening(embedded) as url, opened(url, origin="http://localhost:3000") as socket:
        assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"


async def test_ordinary_request_for_the_socket_is_not_found(embedded: Settings) -> None:
    async with listening(embedded) as url, httpx.AsyncClient(base_url=url) as api:
        assert (await api.get("/ws")).status_code == 404
