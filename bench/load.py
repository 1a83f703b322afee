"""The load: simulated users who take sessions, one after the other, from the first message to the last.

Sessions are created beforehand, so what is timed are messages and their answers alone. When the clock starts, the users
stand at different points of the script, spread evenly; each is timed for whole sessions' worth of turns from there.
"""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bench.client import Connection
from bench.processes import Server

CREATE = "/api/v1/sessions/create"
COMPLETED = b'"stage":"COMPLETED"'
CHANGE = b"event: change\n"


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured interval; `cpu_ms` is the server's, per turn. Latencies of streamed turns: to the first change."""

    turns_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Load:
    """How many users, how many sessions each takes, and whether the script's last answer must say COMPLETED.

    Streamed turns are asked for as events; those that change nothing have no latency.
    """

    users: int
    sessions_each: int
    must_complete: bool
    is_streamed: bool = False


def bodies(messages: Sequence[str]) -> list[bytes]:
    """The request bodies of a script."""
    return [json.dumps({"message": message}, ensure_ascii=False).encode() for message in messages]


def message_path(session_id: str) -> str:
    """Where a session takes messages."""
    return f"/api/v1/sessions/{session_id}/message"


async def drive(server: Server, script: Sequence[bytes], load: Load) -> Sample:
    """Run every session through the script; RuntimeError for any answer but a 2xx."""
    users = [_User(await Connection.open(server.port), script, load) for _ in range(load.users)]
    try:
        await asyncio.gather(*(user.prepare(load.sessions_each + 1) for user in users))
        starts = [number * len(script) // load.users for number in range(load.users)]
        await asyncio.gather(*(user.talk(start) for user, start in zip(users, starts, strict=True)))
        for user in users:  # who went first has waited, perhaps longer than a server keeps a connection
            await user.connection.close()
            user.connection = await Connection.open(server.port)
        cpu_s, started = server.cpu_s(), time.perf_counter()
        shares = await asyncio.gather(*(user.talk(load.sessions_each * len(script)) for user in users))
        wall_s, cpu_s = time.perf_counter() - started, server.cpu_s() - cpu_s
    finally:
        for user in users:
            await user.connection.close()
    turns = load.users * load.sessions_each * len(script)
    return _sample([latency for share in shares for latency in share], turns, wall_s, cpu_s)


async def drive_in_step(server: Server, script: Sequence[bytes], load: Load) -> list[float]:
    """The server's CPU for each message of the script, in ms: all sessions take the first, then all the second…"""
    users = [_User(await Connection.open(server.port), script, load) for _ in range(load.users)]
    costs = []
    try:
        await asyncio.gather(*(user.prepare(load.sessions_each) for user in users))
        for body in script:
            cpu_s = server.cpu_s()
            await asyncio.gather(*(user.say_everywhere(body) for user in users))
            costs.append((server.cpu_s() - cpu_s) / (load.users * load.sessions_each) * 1000)
    finally:
        for user in users:
            await user.connection.close()
    return costs


def _sample(latencies: list[float], turns: int, wall_s: float, cpu_s: float) -> Sample:
    latencies.sort()
    return Sample(
        turns_per_s=turns / wall_s,
        p50_ms=latencies[len(latencies) // 2] * 1000,
        p99_ms=latencies[len(latencies) * 99 // 100] * 1000,
        cpu_ms=cpu_s / turns * 1000,
    )


class _User:
    """Somebody with a connection and sessions of their own."""

    def __init__(self, connection: Connection, script: Sequence[bytes], load: Load) -> None:
        self.connection = connection
        self._script = script
        self._load = load
        self._paths: list[str] = []
        self._coming: Iterator[tuple[str, bytes]] = iter(())

    async def prepare(self, sessions: int) -> None:
        """Create the sessions."""
        answers = [await self.connection.post(CREATE, b"{}") for _ in range(sessions)]
        self._paths = [message_path(json.loads(answer)["session_id"]) for answer in answers]
        self._coming = ((path, body) for path in self._paths for body in self._script)

    async def say_everywhere(self, body: bytes) -> None:
        """One message in each of the sessions."""
        for path in self._paths:
            await self.connection.post(path, body)

    async def talk(self, turns: int) -> list[float]:
        """The next turns, and the seconds that each took."""
        latencies = []
        for path, body in islice(self._coming, turns):
            sent = time.perf_counter()
            answer, answered = await self._ask(path, body)
            if answered is not None:
                latencies.append(answered - sent)
            if self._load.must_complete and body is self._script[-1] and COMPLETED not in answer:
                raise RuntimeError(f"the script ends before COMPLETED: {answer.decode()[:500]}")
        return latencies

    async def _ask(self, path: str, body: bytes) -> tuple[bytes, float | None]:
        """The answer, and when it came; of a streamed one, when its first change did."""
        if not self._load.is_streamed:
            return await self.connection.post(path, body), time.perf_counter()
        parts = await self.connection.stream(path, body)
        changed = next((moment for moment, part in parts if CHANGE in part), None)
        return b"".join(part for _, part in parts), changed
