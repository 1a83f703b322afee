"""Every error as `application/problem+json` (RFC 9457): what happened, never the input and never a stack trace."""

import re
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from parley.core.errors import AppError, InvalidInput
from parley.core.log import get_contextvars, logger

MEDIA_TYPE = "application/problem+json"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")
_TOLD = re.compile(
    r"missing|extra_forbidden|json_invalid|enum|literal_error|value_error|int_from_float|string_pattern_mismatch|"
    r"(?:model|model_attributes|dict|list|string|bool|int|float)_type|(?:bool|int|float)_parsing|"
    r"(?:string_)?too_(?:short|long)|(?:greater|less)_than(?:_equal)?"
)
"""Rules worded from the schema alone (value_error: by our own validators), so that the words can be passed on."""
_MEANING = {
    401: "A key is missing or not valid here",
    403: "This host or origin may not call a server without keys",
    404: "Nothing of yours has this name",
    409: "It does not fit the state the thing is in; with Retry-After, the same request can succeed a moment later",
    413: "The body is larger than MAX_BODY_BYTES, an import than OPENAPI_MAX_BYTES or BUNDLE_MAX_BYTES",
    422: "The request does not fit what the endpoint takes",
    503: "Something the answer needs is out of reach for now; nothing was stored",
}
_HEADERS = {
    401: {"WWW-Authenticate": {"description": "How to authenticate", "required": True, "schema": {"type": "string"}}},
    409: {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}},
    503: {"Retry-After": {"description": "Seconds to wait", "required": True, "schema": {"type": "integer"}}},
}


class Place(BaseModel):
    """Where in a request something does not fit, and the rule it breaks; never what was sent."""

    loc: list[str | int]
    type: str


class Problem(BaseModel):
    """An error as RFC 9457 describes it. Further members are facts about this one."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:parley:not-found",
                    "title": "Not found",
                    "status": 404,
                    "detail": "There is no such session here.",
                    "request_id": "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d",
                }
            ]
        },
    )

    type: str = Field(description="Stable for clients: urn:parley:… or about:blank")
    title: str
    status: int
    detail: str = Field(description="What happened and what to do")
    request_id: str | None = Field(description="As in X-Request-Id; the server's log has it too")
    errors: list[Place] = Field(default=[], description="With 422: what does not fit")


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses as OpenAPI responses, for the `responses` of a router or an endpoint."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": _MEANING[status], "content": content, "headers": _HEADERS.get(status, {})}
        for status in statuses
    }


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    type_: str = "about:blank",
    headers: dict[str, str] | None = None,
    **facts: Any,
) -> Response:
    """A problem document with the request's id."""
    body = {
        "type": type_,
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": get_contextvars().get("request_id"),
        **facts,
    }
    return Response(orjson.dumps(body), status, headers, MEDIA_TYPE)


def render(error: AppError) -> Response:
    """An AppError as its problem document."""
    headers = {"Retry-After": str(error.retry_after_s)} if error.retry_after_s else {}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(error.status, error.title, error.detail, type_=error.type, headers=headers, **error.facts)


async def _on_app_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - the registration below guarantees it
    if error.status >= 500:
        logger.warning("request failed", error=error.title, cause=repr(error.__cause__))
    return render(error)


async def _on_invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the registration below guarantees it
    errors, where = unfit(error)
    is_unread = any(item["type"] == "model_attributes_type" and item["loc"] == ["body"] for item in errors)
    hint = " A body is a JSON object, sent with Content-Type: application/json." if is_unread else ""
    return problem(
        422,
        "Invalid input",
        f"The request does not fit what this endpoint takes ({where}).{hint}",
        type_="urn:parley:invalid-input",
        errors=errors,
    )


def unfit(error: RequestValidationError | ValidationError) -> tuple[list[dict[str, Any]], str]:
    """What does not fit, as the problem's `errors`, and in words; never what was sent."""
    found: list[Any] = list(error.errors()[:20])
    errors = [{"loc": _place(item), "type": item["type"]} for item in found]
    return errors, "; ".join(f"{'.'.join(map(str, _place(item)))}: {_rule(item)}" for item in found[:5])


def _place(item: dict[str, Any]) -> list[str | int]:
    """A place in the input. An unknown key's name comes from the client: it is told back only if it looks like one."""
    return [part if isinstance(part, int) or _NAME.fullmatch(part) else "?" for part in item["loc"]]


def _rule(item: dict[str, Any]) -> str:
    """The rule that is broken, in words where these cannot hold what was sent."""
    return str(item["msg"]) if _TOLD.fullmatch(item["type"]) else str(item["type"])


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the registration below guarantees it
    match error.status_code:
        case 404:
            return problem(404, "Not found", "There is nothing at this address; /docs lists what there is.")
        case 405 if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(_methods(request))})
        case 405:
            detail = "This address does not take that method; Allow and /docs say what it takes."
            return problem(405, "Method not allowed", detail, headers={"Allow": ", ".join(_methods(request))})
        case 400:
            return render(InvalidInput("The body cannot be read as JSON."))
        case status:
            return problem(
                status, "Request refused", "The request cannot be served.", headers=dict(error.headers or {})
            )


def _methods(request: Request) -> list[str]:
    """What the address takes, over all its routes: the router itself names those of the first one only."""

    def is_taken(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)

    methods = [method for method in ("GET", "POST", "PUT", "PATCH", "DELETE") if is_taken(method)]
    return ["OPTIONS", *(["HEAD"] if "GET" in methods else []), *methods]


def crashed(error: Exception) -> Response:
    """What a client is told of an error that nobody foresaw; the log gets all of it."""
    logger.error("unexpected error", exc_info=error)
    return problem(500, "Internal error", "Something went wrong on our side; the log has it under this request id.")


def install(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
