"""Live state: each session's newest header and state, its turn lock, and leases, in process or in Redis.

All of it may vanish at any moment without loss: the database is the record, and the session row's version, checked in
the commit, is what keeps turns apart. The lock only spares two turns from doing the same work.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from parley.core.clock import new_id


@dataclass(frozen=True, slots=True)
class Held:
    """A session's lock and what live state knew of it: None when it has to be rebuilt from the database."""

    token: str
    value: bytes | None


class LiveStore(Protocol):
    """What live state can do; both implementations pass the same tests.

    None of the methods raises because the store is out of reach: `open` then gives a lock that nobody checks.
    """

    async def open(self, session_id: str) -> Held | None:
        """Lock a session for a turn and fetch its value; None when another turn holds it."""

    async def close(self, session_id: str, token: str, value: bytes | None) -> None:
        """Save the value (None forgets it) and unlock, in one step; nothing happens when the lock is lost."""

    async def has(self, session_id: str) -> bool:
        """Whether the session's value is held."""

    async def forget(self, session_id: str) -> None:
        """Drop the session's value."""

    async def lease(self, name: str) -> bool:
        """Take a name for as long as a turn may last; False when somebody has it."""

    async def release(self, name: str) -> None:
        """Give a name back early."""

    async def ping(self) -> str | None:
        """None when all is well, else what is wrong, for the operator."""


class MemoryLive:
    """For one process. Values are dropped when they expire and, oldest first, above `max_sessions`."""

    def __init__(self, *, expiry_s: float, lock_s: float, max_sessions: int) -> None:
        self._expiry_s = expiry_s
        self._lock_s = lock_s
        self._max_sessions = max_sessions
        self._values: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._locks: dict[str, tuple[float, str]] = {}

    async def open(self, session_id: str) -> Held | None:
        token = new_id()
        if not self._take(f"session:{session_id}", token):
            return None
        return Held(token, self._value(session_id))

    async def close(self, session_id: str, token: str, value: bytes | None) -> None:
        name = f"session:{session_id}"
        if self._locks.get(name, (0.0, ""))[1] != token:
            return
        del self._locks[name]
        self._values.pop(session_id, None)
        if value is not None:
            self._values[session_id] = (time.monotonic() + self._expiry_s, value)
            if len(self._values) > self._max_sessions:
                self._values.popitem(last=False)

    async def has(self, session_id: str) -> bool:
        return self._value(session_id) is not None

    async def forget(self, session_id: str) -> None:
        self._values.pop(session_id, None)

    async def lease(self, name: str) -> bool:
        return self._take(f"lease:{name}", "")

    async def release(self, name: str) -> None:
        self._locks.pop(f"lease:{name}", None)

    async def ping(self) -> str | None:
        return None

    def _value(self, session_id: str) -> bytes | None:
        until, value = self._values.get(session_id, (0.0, None))
        return value if until > time.monotonic() else None

    def _take(self, name: str, token: str) -> bool:
        held_until = self._locks.get(name, (0.0, ""))[0]
        if held_until > time.monotonic():
            return False
        self._locks[name] = (time.monotonic() + self._lock_s, token)
        return True
