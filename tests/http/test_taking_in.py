"""What is brought to be imported over HTTP: refused precisely where it cannot be read, and then nothing is stored."""

import httpx
import pytest

from tests.http.calls import get, refused

IMPORT = "/api/v1/agents/import"


async def none_stored(client: httpx.AsyncClient) -> bool:
    return (await get(client, "/api/v1/agents", kind="built"))["items"] == []


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("text/plain", b"hello", "application/zip"),
        ("application/zip", b"hello", "no zip"),
        ("application/json", b"{", "line 1"),
        ("application/json", b'{"config": {"some": "thing"}}', "of no platform that is known"),
        ("application/json", b'{"files": {"../../etc/passwd": "x"}}', "must be relative"),
    ],
)
async def test_what_cannot_be_read_is_refused(client: httpx.AsyncClient, kind: str, body: bytes, words: str) -> None:
    answer = await client.post(IMPORT, content=body, headers={"Content-Type": kind})
    assert words in refused(answer, 422)["detail"]
    assert await none_stored(client)


@pytest.mark.parametrize("body", [{}, {"files": {}}, {"config": {}, "files": {"a": "b"}}, {"config": 3}, {"odd": 1}])
async def test_a_body_of_another_form_is_refused(client: httpx.AsyncClient, body: object) -> None:
    refused(await client.post(IMPORT, json=body), 422)


async def test_an_unknown_platform_is_named(client: httpx.AsyncClient) -> None:
    answer = await client.post(IMPORT, json={"config": {"a": 1}}, params={"platform": "nowhere"})
    assert "native" in refused(answer, 404)["detail"]


async def test_a_body_over_the_limit_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(IMPORT, content=b" " * 5_000_001, headers={"Content-Type": "application/zip"})
    assert "BUNDLE_MAX_BYTES" in refused(answer, 413)["detail"]
