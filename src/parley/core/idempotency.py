"""Idempotent POSTs: the answer is stored in the request's own transaction, unique on (owner, key), and replayed."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response

from parley.core.clock import now
from parley.core.db import Database
from parley.core.errors import Busy, InvalidInput
from parley.core.models import IdempotencyKey
from parley.core.statements import Below, Delete, Duplicate, GuardMissed, Insert, Unit, Update

_ATTEMPTS = 3
_UNDER_WAY = 102
"""The status of a row whose request is still being answered; its body then names who does it."""
_KEY = re.compile(r"[!-~]{1,255}")
CLAIMED = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "Same key and body: the stored answer again, with Idempotent-Replayed: true. "
            "Kept for IDEMPOTENCY_HOURS, 24 at least.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        }
    ]
}
"""What the API's document says of the key, at each endpoint that takes one (`openapi_extra`)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A request that its sender wants to happen once. `fingerprint` covers method, path and body."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client gets: kept as bytes, so that a replay is the same to the letter."""

    status: int
    body: str
    is_replay: bool = False


def respond(answer: Answer) -> Response:
    """An answer as it stands, marked where it is a replay."""
    headers = {"Idempotent-Replayed": "true"} if answer.is_replay else None
    return Response(answer.body, answer.status, headers, "application/json")


async def claim_of(request: Request) -> Claim | None:
    """What a POST that creates is to call; None when the client sent no Idempotency-Key, InvalidInput for a wrong one.

    Called by the endpoint: as a dependency with a header of its own it would cost a turn 3 % of its CPU.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if _KEY.fullmatch(key) is None:
        raise InvalidInput("An Idempotency-Key is 1 to 255 printable ASCII characters without blanks.")
    seen = hashlib.sha256(f"{request.method} {request.scope['path']}\n".encode() + await request.body())
    return Claim(key, seen.hexdigest())


async def find(db: Database, owner: str, claim: Claim) -> Answer | None:
    """The stored answer, None when there is none.

    InvalidInput when it answered a different request, Busy when the same one is still being answered.
    """
    async with db.reading() as session:
        row = await session.get(IdempotencyKey, (owner, claim.key))
    if row is None:
        return None
    if row.fingerprint != claim.fingerprint:
        raise InvalidInput("This Idempotency-Key was used for another request; take a new key for a new request.")
    if row.status == _UNDER_WAY:
        raise Busy("The same request is still being answered; ask again shortly with the same key.")
    return Answer(row.status, row.body, is_replay=True)


@dataclass(frozen=True, slots=True)
class Once:
    """A request outside a session's turns that changes something, with its sender's claim if there is one."""

    db: Database
    owner: str
    claim: Claim | None = None
    hours: int = 24

    async def answered(
        self, attempt: Callable[[], Awaitable[tuple[Answer, Unit]]], *, session: Callable[[], str] | None = None
    ) -> Answer:
        """The stored answer; else what `attempt` answers once its unit is committed, with the answer, as one.

        Where another's commit came first the attempt is made again on what that left; Busy when it loses again.
        `session` names, after an attempt, the session with which the answer is to be erased.
        """
        for _ in range(_ATTEMPTS):
            if self.claim is not None and (stored := await find(self.db, self.owner, self.claim)):
                return stored
            answer, unit = await attempt()
            of = session() if session is not None else None
            kept = () if self.claim is None else (keep(self.owner, self.claim, answer, of, hours=self.hours),)
            whole = Unit((*unit.statements, *kept), unit.guard)
            try:
                if whole.all:
                    await self.db.apply(whole)
            except (Duplicate, GuardMissed):
                continue
            return answer
        raise Busy("The write collided with others; try again.")


async def once_of(request: Request, owner: str) -> Once:
    """The request of an owner as what is to happen once; InvalidInput for a wrong Idempotency-Key."""
    resources = request.app.state.resources
    return Once(resources.db, owner, await claim_of(request), resources.settings.idempotency_hours)


def keep(owner: str, claim: Claim, answer: Answer, session_id: str | None, *, hours: int) -> Insert:
    """The row that makes the answer replayable, to be written with what the request did, in that session if in one."""
    values = {
        "owner": owner,
        "key": claim.key,
        "fingerprint": claim.fingerprint,
        "status": answer.status,
        "body": answer.body,
        "session_id": session_id,
        "expires_at": now() + timedelta(hours=hours),
    }
    return Insert(IdempotencyKey, values)


def hold(owner: str, claim: Claim, session_id: str, holder: str, *, hours: int) -> Insert:
    """The row that keeps a key for a request which is answered by a later unit than it is begun by."""
    return keep(owner, claim, Answer(_UNDER_WAY, holder), session_id, hours=hours)


def settle(session_id: str, holder: str, answer: Answer) -> Update:
    """What makes a held key's row replay the answer; without effect where the request carried no key."""
    where = {"session_id": session_id, "status": _UNDER_WAY, "body": holder}
    return Update(IdempotencyKey, where, {"status": answer.status, "body": answer.body})


def release(session_id: str, holder: str) -> Delete:
    """What frees a held key, so that the same request can be tried again."""
    return Delete(IdempotencyKey, {"session_id": session_id, "status": _UNDER_WAY, "body": holder})


def forget(session_id: str) -> Delete:
    """What takes a session's kept answers with it when it is erased."""
    return Delete(IdempotencyKey, {"session_id": session_id})


async def purge(db: Database) -> None:
    """Remove expired answers; safe to repeat."""
    await db.apply(Unit((Delete(IdempotencyKey, {"expires_at": Below(now())}),)))
