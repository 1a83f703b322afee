"""A loopback stand-in for the platform: checks every body by the CLI's own document, gives ids, refuses on demand."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.exports.document import Document

KINDS = {
    "tools": "tool",
    "agent-testing": "test",
    "agents": "agent",
    "secrets": "secret",
    "environment-variables": "env",
}
ID_KEYS = {"agent": "agent_id", "secret": "secret_id"}


@dataclass
class StandIn:
    """What the workspace holds, by kind and id, every request made, and the names it refuses."""

    document: Document
    held: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {kind: {} for kind in KINDS.values()})
    requests: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    url: str = ""

    def answer(self, method: str, target: str, body: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON body for a request."""
        url = urlsplit(target)
        _, _, _, folder, *rest = url.path.split("/")
        kind = KINDS[folder]
        self.requests.append((method, url.path))
        if method == "GET":
            return self._read(kind, rest, parse_qs(url.query))
        self.bodies.append(json.dumps(body))
        if faults := self.document.faults(method, url.path, body):
            self.faults += faults
            return 422, {"detail": faults}
        if _name(body) in self.refused:
            return 400, {"detail": {"status": "refused", "message": f"{_name(body)} is not welcome here"}}
        return self._store(kind, rest[0] if method != "POST" else None, body)

    def _store(self, kind: str, known_id: str | None, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if known_id is not None and known_id not in self.held[kind]:
            return 404, {"detail": {"status": "not_found", "message": f"no {known_id}"}}
        one = known_id or f"{kind}_{len(self.held[kind]) + 1:04}"
        self.held[kind][one] = {**self.held[kind].get(one, {}), **body}
        return 200, _shown(kind, one, self.held[kind][one])

    def _read(self, kind: str, rest: list[str], query: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        held = self.held[kind]
        if rest:
            return (200, _shown(kind, rest[0], held[rest[0]])) if rest[0] in held else (404, {"detail": "not found"})
        listed = [_shown(kind, one, body) for one, body in held.items()]
        labels = query.get("label")
        listed = [one for one in listed if not labels or one["label"] in labels]
        key = {"env": "environment_variables", "test": "tests"}.get(kind, f"{kind}s")
        return 200, {key: listed, "has_more": False, "next_cursor": None}


def _name(body: dict[str, Any]) -> str:
    return str(body.get("tool_config", body).get("name", body.get("label", "")))


def _shown(kind: str, one: str, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "id": one, ID_KEYS.get(kind, "id"): one, **({"type": "stored"} if kind == "secret" else {})}


@contextmanager
def serving(document: Document) -> Iterator[StandIn]:
    """The stand-in behind a free loopback port."""
    platform = StandIn(document)

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, found = platform.answer(self.command, self.path, json.loads(raw) if raw else {})
            content = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = _serve  # the names that http.server calls

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    platform.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
