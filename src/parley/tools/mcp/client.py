"""Conversations with the operator's MCP servers, one for each need: listing tools, calling one. Loaded on demand.

A server may hang, die, print garbage or lie: it becomes one Unavailable that names the server and what it did.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import TypeVar

import anyio
from mcp import MCPError
from mcp.client._transport import TransportStreams
from mcp.client.client import Client
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CONNECTION_CLOSED, CallToolResult, Implementation, TextContent, Tool, ToolAnnotations
from pydantic import JsonValue, ValidationError

from parley.core import lent
from parley.core.errors import Unavailable
from parley.core.log import logger
from parley.tools.calls import McpSaid
from parley.tools.mcp.servers import Server
from parley.tools.mcp.source import Listed
from parley.tools.mcp.stdio import MOST_BYTES, Misbehaved, Stderr, running

logging.getLogger("mcp").addHandler(logging.NullHandler())
logging.getLogger("mcp").propagate = False  # it logs a stack trace for each line of garbage; our errors say it once

_MOST_PAGES = 100
_ME = Implementation(name="parley", version=version("parley"))
_DEEDS: tuple[tuple[type[BaseException], str], ...] = (
    (Misbehaved, "{error}"),
    (TimeoutError, "does not answer within {timeout_s:g} seconds"),
    (ValidationError, "answers with what MCP does not allow"),
    (RuntimeError, "answers with what MCP, or its own tool, does not allow"),
    (OSError, "cannot be started: its command does not run on this machine"),
)
_T = TypeVar("_T")


async def list_tools(server: Server, *, timeout_s: float, max_tools: int) -> list[Listed]:
    """All tools of a server, in its order. Unavailable, with what the server did."""

    async def work(client: Client) -> list[Listed]:
        tools: list[Listed] = []
        cursor: str | None = None
        for _ in range(_MOST_PAGES):
            page = await client.list_tools(cursor=cursor)
            tools += map(_listed, page.tools)
            if len(tools) > max_tools:
                raise Misbehaved(f"lists more than {max_tools:,} tools (MCP_MAX_TOOLS)")
            if page.next_cursor is None:
                return tools
            cursor = page.next_cursor
        raise Misbehaved(f"lists its tools on more than {_MOST_PAGES} pages")

    return await _with(server, work, timeout_s, is_logged=True)


def _listed(tool: Tool) -> Listed:
    hints = tool.annotations or ToolAnnotations()
    title = tool.title or hints.title or ""
    is_reading = hints.read_only_hint is True and hints.destructive_hint is not True
    return Listed(tool.name, title, tool.description or "", tool.input_schema, is_reading)


async def call_tool(server: Server, tool: str, arguments: dict[str, JsonValue], *, timeout_s: float) -> McpSaid:
    """Call a tool once. What the server refuses, it refuses in its own words; all else is Unavailable."""

    async def work(client: Client) -> McpSaid:
        try:
            return _said(await client.call_tool(tool, arguments))
        except MCPError as error:
            if _is_end(error):
                raise
            return McpSaid(is_error=True, texts=(f"MCP error {error.code}: {error.message}",))

    return await _with(server, work, timeout_s)


def _said(result: CallToolResult) -> McpSaid:
    texts = tuple(part.text for part in result.content if isinstance(part, TextContent))
    others = tuple(part.type for part in result.content if not isinstance(part, TextContent))
    return McpSaid(is_error=result.is_error, structured=result.structured_content, texts=texts, others=others)


async def _with(
    server: Server, work: Callable[[Client], Awaitable[_T]], timeout_s: float, *, is_logged: bool = False
) -> _T:
    """One conversation. What the server complained of is logged only where nothing of a user's was said to it."""
    stderr = Stderr()
    done: list[_T] = []
    try:
        with anyio.fail_after(timeout_s):
            async with Client(_transport(server, stderr, timeout_s), cache=None, client_info=_ME) as client:
                done.append(await work(client))
    except Exception as error:  # whatever the server makes the library raise, it is the server's fault
        if not done:
            first = _first(error)
            told = stderr.text if is_logged else ""
            logger.warning("mcp server failed", server=server.name, cause=_cause(first), stderr=told)
            raise Unavailable(
                f"The MCP server {server.name} {_deed(first, timeout_s)}; "
                "its operator finds more in the log and with `parley doctor`."
            ) from None  # an error of the library's may quote what was said
    return done[0]


def _transport(server: Server, stderr: Stderr, timeout_s: float) -> AbstractAsyncContextManager[TransportStreams]:
    if server.url is None:
        return running(server, stderr)
    return _reached(server, server.url, timeout_s)


@asynccontextmanager
async def _reached(server: Server, url: str, timeout_s: float) -> AsyncIterator[TransportStreams]:
    """The server at its URL, over streamable HTTP or the older SSE."""
    client = lent.client(server.headers, timeout_s=timeout_s, max_bytes=MOST_BYTES)
    if server.type == "sse":
        async with sse_client(
            url, httpx_client_factory=lambda headers=None, timeout=None, auth=None: client
        ) as streams:
            yield streams
    else:
        async with client, streamable_http_client(url, http_client=client) as streams:
            yield streams


def _first(error: BaseException) -> BaseException:
    """What happened first in a group of what happened."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _cause(error: BaseException) -> str:
    """What a log may hold of an error: its kind and places, not the words that it quotes."""
    if isinstance(error, ValidationError):
        places = error.errors(include_input=False, include_url=False, include_context=False)[:3]
        found = [f"{'.'.join(map(str, place['loc']))[:100]}: {place['type']}" for place in places]
        return f"{error.title[:100]}: {'; '.join(found)}"
    return str(error)[:300] if isinstance(error, OSError | Misbehaved) else type(error).__name__


def _is_end(error: MCPError) -> bool:
    """Whether the library says that the connection ended; servers have errors of their own under its code."""
    return error.code == CONNECTION_CLOSED and error.message == "Connection closed"


def _deed(error: BaseException, timeout_s: float) -> str:
    """What a server did, in our words."""
    if isinstance(error, MCPError):
        return "ends before it has answered" if _is_end(error) else f"refuses with MCP error {error.code}"
    for kind, words in _DEEDS:
        if isinstance(error, kind):
            return words.format(error=error, timeout_s=timeout_s)
    return lent.deed(error) or f"makes the MCP library fail ({type(error).__name__})"
