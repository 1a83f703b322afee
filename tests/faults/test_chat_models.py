"""Models that fail in every way: each way to talk says so, keeps the words there were, and the chat goes on at once."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.chat.talking import MESSAGES, begin, said, session
from tests.faults.chatting import STREAM, all_chats
from tests.faults.running import Server, asking
from tests.http.calls import refused
from tests.http.events import events_of, joined
from tests.scripted.replies import Asked, Fault, Protocol, Reply, fails
from tests.scripted.server import ScriptedServer

pytestmark = pytest.mark.load

TEXT, AGAIN, WHOLE = "One two three four five six seven", "Well?", "Very well."


def _broken(fault: Fault, at: int = 3) -> Reply:
    return Reply(TEXT, piece=0, fault=fault, fault_at=at, gap_s=0.1)


BROKEN_OFF = {
    "dies at the third token": _broken(Fault.DIES),
    "sends broken JSON": _broken(Fault.BROKEN_JSON),
    "ends early": _broken(Fault.ENDS_EARLY),
    "stalls": _broken(Fault.STALLS),
    "sends an error": _broken(Fault.ERROR_OBJECT),
}
NOTHING_SAID = {
    "stalls at once": _broken(Fault.STALLS, at=0),
    "never answers": Reply(fault=Fault.HANG),
    "hangs up": Reply(fault=Fault.CUT),
    "sends broken JSON at once": _broken(Fault.BROKEN_JSON, at=0),
    "ends at once": _broken(Fault.ENDS_EARLY, at=0),
    "says nothing": Reply(""),
    "asks for patience": fails(429, retry_after="1"),
    "fails": fails(500),
    "is no model": Reply(raw=b"<html>Welcome</html>"),
}
PATIENT = {"asks for patience once": fails(429, retry_after="1")}


@dataclass
class Failing:
    """Fails as it is told to; asked again, it answers, and at the second try if it only wanted patience."""

    tries: Counter[str] = field(default_factory=Counter)

    def __call__(self, asked: Asked) -> Reply:
        """The failure whose name the message begins with."""
        self.tries[asked.said] += 1
        wanted = asked.said.partition(":")[0]
        if asked.said.endswith(AGAIN) or (wanted in PATIENT and self.tries[asked.said] > 1):
            return Reply(WHOLE, piece=0)
        return (BROKEN_OFF | NOTHING_SAID | PATIENT)[wanted]


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a message: its words, and whether they are all (`complete`), not all, or none at all."""

    status: str
    words: str = ""


Way = Callable[[httpx.AsyncClient, str, str], Awaitable[Heard]]


async def _whole(client: httpx.AsyncClient, chat: str, content: str) -> Heard:
    answer = await client.post(MESSAGES, json={"session_id": chat, "content": content})
    if answer.status_code != 200:
        return _refused(answer)
    return Heard(answer.json()["status"], answer.json()["content"])


async def _events(client: httpx.AsyncClient, chat: str, content: str) -> Heard:
    answer = await client.post(STREAM, json={"session_id": chat, "content": content})
    events = [event for event in events_of(answer) if event.kind]  # without the signs of life of a long silence
    *_, last, done = events
    assert done.kind == "done"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    if last.kind == "error":
        assert last.data["status"] == 503
        return Heard("refused", joined(events))
    assert last.data["content"] == joined(events)
    return Heard(last.data["status"], joined(events))


async def _simple(client: httpx.AsyncClient, chat: str, content: str) -> Heard:
    answer = await client.post("/chat", json={"message": content, "conversation_id": chat})
    return Heard(answer.json()["status"], answer.json()["reply"]) if answer.status_code == 200 else _refused(answer)


async def _simple_text(client: httpx.AsyncClient, chat: str, content: str) -> Heard:
    return await _text(client, "/chat", {"message": content, "conversation_id": chat, "stream": True})


async def _plain_text(client: httpx.AsyncClient, name: str, content: str) -> Heard:
    return await _text(client, "/api/chat/stream", {"input": content, "session_id": name, "persona": "alex"})


async def _text(client: httpx.AsyncClient, path: str, body: dict[str, object]) -> Heard:
    """A text stream to its end, or to where it is cut."""
    words = b""
    async with client.stream("POST", path, json=body) as answer:
        if answer.status_code != 200:
            await answer.aread()
            return _refused(answer)
        try:
            async for chunk in answer.aiter_bytes():
                words += chunk
        except httpx.RemoteProtocolError:
            return Heard("interrupted", words.decode())
    return Heard("complete", words.decode())


def _refused(answer: httpx.Response) -> Heard:
    assert refused(answer, 503)["detail"]
    return Heard("refused")


WAYS: dict[str, Way] = {
    "messages": _whole,
    "stream": _events,
    "chat": _simple,
    "chat, streamed": _simple_text,
    "plain": _plain_text,
}


async def _check(client: httpx.AsyncClient, failure: str, way: str) -> None:
    """One failure in one way to talk, and what is left of it."""
    content = f"{failure}: {way}"
    chat = content if way == "plain" else await begin(client)
    heard = await WAYS[way](client, chat, content)
    session_id = await _id_of(client, chat) if way == "plain" else chat
    assert (await session(client, session_id))["run_id"] is None
    asked, *reply = await said(client, session_id)
    if failure in NOTHING_SAID:
        assert heard == Heard("refused"), content
        assert (asked["status"], reply) == ("unanswered", []), content
    else:
        expected = "complete" if failure in PATIENT else "interrupted"
        assert heard.status == expected, content
        assert (reply[0]["status"], reply[0]["content"]) == (expected, heard.words), content
        assert reply[0]["stop_reason"] == ("stop" if failure in PATIENT else "model_failed"), content
        assert heard.words
        assert (WHOLE if failure in PATIENT else TEXT).startswith(heard.words), content
    assert await WAYS[way](client, chat, AGAIN) == Heard("complete", WHOLE), content


async def _id_of(client: httpx.AsyncClient, name: str) -> str:
    return next(chat["session_id"] for chat in await all_chats(client) if chat["name"] == name)


@pytest.mark.parametrize("protocol", Protocol)
async def test_each_failure_is_told_kept_and_over_on_every_way_to_talk(
    protocol: Protocol, sqlite_url: str, tmp_path: Path
) -> None:
    hasty = {"LLM_FIRST_TOKEN_SECONDS": "5", "LLM_STALL_SECONDS": "5"}
    with (
        ScriptedServer(Failing()) as model,
        Server(tmp_path, **asking(model, sqlite_url, protocol), **hasty) as server,
    ):
        await server.until_up()
        async with httpx.AsyncClient(base_url=server.url, timeout=60, limits=httpx.Limits()) as client:
            failures = [*BROKEN_OFF, *NOTHING_SAID, *PATIENT]
            async with asyncio.TaskGroup() as checks:
                for failure in failures:
                    for way in WAYS:
                        checks.create_task(_check(client, failure, way))
