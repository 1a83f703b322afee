"""The load: simulated users who take sessions, one after the other, from the first message to the last.

Sessions are created beforehand, so what is timed are messages and their answers alone.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.client import Connection
from bench.processes import Server

CREATE = "/api/v1/sessions/create"
COMPLETED = b'"stage":"COMPLETED"'


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured interval; `cpu_ms` is the server's, per turn."""

    turns_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Load:
    """How many users, how many sessions each takes, and whether the script's last answer must say COMPLETED."""

    users: int
    sessions_each: int
    must_complete: bool


def bodies(messages: Sequence[str]) -> list[bytes]:
    """The request bodies of a script."""
    return [json.dumps({"message": message}, ensure_ascii=False).encode() for message in messages]


def message_path(session_id: str) -> str:
    """Where a session takes messages."""
    return f"/api/v1/sessions/{session_id}/message"


async def drive(server: Server, script: Sequence[bytes], load: Load) -> Sample:
    """Run every session through the script; RuntimeError for any answer but a 2xx."""
    users = [await Connection.open(server.port) for _ in range(load.users)]
    try:
        ids = await asyncio.gather(*(_open(user, load.sessions_each) for user in users))
        cpu_s, started = server.cpu_s(), time.perf_counter()
        talks = [_talk(user, own, script, load.must_complete) for user, own in zip(users, ids, strict=True)]
        latencies = sorted(latency for share in await asyncio.gather(*talks) for latency in share)
        wall_s, cpu_s = time.perf_counter() - started, server.cpu_s() - cpu_s
    finally:
        for user in users:
            await user.close()
    turns = len(latencies)
    return Sample(
        turns_per_s=turns / wall_s,
        p50_ms=latencies[turns // 2] * 1000,
        p99_ms=latencies[turns * 99 // 100] * 1000,
        cpu_ms=cpu_s / turns * 1000,
    )


async def _open(user: Connection, count: int) -> list[str]:
    return [json.loads(await user.post(CREATE, b"{}"))["session_id"] for _ in range(count)]


async def _talk(user: Connection, ids: Sequence[str], script: Sequence[bytes], must_complete: bool) -> list[float]:
    latencies, answer = [], b""
    for path in map(message_path, ids):
        for body in script:
            sent = time.perf_counter()
            answer = await user.post(path, body)
            latencies.append(time.perf_counter() - sent)
        if must_complete and COMPLETED not in answer:
            raise RuntimeError(f"the script ends before COMPLETED: {answer.decode()[:500]}")
    return latencies
