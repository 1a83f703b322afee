"""A loopback stand-in for a platform with a REST API: it keeps what it gets, and misbehaves when it is told to."""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

KEY = "key-of-the-platform-7d1c"


@dataclass(frozen=True)
class Aisle:
    """Where the resources of a role are: the paths of create, one (with its id after it), update and list.

    An update with one of the fields in `fixed` is refused.
    """

    create: str
    one: str
    update: tuple[str, str]
    listing: str
    id_key: str = "id"
    name_key: str = "name"
    fixed: tuple[str, ...] = ()


Listing = Callable[[list[dict[str, Any]], int, int], Any]
"""How a list is answered: its entries, where the asked page begins, and how many a page has."""


def keyed_pages(entries: list[dict[str, Any]], start: int, size: int) -> Any:
    """Pages with a key for the next one, as Retell AI has them."""
    more = len(entries) > start + size
    following = {"pagination_key": str(start + size)} if more else {}
    return {"has_more": more, "items": entries[start : start + size], **following}


@dataclass
class Shelf:
    """What is there by role and id, every request, and the faults it plays.

    `refused` and `lost` are names of items, `failing` answers 503 that many times, `busy` 429; `dropped` are fields
    that it forgets, and `masked` texts that it shows as stars.
    """

    aisles: Mapping[str, Aisle]
    held: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    sent: list[tuple[str, Any]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    masked: str = ""
    busy: int = 0
    failing: int = 0
    page: int = 1_000
    listed: Listing = keyed_pages

    def app(self) -> Starlette:
        methods = ["GET", "POST", "PATCH", "PUT"]
        return Starlette(routes=[Route("/{path:path}", self._serve, methods=methods)])

    def writes(self) -> Counter[str]:
        """How often each method but GET was used."""
        return Counter(method for method, _ in self.requests if method != "GET")

    def names(self, role: str) -> list[str]:
        return sorted(str(body.get(self.aisles[role].name_key, role)) for body in self.held.get(role, {}).values())

    async def _serve(self, request: Request) -> Response:
        self.requests.append((request.method, request.url.path))
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return JSONResponse({"message": f"no such key: {request.headers.get('authorization')}"}, 401)
        if request.method == "GET":
            return self._read(request)
        if self.busy or self.failing:
            status = 429 if self.busy else 503
            self.busy, self.failing = max(0, self.busy - 1), max(0, self.failing - (status == 503))
            return JSONResponse({"message": "later"}, status, {"Retry-After": "0"})
        return self._write(request.method, request.url.path, json.loads(await request.body()))

    def _write(self, method: str, path: str, body: dict[str, Any]) -> Response:
        for role, aisle in self.aisles.items():
            if method == "POST" and path == aisle.create:
                return self._keep(role, str(uuid.uuid4()), body, 201)
            id_ = path.removeprefix(aisle.update[1])
            if method == aisle.update[0] and path.startswith(aisle.update[1]) and id_ in self.held.get(role, {}):
                wrong = [key for key in aisle.fixed if key in body]
                return self._keep(role, id_, body, 200) if not wrong else JSONResponse({"message": wrong}, 400)
        return _nothing()

    def _keep(self, role: str, id_: str, body: dict[str, Any], status: int) -> Response:
        self.sent.append((role, body))
        name = str(body.get(self.aisles[role].name_key, role))
        if name in self.refused:
            return JSONResponse({"message": [f"{name} is not welcome, nor is {body}"]}, 400)
        shelf = self.held.setdefault(role, {})
        shelf[id_] = {**shelf.get(id_, {}), **body, self.aisles[role].id_key: id_, "version": 0}
        if name in self.lost:
            self.lost.remove(name)
            return Response(b"{", headers={"Content-Length": "100"})
        return JSONResponse(self._shown(shelf[id_]), status)

    def _read(self, request: Request) -> Response:
        path = request.url.path
        for role, aisle in self.aisles.items():
            shelf = self.held.get(role, {})
            if path == aisle.listing:
                start = int(request.query_params.get("pagination_key") or request.query_params.get("page") or "0")
                return JSONResponse(self.listed([*map(self._shown, shelf.values())], start, self.page))
            id_ = path.removeprefix(aisle.one)
            if path.startswith(aisle.one) and id_ in shelf:
                return JSONResponse(self._shown(shelf[id_]))
        return _nothing()

    def _shown(self, body: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in body.items() if key not in self.dropped}
        text = json.dumps(kept)
        return dict(json.loads(text.replace(self.masked, "***") if self.masked else text))


def _nothing() -> Response:
    return JSONResponse({"message": "not found"}, 404)
