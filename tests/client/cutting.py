"""A server of one run that cuts its readers off wherever it is told to, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RUN = "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"
SESSION = "01932d6e-7c44-7b1a-9c1e-000000000000"
TURN = {
    "session_id": SESSION,
    "status": "active",
    "stage": "COLLECTING_BASICS",
    "turn": 1,
    "reply": "",
    "progress": {"filled": 1, "required": 8, "percent": 12, "missing": []},
    "expires_at": "2026-11-21T10:00:00Z",
}


def frame(seq: int, kind: str, data: Any) -> bytes:
    """An event as the server writes it."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\nid: {seq}\n\n".encode()


def run_of(words: list[str], run_id: str = RUN) -> list[bytes]:
    """A whole run that says these words."""
    told = [("run", {"run_id": run_id}), *(("delta", {"text": word}) for word in words)]
    told += [("message", {**TURN, "reply": "".join(words)}), ("done", {})]
    return [frame(seq, kind, data) for seq, (kind, data) in enumerate(told, 1)]


def problem(status: int, kind: str, **headers: str) -> "Said":
    """A refusal."""
    body = json.dumps({"type": f"urn:parley:{kind}", "title": kind, "status": status, "detail": f"Told: {kind}."})
    return Said(body.encode(), status=status, kind="application/problem+json", headers=headers)


@dataclass(frozen=True)
class Asked:
    """A request: its number from 0, and what it said."""

    number: int
    method: str
    path: str
    headers: dict[str, str]

    @property
    def after(self) -> int:
        """Behind which event the reader goes on."""
        return int(self.headers.get("last-event-id", "0"))


@dataclass(frozen=True)
class Said:
    """An answer; `cut` bytes of it at most are sent, and then the connection is dropped."""

    body: bytes
    cut: int | None = None
    status: int = 200
    kind: str = "text/event-stream"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Cutting:
    """What it answers is the function's to say."""

    answer: Callable[[Asked], Said]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    @contextmanager
    def running(self) -> Iterator["Cutting"]:
        """Serve while the block lasts."""
        cutting = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.rfile.read(int(headers.get("content-length", "0")))
                cutting.asked.append(Asked(len(cutting.asked), self.command, self.path, headers))
                self._say(cutting.answer(cutting.asked[-1]))

            do_POST = do_PATCH = do_GET

            def _say(self, said: Said) -> None:
                self.send_response(said.status)
                for name, value in {"Content-Type": said.kind, **said.headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body[: said.cut])
                self.close_connection = said.cut is not None

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.url = f"http://127.0.0.1:{server.server_port}"
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()
