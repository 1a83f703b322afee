"""The interleaved run: each round takes every variant, on servers of its own, with 100 and then 200 readers at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import uvloop

from bench.processes import Command, Server, serving
from bench.stores import Stores
from bench.streams.load import Sample, drive
from bench.streams.variants import DIRECT, TOKENS, VARIANTS, Variant

WINDOW_S = 6.0  # as long as a reply: each reader begins about one in it
Metric = Callable[[Sample], float]


@dataclass(frozen=True, slots=True)
class Streams:
    """Samples by variant and number of readers, in the order of the rounds."""

    samples: dict[tuple[str, int], list[Sample]] = field(default_factory=dict)

    def middle(self, key: str, readers: int, metric: Metric) -> float:
        """The median over the rounds."""
        return median(map(metric, self.samples[key, readers]))

    def ratio(self, keys: tuple[str, str], readers: int, metric: Metric) -> float:
        """How the first variant's metric compares with the second's: the median over the rounds, each by itself."""
        pairs = zip(self.samples[keys[0], readers], self.samples[keys[1], readers], strict=True)
        return median(metric(first) / metric(second) for first, second in pairs)

    def added_ms(self, key: str, readers: int) -> list[float]:
        """What a variant adds to the provider's own time to the first token, round by round."""
        pairs = zip(self.samples[key, readers], self.samples[DIRECT.key, readers], strict=True)
        return [first.first_p50_ms - direct.first_p50_ms for first, direct in pairs]

    def added_ratio(self, key: str, floor: str, readers: int) -> float:
        """How what two variants add compares: the median over the rounds, each by itself."""
        pairs = zip(self.added_ms(key, readers), self.added_ms(floor, readers), strict=True)
        return median(first / second for first, second in pairs)


def measure(stores: Stores, rounds: int, tell: Callable[[str], None]) -> Streams:
    """So many rounds, all before one provider."""
    streams = Streams()
    with serving(Command("upstream", {"BENCH_TOKENS": str(TOKENS)}), stores.folder) as provider:
        for number in range(1, rounds + 1):
            tell(f"streams, round {number} of {rounds}")
            for variant in VARIANTS:
                for sample in _samples(variant, stores, provider):
                    streams.samples.setdefault((variant.key, sample.streams), []).append(sample)
    return streams


def _samples(variant: Variant, stores: Stores, provider: Server) -> list[Sample]:
    if variant.is_direct:
        return uvloop.run(_drive(variant, provider))
    with serving(variant.command(stores, f"http://127.0.0.1:{provider.port}"), stores.folder) as server:
        return uvloop.run(_drive(variant, server))


async def _drive(variant: Variant, server: Server) -> list[Sample]:
    questions = await variant.prepare(server.port, max(variant.steps))
    return await drive(server, questions, variant.steps, WINDOW_S)
