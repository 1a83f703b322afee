"""Memory and start of embedded Parley next to the bare FastAPI app, in alternation, on databases already migrated."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.client import Connection
from bench.load import CREATE, Load, bodies, drive
from bench.processes import Command, Server, serving
from bench.stores import Stores
from bench.transcript import Transcript
from bench.variants import ECHO, EMBEDDED

_ONE_BUILD = Load(users=1, sessions_each=1, must_complete=True)


@dataclass(frozen=True, slots=True)
class Weights:
    """A server's resident memory: idle, after one GET /health; and after one finished build, where it builds."""

    idle_mb: float
    built_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Footprint:
    """Medians over the starts; times run from the start of the process to the first answered `sessions/create`."""

    bare_start_ms: float
    start_ms: float
    bare_idle_mb: float
    idle_mb: float
    built_mb: float


def measure(stores: Stores, transcript: Path, starts: int) -> Footprint:
    """Start each server that often for its time, and again for its weight, after one start that is not counted."""
    recorded = Transcript.read(transcript)
    bare, parley = (variant.command(stores, transcript, 0) for variant in (ECHO, EMBEDDED))
    script = bodies([turn.message for turn in recorded.turns])
    _start_ms(bare, stores.folder), _start_ms(parley, stores.folder)
    times, weights = [], []
    for _ in range(starts):
        times.append((_start_ms(bare, stores.folder), _start_ms(parley, stores.folder)))
        weights.append((_weigh(bare, stores.folder, None), _weigh(parley, stores.folder, script)))
    return Footprint(
        bare_start_ms=median(first for first, _ in times),
        start_ms=median(second for _, second in times),
        bare_idle_mb=median(first.idle_mb for first, _ in weights),
        idle_mb=median(second.idle_mb for _, second in weights),
        built_mb=median(second.built_mb or 0 for _, second in weights),
    )


def _start_ms(command: Command, folder: Path) -> float:
    with serving(command, folder) as server:
        return asyncio.run(_first_answer_ms(server))


async def _first_answer_ms(server: Server) -> float:
    connection = await Connection.open(server.port)
    await connection.post(CREATE, b"{}")
    elapsed_ms = (time.perf_counter() - server.started_at) * 1000
    await connection.close()
    return elapsed_ms


def _weigh(command: Command, folder: Path, script: list[bytes] | None) -> Weights:
    with serving(command, folder) as server:
        asyncio.run(_ask_health(server))
        idle_mb = server.resident_mb()
        if script is None:
            return Weights(idle_mb)
        asyncio.run(drive(server, script, _ONE_BUILD))
        return Weights(idle_mb, server.resident_mb())


async def _ask_health(server: Server) -> None:
    connection = await Connection.open(server.port)
    await connection.get("/health")
    await connection.close()
