"""The error tree. Each error knows its HTTP status and its title; `detail` says what happened and what to do.

AppError
├── InvalidInput 422 ── TooLarge 413
├── Unauthorized 401, Forbidden 403
├── NotFound 404
├── Conflict 409 ── Busy 409 (with Retry-After)
├── TooMany 429 (with Retry-After)
└── Unavailable 503 (with Retry-After)
"""

from typing import Any, ClassVar


class AppError(Exception):
    """What a client may be told. `facts` become members of the problem document and never hold foreign text."""

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    retry_after_s: int | None = None

    def __init__(self, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts

    @property
    def type(self) -> str:
        """The problem type, stable for clients: "urn:parley:" and the title in kebab case."""
        return f"urn:parley:{self.title.lower().replace(' ', '-')}"


class InvalidInput(AppError):
    """The request is understood, its content is not acceptable."""

    status = 422
    title = "Invalid input"


class TooLarge(InvalidInput):
    """The body or a part of it exceeds a limit."""

    status = 413
    title = "Too large"


class Unauthorized(AppError):
    """No key, or one that is unknown, expired or revoked."""

    status = 401
    title = "Unauthorized"


class Forbidden(AppError):
    """The request comes from a host or origin that is not allowed here."""

    status = 403
    title = "Forbidden"


class NotFound(AppError):
    """There is nothing under this id for this owner; unknown and foreign ids look the same."""

    status = 404
    title = "Not found"


class Conflict(AppError):
    """The request does not fit the state the thing is in."""

    status = 409
    title = "Conflict"


class Busy(Conflict):
    """Somebody is at it right now: the same request again, a moment later, can succeed."""

    title = "Busy"
    retry_after_s = 1


class TooMany(AppError):
    """More at once, or in so short a time, than one client is given."""

    status = 429
    title = "Too many requests"
    retry_after_s = 1


class Unavailable(AppError):
    """Something the answer needs is out of reach for now; nothing was stored."""

    status = 503
    title = "Unavailable"
    retry_after_s = 2


class ConfigError(Exception):
    """A setting is wrong: one line that names the variable and what it accepts. Stops the start."""
