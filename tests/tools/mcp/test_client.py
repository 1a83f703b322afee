"""Conversations with real MCP servers, honest and rogue, as processes and over HTTP: each ends in time, in a result or
in one error that names the server and its deed, and leaves no process behind.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest

from parley.core.errors import Unavailable
from parley.tools.mcp import client
from parley.tools.mcp.servers import Server
from tests import servers
from tests.servers import free_port, wait_for_port

HERE = Path(__file__).parent


def honest(**more: object) -> Server:
    return Server.model_validate({"name": "shop", "command": sys.executable, "args": [str(HERE / "honest.py")], **more})


@pytest.fixture
def pids(tmp_path: Path) -> Path:
    return tmp_path / "pids"


def rogue(way: str, pids: Path) -> Server:
    arguments = [str(HERE / "rogue.py"), way, str(pids)]
    return Server.model_validate({"name": "rogue", "command": sys.executable, "args": arguments})


def left(pids: Path | str) -> list[psutil.Process]:
    """Which of the processes still run, given a moment to go."""
    alive = []
    for pid in (pids if isinstance(pids, str) else pids.read_text()).split():
        with contextlib.suppress(psutil.NoSuchProcess):
            alive.append(psutil.Process(int(pid)))
    return psutil.wait_procs(alive, timeout=5)[1]


@pytest.fixture(params=["streamable-http", "sse"])
def served(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The honest server over HTTP."""
    port = free_port()
    command = [sys.executable, str(HERE / "honest.py"), request.param, str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for_port(port)
            path = "sse" if request.param == "sse" else "mcp"
            yield Server.model_validate(
                {"name": "shop", "url": f"http://127.0.0.1:{port}/{path}", "type": request.param}
            )
        finally:
            process.kill()


async def listed(server: Server, *, timeout_s: float = 20, max_tools: int = 50) -> list[str]:
    return [tool.name for tool in await client.list_tools(server, timeout_s=timeout_s, max_tools=max_tools)]


async def test_process_lists_and_answers() -> None:
    assert (await listed(honest()))[:2] == ["order_lookup", "cancel-order"]
    said = await client.call_tool(honest(), "order_lookup", {"order_number": "A-1"}, timeout_s=20)
    assert (said.is_error, said.structured) == (False, {"order": "A-1", "state": "shipped", "full": False})


async def test_server_over_http_lists_and_answers(served: Server) -> None:
    assert (await listed(served))[:2] == ["order_lookup", "cancel-order"]
    said = await client.call_tool(served, "order_lookup", {"order_number": "A-1"}, timeout_s=20)
    assert (said.is_error, said.structured) == (False, {"order": "A-1", "state": "shipped", "full": False})


async def test_process_gets_its_own_environment_and_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ours")
    server = honest(env={"SHOP": "mine"})
    for name, value in (("SHOP", "mine"), ("OPENAI_API_KEY", "(unset)")):
        said = await client.call_tool(server, "surroundings", {"name": name}, timeout_s=20)
        assert said.structured == {"result": value}


async def test_what_a_tool_refuses_is_an_answer() -> None:
    said = await client.call_tool(honest(), "fails", {}, timeout_s=20)
    assert said.is_error
    unknown = await client.call_tool(honest(), "nothing", {}, timeout_s=20)
    assert unknown.is_error
    picture = await client.call_tool(honest(), "picture", {}, timeout_s=20)
    assert (picture.texts, picture.others) == (("hello",), ("image",))


@pytest.mark.parametrize(
    ("way", "deed"),
    [
        ("hangs-at-start", "does not answer within 2 seconds"),
        ("hangs-in-list", "does not answer within 2 seconds"),
        ("dies-at-start", "ends before it has answered"),
        ("dies-in-list", "ends before it has answered"),
        ("prints-endless-garbage", "prints what is not MCP on its standard output"),
        ("sends-a-huge-line", "sends a message of more than 4,000,000 bytes"),
        ("sends-endless-notes", "says more than 16,000,000 bytes"),
        ("lies-about-types", "answers with what MCP does not allow"),
        ("lies-about-schema", "answers with what MCP does not allow"),
        ("answers-no-list", "answers with what MCP does not allow"),
        ("lists-too-many", "lists more than 50 tools (MCP_MAX_TOOLS)"),
        ("lists-for-ever", "lists its tools on more than 100 pages"),
        ("refuses", "refuses with MCP error -32000"),
        ("will-not-go", "does not answer within 2 seconds"),
    ],
)
async def test_rogue_becomes_one_error_and_is_gone(way: str, deed: str, pids: Path) -> None:
    timeout_s = 2 if "2 seconds" in deed else 20
    with pytest.raises(Unavailable) as caught:
        await listed(rogue(way, pids), timeout_s=timeout_s)
    assert caught.value.detail.startswith(f"The MCP server rogue {deed};")
    assert "<no>" not in caught.value.detail
    assert left(pids) == []


@pytest.mark.parametrize(
    ("way", "deed"),
    [("dies-in-call", "ends before it has answered"), ("hangs-in-call", "does not answer within 2 seconds")],
)
async def test_rogue_in_a_call_becomes_one_error_and_is_gone(way: str, deed: str, pids: Path) -> None:
    with pytest.raises(Unavailable, match=deed):
        await client.call_tool(rogue(way, pids), "fine", {}, timeout_s=2 if "2 sec" in deed else 20)
    assert left(pids) == []


async def test_banner_on_standard_output_is_passed_over(pids: Path) -> None:
    assert await listed(rogue("prints-a-banner", pids)) == ["fine"]
    assert left(pids) == []


@pytest.mark.parametrize("way", ["hangs-at-start", "will-not-go"])
async def test_cancelled_conversation_leaves_no_process(way: str, pids: Path) -> None:
    os.mkfifo(pids)
    task = asyncio.create_task(listed(rogue(way, pids)))
    started = await asyncio.to_thread(pids.read_text)
    for _ in range(3):  # the second and third come while it ends
        task.cancel()
        await asyncio.wait([task], timeout=0.05)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left(started) == []


@pytest.mark.parametrize("command", ["no-such-program-anywhere", "/"])
async def test_command_that_does_not_run_is_told(command: str) -> None:
    with pytest.raises(Unavailable, match="The MCP server shop cannot be started"):
        await listed(Server.model_validate({"name": "shop", "command": command}))


@contextlib.asynccontextmanager
async def answering(answer: bytes, *, repeat: int = 1) -> AsyncIterator[str]:
    """A server whose every answer is this, the last part over and over; with none it hangs."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for _ in range(repeat):
            writer.write(answer)
            await writer.drain()
        if not answer:
            await asyncio.Event().wait()

    async with servers.listening(serve) as host:
        yield f"http://{host}/mcp"


def http(status: str, content_type: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.mark.parametrize(
    ("answer", "repeat"),
    [
        (b"", 1),
        (http("200 OK", "text/html", b"<h1>hello</h1>"), 1),
        (http("200 OK", "application/json", b"not JSON"), 1),
        (http("200 OK", "application/json", b'{"jsonrpc": "2.0", "id": 1, "result": 5}'), 1),
        (http("500 Oops", "text/plain", b"boom"), 1),
        (http("307 Elsewhere", "text/plain", b"", "Location: http://127.0.0.1:1/mcp"), 1),
        (http("200 OK", "application/json", b" " * 1_000_000), 40),
        (http("200 OK", "application/json", b"zip", "Content-Encoding: gzip"), 1),
        (http("200 OK", "text/event-stream", b"data: no\n\n"), 1),
        (b"SSH-2.0-OpenSSH_9\r\n", 1),
    ],
    ids=["hangs", "html", "no JSON", "no object", "500", "redirect", "endless", "compressed", "odd event", "no HTTP"],
)
@pytest.mark.parametrize("kind", ["http", "sse"])
async def test_rogue_over_http_becomes_one_error(kind: str, answer: bytes, repeat: int) -> None:
    async with answering(answer, repeat=repeat) as url:
        with pytest.raises(Unavailable, match="The MCP server far "):
            await listed(Server.model_validate({"name": "far", "url": url, "type": kind}), timeout_s=3)


@pytest.mark.parametrize("kind", ["http", "sse"])
async def test_nobody_at_the_url_is_told_at_once(kind: str) -> None:
    server = Server.model_validate({"name": "far", "url": f"http://127.0.0.1:{free_port()}/mcp", "type": kind})
    with pytest.raises(Unavailable, match="cannot be reached"):
        await listed(server)
