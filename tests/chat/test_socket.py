"""Chats over `WS /ws`, in each storage mode."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.framing import opened, words
from tests.chat.sockets import listening
from tests.chat.talking import SESSIONS, Slow, begin, contents, echo, is_free, said, say, session, with_model
from tests.faults.running import until
from tests.http.calls import UNKNOWN_ID
from tests.scripted.replies import fails
from tests.scripted.server import ScriptedServer


@pytest.fixture
async def url(settings: Settings, model: ScriptedServer) -> AsyncIterator[str]:
    """A server with that model, in each storage mode."""
    async with listening(with_model(settings, model)) as url:
        yield url


@pytest.fixture
async def api(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """Its HTTP side."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        yield client


async def test_message_is_answered_in_frames(url: str, api: httpx.AsyncClient) -> None:
    session_id = await begin(api, "miki")
    async with opened(url) as socket:
        await socket.send("chat", "m1", session_id=session_id, content="Hello there, friend!")
        frames = await socket.until("session_updated")
    assert {frame["id"] for frame in frames} == {"m1"}
    first, last, updated = frames[0], frames[-2], frames[-1]
    assert first["type"] == "stream_started"
    assert first["data"]["session_id"] == session_id
    assert {frame["type"] for frame in frames[1:-2]} == {"stream_data"}
    assert words(frames) == "You said: Hello there, friend!"
    assert last["type"] == "stream_complete"
    message = last["data"]["message"]
    assert (message["content"], message["agent"], message["status"]) == (words(frames), "miki", "complete")
    numbers = [frame["data"]["seq"] for frame in frames[:-1]]
    assert numbers == sorted(set(numbers))
    assert {frame["data"]["run_id"] for frame in frames[:-1]} == {message["run_id"]}
    assert (updated["data"]["session_id"], updated["data"]["turns"]) == (session_id, 1)
    assert contents(await said(api, session_id)) == ["Hello there, friend!", words(frames)]


async def test_chat_without_a_session_opens_one(url: str, api: httpx.AsyncClient) -> None:
    async with opened(url) as socket:
        await socket.send("chat", 7, agent="kaito", content="hi")
        frames = await socket.until("session_updated")
    assert frames[0]["type"] == "session_created"
    assert frames[0]["id"] == 7
    found = await session(api, frames[0]["data"]["session_id"])
    assert (found["agent"], found["kind"]) == ("kaito", "chat")


async def test_chat_that_nobody_can_answer_is_not_opened(settings: Settings) -> None:
    async with listening(settings) as url, httpx.AsyncClient(base_url=url, timeout=30) as api, opened(url) as socket:
        problem = await socket.ask("chat", "n", content="hi")
        assert (problem["type"], problem["id"], problem["data"]["status"]) == ("error", "n", 503)
        unknown = await socket.ask("chat", "u", agent="nobody", content="hi")
        assert (unknown["id"], unknown["data"]["status"]) == ("u", 404)
        assert (await api.get(SESSIONS)).json()["items"] == []


async def test_what_refuses_a_message_is_an_error_frame(url: str, api: httpx.AsyncClient) -> None:
    async with opened(url) as socket:
        unknown = await socket.ask("chat", "a", session_id=UNKNOWN_ID, content="hi")
        assert (unknown["type"], unknown["id"], unknown["data"]["status"]) == ("error", "a", 404)
        nobody = await socket.ask("chat", "b", agent="nobody", content="hi")
        assert (nobody["id"], nobody["data"]["status"]) == ("b", 404)
        assert "miki" in nobody["data"]["detail"]
        await socket.send("chat", "c", session_id=await begin(api), content="still here")
        assert words(await socket.until("stream_complete")) == "You said: still here"


async def test_model_that_fails_is_told_with_the_run(url: str, api: httpx.AsyncClient, model: ScriptedServer) -> None:
    model.respond = lambda asked: fails(500)
    session_id = await begin(api)
    async with opened(url) as socket:
        await socket.send("chat", "x", session_id=session_id, content="hi")
        frames = await socket.until("error")
        assert frames[-1]["data"]["status"] == 503
        model.respond = echo
        await socket.send("chat", "y", session_id=session_id, content="again")
        assert words(await socket.until("stream_complete")) == "You said: again"


async def test_stream_is_gone_on_with_from_another_socket(
    url: str, api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    slow = Slow()
    model.respond = slow
    session_id = await begin(api)
    async with opened(url) as socket:
        await socket.send("chat", session_id=session_id, content="hi")
        begun = await socket.until("stream_data")
    run_id, seen = begun[-1]["data"]["run_id"], begun[-1]["data"]["seq"]
    async with opened(url) as socket:
        await socket.send("resume", "r", run_id=run_id, after=seen)
        slow.let()
        rest = await socket.until("stream_complete")
    assert words([*begun, *rest]) == "You said: hi"
    assert all(frame["data"]["seq"] > seen for frame in rest)
    assert rest[-1]["data"]["message"]["content"] == "You said: hi"


async def test_run_that_is_over_is_told_again_to_the_end(url: str, api: httpx.AsyncClient) -> None:
    async with opened(url) as socket:
        await socket.send("chat", session_id=await begin(api), content="hi")
        end = (await socket.until("stream_complete"))[-1]
        await socket.until("session_updated")
        await socket.send("resume", "all", run_id=end["data"]["run_id"])
        assert words(await socket.until("stream_complete")) == "You said: hi"
        await socket.until("session_updated")
        for after in (end["data"]["seq"] - 1, end["data"]["seq"], 2_000_000_000):
            await socket.send("resume", "end", run_id=end["data"]["run_id"], after=after)
            frames = await socket.until("session_updated")
            assert [frame["type"] for frame in frames] == ["stream_complete", "session_updated"]
            assert frames[0]["data"] == end["data"]


async def test_cancel_ends_the_run_with_what_it_has(url: str, api: httpx.AsyncClient, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    async with opened(url) as socket:
        await socket.send("chat", "c", session_id=await begin(api), content="hi")
        begun = await socket.until("stream_data")
        run_id = begun[-1]["data"]["run_id"]
        await socket.send("cancel", "stop", run_id=run_id)
        frames = [await socket.read() for _ in range(3)]
        by_kind = {frame["type"]: frame for frame in frames}
        assert by_kind["run"]["id"] == "stop"
        assert by_kind["stream_complete"]["data"]["message"]["status"] == "cancelled"
        again = await socket.ask("cancel", "again", run_id=run_id)
        assert (again["type"], again["data"]["status"]) == ("run", "cancelled")
        unknown = await socket.ask("cancel", "none", run_id=UNKNOWN_ID)
        assert (unknown["type"], unknown["data"]["status"]) == ("error", 404)
    slow.let()


async def test_client_that_leaves_loses_nothing(url: str, api: httpx.AsyncClient, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    session_id = await begin(api)
    async with opened(url) as socket:
        await socket.send("chat", session_id=session_id, content="hi")
        await socket.until("stream_data")
    slow.let()
    await until(is_free(api, session_id))
    assert contents(await said(api, session_id)) == ["hi", "You said: hi"]


async def test_client_may_want_its_run_to_end_with_it(url: str, api: httpx.AsyncClient, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    session_id = await begin(api)
    async with opened(url) as socket:
        await socket.send("chat", session_id=session_id, content="hi", on_disconnect="cancel")
        begun = await socket.until("stream_data")
    await until(is_free(api, session_id))
    slow.let()
    last = (await said(api, session_id))[-1]
    assert (last["content"], last["status"]) == (words(begun), "interrupted")


async def test_messages_of_several_chats_are_answered_side_by_side(url: str, api: httpx.AsyncClient) -> None:
    sessions = [await begin(api) for _ in range(4)]
    async with opened(url) as socket:
        for number, session_id in enumerate(sessions):
            await socket.send("chat", number, session_id=session_id, content=f"number {number}")
        frames = []
        while sum(frame["type"] == "session_updated" for frame in frames) < 4:
            frames.append(await socket.read())
    for number in range(4):
        assert words([frame for frame in frames if frame["id"] == number]) == f"You said: number {number}"


async def test_second_message_waits_in_line_where_it_wants_to(
    url: str, api: httpx.AsyncClient, model: ScriptedServer
) -> None:
    slow = Slow()
    model.respond = slow
    session_id = await begin(api)
    async with opened(url) as socket:
        await socket.send("chat", 1, session_id=session_id, content="one")
        await socket.until("stream_data")
        busy = await socket.ask("chat", 2, session_id=session_id, content="two")
        assert (busy["id"], busy["data"]["status"]) == (2, 409)
        await socket.send("chat", 3, session_id=session_id, content="three", on_busy="queue")
        slow.let()
        await socket.until("stream_complete")
        assert (await socket.until("stream_complete"))[-1]["id"] == 3
    assert contents(await said(api, session_id)) == ["one", "You said: one", "three", "You said: three"]


async def test_subscribers_hear_of_their_sessions(url: str, api: httpx.AsyncClient) -> None:
    session_id = await begin(api)
    async with opened(url) as one, opened(url) as other:
        assert await other.ask("subscribe", "s", topic=f"session:{session_id}") == {
            "type": "subscribed",
            "id": "s",
            "data": {"topic": f"session:{session_id}"},
        }
        await one.send("chat", session_id=session_id, content="hi")
        news = await other.read()
        assert (news["type"], news["data"]["session_id"], news["data"]["turns"]) == ("session_updated", session_id, 1)
        assert (await other.ask("unsubscribe", topic=f"session:{session_id}"))["type"] == "unsubscribed"
        await one.until("session_updated")
        await one.send("chat", session_id=session_id, content="hi")
        await one.until("session_updated")
        assert (await other.ask("cancel", "probe", run_id=UNKNOWN_ID))["id"] == "probe"


async def test_subscribers_hear_of_turns_however_they_were_taken(url: str, api: httpx.AsyncClient) -> None:
    async with opened(url) as socket:
        await socket.ask("subscribe", topic="sessions")
        session_id = await begin(api)
        created = await socket.read()
        assert (created["type"], created["data"]["session_id"]) == ("session_created", session_id)
        reply = await say(api, session_id, "hi")
        updated = await socket.read()
        assert (updated["type"], updated["data"]["session_id"], updated["data"]["turns"]) == (
            "session_updated",
            session_id,
            1,
        )
        assert reply["content"] == "You said: hi"


async def test_stream_is_gone_on_with_in_another_process(settings: Settings, model: ScriptedServer) -> None:
    slow = Slow()
    model.respond = slow
    scripted = with_model(settings, model)
    async with (
        listening(scripted) as url,
        listening(scripted) as elsewhere,
        httpx.AsyncClient(base_url=url, timeout=30) as api,
    ):
        async with opened(url) as socket:
            await socket.send("chat", session_id=await begin(api), content="hi")
            begun = await socket.until("stream_data")
        async with opened(elsewhere) as socket, asyncio.timeout(20):
            run_id, seen = begun[-1]["data"]["run_id"], begun[-1]["data"]["seq"]
            await socket.send("resume", "r", run_id=run_id, after=seen)
            slow.let()
            rest = await socket.until("stream_complete")
        assert rest[-1]["data"]["message"]["content"] == "You said: hi"
        if settings.redis_address is not None:
            assert words([*begun, *rest]) == "You said: hi"
