"""News of chats: after the turn they are of, however it ended, and never in its way."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
from fastapi import FastAPI

from parley.app import create_app
from parley.chat.news import ALL, Newsroom
from parley.chat.service import Chats
from parley.core.config import Settings
from parley.core.resources import beside
from parley.core.topics import Inbox, News
from parley.runs.log import MemoryLog
from parley.runs.schemas import Kind
from tests.chat.talking import JSON, MESSAGES, begin, echo, say, with_model
from tests.conftest import behind
from tests.http.calls import refused
from tests.scripted.replies import fails
from tests.scripted.server import ScriptedServer


class Noting(Inbox):
    """Notes of each piece of news what the newest run had said last when it came."""

    def __init__(self, log: MemoryLog) -> None:
        super().__init__(100)
        self.last: list[Kind] = []
        self._log = log

    def put(self, news: News) -> None:
        self.last += [entries[-1].kind for entries in list(self._log.kept.values())[-1:]]
        super().put(news)

    async def read(self) -> tuple[str, JSON]:
        """The next news' kind and data."""
        async with asyncio.timeout(20):
            news = await self.get()
        assert news is not None
        return news.kind, orjson.loads(news.data)


@pytest.fixture
def app(embedded: Settings, model: ScriptedServer) -> FastAPI:
    return create_app(with_model(embedded, model))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with behind(app) as client:
        yield client


@pytest.fixture
def inbox(app: FastAPI, client: httpx.AsyncClient) -> Noting:
    """What is told of all chats."""
    inbox = Noting(app.state.runs.log)
    app.state.chats.newsroom.topics.join("local", ALL, inbox)
    return inbox


@pytest.mark.parametrize("is_failing", [False, True])
async def test_turn_is_told_of_once_its_run_is_over(
    client: httpx.AsyncClient, inbox: Noting, model: ScriptedServer, *, is_failing: bool
) -> None:
    session_id = await begin(client)
    assert (await inbox.read())[0] == "session_created"
    model.respond = (lambda asked: fails(500)) if is_failing else echo
    answer = await client.post(MESSAGES, json={"session_id": session_id, "content": "hi"})
    assert answer.status_code == (503 if is_failing else 200)
    kind, data = await inbox.read()
    assert (kind, data["session_id"], data["run_id"]) == ("session_updated", session_id, None)
    assert (data["title"], data["turns"]) == ("hi", 0 if is_failing else 1)
    assert inbox.last == [Kind.DONE]


async def test_chat_that_its_message_makes_is_told_of_before_its_turn(client: httpx.AsyncClient, inbox: Noting) -> None:
    answer = await client.post("/chat", json={"message": "hi"})
    told = [await inbox.read(), await inbox.read()]
    assert [kind for kind, _ in told] == ["session_created", "session_updated"]
    assert {data["session_id"] for _, data in told} == {answer.json()["conversation_id"]}


async def test_what_changes_nothing_is_not_told(client: httpx.AsyncClient, inbox: Noting) -> None:
    body, key = {"session_id": await begin(client), "content": "hi"}, {"Idempotency-Key": "once"}
    for _ in range(2):
        assert (await client.post(MESSAGES, json=body, headers=key)).status_code == 200
    refused(await client.post(MESSAGES, json={**body, "agent": "nobody"}), 404)
    await begin(client)
    kinds = [(await inbox.read())[0] for _ in range(3)]
    assert kinds == ["session_created", "session_updated", "session_created"]


class Broken(Inbox):
    """Breaks where it should take something."""

    def __init__(self) -> None:
        super().__init__(1)
        self.was_asked = asyncio.Event()

    def put(self, news: News) -> None:
        self.was_asked.set()
        raise RuntimeError


async def test_news_that_cannot_be_told_fail_no_turn_and_no_later_news(app: FastAPI, client: httpx.AsyncClient) -> None:
    session_id = await begin(client)
    topics, broken = app.state.chats.newsroom.topics, Broken()
    topics.join("local", ALL, broken)
    answer = await client.post(f"{MESSAGES}/stream", json={"session_id": session_id, "content": "hi"})
    assert "event: message" in answer.text
    async with asyncio.timeout(20):
        await broken.was_asked.wait()
    topics.leave("local", ALL, broken)
    inbox = Noting(app.state.runs.log)
    topics.join("local", ALL, inbox)
    await say(client, session_id, "and now?")
    assert (await inbox.read())[1]["turns"] == 2


async def test_news_that_wait_to_be_passed_on_are_bounded(app: FastAPI, client: httpx.AsyncClient) -> None:
    chats: Chats = app.state.chats
    one, two, three = [await begin(client) for _ in range(3)]
    newsroom = Newsroom(chats.settings.model_copy(update={"max_runs": 2}), chats.db)
    inbox = Noting(app.state.runs.log)
    newsroom.topics.join("local", ALL, inbox)
    for session_id in (one, two, three):
        newsroom.tell("local", session_id)
    async with beside(newsroom.work()):
        told = [(await inbox.read())[1]["session_id"] for _ in range(2)]
        newsroom.tell("local", one)
        told.append((await inbox.read())[1]["session_id"])
    assert told == [one, two, one]
