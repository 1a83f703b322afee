"""Calls of a platform's API: with its key, within time and size, tried again where that is safe.

Neither the key nor any secret that is sent appears in an error.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from parley.core import http
from parley.core.errors import AppError, Unavailable
from parley.core.http import Answered, Outgoing, Reach
from parley.exports.shaped import shown

_TOO_MANY = 429
_LONGEST_PAUSE_S = 30.0
_MESSAGE_LIMIT = 500
_PAGES = 50


class Refused(AppError):
    """The platform said no; `detail` has its status and its own words, bounded."""

    status = 422
    title = "Push refused"


class Lost(AppError):
    """Nobody knows whether the platform did it: no answer came, or one that its server failed."""

    status = 503
    title = "Answer lost"

    def __init__(self, detail: str, pause_s: float = 1.0) -> None:
        super().__init__(detail)
        self.pause_s = pause_s


@dataclass(frozen=True, slots=True)
class Access:
    """A platform's address, the headers that open it, and the texts that no message may repeat."""

    address: str
    headers: Mapping[str, str]
    hidden: frozenset[str]


class Client:
    """One platform. `deadline_s` is for all tries of one call."""

    def __init__(self, access: Access, reach: Reach, deadline_s: float) -> None:
        self._access = access
        self._reach = reach
        self._deadline_s = deadline_s

    async def get(self, path: str) -> Any:
        """The JSON at a path; None where there is nothing. Refused or Lost for everything else."""
        answered = await self._call("GET", path, None, may_repeat=True)
        return None if answered.status == 404 else self._json(answered)

    async def update(self, call: tuple[str, str], body: object) -> None:
        """Send a body that may be sent twice."""
        self._json(await self._call(*call, body, may_repeat=True))

    async def create(self, path: str, body: object) -> Any:
        """Send a body once; Lost where it may have been taken all the same. "Too many requests" is waited out."""
        return self._json(await self._call("POST", path, body, may_repeat=False))

    async def listed(self, path: str, next_page: Callable[[Any], Mapping[str, str] | None]) -> AsyncIterator[Any]:
        """The entries of a list, page by page, within bounds."""
        query: Mapping[str, str] | None = {}
        for _ in range(_PAGES):
            joint = "&" if "?" in path else "?"
            answer = await self.get(f"{path}{joint}{urlencode(query)}" if query else path)
            for entry in _entries(answer):
                yield entry
            query = next_page(answer)
            if query is None:
                return

    async def _call(self, method: str, path: str, body: object, *, may_repeat: bool) -> Answered:
        content = None if body is None else orjson.dumps(body)
        headers = {**self._access.headers, "Accept": "application/json"}
        headers |= {"Content-Type": "application/json"} if content is not None else {}
        outgoing = Outgoing(method, f"{self._access.address.rstrip('/')}{path}", headers, content)
        clock = asyncio.get_running_loop().time
        ends = clock() + self._deadline_s
        for attempt in itertools.count():
            answered = await self._try(outgoing)
            if answered is not None and not _is_passing(answered, may_repeat=may_repeat):
                return answered
            pause = _pause(answered, attempt)
            if (answered is None and not may_repeat) or clock() + pause > ends:
                return self._given_up(answered, pause)
            await asyncio.sleep(pause)
        raise AssertionError

    async def _try(self, outgoing: Outgoing) -> Answered | None:
        try:
            return await http.send(outgoing, self._reach)
        except Unavailable:
            return None

    def _given_up(self, answered: Answered | None, pause_s: float) -> Answered:
        if answered is not None:
            return answered
        raise Lost("no answer came", pause_s)

    def _json(self, answered: Answered) -> Any:
        if answered.status >= 500:
            raise Lost(f"status {answered.status}: {self._words(answered)}", _pause(answered, 0))
        if not 200 <= answered.status < 300:
            raise Refused(f"status {answered.status}: {self._words(answered)}")
        if answered.is_cut:
            raise Refused(f"its answer has more than {self._reach.max_bytes:,} bytes (PUSH_ANSWER_BYTES)")
        try:
            return orjson.loads(answered.content) if answered.content else {}
        except orjson.JSONDecodeError:
            raise Refused("its answer is no JSON; is this the address of its API?") from None

    def _words(self, answered: Answered) -> str:
        """The vendor's message, without anything that must not be seen."""
        text = _message(answered.content)
        for secret in sorted(self._access.hidden, key=len, reverse=True):
            text = text.replace(secret, "…") if secret else text
        return shown(text, _MESSAGE_LIMIT) or "it gives no reason"


def _is_passing(answered: Answered, *, may_repeat: bool) -> bool:
    return answered.status == _TOO_MANY or (may_repeat and answered.status >= 500)


def _pause(answered: Answered | None, attempt: int) -> float:
    """How long to wait: as long as the platform asks, else ever longer."""
    asked = answered.headers.get("retry-after", "") if answered else ""
    if asked.isascii() and asked.isdecimal():
        return float(asked[:6])
    return float(min(2.0**attempt, _LONGEST_PAUSE_S))


def _entries(answer: Any) -> list[Any]:
    if isinstance(answer, dict):
        answer = next((answer[key] for key in ("items", "results", "data") if isinstance(answer.get(key), list)), [])
    return answer if isinstance(answer, list) else []


def _message(content: bytes) -> str:
    """What an error body says, in the fields that vendors use; the body itself where it is no JSON."""
    text = content.decode("utf-8", "replace")
    try:
        tree = orjson.loads(content)
    except orjson.JSONDecodeError:
        return text
    if isinstance(tree, dict):
        told = [tree[key] for key in ("error", "message", "error_message", "detail") if tree.get(key)]
        texts = [one if isinstance(one, str) else orjson.dumps(one).decode() for one in told]
        return ": ".join(texts) or text
    return text
