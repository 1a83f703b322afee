"""The pages around the API: welcome, liveness, readiness, and a document that is valid and says everything."""

import json
import re
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from tests.http.calls import get

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
OPENAI_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorOut"}}}


async def test_welcome_shows_the_first_call_and_where_to_read_on(api: httpx.AsyncClient) -> None:
    answer = await api.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for words in (
        "/api/v1/sessions/create",
        "/api/chat/stream",
        'href="/docs"',
        'href="/redoc"',
        'href="/openapi.json"',
    ):
        assert words in answer.text


async def test_healthy_service_says_so(client: httpx.AsyncClient) -> None:
    assert await get(client, "/health") == {"status": "ok"}
    assert await get(client, "/ready") == {"status": "ok", "reasons": []}


async def test_document_describes_every_refusal(api: httpx.AsyncClient) -> None:
    document = await get(api, "/openapi.json")
    for path, method, operation in operations(document):
        described = operation["responses"]
        for status, response in described.items():
            if int(status) >= 400:
                form = OPENAI_ERROR if path.startswith("/v1/") else PROBLEM
                assert response["content"] == form, (path, method, status)
        expected = {"403", "413", "422"}
        if path.startswith("/api/"):
            expected |= {"401", "503"}
            assert operation["security"] == [{}, {"HTTPBearer": []}]
        if "{" in path and "201" not in described:  # what is not there is made
            expected |= {"404"}
        if "{session_id}" in path and method not in {"get"}:
            expected |= {"409"}
        assert expected <= described.keys(), (path, method)
    assert document["components"]["schemas"]["Problem"]["required"] == [
        "type",
        "title",
        "status",
        "detail",
        "request_id",
    ]


async def test_document_refers_to_nothing_that_is_missing(api: httpx.AsyncClient) -> None:
    answer = await api.get("/openapi.json")
    document = answer.json()
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', answer.text)):
        Draft202012Validator.check_schema(document["components"]["schemas"][name])
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    for _, _, operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        for response in operation["responses"].values():
            assert {link["operationId"] for link in response.get("links", {}).values()} <= set(ids)


async def test_examples_fit_their_schemas(api: httpx.AsyncClient) -> None:
    document = await get(api, "/openapi.json")
    with_examples = {
        name: schema for name, schema in document["components"]["schemas"].items() if schema.get("examples")
    }
    assert {"CreateIn", "MessageIn", "TurnOut", "BriefValues", "Problem"} <= with_examples.keys()
    for name, schema in with_examples.items():
        validator = Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})
        for example in schema["examples"]:
            validator.validate(example)


async def test_schemas_have_names_that_clients_can_use(api: httpx.AsyncClient) -> None:
    names = (await get(api, "/openapi.json"))["components"]["schemas"]
    assert [name for name in names if not re.fullmatch(r"[A-Z][A-Za-z]+", name)] == []


async def test_patterns_mean_the_same_in_every_dialect(api: httpx.AsyncClient) -> None:
    """What `\\s`, `\\w`, `\\d` and `\\b` stand for differs between JSON Schema's, Python's and Rust's regexes."""
    patterns = []
    json.loads((await api.get("/openapi.json")).text, object_hook=lambda part: patterns.append(part.get("pattern")))
    written = {pattern for pattern in patterns if isinstance(pattern, str)}
    assert len(written) > 10
    assert [pattern for pattern in written if re.search(r"\\[bBdDsSwWpP]", pattern)] == []


async def test_documentation_pages_are_served(api: httpx.AsyncClient) -> None:
    for path in ("/docs", "/redoc"):
        answer = await api.get(path)
        assert answer.status_code == 200
        assert "openapi.json" in answer.text


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation."""
    return [(path, method, each) for path, methods in document["paths"].items() for method, each in methods.items()]
