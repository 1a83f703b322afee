"""What a client of chats does, and a model that speaks when it is let."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import httpx

from parley.core.config import Settings
from tests.conftest import make_settings
from tests.scripted.replies import Asked, Protocol, Reply
from tests.scripted.server import ScriptedServer
from tests.servers import PATIENCE_S

SESSIONS, MESSAGES = "/api/v1/sessions", "/api/v1/messages"
JSON = dict[str, Any]


def echo(asked: Asked) -> Reply:
    """Says what it was told, a word at a time."""
    return Reply(f"You said: {asked.said}", piece=0)


class Slow:
    """Replies that stop before the part with `word` until they are let go on."""

    def __init__(self, word: str = "said:") -> None:
        self._word = word.encode()
        self._let: Future[None] = Future()
        self._let.set_running_or_notify_cancel()  # who gives up waiting takes nobody with them
        self.has_stopped = threading.Event()

    def __call__(self, asked: Asked) -> Reply:
        """Says what it was told, after the pause."""
        return Reply(f"You said: {asked.said}", piece=0, pace=self._pace)

    async def _pace(self, part: bytes) -> None:
        if self._word in part:
            self.has_stopped.set()
            await asyncio.wrap_future(self._let)

    def let(self) -> None:
        """Let all of them go on."""
        if not self._let.done():
            self._let.set_result(None)

    async def stopped(self) -> None:
        """Return once a reply waits to be let."""
        assert await asyncio.to_thread(self.has_stopped.wait, PATIENCE_S), "no reply came so far"


def with_model(settings: Settings, model: ScriptedServer, **values: object) -> Settings:
    """The settings with the scripted model as the one that answers."""
    access = {"llm_model": "openai:scripted", "openai_base_url": model.base_url(Protocol.OPENAI)}
    return make_settings(**{**settings.model_dump(), **access, **values})


async def begin(client: httpx.AsyncClient, agent: str = "general", **body: Any) -> str:
    """A new chat's id."""
    answer = await client.post(SESSIONS, json={"agent": agent, **body})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["session_id"])


async def say(client: httpx.AsyncClient, session_id: str, content: str, **body: Any) -> JSON:
    """The MessageOut that answers a message."""
    answer = await client.post(MESSAGES, json={"session_id": session_id, "content": content, **body})
    assert answer.status_code == 200, answer.text
    message: JSON = answer.json()
    return message


async def said(client: httpx.AsyncClient, session_id: str, **query: Any) -> list[JSON]:
    """The stored messages, oldest first."""
    answer = await client.get(f"{SESSIONS}/{session_id}/messages", params=query)
    assert answer.status_code == 200, answer.text
    items: list[JSON] = answer.json()["items"]
    return items


def contents(messages: list[JSON]) -> list[str]:
    """What they say."""
    return [message["content"] for message in messages]


async def session(client: httpx.AsyncClient, session_id: str) -> JSON:
    """The SessionOut."""
    answer = await client.get(f"{SESSIONS}/{session_id}")
    assert answer.status_code == 200, answer.text
    found: JSON = answer.json()
    return found


async def heard(answer: httpx.Response) -> tuple[str, bool]:
    """What comes of a stream, and whether its end is missing."""
    words = ""
    try:
        async for text in answer.aiter_text():
            words += text
    except httpx.RemoteProtocolError:
        return words, True
    return words, False


def is_free(client: httpx.AsyncClient, session_id: str) -> "Callable[[], Any]":
    """To wait until no run holds the chat."""

    async def check() -> bool:
        return (await session(client, session_id))["run_id"] is None

    return check
