"""What a process has done, as plain numbers that cost next to nothing to keep, and their form for Prometheus.

Nothing is registered process-wide: figures are collected when somebody asks for them. Each process tells its own.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
LEFT = 499
"""nginx's status for a client that hung up before its answer began; nobody is sent it."""


@dataclass(slots=True)
class Tally:
    """Requests by the status of their answer, and the time that they took in all."""

    started: float = field(default_factory=time.monotonic)
    answers: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    def count(self, status: int, seconds: float) -> None:
        """An answer is over."""
        self.answers[status] += 1
        self.seconds += seconds

    @property
    def uptime_s(self) -> float:
        """The seconds since the process began to count."""
        return time.monotonic() - self.started


class Kind(StrEnum):
    """A counter only grows; a gauge goes up and down."""

    COUNTER = "counter"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a name, once for each set of labels. A counter's name is given without its `_total`."""

    name: str
    about: str
    kind: Kind
    samples: Sequence[tuple[Mapping[str, str], float]]


def render(figures: Iterable[Figure]) -> bytes:
    """Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest  # only where somebody scrapes
    from prometheus_client.registry import Collector

    class Figures(Collector):
        def collect(self) -> "Iterator[Metric]":
            return map(_metric, figures)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    return generate_latest(registry)


def _metric(figure: Figure) -> "Metric":
    from prometheus_client.metrics_core import Metric  # as above

    metric = Metric(figure.name, figure.about, figure.kind.value)
    name = f"{figure.name}_total" if figure.kind is Kind.COUNTER else figure.name
    for labels, value in figure.samples:
        metric.add_sample(name, dict(labels), value)
    return metric
