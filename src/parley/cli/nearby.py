"""A server within a command: on a loopback port that is free, in a thread, for whoever has the key made for it."""

import asyncio
import contextlib
import secrets
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field

import uvicorn
from pydantic import SecretStr

from parley.app import create_app
from parley.core.auth import LOCAL
from parley.core.config import LogLevel, Settings
from parley.server import KEPT_S

_START_S = 60
_STOP_S = 30


@dataclass(frozen=True, slots=True)
class Nearby:
    """Where it listens, and the key that opens what belongs to the owner `local`."""

    url: str
    key: str = field(repr=False)


@contextlib.contextmanager
def nearby(settings: Settings) -> Iterator[Nearby]:
    """Serve with these settings while the block lasts; what keeps a server from starting is raised here."""
    key = f"pk_{LOCAL}_{secrets.token_urlsafe(32)}"
    level = settings.log_level if settings.log_level is LogLevel.DEBUG else LogLevel.ERROR  # refusals are told anyway
    own = {"api_keys": (SecretStr(key),), "log_level": level}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        up: Future[uvicorn.Server] = Future()
        work = (settings.model_copy(update=own), listener, up)
        thread = threading.Thread(target=_run, args=work, name="parley-server", daemon=True)
        thread.start()
        server = up.result(_START_S)
        try:
            yield Nearby(f"http://127.0.0.1:{listener.getsockname()[1]}", key)
        finally:
            server.should_exit = True
            thread.join(_STOP_S)


def _run(settings: Settings, listener: socket.socket, up: "Future[uvicorn.Server]") -> None:
    try:
        asyncio.run(_serve(settings, listener, up))
    except BaseException as error:  # a thread's edge: whoever waits for the start is told
        if up.done():
            raise
        up.set_exception(error)


async def _serve(settings: Settings, listener: socket.socket, up: "Future[uvicorn.Server]") -> None:
    """The app's resources are opened here and not by uvicorn, which would log what fails and exit."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=KEPT_S,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    async with app.router.lifespan_context(app):
        up.set_result(server)
        await server.serve(sockets=[listener])
