"""Chats on several server processes: what they share, a model that speaks in small parts, and readers who come back."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.chat.talking import JSON, SESSIONS, said
from tests.faults.running import Server
from tests.http.calls import get
from tests.http.events import Seen, seen
from tests.scripted.replies import Asked, Reply
from tests.servers import PATIENCE_S

STREAM = "/api/v1/messages/stream"
CHANCE = random.Random()  # noqa: S311 - moments, not secrets
_WORDS = [
    "every",
    "single",
    "word",
    "counts,",
    "naïve",
    "你好",
    "日本語で",
    "😀",
    "🇩🇪",
    "</b>",
    "data:",
    "{}",
    "\\n",
    "",
]


def speech(asked: str) -> str:
    """What the model has to say to that: always the same, some words of several scripts, in lines."""
    chance = random.Random(asked)  # noqa: S311 - not a secret
    words = chance.choices(_WORDS, k=chance.randrange(30, 60))
    return "".join(word + chance.choice([" ", " ", " ", "\n", "\n\n"]) for word in words).strip()


def speaks(asked: Asked) -> Reply:
    """Its speech, a few characters at a time."""
    chance = random.Random(asked.said)  # noqa: S311 - not a secret
    return Reply(speech(asked.said), piece=chance.randrange(3, 12), gap_s=chance.uniform(0.002, 0.01))


@contextlib.asynccontextmanager
async def processes(folder: Path, environment: dict[str, str], number: int = 2) -> AsyncIterator[list[Server]]:
    """So many servers with the same environment."""
    with ExitStack() as stack:
        running = [stack.enter_context(Server(folder, **environment)) for _ in range(number)]
        for server in running:
            await server.until_up()
        yield running


@contextlib.asynccontextmanager
async def clients_of(servers: list[Server]) -> AsyncIterator[list[httpx.AsyncClient]]:
    """A client of each."""
    async with AsyncExitStack() as stack:
        most = httpx.Limits(max_connections=None)
        yield [
            await stack.enter_async_context(httpx.AsyncClient(base_url=server.url, timeout=PATIENCE_S, limits=most))
            for server in servers
        ]


@dataclass
class Reader:
    """Reads a run's events, is cut off in the middle, and comes back: `heard` are those that came whole."""

    heard: list[Seen] = field(default_factory=list)
    cuts: int = 0

    @property
    def last(self) -> int:
        """The number of the last event that came whole."""
        return self.heard[-1].seq if self.heard else 0

    @property
    def is_done(self) -> bool:
        """Whether the run's end was heard."""
        return bool(self.heard) and self.heard[-1].kind == "done"

    async def read(self, answer: httpx.Response, most: int | None = None) -> None:
        """Events until the end, or until so many bytes have come: what is half an event then is lost."""
        assert answer.status_code == 200, await answer.aread()
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._read(answer, most)
        except TimeoutError as error:
            raise AssertionError(f"no end came after {self.heard[-5:]}") from error

    async def _read(self, answer: httpx.Response, most: int | None) -> None:
        rest, size = b"", 0
        async for chunk in answer.aiter_raw():
            chunk = chunk if most is None else chunk[: most - size]
            size += len(chunk)
            *frames, rest = (rest + chunk).split(b"\n\n")
            events = (seen(frame.decode()) for frame in frames)
            self.heard += [event for event in events if event.kind]
            if size == most:
                self.cuts += 1
                return

    async def resume(self, client: httpx.AsyncClient, run_id: str, most: int | None = None) -> None:
        """Go on behind what was heard, by one of the two ways to say where that is."""
        asked = {"params": {"after": self.last}} if self.cuts % 2 else {"headers": {"Last-Event-ID": str(self.last)}}
        async with client.stream("GET", f"/api/v1/runs/{run_id}/events", **asked) as answer:  # type: ignore[arg-type]  # one of two
            await self.read(answer, most)


async def all_chats(client: httpx.AsyncClient) -> list[JSON]:
    """Every chat there is, as its SessionOut."""
    found: list[JSON] = []
    cursor: dict[str, str] = {}
    while True:
        page = await get(client, SESSIONS, kind="chat", limit=100, **cursor)
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


async def run_of(client: httpx.AsyncClient, session_id: str) -> str:
    """The run that answers, or has answered, a chat's last message."""
    return str((await said(client, session_id))[-1]["run_id"])
