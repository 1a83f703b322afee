"""The short way to an endpoint: the same answers as FastAPI's own, whatever is sent."""

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Path, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.routing import Match

from parley.app import ROUTERS
from parley.builder.router import router as builder_router
from parley.chat import plain, router
from parley.core import problems
from parley.core.errors import Unauthorized
from parley.core.routes import Ahead, BodyRoute, ahead
from parley.core.text import Flag, Said

SHORT, USUAL = "/short", "/usual"


class Mood(StrEnum):
    CALM = "calm"
    KEEN = "keen"


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    said: Said = Field(min_length=1)
    mood: Mood = Mood.CALM
    times: int = 1
    is_loud: Flag = False


async def speaker(request: Request) -> str:
    if "x-speaker" not in request.headers:
        raise Unauthorized("Say who you are.")
    return request.headers["x-speaker"]


def mount(app: FastAPI, prefix: str, route: type[APIRoute]) -> None:
    routes = APIRouter(prefix=prefix, route_class=route)

    @routes.post("/say")
    async def say(request: Request, who: Annotated[str, Depends(speaker)], body: Words) -> Response:
        return Response(f"{who} at {request.url.path.removeprefix(prefix)}: {body!r}", 201)

    @routes.post("/say/{number}")
    async def say_numbered(number: Annotated[int, Path(ge=1)], body: Words) -> Response:
        return Response(f"{number}: {body!r}")

    @routes.post("/to/{name}/{place}")
    async def say_to(place: str, name: Annotated[str, Path(description="Whom")], body: Words) -> Response:
        return Response(f"{name} in {place}: {body!r}")

    @routes.post("/repeat")
    async def repeat(body: Words) -> Words:
        return body

    app.include_router(routes)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    problems.install(app)
    mount(app, SHORT, BodyRoute)
    mount(app, USUAL, APIRoute)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


JSON = {"content-type": "application/json", "x-speaker": "ann"}
REQUESTS: dict[str, tuple[dict[str, str], bytes]] = {
    "in order": (JSON, b'{"said": "hello", "mood": "keen", "times": 2, "is_loud": true}'),
    "beyond ASCII": (JSON, '{"said": "grüß dich ☔"}'.encode()),
    "decomposed": (JSON, '{"said": "u\u0308ber"}'.encode()),
    "escaped": (JSON, b'{"said": "\\ud83d\\ude00 \\u00fc"}'),
    "lone surrogate": (JSON, b'{"said": "\\ud83d"}'),
    "control character": (JSON, b'{"said": "a\\u0007"}'),
    "key twice": (JSON, b'{"said": "one", "said": "two"}'),
    "number as text": (JSON, b'{"said": "hello", "times": "3"}'),
    "whole as fraction": (JSON, b'{"said": "hello", "times": 3.0}'),
    "fraction": (JSON, b'{"said": "hello", "times": 3.5}'),
    "truth as number": (JSON, b'{"said": "hello", "is_loud": 1}'),
    "number for text": (JSON, b'{"said": 5}'),
    "no number at all": (JSON, b'{"said": "hello", "times": NaN}'),
    "unknown key": (JSON, b'{"said": "hello", "more": 1}'),
    "unknown mood": (JSON, b'{"said": "hello", "mood": "sad"}'),
    "nothing said": (JSON, b"{}"),
    "a list": (JSON, b"[]"),
    "null": (JSON, b"null"),
    "no JSON": (JSON, b'{"said": '),
    "no body": (JSON, b""),
    "not UTF-8": (JSON, b'{"said": "\xff"}'),
    "UTF-16": (JSON, '{"said": "hello"}'.encode("utf-16")),
    "byte order mark": (JSON, b'\xef\xbb\xbf{"said": "hello"}'),
    "charset given": ({**JSON, "content-type": "application/json; charset=utf-8"}, b'{"said": "hello"}'),
    "other JSON": ({**JSON, "content-type": "application/problem+json"}, b'{"said": "hello"}'),
    "capitals": ({**JSON, "content-type": "Application/JSON"}, b'{"said": "hello"}'),
    "a form": ({**JSON, "content-type": "application/x-www-form-urlencoded"}, b"said=hello"),
    "no type": ({"x-speaker": "ann"}, b'{"said": "hello"}'),
    "nobody": ({"content-type": "application/json"}, b'{"said": "hello"}'),
    "nobody, and unfit": ({"content-type": "application/json"}, b'{"said": ""}'),
    "nobody, and no JSON": ({"content-type": "application/json"}, b"{"),
}


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("path", ["/say", "/say/3", "/say/0", "/to/ann/york", "/to/%C3%9F/x%20y", "/repeat"])
async def test_answer_is_fastapis_own_to_the_letter(client: httpx.AsyncClient, path: str, kind: str) -> None:
    headers, body = REQUESTS[kind]
    short, usual = [await client.post(way + path, headers=headers, content=body) for way in (SHORT, USUAL)]
    assert (short.status_code, short.content, short.headers) == (usual.status_code, usual.content, usual.headers)


def test_endpoints_of_turns_are_reached_the_short_way() -> None:
    """Lest a parameter that the short way does not know makes them slower unnoticed."""
    routers = (builder_router, router.router, plain.router)
    ways = {route.path: _is_short(route) for one in routers for route in one.routes}
    assert {path for path, is_short in ways.items() if is_short} >= {
        *("/api/v1/sessions/create", "/api/v1/sessions/{session_id}/message"),
        *("/api/v1/sessions", "/api/v1/messages", "/api/v1/messages/stream"),
        *("/api/chat/stream", "/chat"),
    }


def test_none_is_put_before_another_endpoints_address() -> None:
    every = [route for router in ROUTERS for route in router.routes]
    for one in ahead(ROUTERS):
        assert isinstance(one, Ahead)
        for method in one.route.methods or ():
            scope = {"type": "http", "method": method, "path": one.path_format, "headers": []}
            assert next(route for route in every if route.matches(scope)[0] is Match.FULL) is one.route


def test_what_the_address_does_not_take_is_left_to_its_router() -> None:
    for one in ahead(ROUTERS):
        assert isinstance(one, Ahead)
        scope = {"type": "http", "method": "GET", "path": one.path_format, "headers": []}
        assert one.matches(scope)[0] is Match.NONE
        assert one.matches({**scope, "type": "websocket"})[0] is Match.NONE


def _is_short(route: Any) -> bool:
    return route.get_route_handler().__qualname__.startswith("BodyRoute.")
