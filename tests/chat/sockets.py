"""The app over real sockets, for what only a connection can show: a reader who leaves, a stream that is cut."""

import contextlib
from collections.abc import AsyncIterator

import uvicorn
from fastapi import FastAPI

from parley.app import create_app
from parley.core.config import Settings
from parley.server import KEPT_S


@contextlib.asynccontextmanager
async def listening(settings: Settings, app: FastAPI | None = None) -> AsyncIterator[str]:
    """The address of the app with these settings (or of the one given), in this event loop."""
    config = uvicorn.Config(
        app or create_app(settings),
        host="127.0.0.1",
        port=0,
        log_level="critical",
        timeout_keep_alive=KEPT_S,
        ws="parley.core.upgrade:socket",
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await server.shutdown()
