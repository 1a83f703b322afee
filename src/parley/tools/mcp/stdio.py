"""An MCP server as a process of ours: its messages by line, all of them bounded, and nothing of it left at the end.

The library's own transport reads lines without a limit and can lose the process when its task is cancelled twice.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.client._transport import TransportStreams
from mcp.client.stdio import get_default_environment
from mcp.shared.message import SessionMessage
from mcp_types import jsonrpc_message_adapter

from parley.tools.mcp.servers import Server

MOST_BYTES = 16_000_000
"""What a server may say in one conversation."""
_LONGEST_LINE = 4_000_000
_MOST_STRAY_LINES = 200
_KEPT = 2_000
_GRACE_S = 1.0

Incoming = SessionMessage | Exception


class Misbehaved(Exception):
    """A server broke the protocol or a bound; the words say what it did."""


@dataclass(slots=True)
class Stderr:
    """The end of what a server complained of, for the operator's log."""

    tail: bytearray = field(default_factory=bytearray)

    async def keep(self, stream: asyncio.StreamReader | None) -> None:
        """Read to the end, keep the last of it."""
        while stream is not None and (chunk := await stream.read(65_536)):
            self.tail = (self.tail + chunk)[-_KEPT:]

    @property
    def text(self) -> str:
        """The end as text."""
        return self.tail.decode("utf-8", "replace").strip()


@contextlib.asynccontextmanager
async def running(server: Server, stderr: Stderr) -> AsyncIterator[TransportStreams]:
    """Start the server and talk to it. OSError: it cannot be started. Misbehaved comes out in an exception group."""
    process = await asyncio.create_subprocess_exec(
        server.command,
        *server.args,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=get_default_environment() | server.env,
        cwd=server.cwd,
        start_new_session=True,
        limit=_LONGEST_LINE,
    )
    try:
        incoming, read = anyio.create_memory_object_stream[Incoming](0)
        write, outgoing = anyio.create_memory_object_stream[SessionMessage](0)
        async with anyio.create_task_group() as group, incoming, read, write, outgoing:
            group.start_soon(_read, process, incoming)
            group.start_soon(_write, process, outgoing)
            group.start_soon(stderr.keep, process.stderr)
            try:
                yield read, write
            finally:
                with anyio.CancelScope(shield=True):
                    await _end(process)
                group.cancel_scope.cancel()
    finally:
        _signal(process, signal.SIGKILL)  # without an await: no second cancellation comes before it
        _release(process)


async def _read(process: asyncio.subprocess.Process, incoming: MemoryObjectSendStream[Incoming]) -> None:
    size = stray = 0
    async with incoming:
        while line := await _line(process):
            size += len(line)
            message = _message(line)
            stray += isinstance(message, Exception)
            if stray > _MOST_STRAY_LINES:
                raise Misbehaved("prints what is not MCP on its standard output")
            if size > MOST_BYTES:
                raise Misbehaved(f"says more than {MOST_BYTES:,} bytes")
            try:
                await incoming.send(message)
            except anyio.BrokenResourceError:
                return


async def _line(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None  # noqa: S101 - it was started with pipes
    try:
        return await process.stdout.readline()
    except ValueError as error:
        raise Misbehaved(f"sends a message of more than {_LONGEST_LINE:,} bytes") from error
    except ConnectionError:
        return b""


def _message(line: bytes) -> Incoming:
    try:
        return SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
    except ValueError as error:
        return error


async def _write(process: asyncio.subprocess.Process, outgoing: MemoryObjectReceiveStream[SessionMessage]) -> None:
    assert process.stdin is not None  # noqa: S101 - it was started with pipes
    async for message in outgoing:
        text = message.message.model_dump_json(by_alias=True, exclude_unset=True)
        try:
            process.stdin.write(text.encode() + b"\n")
            await process.stdin.drain()
        except ConnectionError:
            return  # it has ended, which its standard output tells


async def _end(process: asyncio.subprocess.Process) -> None:
    """As the protocol asks: its input is closed, then it is told to stop, then made to, with all that it started."""
    if process.stdin is not None:
        process.stdin.close()
    for number in (signal.SIGTERM, signal.SIGKILL):
        with anyio.move_on_after(_GRACE_S):
            await process.wait()
            return
        _signal(process, number)
    with anyio.move_on_after(_GRACE_S):
        await process.wait()


def _signal(process: asyncio.subprocess.Process, number: int) -> None:
    """To the server's process group, which outlives the server where something that it started does."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _release(process: asyncio.subprocess.Process) -> None:
    """Close the pipes even where a stray descendant holds their other ends; asyncio offers no public way."""
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()
