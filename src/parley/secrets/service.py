"""Secrets that tools' credentials name: set by their owner, stored encrypted, opened only to be sent with a call.

Sealed with the first key of SECRETS_KEY (Fernet: AES-128-CBC with HMAC-SHA256), opened with any of them, so that keys
can be changed: put the new one first, set the secrets again, take the old one out. Owner and name are sealed in with
the value: a text moved into another row opens nothing.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import Database
from parley.core.errors import Busy, Conflict, NotFound, Unavailable
from parley.core.statements import Delete, Duplicate, Find, GuardMissed, Insert, Unit, Update
from parley.secrets.models import Secret
from parley.secrets.schemas import SecretOut, SecretPage

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_UNKNOWN = "There is no such secret here; GET /api/v1/secrets lists yours."
_SHOWN, _LONG = 4, 12
"""So many characters are shown of a value of so many or more."""


def new_key() -> str:
    """A key for SECRETS_KEY."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


class Vault:
    """The owners' secrets of one database. Every method that needs SECRETS_KEY says Unavailable where there is none."""

    def __init__(self, settings: Settings, db: Database) -> None:
        self._settings = settings
        self._db = db

    async def put(self, owner: str, name: str, value: str) -> tuple[SecretOut, bool]:
        """Set a secret, and whether it is new. Conflict beyond MAX_SECRETS, Busy when somebody sets it just now."""
        moment = now()
        row = {"sealed": self._sealed(owner, name, value), "hint": _hint(value), "updated_at": moment}
        held = dict(await self._db.find(Find(Secret, ("name", "created_at"), {"owner": owner})))
        if name not in held and len(held) >= self._settings.max_secrets:
            raise Conflict(f"You have {len(held)} secrets, as many as may be (MAX_SECRETS); delete one first.")
        created_at = held.get(name, moment)
        try:
            if name in held:
                await self._db.apply(Unit((), Update(Secret, {"owner": owner, "name": name}, row)))
            else:
                new = Insert(Secret, {"owner": owner, "name": name, "created_at": moment, **row})
                await self._db.apply(Unit((new,)))
        except (Duplicate, GuardMissed) as error:
            raise Busy("The secret was set or deleted at the same moment; look at it, then try again.") from error
        shown = SecretOut(name=name, hint=_hint(value), created_at=created_at, updated_at=moment)
        return shown, name not in held

    async def get(self, owner: str, name: str) -> SecretOut:
        """A secret as far as it is shown; NotFound."""
        return SecretOut.model_validate(await self._row(owner, name))

    async def value(self, owner: str, name: str) -> str:
        """What to send. NotFound; Unavailable when it was sealed with a key that SECRETS_KEY no longer holds."""
        from cryptography.fernet import InvalidToken

        sealed = (await self._row(owner, name)).sealed
        try:
            sealed_owner, sealed_name, value = json.loads(self._cipher().decrypt(sealed))
        except InvalidToken:
            sealed_owner, sealed_name, value = None, None, ""
        if (sealed_owner, sealed_name) != (owner, name):
            raise Unavailable(f"SECRETS_KEY does not open the secret {name}; set it again.")
        return str(value)

    async def unset(self, owner: str, names: Sequence[str]) -> Sequence[str]:
        """Those of the names that the owner has set no secret under."""
        held = {name for (name,) in await self._db.find(Find(Secret, ("name",), {"owner": owner}))} if names else set()
        return [name for name in names if name not in held]

    async def list(self, owner: str, *, limit: int, cursor: str | None) -> SecretPage:
        """The owner's secrets by name; `cursor` is the last name of the page before."""
        query = select(Secret).where(Secret.owner == owner)
        if cursor is not None:
            query = query.where(Secret.name > cursor)
        async with self._db.reading() as session:
            rows = list(await session.scalars(query.order_by(Secret.name).limit(limit + 1)))
        page = rows[:limit]
        return SecretPage(
            items=[SecretOut.model_validate(row) for row in page],
            next_cursor=page[-1].name if len(rows) > limit else None,
        )

    async def delete(self, owner: str, name: str) -> None:
        """Forget a secret for good; NotFound."""
        await self._row(owner, name)
        await self._db.apply(Unit((Delete(Secret, {"owner": owner, "name": name}),)))

    async def _row(self, owner: str, name: str) -> Secret:
        async with self._db.reading() as session:
            row = await session.get(Secret, (owner, name))
        if row is None:
            raise NotFound(_UNKNOWN)
        return row

    def _sealed(self, owner: str, name: str, value: str) -> str:
        return self._cipher().encrypt(json.dumps([owner, name, value]).encode()).decode()

    def _cipher(self) -> "MultiFernet":
        if not self._settings.secrets_key:
            raise Unavailable(
                "This server has no key to keep secrets with; the operator makes one with `parley secrets key` "
                "and sets SECRETS_KEY."
            )
        from cryptography.fernet import Fernet, MultiFernet  # loaded by the first secret, not by an idle server

        return MultiFernet([Fernet(key.get_secret_value()) for key in self._settings.secrets_key])


def _hint(value: str) -> str:
    return "***" + (value[-_SHOWN:] if len(value) >= _LONG else "")
