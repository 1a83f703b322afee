"""SIGTERM: what is under way is answered, nothing new is taken, and the process ends by itself."""

import asyncio
from pathlib import Path

import httpx

from tests.faults.running import Server, answers, asking, until
from tests.http.calls import SESSIONS, get, start
from tests.scripted.replies import Fault, Reply
from tests.scripted.server import ScriptedServer


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
