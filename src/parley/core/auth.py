"""Who calls: API keys from the environment and from the database, and the one dependency that checks them.

A key is `pk_<id>_<secret>`. In API_KEYS the id names the owner; a stored key's id is random and its row names it.
Without any key the single owner is `local`, and the server answers loopback only.
"""

import asyncio
import contextlib
import hashlib
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from sqlalchemy import exists, select

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import NotFound, Unauthorized, Unavailable
from parley.core.models import ApiKey
from parley.core.statements import GuardMissed, Insert, Unit, Update

LOCAL = "local"
_CACHE_SIZE = 1_000

Said = TypeVar("Said")


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Trusted:
    """An owner, believed until a moment of the monotonic clock."""

    owner: str
    until: float


class KeyRing:
    """Checks keys, remembering good ones for API_KEY_CACHE_SECONDS (so a revoked key lives at most that long).

    Requests that want to know the same at one moment share one look into the database.
    """

    def __init__(self, settings: Settings, db: Database) -> None:
        self._db = db
        self._cache_s = settings.api_key_cache_seconds
        self._fixed = dict(_split(key.get_secret_value()) for key in settings.api_keys)
        self._trusted: dict[str, Trusted] = {}
        self._keyless: bool | None = False if self._fixed else None
        self._keyless_until = 0.0
        self._asking: dict[str, asyncio.Future[Any]] = {}

    async def is_keyless(self) -> bool:
        """Whether no key is configured or stored at all, so that everybody is the owner `local`.

        Keys are revoked, never removed: once there is one, the database need not be asked again.
        """
        if self._keyless is not False and self._keyless_until < time.monotonic():
            await self._together("", self._look_for_keys)
        return bool(self._keyless)

    async def _look_for_keys(self) -> None:
        with contextlib.suppress(Unavailable):  # while the database is away, what was known stays true
            async with self._db.reading() as session:
                self._keyless = not await session.scalar(select(exists().select_from(ApiKey)))
        self._keyless_until = time.monotonic() + self._cache_s

    async def _together(self, key: str, ask: Callable[[], Awaitable[Said]]) -> Said:
        """What `ask` says of a key; whoever wants it meanwhile is told the same."""
        if key not in self._asking:
            self._asking[key] = asyncio.ensure_future(ask())
            self._asking[key].add_done_callback(lambda _: self._asking.pop(key))
        said: Said = await asyncio.shield(self._asking[key])
        return said

    async def owner(self, key: str) -> str:
        """The key's owner; Unauthorized when it is malformed, unknown, expired or revoked."""
        held = self._trusted.get(key)
        if held and held.until > time.monotonic():
            return held.owner
        name, secret = _split(key)
        if expected := self._fixed.get(name):
            owner = name if hmac.compare_digest(expected.encode(), secret.encode()) else ""
        else:
            owner = await self._together(key, partial(self._stored_owner, name, secret))
        if not owner:
            raise Unauthorized("This key is not valid here; make one with: parley keys create --owner NAME")
        if len(self._trusted) >= _CACHE_SIZE:
            self._trusted.clear()
        self._trusted[key] = Trusted(owner, time.monotonic() + self._cache_s)
        return owner

    async def _stored_owner(self, key_id: str, secret: str) -> str:
        async with self._db.reading() as session:
            row = await session.get(ApiKey, key_id)
        if row is None or not hmac.compare_digest(row.secret_sha256, digest(secret)):
            return ""
        is_over = row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now())
        return "" if is_over else row.owner


def _split(key: str) -> tuple[str, str]:
    head, _, rest = key.partition("_")
    name, _, secret = rest.partition("_")
    return (name, secret) if head == "pk" else ("", "")


async def create_key(db: Database, owner: str, *, days: int | None = None) -> str:
    """Make and store a key; its text is returned this once and cannot be had again."""
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    created_at = now()
    row = {
        "id": key_id,
        "owner": owner,
        "secret_sha256": digest(secret),
        "created_at": created_at,
        "expires_at": created_at + timedelta(days=days) if days else None,
        "revoked_at": None,
    }
    await db.apply(Unit((Insert(ApiKey, row),)))
    return f"pk_{key_id}_{secret}"


async def list_keys(db: Database) -> list[ApiKey]:
    """All stored keys, oldest first."""
    async with db.reading() as session:
        return list(await session.scalars(select(ApiKey).order_by(ApiKey.created_at)))


async def revoke_key(db: Database, key_id: str, *, at: datetime) -> None:
    """Make a key worthless from `at` on; NotFound when there is none, or it is revoked already."""
    guard = Update(ApiKey, {"id": key_id, "revoked_at": None}, {"revoked_at": at})
    try:
        await db.apply(Unit((), guard))
    except GuardMissed as error:
        raise NotFound(f"There is no active key {key_id}; list them with: parley keys list") from error


class _Bearer(HTTPBearer):
    """The scheme that the API's document names, and at once the check: one dependency, where two cost each request."""

    async def __call__(self, request: Request) -> str:  # type: ignore[override]  # the owner, not the credentials
        """Whom the request's key belongs to; Unauthorized without a good key where one is needed."""
        keys: KeyRing = request.app.state.resources.keys
        credentials = await super().__call__(request)
        if credentials is not None:
            return await keys.owner(credentials.credentials)
        if await keys.is_keyless():
            return LOCAL
        raise Unauthorized(
            "Send Authorization: Bearer pk_…; the operator makes keys with: parley keys create --owner NAME"
        )


_bearer = _Bearer(
    scheme_name="HTTPBearer",
    auto_error=False,
    description="pk_<id>_<secret>; not needed while no key is configured",
)
Owner = Annotated[str, Depends(_bearer)]
"""Whose rows an endpoint touches: the dependency of every one that touches any."""


async def owner_of(request: Request) -> str:
    """Whose the request is by now: for streams that last. Unauthorized once its key is revoked or expired."""
    return await _bearer(request)
