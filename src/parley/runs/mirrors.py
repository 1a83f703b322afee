"""Runs of other processes, as Redis has them: one command now and then asks for all that anybody here reads."""

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from parley.core.log import logger
from parley.runs import batches
from parley.runs.log import Kept, Limits, Tail
from parley.runs.schemas import Entry

if TYPE_CHECKING:
    from redis.asyncio import Redis

_BATCHES = 1_000
"""How much of a run is asked for at once."""


class Mirrors:
    """Copies of foreign runs, each for as long as it is read. Nothing is asked for while nobody reads.

    A reader is woken once when its run was first asked for, even if there was nothing, and told when a gap shows.
    """

    def __init__(self, redis: "Redis", limits: Limits, *, every_s: float, timeout_s: float, retry_s: float) -> None:
        self._redis = redis
        self._limits = limits
        self._every_s = every_s
        self._timeout_s = timeout_s
        self._retry_s = retry_s
        self._mirrors: dict[str, Kept] = {}
        self._unasked: set[str] = set()
        self._reading: asyncio.Task[None] | None = None

    def tail(self, run_id: str, after: int, *, wait_s: float) -> Tail:
        """A reader's place in a run of which nothing need be known yet."""
        if run_id not in self._mirrors:
            self._mirrors[run_id] = Kept(self._limits)
            self._unasked.add(run_id)
        tail = Tail(self._mirrors[run_id], after, wait_s, lambda: self._leave(run_id))
        if self._reading is None:
            self._reading = asyncio.create_task(self._read_all())
        return tail

    async def recall(self, run_id: str) -> list[Entry]:
        """What Redis has of the run from its first entry on, up to a gap; none when it does not answer."""
        kept = Kept(self._limits)
        try:
            async with asyncio.timeout(self._timeout_s):
                found: Any = await self._redis.xrange(batches.key(run_id))
        except (RedisError, OSError, TimeoutError):
            return []
        for batch_id, fields in found:
            _take(kept, batch_id, fields)
        return list(kept.entries) if kept.entries and kept.entries[0].seq == 1 else []

    async def close(self) -> None:
        """Ask for nothing more."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    def _leave(self, run_id: str) -> None:
        if not self._mirrors[run_id].is_read:
            del self._mirrors[run_id]
            self._unasked.discard(run_id)

    async def _read_all(self) -> None:
        try:
            while self._mirrors:
                pause_s, unasked = self._every_s, self._unasked
                self._unasked = set()
                try:
                    await self._read()
                except (RedisError, OSError, TimeoutError) as error:
                    pause_s = self._retry_s
                    logger.warning("runs elsewhere cannot be read", cause=type(error).__name__, retry_in_s=pause_s)
                for run_id in unasked & self._mirrors.keys():
                    self._mirrors[run_id].wake()
                await asyncio.sleep(pause_s)
        finally:
            self._reading = None

    async def _read(self) -> None:
        asked = {batches.key(run_id): kept for run_id, kept in self._mirrors.items() if kept.ended_at > monotonic()}
        if not asked:
            return
        async with asyncio.timeout(self._timeout_s):
            known: Any = {key: f"{kept.last}-0" for key, kept in asked.items()}
            found: Any = await self._redis.xread(known, count=_BATCHES)
        for key, of_run in found:
            for batch_id, fields in of_run:
                _take(asked[key.decode()], batch_id, fields)


def _take(kept: Kept, batch_id: bytes, fields: dict[bytes, bytes]) -> None:
    """What is new of a batch; a gap ends it for good. Whatever an older version wrote is no batch."""
    try:
        entries = batches.unpack(batch_id, fields)
    except (ValueError, KeyError):
        kept.lose()
        return
    last = kept.last
    if last and entries[0].seq > last + 1:
        kept.lose()
    elif not kept.is_lost:
        for entry in entries:
            if entry.seq > last:
                kept.add(entry)
