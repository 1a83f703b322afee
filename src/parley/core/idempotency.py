"""Idempotent POSTs: the answer is stored in the request's own transaction, unique on (owner, key), and replayed."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response

from parley.core.clock import now
from parley.core.db import Database
from parley.core.errors import InvalidInput
from parley.core.models import IdempotencyKey
from parley.core.statements import Below, Delete, Insert, Unit

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
    """The stored answer, None when there is none; InvalidInput when it answered a different request."""
    async with db.reading() as session:
        row = await session.get(IdempotencyKey, (owner, claim.key))
    if row is None:
        return None
    if row.fingerprint != claim.fingerprint:
        raise InvalidInput("This Idempotency-Key was used for another request; take a new key for a new request.")
    return Answer(row.status, row.body, is_replay=True)


def keep(owner: str, claim: Claim, answer: Answer, session_id: str, *, hours: int) -> Insert:
    """The row that makes the answer replayable, to be written with what the request did in that session."""
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


def forget(session_id: str) -> Delete:
    """What takes a session's kept answers with it when it is erased."""
    return Delete(IdempotencyKey, {"session_id": session_id})


async def purge(db: Database) -> None:
    """Remove expired answers; safe to repeat."""
    await db.apply(Unit((Delete(IdempotencyKey, {"expires_at": Below(now())}),)))
