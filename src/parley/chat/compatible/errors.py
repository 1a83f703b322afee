"""Errors below /v1 in OpenAI's shape, whoever made them: the routes, the gate, or nobody at that address."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.chat.compatible.schemas import ErrorBody, ErrorOut
from parley.core import problems

BASE = "/v1"
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 413: "request_too_large"}
_TAGS = frozenset({"?", "str", "function-after", "system", "developer", "user", "assistant", "tool"})
"""Parts of a place that are no key: which of several forms was tried."""


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses as OpenAPI responses."""
    described = problems.documented(*(422 if status == 400 else status for status in statuses))
    return {
        status: {"model": ErrorOut, "description": described[422 if status == 400 else status]["description"]}
        for status in statuses
    }


def shown(problem: Mapping[str, Any]) -> bytes:
    """A problem document as OpenAI's clients read errors."""
    status = problem["status"]
    kind = str(problem["type"])
    code = _CODES.get(status) or (kind.rpartition(":")[2].replace("-", "_") if kind.startswith("urn:") else None)
    param = _param(problem.get("errors") or ())
    if "agents" in problem:
        code, param = "model_not_found", "model"
    type_ = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    error = ErrorBody(message=str(problem["detail"]), type=type_, param=param, code=code)
    return ErrorOut(error=error).model_dump_json().encode()


def _param(errors: Iterable[Mapping[str, Any]]) -> str | None:
    first = next(iter(errors), None)
    if first is None:
        return None
    path = ""
    for part in first["loc"][1:]:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in _TAGS:
            path += f".{part}" if path else part
    return path or None


class OpenAiErrors:
    """Pure ASGI, outermost: streams and all that is no problem document pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_ours = scope["type"] == "http" and (path == BASE or path.startswith(f"{BASE}/"))
        await self._app(scope, receive, _Reshaped(send) if is_ours else send)


class _Reshaped:
    """Holds an error's head back until its body is there."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_problem(message):
            self._head = message
            return
        if self._head is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            head, body = self._head, shown(orjson.loads(self._body)) if self._body else b""
            await self._send({**head, **_reshaped(head, body)})
            await self._send({"type": "http.response.body", "body": body, "more_body": False})


def _is_problem(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type") == problems.MEDIA_TYPE


def _reshaped(head: Message, body: bytes) -> dict[str, Any]:
    headers = MutableHeaders(raw=list(head["headers"]))
    headers["content-type"] = "application/json"
    headers["content-length"] = str(len(body))
    return {"status": 400 if head["status"] == 422 else head["status"], "headers": headers.raw}
