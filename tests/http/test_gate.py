"""What holds for every request: who may send it, what each answer carries, and errors before any endpoint."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from parley.app import create_app
from parley.core.config import Settings
from tests.conftest import serving
from tests.http.calls import SESSIONS, get, refused

ORIGIN = "https://app.example.com"


@pytest.fixture
async def open_to_origin(embedded: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A keyless server whose operator lets one origin in."""
    async with serving(Settings(_env_file=None, **{**embedded.model_dump(), "cors_origins": ORIGIN})) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["evil.example.com", "127.0.0.1.evil.com", "localhost.evil.com", "192.168.1.2", "[", ""]
)
async def test_keyless_server_refuses_foreign_hosts(api: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/health", SESSIONS, "/nowhere"):
        refused(await api.get(path, headers={"Host": host}), 403)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.8.8.8", "[::1]:8000", "localhost."]
)
async def test_keyless_server_answers_this_machine(api: httpx.AsyncClient, host: str) -> None:
    assert (await api.get(SESSIONS, headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "http://localhost.evil.com", "file://", "["])
async def test_keyless_server_refuses_foreign_origins(api: httpx.AsyncClient, origin: str) -> None:
    refused(await api.post(f"{SESSIONS}/create", json={}, headers={"Origin": origin}), 403)
    assert (await get(api, SESSIONS))["items"] == []


async def test_local_pages_may_call(api: httpx.AsyncClient) -> None:
    for origin in ("http://localhost:3000", "http://127.0.0.1:8000", "http://[::1]:5173"):
        answer = await api.post(f"{SESSIONS}/create", json={}, headers={"Origin": origin})
        assert answer.status_code == 201
        assert "access-control-allow-origin" not in answer.headers


async def test_allowed_origin_gets_cors_headers_and_another_does_not(open_to_origin: httpx.AsyncClient) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "Idempotency-Key, Content-Type"}
    preflight = await open_to_origin.options(f"{SESSIONS}/create", headers={"Origin": ORIGIN, **asked})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in preflight.headers["access-control-allow-methods"]
    answer = await open_to_origin.post(f"{SESSIONS}/create", json={}, headers={"Origin": ORIGIN})
    assert answer.status_code == 201
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    for name in ("X-Request-Id", "X-Run-Id", "X-Session-Id", "X-Conversation-Id"):
        assert name in answer.headers["access-control-expose-headers"]
    for path in (f"{SESSIONS}/create", "/health"):
        refused(await open_to_origin.options(path, headers={"Origin": "https://evil.example.com", **asked}), 403)


async def test_request_id_is_echoed_when_it_is_one(api: httpx.AsyncClient) -> None:
    assert (await api.get("/health", headers={"X-Request-Id": "my-1.2_3"})).headers["x-request-id"] == "my-1.2_3"
    problem = refused(await api.get("/nowhere", headers={"X-Request-Id": "my-id"}), 404)
    assert problem["request_id"] == "my-id"
    for odd in ("two words", "x" * 65, "<b>", ""):
        made = (await api.get("/health", headers={"X-Request-Id": odd})).headers["x-request-id"]
        assert made != odd
        assert len(made) == 36


async def test_unknown_address_is_a_problem(api: httpx.AsyncClient) -> None:
    for path in ("/nowhere", "/api", "/api/v1", "/api/v1/sessions/", "/%2e%2e/etc/passwd", "/health/", "/<script>"):
        refused(await api.get(path), 404, "script", "passwd")


async def test_wrong_method_names_all_that_are_taken(api: httpx.AsyncClient) -> None:
    for method, path, taken in (
        ("DELETE", "/health", {"GET", "HEAD"}),
        ("GET", f"{SESSIONS}/create", {"POST"}),
        ("DELETE", f"{SESSIONS}/create", {"POST"}),
        ("PUT", f"{SESSIONS}/x", {"GET", "HEAD", "PATCH", "DELETE"}),
        ("PUT", f"{SESSIONS}/x/brief", {"GET", "HEAD", "PATCH"}),
        ("POST", f"{SESSIONS}/x/tools/y", {"GET", "HEAD", "PUT", "DELETE"}),
        ("TRACE", SESSIONS, {"GET", "HEAD", "POST"}),
        ("BREW", SESSIONS, {"GET", "HEAD", "POST"}),
    ):
        answer = await api.request(method, path)
        refused(answer, 405, "BREW")
        assert set(answer.headers["allow"].split(", ")) == {*taken, "OPTIONS"}
        options = await api.options(path)
        assert (options.status_code, options.headers["allow"]) == (204, answer.headers["allow"])


async def test_head_is_get_without_its_body(api: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/ready", SESSIONS, "/openapi.json"):
        answer, whole = await api.head(path), await api.get(path)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["content-length"] == whole.headers["content-length"]
    assert (await api.head("/nowhere")).status_code == 404
    assert (await api.head(f"{SESSIONS}/create")).status_code == 405


async def test_every_answer_carries_the_safety_headers(api: httpx.AsyncClient) -> None:
    for path in ("/", "/health", SESSIONS, "/nowhere"):
        headers = (await api.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


async def test_unforeseen_error_is_a_problem_without_its_reason(embedded: Settings) -> None:
    app: FastAPI = create_app(embedded)

    @app.get("/crash")
    async def crash() -> None:
        raise RuntimeError("the secret reason")

    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        refused(await client.get("/crash", headers={"X-Request-Id": "crash-1"}), 500, "secret reason", "RuntimeError")
