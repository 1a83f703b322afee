"""Every error as `application/problem+json` (RFC 9457): what happened, never the input and never a stack trace."""

from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from structlog.contextvars import get_contextvars

from parley.core.errors import AppError
from parley.core.log import logger

MEDIA_TYPE = "application/problem+json"
_TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 415: "Unsupported media type"}


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
    errors = [{"loc": [_safe(part) for part in item["loc"]], "type": item["type"]} for item in error.errors()[:20]]
    where = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['type']}" for item in errors[:5])
    return problem(
        422,
        "Invalid input",
        f"The request does not fit what this endpoint takes ({where}).",
        type_="urn:parley:invalid-input",
        errors=errors,
    )


def _safe(part: str | int) -> str | int:
    """A place in the input; an unknown key's name comes from the client, so it is cut and made plain ASCII."""
    return part if isinstance(part, int) else part[:60].encode("ascii", "replace").decode()


async def _on_http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the registration below guarantees it
    title = _TITLES.get(error.status_code, "Request refused")
    detail = {
        404: "There is nothing at this address; /docs lists what there is.",
        405: "This address does not take that method; /docs lists what it takes.",
    }.get(error.status_code, "The request could not be read.")
    return problem(error.status_code, title, detail, headers=dict(error.headers or {}))


async def _on_crash(_request: Request, error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return problem(500, "Internal error", "Something went wrong on our side; the log has it under this request id.")


def install(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_crash)
