"""Live state in Redis, for any number of processes: plain commands and two scripts, one round trip each.

When Redis does not answer it is left alone for REDIS_RETRY_SECONDS, and the service goes on from the database.
"""

import time
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from parley.core.clock import new_id
from parley.core.log import logger
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


class RedisLive:
    """See LiveStore. Keys: `parley:live:<id>`, `parley:lock:<id>`, `parley:lease:<name>`, all with a time to live."""

    def __init__(self, redis: "Redis", *, expiry_s: float, lock_s: float, retry_s: float) -> None:
        self._redis = redis
        self._expiry_ms = int(expiry_s * 1000)
        self._lock_ms = int(lock_s * 1000)
        self._retry_s = retry_s
        self._down_until = 0.0
        self._open = redis.register_script(_OPEN)
        self._close = redis.register_script(_CLOSE)

    async def open(self, session_id: str) -> Held | None:
        token = new_id()
        answer = await self._try(self._open(keys=_keys(session_id), args=[token, self._lock_ms]), [1, None])
        return Held(token, answer[1]) if answer[0] else None

    async def close(self, session_id: str, token: str, value: bytes | None) -> None:
        await self._try(self._close(keys=_keys(session_id), args=[token, value or b"", self._expiry_ms]), 0)

    async def has(self, session_id: str) -> bool:
        return bool(await self._try(self._redis.exists(_keys(session_id)[1]), 0))

    async def forget(self, session_id: str) -> None:
        await self._try(self._redis.delete(_keys(session_id)[1]), 0)

    async def lease(self, name: str) -> bool:
        return bool(await self._try(self._redis.set(f"parley:lease:{name}", "1", nx=True, px=self._lock_ms), True))

    async def release(self, name: str) -> None:
        await self._try(self._redis.delete(f"parley:lease:{name}"), 0)

    async def ping(self) -> str | None:
        try:
            await self._redis.ping()
        except (RedisError, OSError, TimeoutError):
            return "Redis does not answer; sessions are served from the database"
        self._down_until = 0.0
        return None

    async def _try(self, call: Awaitable[Any], otherwise: Any) -> Any:
        if self._down_until > time.monotonic():
            _discard(call)
            return otherwise
        try:
            return await call
        except (RedisError, OSError, TimeoutError) as error:
            self._down_until = time.monotonic() + self._retry_s
            logger.warning("redis is out of reach", cause=type(error).__name__, retry_in_s=self._retry_s)
            return otherwise


def _keys(session_id: str) -> list[str]:
    return [f"parley:lock:{session_id}", f"parley:live:{session_id}"]


def _discard(call: Awaitable[Any]) -> None:
    """Close a coroutine that will not be awaited."""
    close = getattr(call, "close", None)
    if close is not None:
        close()
