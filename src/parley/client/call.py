"""A call as data: what is sent, whether that may happen twice, and how the answer is read. No connection in sight."""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from pydantic import JsonValue, TypeAdapter, ValidationError

from parley.client.errors import Misused, Problem, Refused, Unreadable, refusal

T = TypeVar("T")
Json = Mapping[str, Any]
"""What becomes a body: JSON values, lists and tuples of them, by name."""

KEY = "Idempotency-Key"
JSON, EVENTS, PROBLEM = "application/json", "text/event-stream", "application/problem+json"
_KEY = re.compile(r"[!-~]{1,255}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request. `is_slow`: a model may be asked before it is answered."""

    method: str
    path: str
    read: Callable[[Answer], T]
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    is_slow: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.method in {"GET", "PUT"} or KEY in self.headers


@lru_cache(maxsize=200)
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def value_of(shape: Any, text: bytes | str) -> Any:
    """JSON as a value of that type; Unreadable where it is none."""
    try:
        return _adapter(shape).validate_json(text)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, item["loc"])) or item["type"] for item in error.errors()[:3])
        raise Unreadable(f"The server's answer is not what this client knows ({places}).") from error


def json_of(shape: type[T]) -> Callable[[Answer], T]:
    """A reader of JSON."""

    def read(answer: Answer) -> T:
        value: T = value_of(shape, answer.content)
        return value

    return read


def nothing(_: Answer) -> None:
    """A reader for answers that say nothing."""


def text_of(answer: Answer) -> str:
    """A reader for plain text."""
    return answer.content.decode("utf-8", "replace")


def bytes_of(answer: Answer) -> bytes:
    """A reader for files."""
    return answer.content


def path(*parts: str) -> str:
    """An address of the API: the first part as it stands, the others quoted. Misused: one of them cannot be a name."""
    head, *names = parts
    for name in names:
        if name in {"", ".", ".."}:
            raise Misused(f"{name!r} is no id and no name")
    return "/".join((head, *(quote(name.encode("utf-8", "replace"), safe="") for name in names)))


def asked(**values: str | int | bool | None) -> dict[str, str]:
    """A query: what is None is left out."""
    told = {True: "true", False: "false"}
    return {
        name: told[value] if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value is not None
    }


def body_of(values: Json) -> bytes:
    """JSON in ASCII, so that no character is in its way; Misused for what JSON cannot say."""
    try:
        return json.dumps(values, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise Misused(f"this cannot be sent as JSON ({error})") from error


def given(**values: Any) -> dict[str, Any]:
    """A body's members: what is None is left out."""
    return {name: value for name, value in values.items() if value is not None}


def get(address: str, read: Callable[[Answer], T], **query: str | int | bool | None) -> Call[T]:
    """Read something."""
    return Call("GET", address, read, asked(**query), {"Accept": JSON})


def post(
    address: str, read: Callable[[Answer], T], body: Json | None = None, *, key: str | None = "", is_slow: bool = False
) -> Call[T]:
    """Do something once: with a fresh key unless one is given, or with none where it is None."""
    headers = {"Accept": JSON} | once(key)
    if body is None:
        return Call("POST", address, read, headers=headers, is_slow=is_slow)
    headers["Content-Type"] = JSON
    return Call("POST", address, read, headers=headers, body=body_of(body), is_slow=is_slow)


def change(method: str, address: str, read: Callable[[Answer], T], body: Json | None = None) -> Call[T]:
    """PUT, PATCH or DELETE something."""
    headers = {"Accept": JSON}
    if body is None:
        return Call(method, address, read, headers=headers)
    return Call(method, address, read, headers=headers | {"Content-Type": JSON}, body=body_of(body))


def once(key: str | None) -> dict[str, str]:
    """The header by which a server knows a repeated call: with that key, with a fresh one for "", none for None."""
    if key and _KEY.fullmatch(key) is None:
        raise Misused("a key is 1 to 255 printable ASCII characters without blanks")
    return {} if key is None else {KEY: key or uuid.uuid4().hex}


def refused(answer: Answer) -> Refused | None:
    """The error that an answer is, if it is one; Unreadable for one that no server of ours gives."""
    if 200 <= answer.status < 300:
        return None
    if not answer.headers.get("content-type", "").startswith(PROBLEM):
        foreign = f"Something answered with status {answer.status}, but no server of Parley's."
        if answer.status < 500:
            raise Unreadable(foreign)
        return refusal(Problem(answer.status, detail=foreign))  # a proxy whose server is away
    return problem_of(answer.content, status=answer.status, retry_after=answer.headers.get("retry-after"))


def problem_of(text: bytes | str, *, status: int | None = None, retry_after: str | None = None) -> Refused:
    """A problem document as its error."""
    members: dict[str, JsonValue] = value_of(dict[str, JsonValue], text)
    stated = members.pop("status", None)
    known = {name: str(members.pop(name, None) or "") for name in ("type", "title", "detail", "request_id")}
    found = Problem(
        status=status or (stated if isinstance(stated, int) else 500),
        type=known["type"],
        title=known["title"],
        detail=known["detail"],
        request_id=known["request_id"] or None,
        retry_after_s=_seconds(retry_after),
        facts=members,
    )
    return refusal(found)


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdecimal() else None
