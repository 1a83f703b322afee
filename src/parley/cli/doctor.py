"""`parley doctor`: what is configured, what is reachable, what is missing, and how to mend it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape

from parley.agents.personas import Personas
from parley.cli.screen import console
from parley.core import auth, migrate
from parley.core.clock import now
from parley.core.config import Settings
from parley.core.db import open_database
from parley.core.errors import AppError, ConfigError
from parley.core.http import fetch_json
from parley.core.resources import open_redis
from parley.llm.models import host, open_models
from parley.llm.providers import missing_extra
from parley.llm.schemas import ModelConfig
from parley.tools.mcp import servers


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at. `mend` is empty when all is well; `is_bad` when the server would not start or serve."""

    name: str
    found: str
    mend: str = ""
    is_bad: bool = False


_KEYLESS = Sign("keys", "none: the server answers this machine only, as the owner “local”")


async def examine(settings: Settings) -> bool:
    """Look at everything and say so; whether the server can serve."""
    signs = [
        await _database(settings),
        await _redis(settings),
        *await _models(settings),
        await _keys(settings),
        _secrets(settings),
        *await _mcp_servers(settings),
        *_personas(settings),
    ]
    for sign in signs:
        mark = "[red]✗[/]" if sign.is_bad else "[yellow]![/]" if sign.mend else "[green]✓[/]"
        console.print(f"{mark} [bold]{sign.name:<9}[/] {escape(sign.found)}", soft_wrap=True)
        if sign.mend:
            console.print(f"            [dim]→ {escape(sign.mend)}[/]", soft_wrap=True)
    return not any(sign.is_bad for sign in signs)


async def _database(settings: Settings) -> Sign:
    kind = f"SQLite, {settings.sqlite_path}" if settings.is_sqlite else "PostgreSQL"
    try:
        revision = await migrate.current(settings)
    except AppError as error:
        return Sign("database", f"{kind}: {error.detail}", "check DATABASE_URL", is_bad=True)
    if revision == migrate.REVISION:
        return Sign("database", f"{kind}, schema {revision}")
    if settings.is_sqlite:
        found = f"schema {revision}; it is brought up to date" if revision else "empty; it is filled"
        return Sign("database", f"{kind}: {found} at the next start")
    return Sign("database", f"{kind}: schema {revision or 'missing'}", "run: parley db upgrade", is_bad=True)


async def _redis(settings: Settings) -> Sign:
    redis = open_redis(settings)
    if redis is None:
        return Sign("redis", "not configured: live state is kept in process (one worker)")
    try:
        await redis.ping()
    except Exception as error:  # whatever the client raises, the doctor reports and goes on
        return Sign(
            "redis", f"no answer ({type(error).__name__}); the database serves", "check REDIS_URL or REDIS_HOST"
        )
    finally:
        await redis.aclose()
    return Sign("redis", "answers")


async def _models(settings: Settings) -> list[Sign]:
    """The endpoints of the model that is asked where none is named; the others are for `parley test-model`."""
    try:
        held = await open_models(settings, fetch_json)
    except ConfigError as error:
        name = str(error).partition(" ")[0].partition(":")[0].partition("=")[0]
        return [Sign("model", str(error), f"correct {name}, or unset it", is_bad=True)]
    if held.default is not None:
        signs = [_reached(endpoint.config) for endpoint in held.default.endpoints]
        return list(await asyncio.gather(*signs))
    if settings.openai_base_url and not settings.llm_model:
        mend = "start that server and check the key, or name a model: LLM_MODEL=openai:NAME"
        return [Sign("model", "OPENAI_BASE_URL lists no model: building is guided by rules", mend)]
    return [
        Sign(
            "model",
            "none: building is guided by rules, chats have no answer",
            "for free conversation set OPENAI_API_KEY, OPENAI_BASE_URL or ANTHROPIC_API_KEY, or start Ollama",
        )
    ]


async def _reached(config: ModelConfig) -> Sign:
    if extra := missing_extra(config.vendor):
        return Sign("model", f"{config.name}: its client is missing", f"pip install 'parley[{extra}]'", is_bad=True)
    from parley.llm.probe import probe_endpoint  # with the vendor's client

    found = await probe_endpoint(config)
    told = f"{config.name} at {host(config)}"
    if found.failures:
        mend = f"{'; '.join(found.hints)}; meanwhile builds go on by rules"
        return Sign("model", f"{told}: {found.failures[0].detail}", mend)
    return Sign("model", f"{told} answers (in {found.shaped_s or 0:.1f} s)")


def _is_unmade(settings: Settings) -> bool:
    """Whether the first start has yet to make the SQLite file."""
    return settings.is_sqlite and not Path(settings.sqlite_path).exists()


async def _keys(settings: Settings) -> Sign:
    if settings.api_keys:
        return Sign("keys", f"{len(settings.api_keys)} in API_KEYS")
    if _is_unmade(settings):
        return _KEYLESS
    try:
        db = await open_database(settings)
    except AppError as error:
        return Sign("keys", f"not to be read: {error.detail}", "check DATABASE_URL")
    try:
        stored = await auth.list_keys(db)
    except AppError:
        stored = []
    finally:
        await db.close()
    good = [key for key in stored if key.revoked_at is None and (key.expires_at is None or key.expires_at > now())]
    if stored and not good:
        mend = "parley keys create --owner NAME"
        return Sign("keys", "all revoked or expired: the server refuses everybody", mend, is_bad=True)
    if good:
        return Sign("keys", f"{len(good)} stored")
    return _KEYLESS


async def _mcp_servers(settings: Settings) -> list[Sign]:
    """Each server of MCP_SERVERS, tried; they are asked at the same time."""
    try:
        held = servers.load(settings)
    except ConfigError as error:
        return [Sign("mcp", str(error), "correct the file, or unset MCP_SERVERS", is_bad=True)]
    if not held:
        found = f"no server in {settings.mcp_servers}" if settings.mcp_servers else "no servers: no MCP_SERVERS"
        return [Sign("mcp", found)]
    return list(await asyncio.gather(*(_mcp_server(settings, server) for server in held.values())))


async def _mcp_server(settings: Settings, server: servers.Server) -> Sign:
    from parley.tools.mcp import client  # with the MCP library

    told = f"{server.name} ({server.place})"
    try:
        tools = await client.list_tools(
            server, timeout_s=settings.mcp_timeout_seconds, max_tools=settings.mcp_max_tools
        )
    except AppError as error:
        return Sign("mcp", f"{told}: {error.detail.partition(';')[0]}", "mend that server, or its entry in MCP_SERVERS")
    return Sign("mcp", f"{told} has {len(tools)} tools")


def _secrets(settings: Settings) -> Sign:
    if settings.secrets_key:
        return Sign("secrets", "encrypted with SECRETS_KEY")
    advice = "to try tools here, make one with `parley secrets key` and put it into .env as SECRETS_KEY=…"
    return Sign("secrets", "none can be kept: no SECRETS_KEY", advice)


def _personas(settings: Settings) -> list[Sign]:
    """Whom one can talk with at once, and each file that does not work."""
    try:
        personas = Personas.of(settings)
    except ConfigError as error:
        return [Sign("personas", str(error), "correct it, or leave it out", is_bad=True)]
    broken = [
        Sign("personas", f"{path}: {fault}", "mend the file; see docs/personas.md")
        for path, fault in personas.faults().items()
    ]
    return [Sign("personas", ", ".join(personas.names())), *broken]
