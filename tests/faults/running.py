"""A server in a process of its own, that can be killed and started again; and waiting for what must become true."""

import asyncio
import contextlib
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Self

import httpx

from tests import servers
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer
from tests.servers import PATIENCE_S

MAIN = Path(__file__).parents[2] / "main.py"
_TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Saves a client that speaks plain HTTP the loading of all certificates, which takes longer than the asking."""


def asking(model: ScriptedServer, database_url: str, protocol: Protocol = Protocol.OPENAI) -> dict[str, str]:
    """The environment of a server that keeps its record there and asks the scripted model."""
    address = model.base_url(protocol)
    access = {
        Protocol.OPENAI: {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "none"},
        Protocol.OLLAMA: {"OLLAMA_HOST": address},
        Protocol.ANTHROPIC: {"ANTHROPIC_BASE_URL": address, "ANTHROPIC_API_KEY": "none"},
    }
    return {"DATABASE_URL": database_url, "LLM_MODEL": f"{protocol}:scripted", **access[protocol]}


class Server:
    """`python main.py` with the given environment, on a port that stays the same over restarts."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = servers.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        given = {"LLM_MODEL": "guided", "LOG_LEVEL": "ERROR", "SERVER_PORT": str(self.port), **environment}
        self._environment = kept | given
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([sys.executable, str(MAIN)], cwd=self._folder, env=self._environment)
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return None if self._process is None else self._process.poll()

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        """Start it anew after a kill; `until_up` tells when it answers."""
        self.__enter__()

    def terminate(self) -> None:
        """Ask it to finish what it is at and end."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    async def until_up(self) -> None:
        """Return once it answers."""

        async def is_up() -> bool:
            assert self.exit_code is None, "the server ended by itself"
            return await answers(self.url)

        await until(is_up)


class Redis:
    """A private Redis that a test may mistreat."""

    def __init__(self, binary: str) -> None:
        self._binary = binary
        self.port = servers.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    @contextlib.contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """There for as long as the block lasts, then killed. Stopped by SIGSTOP it takes orders and answers none."""
        with servers.start_redis(self._binary, self.port) as process:
            yield process
            process.kill()


async def answers(url: str) -> bool:
    """Whether somebody serves there."""
    async with httpx.AsyncClient(base_url=url, timeout=5, verify=_TRUSTS_NOBODY) as client:
        try:
            return (await client.get("/health")).status_code == 200
        except httpx.TransportError:
            return False


async def until(condition: Callable[[], Awaitable[bool]], *, seconds: float = PATIENCE_S) -> None:
    """Return once the condition holds, which it must in time."""
    try:
        async with asyncio.timeout(seconds):
            while not await condition():  # noqa: ASYNC110 - another process has no event to wait for
                await asyncio.sleep(0.02)
    except TimeoutError as error:
        raise AssertionError(f"{condition.__qualname__} did not come true in {seconds} seconds") from error
