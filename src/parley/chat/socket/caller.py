"""Whose socket it is, and for how long: the key is looked at again as long as the socket is open."""

from collections.abc import Sequence
from contextlib import suppress

from starlette.datastructures import Headers

from parley.core.auth import LOCAL, KeyRing
from parley.core.errors import Conflict, Unauthorized, Unavailable

SUBPROTOCOL = "parley"
_KEY = "key."
"""Before a key among the subprotocols: browsers can set no header."""


def key_of(headers: Headers, subprotocols: Sequence[str]) -> str | None:
    """The key that came with the handshake, if one did."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key:
        return key.strip()
    return next((one.removeprefix(_KEY) for one in subprotocols if one.startswith(_KEY)), None)


class Caller:
    """`owner` is None until a key is given, where one is needed."""

    def __init__(self, keys: KeyRing) -> None:
        self.owner: str | None = None
        self._keys = keys
        self._key: str | None = None

    async def arrive(self, key: str | None) -> None:
        """The handshake, with or without a key; Unauthorized when it is not valid."""
        if key is not None:
            await self.show(key)
        elif await self._keys.is_keyless():
            self.owner = LOCAL

    async def show(self, key: str) -> None:
        """A key, the first or a newer one; Unauthorized when it is not valid, Conflict when it is somebody else's."""
        owner = await self._keys.owner(key)
        if self.owner not in (None, owner):
            raise Conflict("This socket is another owner's; open one of your own.")
        self.owner, self._key = owner, key

    async def check(self) -> None:
        """Unauthorized once the key is worth nothing any more. With the database away, what was known stays true."""
        with suppress(Unavailable):
            if self._key is not None:
                await self._keys.owner(self._key)
            elif self.owner is not None and not await self._keys.is_keyless():
                raise Unauthorized("This server has keys by now; send one.")
