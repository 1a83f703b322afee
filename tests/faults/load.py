"""Clients that talk to a server which may die at any moment: they repeat what was not acknowledged, with its key."""

import asyncio
import random
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.servers import PATIENCE_S

SESSIONS = "/api/v1/sessions"


@dataclass
class Talk:
    """A session as its client knows it: what it said, and the answer that acknowledged it."""

    session_id: str = ""
    opening: dict[str, Any] = field(default_factory=dict)
    acknowledged: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass
class Load:
    """`clients` at once share the talks; `is_up` is set while a server is there to answer; `begun` counts
    requests, `cut` those whose connection broke."""

    url: str
    sessions: int
    turns: int
    clients: int = 12
    talks: list[Talk] = field(default_factory=list)
    begun: int = 0
    cut: int = 0
    is_up: asyncio.Event = field(default_factory=asyncio.Event)
    progress: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def run(self) -> None:
        """Every talk, to its end."""
        self.talks = [Talk() for _ in range(self.sessions)]
        waiting = list(enumerate(self.talks))
        random.shuffle(waiting)
        async with asyncio.TaskGroup() as clients:
            for _ in range(self.clients):
                clients.create_task(self._client(waiting))

    async def until_begun(self, number: int) -> None:
        """Return as soon as that many requests were sent."""
        async with self.progress:
            await self.progress.wait_for(lambda: self.begun >= number)

    async def _client(self, waiting: list[tuple[int, Talk]]) -> None:
        async with httpx.AsyncClient(base_url=self.url, timeout=PATIENCE_S) as client:
            while waiting:
                number, talk = waiting.pop()
                talk.opening = await self._acknowledged(client, f"{SESSIONS}/create", {})
                talk.session_id = talk.opening["session_id"]
                for turn in range(1, self.turns + 1):
                    message = f"Rule {number}.{turn}: never promise a refund of {number}{turn} pounds."
                    path = f"{SESSIONS}/{talk.session_id}/message"
                    talk.acknowledged.append((message, await self._acknowledged(client, path, {"message": message})))

    async def _acknowledged(self, client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request that is repeated until there is one."""
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        last = "nothing"
        repeated_until = time.monotonic() + 2 * PATIENCE_S
        while time.monotonic() < repeated_until:
            await self.is_up.wait()
            async with self.progress:
                self.begun += 1
                self.progress.notify_all()
            try:
                answer = await client.post(path, json=body, headers=headers)
            except httpx.TransportError as error:
                self.cut += 1
                last = repr(error)
                await asyncio.sleep(0)
                continue
            if answer.is_success:
                turn: dict[str, Any] = answer.json()
                return turn
            last = f"{answer.status_code} {answer.text}"
            assert answer.status_code in {409, 503}, f"{path}: {last}"
            await asyncio.sleep(float(answer.headers["Retry-After"]))
        raise AssertionError(f"{path} was never acknowledged; the last answer was {last}")
