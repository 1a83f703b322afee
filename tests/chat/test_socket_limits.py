"""What `WS /ws` takes and what it does not: rubbish, floods, too many, too slow. The socket stays where it can."""

import asyncio
import contextlib
import json
import socket as sockets
from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.app import create_app
from parley.chat.socket.frames import Telling, read
from parley.core.config import Settings
from parley.core.topics import Inbox, News, Topics
from parley.runs.schemas import Answered, Delta, Done, Entry, Failed, Started, ToolCalled
from tests.chat.framing import opened, refusal, words
from tests.chat.sockets import listening
from tests.chat.talking import JSON, Slow, begin, with_model
from tests.faults.running import until
from tests.http.calls import UNKNOWN_ID
from tests.scripted.replies import Reply
from tests.scripted.server import ScriptedServer

ROOMY = {"socket_strikes": 1_000, "socket_frames_per_second": 1_000}
RUBBISH = [
    b"\x00\xff",
    b"",
    "",
    "no json",
    "{",
    "null",
    "[]",
    '"chat"',
    "{}",
    '{"type": null}',
    '{"type": ["chat"], "data": {}}',
    '{"type": {"a": 1}, "data": {}}',
    '{"type": "nothing", "data": {}}',
    '{"type": "chat"}',
    '{"type": "chat", "data": []}',
    '{"type": "chat", "data": "hi"}',
    '{"type": "chat", "data": {"content": 5}}',
    '{"type": "chat", "data": {"content": ""}}',
    '{"type": "chat", "data": {"content": " \\u200b "}}',
    '{"type": "chat", "data": {"content": "a\\u0000b"}}',
    '{"type": "chat", "data": {"content": "\\ud800"}}',
    '{"type": "chat", "data": {"content": "hi", "owner": "eve"}}',
    '{"type": "chat", "data": {"content": "hi", "on_busy": "wait"}}',
    '{"type": "chat", "data": {"content": "hi"}, "more": 1}',
    '{"type": "resume", "data": {"run_id": "x", "after": "1"}}',
    '{"type": "resume", "data": {"run_id": "x", "after": -1}}',
    '{"type": "resume", "data": {"run_id": "x", "after": true}}',
    '{"type": "resume", "data": {"run_id": "x", "after": 1e300}}',
    '{"type": "cancel", "data": {}}',
    '{"type": "cancel", "data": {"run_id": NaN}}',
    '{"type": "subscribe", "data": {"topic": "../etc"}}',
    '{"type": "subscribe", "data": {"topic": "session:\\n"}}',
    '{"type": "auth", "data": {}}',
    '{"type": "cancel", "id": {"a": 1}, "data": {"run_id": "x"}}',
    '{"type": "cancel", "id": true, "data": {"run_id": "x"}}',
    '{"type": "cancel", "id": "' + "x" * 101 + '", "data": {"run_id": "x"}}',
    '{"type": "chat", "data": {"content": "' + "x" * 10_001 + '"}}',
    '{"type": "chat", "data": {"content": "' + "x" * 70_000 + '"}}',
    "[" * 60_000,
]


@pytest.fixture
async def url(embedded: Settings, model: ScriptedServer) -> AsyncIterator[str]:
    """A server with the model, generous with refused frames."""
    async with listening(with_model(embedded, model, **ROOMY)) as url:
        yield url


async def test_rubbish_is_refused_in_a_frame_and_the_socket_stays(url: str) -> None:
    async with opened(url) as socket:
        for sent in RUBBISH:
            await socket.connection.send(sent)
            frame = await socket.read()
            assert frame["type"] == "error", sent
            assert frame["data"]["status"] in {413, 422}, sent
            assert set(frame["data"]) >= {"type", "title", "status", "detail", "request_id"}
        await socket.send("chat", "still", content="alive?")
        assert (await socket.until("stream_complete"))[-1]["id"] == "still"


async def test_refused_frame_is_told_by_its_id_without_what_it_held(url: str) -> None:
    async with opened(url) as socket:
        frame = await socket.ask("chat", "mine", content="hi", secret="hunter2")
    assert frame["id"] == "mine"
    assert frame["data"]["errors"] == [{"loc": ["secret"], "type": "extra_forbidden"}]
    assert "hunter2" not in orjson.dumps(frame).decode()


async def test_unknown_and_malformed_runs_are_not_found(url: str) -> None:
    async with opened(url) as socket:
        for kind in ("resume", "cancel"):
            for run_id in (UNKNOWN_ID, "x", "../runs", ""):
                frame = await socket.ask(kind, run_id=run_id)
                assert (frame["type"], frame["data"]["status"]) == ("error", 404)


async def test_frame_beyond_all_bounds_closes_the_socket(embedded: Settings) -> None:
    async with listening(embedded) as url, opened(url, max_size=None) as socket:
        await socket.connection.send("x" * (embedded.max_body_bytes + 1))
        assert await socket.closing() == 1009


async def test_too_much_rubbish_closes_the_socket(embedded: Settings) -> None:
    async with listening(embedded.model_copy(update={"socket_strikes": 3})) as url, opened(url) as socket:
        for _ in range(3):
            await socket.connection.send("rubbish")
        assert [(await socket.read())["data"]["status"] for _ in range(3)] == [422] * 3
        assert await socket.closing() == 1008


async def test_fair_frames_make_refused_ones_good(embedded: Settings) -> None:
    async with listening(embedded.model_copy(update={"socket_strikes": 2})) as url, opened(url) as socket:
        for _ in range(5):
            await socket.connection.send("rubbish")
            assert (await socket.read())["data"]["status"] == 422
            assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"


async def test_flood_is_refused_and_then_cut(embedded: Settings) -> None:
    bounds = {"socket_frames_per_second": 2, "socket_strikes": 3}
    async with listening(embedded.model_copy(update=bounds)) as url, opened(url) as socket:
        for _ in range(8):
            await socket.send("subscribe", topic="sessions")
        frames = [await socket.read() for _ in range(7)]
        assert [frame["type"] for frame in frames] == ["subscribed"] * 4 + ["error"] * 3
        assert frames[-1]["data"]["status"] == 429
        assert await socket.closing() == 1008


async def test_socket_above_the_limit_is_refused_and_let_in_when_one_has_left(embedded: Settings) -> None:
    async with listening(embedded.model_copy(update={"max_sockets": 1})) as url:
        async with opened(url) as socket:
            assert (await socket.ask("subscribe", topic="sessions"))["type"] == "subscribed"
            assert (await refusal(url))["status"] == 503

        async def is_let_in() -> bool:
            try:
                async with opened(url):
                    return True
            except Exception:
                return False

        await until(is_let_in)


async def test_streams_of_a_socket_are_bounded(embedded: Settings, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    bounded = with_model(embedded, model, socket_streams=2)
    async with listening(bounded) as url, httpx.AsyncClient(base_url=url, timeout=30) as api, opened(url) as socket:
        for number in range(2):
            await socket.send("chat", number, session_id=await begin(api), content="hi")
            await socket.until("stream_data")
        frame = await socket.ask("chat", "third", session_id=await begin(api), content="hi")
        assert (frame["id"], frame["data"]["status"]) == ("third", 429)
        slow.let()
        await socket.until("session_updated")
        await socket.until("session_updated")


async def test_topics_of_a_socket_are_bounded(embedded: Settings) -> None:
    async with listening(embedded.model_copy(update={"socket_topics": 2})) as url, opened(url) as socket:
        for topic in ("sessions", "tasks", "tasks"):
            assert (await socket.ask("subscribe", topic=topic))["type"] == "subscribed"
        assert (await socket.ask("subscribe", topic="room:1"))["data"]["status"] == 429
        await socket.ask("unsubscribe", topic="tasks")
        assert (await socket.ask("subscribe", topic="room:1"))["type"] == "subscribed"


async def test_reader_with_too_much_news_waiting_is_closed(embedded: Settings) -> None:
    bounded = embedded.model_copy(update={"socket_queue": 5})
    app = create_app(bounded)
    async with listening(bounded, app) as url, opened(url) as socket:
        await socket.ask("subscribe", topic="tasks")
        for number in range(5):
            app.state.chats.newsroom.topics.publish("local", News("tasks", "task_updated", f'{{"number":{number}}}'))
        assert [(await socket.read())["data"]["number"] for _ in range(5)] == [0, 1, 2, 3, 4]
        for _ in range(7):
            app.state.chats.newsroom.topics.publish("local", News("tasks", "task_updated", "{}"))
        assert await socket.closing() == 1013


async def test_reader_that_takes_nothing_is_cut_off(embedded: Settings, model: ScriptedServer) -> None:
    model.respond = lambda asked: Reply("x" * 100_000)
    bounded = with_model(embedded, model, stream_stall_seconds=0.4, socket_streams=500, **ROOMY)
    app = create_app(bounded)
    with sockets.socket() as raw:
        raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
        raw.setblocking(False)
        async with listening(bounded, app) as url, httpx.AsyncClient(base_url=url, timeout=30) as api:
            address = httpx.URL(url)
            await asyncio.get_running_loop().sock_connect(raw, (address.host, address.port))
            sent = await api.post("/api/v1/messages", json={"session_id": await begin(api), "content": "hi"})
            run_id = sent.json()["run_id"]
            async with opened(url, sock=raw, max_queue=1) as socket:
                for _ in range(200):
                    await socket.send("resume", run_id=run_id)

                async def is_cut() -> bool:
                    return app.state.desk.count == 0

                await until(is_cut)
            assert (await api.get("/health")).status_code == 200


async def test_news_reaches_its_owner_alone() -> None:
    topics, ann, eve = Topics(), Inbox(5), Inbox(5)
    topics.join("ann", "tasks", ann)
    topics.join("eve", "tasks", eve)
    topics.publish("ann", News("tasks", "task_created", "{}"))
    topics.publish("eve", News("rooms", "message", "{}"))
    assert await ann.get() == News("tasks", "task_created", "{}")
    topics.leave("ann", "tasks", ann)
    topics.publish("ann", News("tasks", "task_created", "{}"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.gather(ann.get(), eve.get())


def _told(*entries: Entry) -> list[JSON]:
    return [orjson.loads(frame) for frame in Telling("i", "run", "session").frames(entries)]


def test_words_that_came_together_are_one_frame_to_the_letter() -> None:
    texts = ['say "hi" \\', "\n%d %s {}", "日本", "😀 \u2028"]
    entries = [Entry.of(seq, Delta(text)) for seq, text in enumerate(texts, 2)]
    call = Entry.of(6, ToolCalled("c", "weather", {"city": "京都"}))
    frames = _told(Entry.of(1, Started("run")), *entries, call)
    assert frames[1]["data"] == {"run_id": "run", "seq": 5, "content": "".join(texts)}
    assert frames[2]["type"] == "tool_call"
    assert frames[2]["data"]["arguments"] == {"city": "京都"}
    assert frames[2]["data"]["seq"] == 6


def test_run_ends_with_one_frame_that_has_the_last_number() -> None:
    done = _told(Entry.of(3, Answered('{"content": "100 %d"}')), Entry.of(4, Done()))
    assert done == [
        {"type": "stream_complete", "id": "i", "data": {"run_id": "run", "seq": 4, "message": {"content": "100 %d"}}}
    ]
    failed = _told(Entry.of(3, Failed('{"status": 503}')), Entry.of(4, Done()))
    assert failed == [{"type": "error", "id": "i", "data": {"run_id": "run", "seq": 4, "status": 503}}]


def test_frame_is_measured_in_bytes() -> None:
    frame = '{"type": "cancel", "data": {"run_id": "' + "長" * 20 + '"}}'
    assert read(frame, len(frame.encode())).fault is None
    assert read(frame, len(frame.encode()) - 1).fault is not None


@given(st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(str))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    assert read(text, 1_000).fault is not None


WISHES = st.dictionaries(st.sampled_from(["content", "session_id", "run_id", "after", "topic", "key", "x"]), st.text())


@given(
    st.sampled_from(["auth", "chat", "subscribe", "resume", "cancel"]), WISHES, st.integers() | st.text() | st.none()
)
def test_wish_is_read_or_refused_and_its_id_kept(kind: str, data: dict[str, str], own: int | str | None) -> None:
    frame = read(json.dumps({"type": kind, "id": own, "data": data}), 100_000)
    assert (frame.wish is None) is (frame.fault is not None)
    assert frame.id in (own, None)


async def test_server_that_stops_says_so_and_keeps_what_was_said(embedded: Settings, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    quick = with_model(embedded, model, run_drain_seconds=0)
    async with contextlib.AsyncExitStack() as client, contextlib.AsyncExitStack() as server:
        url = await server.enter_async_context(listening(quick))
        socket = await client.enter_async_context(opened(url))
        await socket.send("chat", content="hi")
        begun = await socket.until("stream_data")
        async with asyncio.timeout(20):
            await server.aclose()
        assert await socket.closing() == 1012
    slow.let()
    async with listening(quick) as url, opened(url) as socket:
        await socket.send("resume", run_id=begun[-1]["data"]["run_id"])
        end = (await socket.until("stream_complete", "error"))[-1]
        assert end["data"]["message"]["content"] == words(begun)
        assert end["data"]["message"]["status"] == "interrupted"
