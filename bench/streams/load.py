"""The load: so many readers at once, begun evenly over the time of one reply, measured for whole replies' time."""

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.apps.upstream import TOKEN_S
from bench.processes import Server
from bench.streams.reader import Question, Reader, Tally


@dataclass(frozen=True, slots=True)
class Sample:
    """One interval. `cpu_us` is the server's, per token that was read; first tokens are counted from the request."""

    streams: int
    cpu_us: float
    first_p50_ms: float
    gap_p99_ms: float
    tokens_per_s: float

    @property
    def streams_per_core(self) -> float:
        """How many streams of the nominal pace one core would carry at this cost."""
        return TOKEN_S * 1e6 / self.cpu_us


async def drive(server: Server, questions: Sequence[Question], steps: Sequence[int], window_s: float) -> list[Sample]:
    """A sample for each step, which is a number of readers; they stay while more come. RuntimeError if one fails."""
    gc.freeze()
    gc.disable()  # a pause of the load's own would count as a gap
    tally = Tally()
    readers: list[Reader] = []
    samples = []
    try:
        for number in steps:
            coming = questions[len(readers) : number]
            pause_s = questions[0].tokens * TOKEN_S / len(coming)
            for question in coming:
                readers.append(await Reader.open(server.port, question, tally))
                await asyncio.sleep(pause_s)
            samples.append(await _sample(server, readers, tally, window_s))
    finally:
        for reader in readers:
            reader.close()
        gc.enable()
    return samples


async def _sample(server: Server, readers: list[Reader], tally: Tally, window_s: float) -> Sample:
    tally.tokens, tally.firsts, tally.gaps = 0, [], []
    cpu_s, started = server.cpu_s(), time.perf_counter()
    tally.is_open = True
    failed, _ = await asyncio.wait(
        [reader.failed for reader in readers], timeout=window_s, return_when="FIRST_COMPLETED"
    )
    tally.is_open = False
    cpu_s, wall_s = server.cpu_s() - cpu_s, time.perf_counter() - started
    for one in failed:
        one.result()
    return Sample(
        streams=len(readers),
        cpu_us=cpu_s / tally.tokens * 1e6,
        first_p50_ms=_share(tally.firsts, 50) * 1000,
        gap_p99_ms=_share(tally.gaps, 99) * 1000,
        tokens_per_s=tally.tokens / wall_s,
    )


def _share(values: list[float], percent: int) -> float:
    """What so many of a hundred do not exceed; RuntimeError where there is nothing."""
    if not values:
        raise RuntimeError("the interval is too short: no token came in it")
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
