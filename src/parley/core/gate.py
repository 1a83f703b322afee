"""The outermost layer: request ids, one log line a request, the body limit, and the Host check of a keyless server."""

import ipaddress
import re
import time
from collections.abc import Awaitable
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.core.clock import new_id
from parley.core.errors import AppError, Forbidden, InvalidInput, TooLarge
from parley.core.log import bind_contextvars, clear_contextvars, logger
from parley.core.metrics import LEFT
from parley.core.problems import crashed, render

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SEND = "parley.send"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)


def beyond(scope: Scope, send: Send) -> Send:
    """Where an answer that was begun with `send` may go on: nothing in between looks at more than its beginning.

    For streams, whose tokens would each pass through half a dozen coroutines.
    """
    found: Send = scope.get(_SEND, send)
    return found


def keep_beyond(scope: Scope, send: Send) -> None:
    """Let what is sent from here on be what `beyond` gives; nothing for HEAD, whose answers have no body."""
    if scope["method"] != "HEAD":
        scope[_SEND] = send


def is_loopback(host: str) -> bool:
    """Whether a host name or address, without a port, means this machine."""
    if host.rstrip(".").lower() == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return False


class Gate:
    """Pure ASGI, so that streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._let_in(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else new_id()
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        is_head = scope["method"] == "HEAD"
        sending = _Sending(send, request_id, is_head=is_head)
        await self._answer({**scope, "method": "GET"} if is_head else scope, receive, sending)
        elapsed_s = time.perf_counter() - started
        status = sending.status or LEFT
        scope["app"].state.tally.count(status, elapsed_s)
        elapsed_ms = round(elapsed_s * 1000, 1)
        logger.info("request", method=scope["method"], path=scope["path"], status=status, ms=elapsed_ms)

    async def _answer(self, scope: Scope, receive: Receive, send: "_Sending") -> None:
        headers = Headers(scope=scope)
        try:
            await self._check_sender(scope, headers)
            await self._app(scope, await self._limited(scope, headers, receive), send)
        except ClientDisconnect:
            return
        except Exception as error:  # the edge: what no handler foresaw still gets an answer, or a cut connection
            if send.status:
                raise
            answer = render(error) if isinstance(error, AppError) else crashed(error)
            await answer(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A WebSocket: a browser sends its handshake from any page, so the same check stands before it."""
        clear_contextvars()
        bind_contextvars(request_id=new_id())
        try:
            await self._check_sender(scope, Headers(scope=scope))
        except AppError as error:
            await render(error)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _check_sender(self, scope: Scope, headers: Headers) -> None:
        """A keyless server answers pages and names of this machine only: no DNS rebinding, no foreign site.

        Whether keys exist may need the database, so that is asked last: a probe from this machine never waits for it.
        """
        resources = scope["app"].state.resources
        if _is_local(headers, resources.settings.cors_origins) or not await resources.keys.is_keyless():
            return
        raise Forbidden("A server without API keys answers this machine only; the operator sets API_KEYS to open it.")

    async def _limited(self, scope: Scope, headers: Headers, receive: Receive) -> Receive:
        """Refuse a body over its limit: by its stated length, or while reading one that states none."""
        limit, name = _limit(scope)
        stated = headers.get("content-length")
        if stated is not None:
            if not stated.isdecimal():
                raise InvalidInput("Content-Length is not a number.")
            if int(stated) > limit:
                raise _too_large(limit, name)
            return receive
        if "transfer-encoding" not in headers:
            return receive
        chunks, size, is_more = [], 0, True
        while is_more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect  # a body that was cut short must not pass for a whole one
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > limit:
                raise _too_large(limit, name)
            is_more = message.get("more_body", False)
        return _replay(b"".join(chunks), receive)


class _Sending:
    """Passes an answer on with the headers that each one gets; `status` is 0 until it begins.

    A token of a stream is a message: what it calls is not waited for here, so it costs no coroutine of its own.
    """

    __slots__ = ("_is_head", "_request_id", "_send", "status")

    def __init__(self, send: Send, request_id: str, *, is_head: bool) -> None:
        self._send = send
        self._request_id = request_id
        self._is_head = is_head
        self.status = 0

    def __call__(self, message: Message) -> Awaitable[None]:
        kind = message["type"]
        if kind == "http.response.start":
            self.status = message["status"]
            own = (b"x-request-id", self._request_id.encode())
            message["headers"] = [*message["headers"], own, *_HEADERS]
        elif self._is_head and kind == "http.response.body":
            message = {**message, "body": b""}
        return self._send(message)


def _too_large(limit: int, name: str) -> TooLarge:
    return TooLarge(f"The body is larger than {limit:,} bytes ({name}).", max_bytes=limit)


def _limit(scope: Scope) -> tuple[int, str]:
    """How large the body may be, and the setting that says so; an import brings a whole document or bundle."""
    settings = scope["app"].state.resources.settings
    if scope["path"].endswith("/tools/import"):
        return settings.openapi_max_bytes, "OPENAPI_MAX_BYTES"
    if scope["path"] == "/api/v1/agents/import":
        return settings.bundle_max_bytes, "BUNDLE_MAX_BYTES"
    return settings.max_body_bytes, "MAX_BODY_BYTES"


def _is_local(headers: Headers, origins: tuple[str, ...]) -> bool:
    """Whether host and origin, if there is one, are this machine's (or the origin one that the operator allows)."""
    origin = headers.get("origin")
    is_trusted = origin is None or origin in origins or _is_at_home(origin)
    return is_trusted and _is_at_home(f"//{headers.get('host', '')}")


@lru_cache(maxsize=1_000)
def _is_at_home(url: str) -> bool:
    """Whether a URL is one of this machine; a server hears the same few names again and again."""
    with suppress(ValueError):
        return is_loopback(urlsplit(url).hostname or "")
    return False


def _replay(body: bytes, receive: Receive) -> Receive:
    """The whole body as one message; after it, what the server has to say (a disconnect)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replaying() -> Message:
        return waiting.pop() if waiting else await receive()

    return replaying
