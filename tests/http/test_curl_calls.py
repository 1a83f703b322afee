"""The chat calls as they are documented for curl, run as they are written against a server of each protocol."""

import asyncio
from pathlib import Path

import orjson
import pytest

from tests.chat.talking import echo
from tests.faults.running import Server, asking
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer
from tests.servers import PATIENCE_S

ALEX = """curl -N -X POST localhost:8000/api/chat/stream -H 'Content-Type: application/json' \
-d '{"input": "Hey, what do you think about playing video games?", "session_id": "user_session_456", \
"persona": "alex"}'"""
MIKI = """curl -N -X POST localhost:8000/api/chat/stream -H 'Content-Type: application/json' \
-d '{"input": "Hello! What is your name?", "session_id": "user_session_123", "persona": "miki"}'"""
HELLO = """curl -X POST localhost:8000/chat -H 'Content-Type: application/json' \
-d '{"message": "hello", "agent": "general", "stream": false}'"""
AND_NOW = """curl -N -X POST localhost:8000/chat -H 'Content-Type: application/json' \
-d '{"message": "and now?", "agent": "general", "stream": true, "conversation_id": "…"}'"""
AGENTS, HEALTH = "curl localhost:8000/agents", "curl localhost:8000/health"

pytestmark = pytest.mark.load


async def _run(call: str, server: Server) -> str:
    """What the call prints, on the port that the server has."""
    command = call.replace("localhost:8000", f"localhost:{server.port}")
    process = await asyncio.create_subprocess_exec(
        *("bash", "-c", command), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(PATIENCE_S):
        printed, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    return printed.decode()


@pytest.mark.parametrize("protocol", Protocol)
async def test_documented_calls_work_as_written(protocol: Protocol, sqlite_url: str, tmp_path: Path) -> None:
    with ScriptedServer(echo) as model, Server(tmp_path, **asking(model, sqlite_url, protocol)) as server:
        await server.until_up()
        assert await _run(ALEX, server) == "You said: Hey, what do you think about playing video games?"
        assert "alex" in model.asked[-1].system.lower()
        assert await _run(MIKI, server) == "You said: Hello! What is your name?"
        assert "miki" in model.asked[-1].system.lower()
        first = orjson.loads(await _run(HELLO, server))
        assert first == {**first, "agent": "general", "reply": "You said: hello"}
        assert await _run(AND_NOW.replace("…", first["conversation_id"]), server) == "You said: and now?"
        assert [text for _, text in model.asked[-1].messages] == ["hello", "You said: hello", "and now?"]
        assert {one.protocol for one in model.asked} == {protocol}
        listed = {one["name"] for one in orjson.loads(await _run(AGENTS, server))}
        assert {"miki", "alex", "kaito", "general"} <= listed
        assert orjson.loads(await _run(HEALTH, server))["status"] == "ok"
