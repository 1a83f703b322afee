"""The bounds that the project has set itself, each with what was measured."""

from collections.abc import Callable
from statistics import median

from bench.exports import Exports
from bench.footprint import Footprint
from bench.load import Sample
from bench.phrases import Delays
from bench.rounds import Results
from bench.table import Bound

_USERS = 32
Metric = Callable[[Sample], float]


def ratio(results: Results, keys: tuple[str, str], users: int, metric: Metric) -> float:
    """How the first variant's metric compares with the second's: the median over the rounds, each by itself."""
    pairs = zip(results.of(keys[0], users), results.of(keys[1], users), strict=True)
    return median(metric(first) / metric(second) for first, second in pairs)


def turn_bounds(results: Results) -> list[Bound]:
    """At 32 users."""

    def compare(first: str, second: str, metric: Metric) -> float:
        return ratio(results, (first, second), _USERS, metric)

    return [
        Bound("PostgreSQL + Redis: CPU per turn, to the echo (aim: 11)", compare("scaled", "echo", cpu_ms), 15),
        Bound("PostgreSQL + Redis: turns/s, to the usual way", compare("scaled", "usual", turns_per_s), 4, True),
        Bound(
            "PostgreSQL + Redis: turns/s, to the usual way with `exit`",
            compare("scaled", "usual-exit", turns_per_s),
            1.5,
            True,
        ),
        Bound("SQLite: p50, to one transaction", compare("embedded", "embedded-floor", p50_ms), 3),
        Bound("SQLite: p99, to one transaction", compare("embedded", "embedded-floor", p99_ms), 3),
        Bound(
            "SQLite, as events: p50 to the first change, to the plain turn", compare("streamed", "embedded", p50_ms), 3
        ),
        Bound("SQLite, as events: CPU per turn, to the plain turn", compare("streamed", "embedded", cpu_ms), 2),
        Bound("SQLite, as events: CPU per turn, to the echo", compare("streamed", "echo", cpu_ms), 15),
    ]


def question_bounds(delays: Delays) -> list[Bound]:
    """Of a question that a model phrases."""
    return [
        Bound("With a model: its first word to its `delta`, p50 ms", delays.percentile(50), 50),
        Bound("With a model: its first word to its `delta`, p99 ms", delays.percentile(99), 50),
    ]


def start_bounds(footprint: Footprint) -> list[Bound]:
    """Of a server with nothing to do, and of its first answer."""
    return [
        Bound("Resident memory, idle, to the bare app", footprint.idle_mb / footprint.bare_idle_mb, 2),
        Bound("Resident memory after one build, to the bare app", footprint.built_mb / footprint.bare_idle_mb, 3),
        Bound("Start to first `sessions/create`, to the bare app", footprint.start_ms / footprint.bare_start_ms, 4),
    ]


def export_bounds(exports: Exports) -> list[Bound]:
    """Of all platforms together."""
    return [Bound("All seven platforms, export and lint: CPU ms", exports.total_ms, 100)]


def turns_per_s(sample: Sample) -> float:
    """Throughput."""
    return sample.turns_per_s


def p50_ms(sample: Sample) -> float:
    """The median latency."""
    return sample.p50_ms


def p99_ms(sample: Sample) -> float:
    """The latency that one turn in a hundred exceeds."""
    return sample.p99_ms


def cpu_ms(sample: Sample) -> float:
    """CPU of the server's process per turn."""
    return sample.cpu_ms
