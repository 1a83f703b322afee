"""What can go wrong between a program and a server of Parley's.

ParleyError
├── Misused                  the call cannot be sent as it is: a wrong address, an empty name, a value that is no JSON
├── Unreachable              no answer: nobody there, the connection lost, the time up, a stream that stayed cut
├── Unreadable               an answer that is none of Parley's: something else listens there, or another version
└── Refused                  the server's problem document: status, type, title, detail, request_id, retry_after
    ├── InvalidInput 422 ── TooLarge 413
    ├── Unauthorized 401, Forbidden 403
    ├── NotFound 404
    ├── Conflict 409 ── Busy 409 (with `retry_after`)
    ├── TooMany 429
    └── Failing 5xx ── Unavailable 503
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue


class ParleyError(Exception):
    """Whatever went wrong, in one sentence."""


class Misused(ParleyError, ValueError):
    """The call cannot be sent as it is; nothing was."""


class Unreachable(ParleyError):
    """There was no answer. Whether the server acted on the call is unknown, unless the call carries a key."""


class Unreadable(ParleyError):
    """There was an answer, but none that this client understands."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem document (RFC 9457). `facts` are its further members, `retry_after_s` comes from the header."""

    status: int
    type: str = "about:blank"
    title: str = ""
    detail: str = ""
    request_id: str | None = None
    retry_after_s: float | None = None
    facts: Mapping[str, JsonValue] = field(default_factory=dict)


class Refused(ParleyError):
    """The server said no, and why: `str(error)` is its `detail`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail or problem.title or f"The server answered with status {problem.status}.")
        self.problem = problem

    @property
    def status(self) -> int:
        """The status of the answer; of an error within a stream, what it would have been."""
        return self.problem.status

    @property
    def type(self) -> str:
        """The problem type, stable: urn:parley:…"""
        return self.problem.type

    @property
    def title(self) -> str:
        """The problem type in words."""
        return self.problem.title

    @property
    def detail(self) -> str:
        """What happened and what to do."""
        return self.problem.detail

    @property
    def request_id(self) -> str | None:
        """Under which the server's log has it."""
        return self.problem.request_id

    @property
    def retry_after(self) -> float | None:
        """Seconds after which the same call can succeed, where the server says so."""
        return self.problem.retry_after_s


class InvalidInput(Refused):
    """The call's content is not acceptable; `problem.facts["errors"]` names the places."""


class TooLarge(InvalidInput):
    """The body, or a part of it, exceeds a limit."""


class Unauthorized(Refused):
    """No key, or one that is not valid here."""


class Forbidden(Refused):
    """A server without keys answers its own machine only."""


class NotFound(Refused):
    """Nothing of yours has this name."""


class Conflict(Refused):
    """The call does not fit the state that the thing is in."""


class Busy(Conflict):
    """Somebody is at it right now."""


class TooMany(Refused):
    """Too many calls for now."""


class Failing(Refused):
    """Something is wrong on the server's side."""


class Unavailable(Failing):
    """Something that the answer needs is out of reach for now; nothing was stored."""


_BY_STATUS: Mapping[int, type[Refused]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    413: TooLarge,
    422: InvalidInput,
    429: TooMany,
    503: Unavailable,
    504: Unavailable,
}


def refusal(problem: Problem) -> Refused:
    """The error of a problem; one of no known status is a Refused, or a Failing above 500."""
    if problem.status == 409:
        return (Busy if problem.type == "urn:parley:busy" else Conflict)(problem)
    return _BY_STATUS.get(problem.status, Failing if problem.status >= 500 else Refused)(problem)
