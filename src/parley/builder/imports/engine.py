"""An import up to the turn that takes it: fetch, read, rank, let the model judge, make the tools.

All of it happens before the session's lock is taken; heavy work runs in a thread, a few imports at a time.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from parley.builder.imports import choosing, merging
from parley.builder.imports.intake import ImportIn
from parley.builder.imports.judging import judged
from parley.builder.schemas import BuildState, Source
from parley.core import http
from parley.core.config import Settings
from parley.core.errors import Unavailable
from parley.llm.schemas import StructuredModel
from parley.sessions.schemas import Loaded
from parley.tools.candidates import ToolSource
from parley.tools.mcp.service import McpServers
from parley.tools.openapi.document import Document
from parley.tools.openapi.reading import read
from parley.tools.openapi.source import OpenApiSource

_AT_ONCE = 2
_WAITING = 8


class Imports:
    """The imports of one process. `model` is None where none is configured."""

    def __init__(self, settings: Settings, model: StructuredModel | None, servers: McpServers) -> None:
        self._max_bytes = settings.openapi_max_bytes
        self._reach = http.Reach(settings.http_allow_hosts, settings.http_timeout_seconds, settings.openapi_max_bytes)
        self._model = model
        self._servers = servers
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._under_way = 0

    async def prepare(self, body: ImportIn, session: Loaded) -> Callable[[BuildState], Source]:
        """What the turn has to do: put the tools that serve the wishes among the session's, and say why these.

        InvalidInput: the source cannot be used, nothing is wished for, or nothing in the source serves it.
        Unavailable: nobody answers, or not as they should.
        """
        wanted = choosing.wishes(body.wanted, BuildState.model_validate_json(session.state))
        model = self._model if session.header.may_use_model else None
        async with self._slot():
            source = await self._source(body)
            shortlists = await asyncio.to_thread(choosing.shortlists, source, wanted)
            verdict = await judged(shortlists, model)
            made = await asyncio.to_thread(choosing.make, source, shortlists, verdict)
        return merging.change(made)

    async def _source(self, body: ImportIn) -> ToolSource:
        """Where the tools come from, ready to be asked."""
        if body.openapi_url is not None:
            fetched = await http.fetch(body.openapi_url, self._reach)
            return await asyncio.to_thread(self._openapi, fetched.content, fetched.url)
        if body.openapi is not None:
            return await asyncio.to_thread(self._openapi, body.openapi, "")
        return await self._servers.source(str(body.mcp_server))

    def _openapi(self, content: bytes | str | dict[str, object], url: str) -> ToolSource:
        root = content if isinstance(content, dict) else read(content, max_bytes=self._max_bytes)
        return OpenApiSource(Document(root, url))

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        if self._under_way >= _AT_ONCE + _WAITING:
            raise Unavailable("Several imports are under way; try again shortly.")
        self._under_way += 1
        try:
            async with self._slots:
                yield
        finally:
            self._under_way -= 1
