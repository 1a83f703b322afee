"""Live state in Redis, for any number of processes: plain commands and small scripts, one round trip each.

What the turns of a process want of Redis at the same moment goes there together (`core.line`). When Redis does not
answer it is left alone for REDIS_RETRY_SECONDS, and the service goes on from the database. Locks and leases live for a
few seconds and are renewed while their turn runs, so a process that dies, or a Redis that took a lock but could not say
so, blocks nobody for longer.
"""

import asyncio
import time
from typing import TYPE_CHECKING

from parley.core.clock import new_id
from parley.core.line import Line
from parley.sessions.live import Held

if TYPE_CHECKING:
    from redis.asyncio import Redis

_OPEN = """
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return {1, redis.call('GET', KEYS[2])}
end
return {0}
"""
_CLOSE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[2]) else redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3]) end
redis.call('DEL', KEYS[1])
return 1
"""
_RENEW = """
for index, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[index + 1] then redis.call('PEXPIRE', key, ARGV[1]) end
end
"""
_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"


class RedisLive:
    """See LiveStore. Keys: `parley:live:<id>`, `parley:lock:<id>`, `parley:lease:<name>`, all with a time to live.

    A lock lasts `lock_s`, and as long as its turn (at most `hold_s`) where `keep` runs.
    """

    def __init__(
        self, redis: "Redis", *, expiry_s: float, lock_s: float, retry_s: float, hold_s: float | None = None
    ) -> None:
        self._line = Line(redis, retry_s=retry_s)
        self._expiry_ms = int(expiry_s * 1000)
        self._lock_ms = int(lock_s * 1000)
        self._hold_s = hold_s or lock_s
        self._held: dict[str, tuple[str, float]] = {}

    async def open(self, session_id: str) -> Held | None:
        token, keys = new_id(), _keys(session_id)
        answer = await self._line.ask([1, None], "EVAL", _OPEN, 2, *keys, token, self._lock_ms)
        if not answer[0]:
            return None
        self._hold(keys[0], token)
        return Held(token, answer[1])

    async def close(self, session_id: str, token: str, value: bytes | None) -> None:
        keys = _keys(session_id)
        self._held.pop(keys[0], None)
        await self._line.ask(0, "EVAL", _CLOSE, 2, *keys, token, value or b"", self._expiry_ms)

    async def has(self, session_id: str) -> bool:
        return bool(await self._line.ask(0, "EXISTS", _keys(session_id)[1]))

    async def forget(self, session_id: str) -> None:
        await self._line.ask(0, "DEL", _keys(session_id)[1])

    async def lease(self, name: str) -> bool:
        token, key = new_id(), _lease(name)
        if not await self._line.ask(True, "SET", key, token, "NX", "PX", self._lock_ms):
            return False
        self._hold(key, token)
        return True

    async def release(self, name: str) -> None:
        token, _ = self._held.pop(_lease(name), ("", 0.0))
        await self._line.ask(0, "EVAL", _RELEASE, 1, _lease(name), token)

    async def keep(self) -> None:
        """Renew what this process holds, for ever; to be run beside the store for as long as it is used."""
        while True:
            await asyncio.sleep(self._lock_ms / 3000)
            held = {key: token for key, (token, until) in self._held.items() if until > time.monotonic()}
            if held:
                await self._line.ask(None, "EVAL", _RENEW, len(held), *held, self._lock_ms, *held.values())

    def _hold(self, key: str, token: str) -> None:
        self._held[key] = (token, time.monotonic() + self._hold_s)

    async def ping(self) -> str | None:
        return None if await self._line.ping() else "Redis does not answer; sessions are served from the database"


def _keys(session_id: str) -> list[str]:
    return [f"parley:lock:{session_id}", f"parley:live:{session_id}"]


def _lease(name: str) -> str:
    return f"parley:lease:{name}"
