"""Starts uvicorn with the settings' host, port and workers, or says in one line why not."""

import asyncio
import math
import os
import socket
import sys

import uvicorn

from parley.core import config, migrate
from parley.core.config import Settings
from parley.core.errors import AppError, ConfigError
from parley.core.gate import is_loopback
from parley.llm import models
from parley.tools.mcp import servers

KEPT_S = 75
"""How long an idle connection stays open. Most clients and proxies drop theirs within a minute; whoever reuses one at
the moment at which the server closes it has its request cut off.
"""


def serve() -> int:
    """Serve until told to stop; the exit code, 2 when a setting is wrong."""
    try:
        settings = config.load()
        asyncio.run(_prepare(settings))
    except ConfigError as error:
        return _refuse(str(error))
    except AppError as error:
        return _refuse(f"{error.detail} Run: parley doctor")
    uvicorn.run(
        "parley.app:create_app",
        factory=True,
        host=settings.server_host,
        port=settings.server_port,
        workers=settings.server_workers,
        access_log=False,
        log_level="warning",
        timeout_keep_alive=KEPT_S,
        timeout_graceful_shutdown=_cut_after_s(settings),
        server_header=False,
        http="parley.core.leaving:Connection",
        ws="parley.core.upgrade:socket",
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,
    )
    return 0


def _cut_after_s(settings: Settings) -> int:
    """When connections are cut at shutdown: not before the runs are over and their ends are told."""
    return max(settings.shutdown_timeout_seconds, math.ceil(settings.run_drain_seconds + 2 * settings.run_stop_seconds))


async def _prepare(settings: Settings) -> None:
    """Check what must be true before anything listens."""
    models.check(settings)
    servers.load(settings)
    _require_port(settings)
    has_schema = await migrate.require_schema(settings)
    if not has_schema:
        await asyncio.to_thread(migrate.upgrade, settings)
    if is_loopback(settings.server_host) or settings.api_keys:
        return
    if has_schema and await _has_stored_keys(settings):
        return
    raise ConfigError(
        f"SERVER_HOST: {settings.server_host} is open to other machines, which needs a key; "
        "set API_KEYS, run parley keys create --owner NAME, or take 127.0.0.1"
    )


def _require_port(settings: Settings) -> None:
    """ConfigError when nobody can listen there; uvicorn finds out only after the service has said that it is ready."""
    host, port = settings.server_host, settings.server_port
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as error:
        raise ConfigError(
            f"SERVER_PORT: {host}:{port} cannot be listened on ({os.strerror(error.errno or 0)})"
        ) from error


async def _has_stored_keys(settings: Settings) -> bool:
    from parley.core import auth  # with its database layer, needed only here
    from parley.core.db import open_database

    db = await open_database(settings)
    try:
        return any(key.revoked_at is None for key in await auth.list_keys(db))
    finally:
        await db.close()


def _refuse(reason: str) -> int:
    sys.stderr.write(f"parley: {reason}\n")
    return 2
