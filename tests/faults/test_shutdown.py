"""SIGTERM: what is under way is answered, nothing new is taken, and the process ends by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.chat.framing import opened, words
from tests.chat.talking import Slow, begin, contents, said
from tests.faults.chatting import STREAM, Reader
from tests.faults.running import Server, answers, asking, until
from tests.http.calls import SESSIONS, get, start
from tests.http.events import joined
from tests.scripted.replies import Fault, Reply
from tests.scripted.server import ScriptedServer


@pytest.fixture
def slow() -> Iterator[Slow]:
    """A model whose replies do not end."""
    slow = Slow("hi")
    yield slow
    slow.let()


@contextlib.asynccontextmanager
async def _running(model: ScriptedServer, url: str, folder: Path, **given: str) -> AsyncIterator[Server]:
    with Server(folder, **asking(model, url), **given) as server:
        await server.until_up()
        yield server


async def _until_over(server: Server) -> None:
    async def is_over() -> bool:
        return server.exit_code is not None

    await until(is_over)


@pytest.mark.parametrize(
    ("cut_s", "drain_s"), [("120", "0.5"), ("1", "4")], ids=["long before connections are cut", "not cut before"]
)
async def test_reply_without_end_is_stopped_and_its_reader_told(
    cut_s: str, drain_s: str, slow: Slow, sqlite_url: str, tmp_path: Path
) -> None:
    bounds = {"SHUTDOWN_TIMEOUT_SECONDS": cut_s, "RUN_DRAIN_SECONDS": drain_s}
    with ScriptedServer(slow) as model:
        async with _running(model, sqlite_url, tmp_path, **bounds) as server:
            async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
                session_id, reader = await begin(client), Reader()
                async with client.stream("POST", STREAM, json={"session_id": session_id, "content": "hi"}) as answer:
                    reading = asyncio.ensure_future(reader.read(answer))
                    await slow.stopped()
                    server.terminate()
                    await _until_over(server)
                    await reading
            assert [event.kind for event in reader.heard[-2:]] == ["message", "done"]
            told = reader.heard[-2].data
            assert (told["content"], told["status"]) == (joined(reader.heard), "interrupted")
            server.restart()
            await server.until_up()
            async with httpx.AsyncClient(base_url=server.url) as client:
                assert contents(await said(client, session_id)) == ["hi", told["content"]]


async def test_socket_is_told_of_its_stopped_reply_before_it_is_closed(
    slow: Slow, sqlite_url: str, tmp_path: Path
) -> None:
    with ScriptedServer(slow) as model:
        async with _running(model, sqlite_url, tmp_path, RUN_DRAIN_SECONDS="0.5") as server:
            async with opened(server.url) as socket:
                await socket.send("chat", content="hi")
                await slow.stopped()
                server.terminate()
                heard = await socket.until("stream_complete", "error")
                assert heard[-1]["data"]["message"]["status"] == "interrupted"
                assert heard[-1]["data"]["message"]["content"] == words(heard)
                assert await socket.closing() == 1012
            await _until_over(server)


async def test_streamed_build_turn_that_is_stopped_says_so_and_stores_nothing(sqlite_url: str, tmp_path: Path) -> None:
    with ScriptedServer(lambda _: Reply(fault=Fault.HANG)) as model:
        async with _running(model, sqlite_url, tmp_path, RUN_DRAIN_SECONDS="0.5", LLM_TIMEOUT_SECONDS="60") as server:
            async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
                session_id, reader = (await start(client))["session_id"], Reader()
                path, body = f"{SESSIONS}/{session_id}/message", {"message": "A receptionist for a hotel."}
                headers = {"Accept": "text/event-stream"}
                async with client.stream("POST", path, json=body, headers=headers) as answer:
                    reading = asyncio.ensure_future(reader.read(answer))

                    async def is_asked() -> bool:
                        return bool(model.asked)

                    await until(is_asked)
                    server.terminate()
                    await _until_over(server)
                    await reading
            assert [event.kind for event in reader.heard[-2:]] == ["error", "done"]
            assert reader.heard[-2].data["status"] == 503
            server.restart()
            await server.until_up()
            async with httpx.AsyncClient(base_url=server.url) as client:
                assert len((await get(client, f"{SESSIONS}/{session_id}/messages"))["items"]) == 1


async def test_turn_under_way_is_answered_before_the_server_ends(sqlite_url: str, tmp_path: Path) -> None:
    with (
        ScriptedServer(lambda _: Reply(fault=Fault.HANG)) as model,
        Server(tmp_path, **asking(model, sqlite_url)) as server,
    ):
        await server.until_up()
        async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
            session_id = (await start(client))["session_id"]
            path = f"{SESSIONS}/{session_id}/message"
            async with asyncio.TaskGroup() as tasks:
                turn = tasks.create_task(client.post(path, json={"message": "A receptionist for a hotel."}))

                async def is_asked() -> bool:
                    return bool(model.asked)

                async def is_deaf() -> bool:
                    return not await answers(server.url)

                async def is_over() -> bool:
                    return server.exit_code is not None

                await until(is_asked)
                server.terminate()
                await until(is_deaf)
                assert not turn.done()
                assert server.exit_code is None
                model.stop()
            assert turn.result().status_code == 200
            assert turn.result().json()["usage"]["engine"] == "guided"
            await until(is_over)
        server.restart()
        await server.until_up()
        async with httpx.AsyncClient(base_url=server.url) as client:
            messages = (await get(client, f"{SESSIONS}/{session_id}/messages"))["items"]
            assert [item["seq"] for item in messages] == [1, 2, 3]
            assert messages[2]["content"] == turn.result().json()["reply"]
