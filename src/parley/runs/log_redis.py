"""The event log of several processes: in the memory of the run's own, and behind that in Redis, for readers elsewhere.

What all runs of a process said since the last write goes to Redis in one command, so a token costs no round trip, and
Redis is never waited for: while it is away events pile up, so many, and then the oldest are given up. No run fails
by it.
"""

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import orjson
from redis.exceptions import RedisError

from parley.core.errors import NotFound
from parley.core.log import logger
from parley.runs import batches
from parley.runs.log import Limits, MemoryLog, Tail
from parley.runs.mirrors import Mirrors
from parley.runs.schemas import Entry, Kind

if TYPE_CHECKING:
    from redis.asyncio import Redis

_WRITE = """
local refused = {}
for _, batch in ipairs(cjson.decode(ARGV[2])) do
  local key, id, entries, expiry = unpack(batch)
  local answer = redis.pcall('XADD', key, 'MAXLEN', '~', ARGV[1], id, 'b', entries)
  if type(answer) == 'table' and answer.err then refused[#refused + 1] = answer.err end
  if expiry > 0 then redis.pcall('EXPIRE', key, expiry) end
end
return refused
"""
"""The batches come as one value: redis-py takes ten times as long for values of their own."""

_WRITTEN_ALREADY = b"equal or smaller"
_BYTES_AT_ONCE = 1_000_000
_REFRESH_S = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How often Redis is written and asked, and what it may cost when it does not answer; `run_s`: the longest run."""

    every_s: float
    timeout_s: float
    retry_s: float
    run_s: float
    backlog_bytes: int


class RedisLog(MemoryLog):
    """See EventLog. Its own runs' readers are served from memory alone. `close` writes what is still to be written."""

    def __init__(self, redis: "Redis", limits: Limits, pace: Pace) -> None:
        super().__init__(limits)
        self._redis = redis
        self._pace = pace
        self._mirrors = Mirrors(redis, limits, every_s=pace.every_s, timeout_s=pace.timeout_s, retry_s=pace.retry_s)
        self._waiting: dict[str, list[Entry]] = {}
        self._backlog = 0
        self._refresh_at: dict[str, float] = {}
        self._writing: asyncio.Task[None] | None = None
        self._down_until = 0.0
        self._is_giving_up = False

    def append(self, run_id: str, entry: Entry) -> None:
        (self._runs.get(run_id) or self._opened(run_id)).add(entry)
        waiting = self._waiting.get(run_id)
        if waiting is None:
            self._waiting[run_id] = [entry]
        else:
            waiting.append(entry)
        self._backlog += len(entry.data)
        if self._backlog > self._pace.backlog_bytes:
            self._give_up_oldest()
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())

    def tail(self, run_id: str, after: int, *, wait_s: float) -> Tail:
        """As EventLog; where the run is not known here, nobody can say at once that nothing will come."""
        try:
            return super().tail(run_id, after, wait_s=wait_s)
        except NotFound:
            return self._mirrors.tail(run_id, after, wait_s=wait_s)

    async def recall(self, run_id: str) -> list[Entry]:
        return await super().recall(run_id) or await self._mirrors.recall(run_id)

    async def close(self) -> None:
        """Write the rest, if Redis takes it, and stop reading. Nothing may be appended any more."""
        await self._mirrors.close()
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.wait([self._writing])
        while self._waiting and self._down_until < monotonic():
            await self._write()

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(self._down_until - monotonic())
                await self._write()
                await asyncio.sleep(self._pace.every_s)
        finally:
            self._writing = None

    async def _write(self) -> None:
        """What has been waiting, or as much as goes at once; put back where Redis did not say that it has it."""
        if not (batch := self._taken()):
            return
        at = monotonic()
        packed = [
            (batches.key(run_id), batches.id_of(entries), batches.pack(entries), self._expiry(run_id, entries, at))
            for run_id, entries in batch.items()
        ]
        is_written = False
        try:
            async with asyncio.timeout(self._pace.timeout_s):
                refused = await self._send(0, self._limits.events, orjson.dumps(packed))
            is_written, self._is_giving_up = True, False
        except (RedisError, OSError, TimeoutError) as error:
            self._down_until = monotonic() + self._pace.retry_s
            logger.warning("events are kept back", cause=type(error).__name__, retry_in_s=self._pace.retry_s)
        finally:
            if not is_written:
                self._put_back(batch)
        if is_written and any(_WRITTEN_ALREADY not in answer for answer in refused):
            logger.warning("redis refused events of some runs")

    async def _send(self, *values: Any) -> list[bytes]:
        refused: list[bytes] = await self._redis.eval(_WRITE, *values)
        return refused

    def _taken(self) -> dict[str, list[Entry]]:
        """All that waits, unless that is too much at once; the last of it may be large by itself."""
        if self._backlog <= _BYTES_AT_ONCE:
            batch, self._waiting, self._backlog = self._waiting, {}, 0
            return batch
        batch, size = {}, 0
        for run_id in tuple(self._waiting):
            batch[run_id] = self._waiting.pop(run_id)
            size += _size(batch[run_id])
            if size > _BYTES_AT_ONCE:
                break
        self._backlog -= size
        return batch

    def _put_back(self, batch: dict[str, list[Entry]]) -> None:
        self._backlog += sum(map(_size, batch.values()))
        for run_id, entries in batch.items():
            entries += self._waiting.pop(run_id, [])
            self._refresh_at.pop(run_id, None)
        self._waiting = batch | self._waiting
        while self._backlog > self._pace.backlog_bytes:
            self._give_up_oldest()

    def _give_up_oldest(self) -> None:
        """Readers elsewhere will find a gap, and be told the outcome alone."""
        run_id = next(iter(self._waiting))
        self._backlog -= _size(self._waiting.pop(run_id))
        if not self._is_giving_up:
            self._is_giving_up = True
            logger.warning("events given up: too many wait for redis", backlog_bytes=self._pace.backlog_bytes)

    def _expiry(self, run_id: str, entries: list[Entry], at: float) -> int:
        """For how many seconds Redis is to keep the run from now on; 0 where it was told lately."""
        if entries[-1].kind is Kind.DONE:
            self._refresh_at.pop(run_id, None)
            return int(self._limits.age_s) + 1
        if self._refresh_at.get(run_id, 0.0) > at:
            return 0
        self._refresh_at[run_id] = at + _REFRESH_S
        return int(self._pace.run_s + self._limits.age_s) + 1


def _size(entries: list[Entry]) -> int:
    return sum(len(entry.data) for entry in entries)
