"""What is compared: Parley in its two modes, and the baselines, each with the servers it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Command
from bench.stores import Stores
from bench.transcript import Transcript

Provision = Callable[[Stores], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Variant:
    """`app` is a module of `bench.apps`, None for Parley; `weight` multiplies the sessions of an interval.

    Cheap servers get more sessions, so that the kernel's hundredths of a second of CPU are fine enough.
    """

    key: str
    title: str
    app: str | None
    provision: Provision
    weight: float = 1.0
    is_streamed: bool = False

    def command(self, stores: Stores, transcript: Path, echo_bytes: int) -> Command:
        """How to start it on databases of its own."""
        shared = {"BENCH_TRANSCRIPT": str(transcript), "ECHO_BYTES": str(echo_bytes)}
        return Command(self.app, {**(shared if self.app else {}), **self.provision(stores)})


def echo_bytes(transcript: Transcript) -> int:
    """How long the echo's reply is for its answer to be as long as a turn's in the mean."""
    return max(0, transcript.mean_bytes("answer") - len('{"session_id":"echo","heard":100,"reply":""}'))


def embedded(stores: Stores) -> dict[str, str]:
    """SQLite, live state in process."""
    return {"DATABASE_URL": f"sqlite:///{stores.sqlite()}"}


def _scaled(stores: Stores) -> dict[str, str]:
    return {"DATABASE_URL": stores.postgres(is_migrated=True), "REDIS_URL": stores.redis()}


def _checkpointed(durability: str) -> Provision:
    return lambda stores: {"DATABASE_URL": stores.postgres(is_migrated=False), "BENCH_DURABILITY": durability}


def _nothing(_stores: Stores) -> dict[str, str]:
    return {}


ECHO = Variant("echo", "bare FastAPI echo", "echo", _nothing, weight=8)
EMBEDDED = Variant("embedded", "Parley, SQLite", None, embedded)
STREAMED = Variant("streamed", "Parley, SQLite, as events", None, embedded, is_streamed=True)
VARIANTS: tuple[Variant, ...] = (
    ECHO,
    EMBEDDED,
    STREAMED,
    Variant("embedded-floor", "one transaction, SQLite", "one_transaction", embedded, weight=2),
    Variant("scaled", "Parley, PostgreSQL + Redis", None, _scaled),
    Variant("scaled-floor", "one transaction, PostgreSQL + Redis", "one_transaction", _scaled, weight=2),
    Variant("usual", "the usual way, default durability", "usual", _checkpointed("async"), weight=0.5),
    Variant("usual-exit", "the usual way, durability exit", "usual", _checkpointed("exit"), weight=0.5),
)
