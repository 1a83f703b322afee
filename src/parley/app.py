"""The HTTP composition root: opens the resources, binds engines to session kinds, mounts every router."""

import contextlib
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from parley import pages
from parley.agents.router import router as agents_router
from parley.builder.router import router as builder_router
from parley.builder.service import Builder
from parley.builder.tools_router import router as tools_router
from parley.core import config, log, openapi, problems
from parley.core.config import Settings
from parley.core.gate import Gate
from parley.core.http import fetch_json
from parley.core.resources import Resources, beside, open_resources
from parley.exports.router import router as exports_router
from parley.llm.detect import detect
from parley.llm.pool import open_pool
from parley.runs.log import Limits, MemoryLog
from parley.runs.service import Runs
from parley.secrets.router import router as secrets_router
from parley.secrets.service import Vault
from parley.sessions.live import LiveStore, MemoryLive
from parley.sessions.router import router as sessions_router
from parley.sessions.schemas import SessionKind
from parley.sessions.service import Sessions
from parley.tools.mcp.service import McpServers
from parley.tools.trials import Trials

DESCRIPTION = """\
Talk an agent into existence, try it, and take it anywhere.

Start with `POST /api/v1/sessions/create`, answer with `POST /api/v1/sessions/{id}/message` until the stage is
`COMPLETED`, then fetch the bundle from `GET /api/v1/agents/{agent_id}/export/elevenlabs`.
"""


_LOCK_S = 5
"""How long a lock in Redis outlives the process that took it; one whose turn still runs is renewed before that."""


@dataclass(frozen=True, slots=True)
class Services:
    """What answers turns, with or without HTTP in front."""

    resources: Resources
    builder: Builder
    sessions: Sessions
    runs: Runs
    mcp: McpServers
    model_name: str


_ROUTERS = (
    builder_router,
    tools_router,
    sessions_router,
    agents_router,
    exports_router,
    secrets_router,
    pages.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; without settings they are read from the environment. ConfigError when one is wrong."""
    settings = settings or config.load()
    log.configure(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(settings) as services:
            _hand_over(app, settings, services)
            calm_collector()
            url = f"http://{settings.server_host}:{settings.server_port}"
            live = "redis" if services.resources.redis else "memory"
            log.logger.info("ready", url=url, model=services.model_name, live=live)
            yield

    app = FastAPI(
        title="Parley",
        version=version("parley"),
        description=DESCRIPTION,
        lifespan=lifespan,
        responses=problems.documented(403, 413, 422),
        generate_unique_id_function=openapi.operation_id,
        redirect_slashes=False,
    )
    problems.install(app)
    openapi.extend(app, is_key_required=bool(settings.api_keys))
    for router in _ROUTERS:
        app.include_router(router)
    _let_in(app, settings)
    return app


def _hand_over(app: FastAPI, settings: Settings, services: Services) -> None:
    """Put what the routes take from `app.state` there."""
    app.state.resources = services.resources
    app.state.builder = services.builder
    app.state.sessions = services.sessions
    app.state.trials = Trials(settings, Vault(settings, services.resources.db), services.mcp)
    app.state.runs = services.runs


def _let_in(app: FastAPI, settings: Settings) -> None:
    """What stands before the routes: other origins where some are allowed, and the gate in front of all."""
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["*"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-Request-Id"],
            expose_headers=["Idempotent-Replayed", "Retry-After", "X-Request-Id"],
        )
    app.add_middleware(Gate)


@contextlib.asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Open the resources and bind the engines to the kinds of session they answer; errors as `open_resources`."""
    mcp = McpServers(settings)
    async with open_resources(settings) as resources:
        pool = open_pool(await detect(settings, fetch_json))
        builder = Builder(settings, resources.db, pool, mcp)
        try:
            async with open_live(resources) as live:
                sessions = Sessions(settings, resources.db, live, {SessionKind.BUILD: builder})
                async with open_runs(settings) as runs:
                    model_name = pool.config.name if pool else "guided"
                    yield Services(resources, builder, sessions, runs, mcp, model_name)
        finally:
            if pool is not None:
                await pool.close()


@contextlib.asynccontextmanager
async def open_live(resources: Resources) -> AsyncIterator[LiveStore]:
    """Live state where the settings put it: in Redis, or in this process."""
    settings = resources.settings
    if resources.redis is None:
        yield MemoryLive(
            expiry_s=settings.session_expiry_seconds,
            lock_s=settings.turn_lock_seconds,
            max_sessions=settings.live_max_sessions,
        )
        return
    from parley.sessions.live_redis import RedisLive  # a vendor of the scaled case alone

    live = RedisLive(
        resources.redis,
        expiry_s=settings.session_expiry_seconds,
        lock_s=_LOCK_S,
        hold_s=settings.turn_lock_seconds,
        retry_s=settings.redis_retry_seconds,
    )
    async with beside(live.keep()):
        yield live


@contextlib.asynccontextmanager
async def open_runs(settings: Settings) -> AsyncIterator[Runs]:
    """The run engine, its event log in this process; at the end the runs under way have finished, or are stopped."""
    limits = Limits(
        events=settings.run_log_events,
        bytes=settings.run_log_bytes,
        age_s=settings.run_log_seconds,
        runs=settings.run_log_runs,
    )
    runs = Runs(MemoryLog(limits), most=settings.max_runs, drain_s=settings.run_drain_seconds)
    try:
        yield runs
    finally:
        await runs.close()


def calm_collector() -> None:
    """Keep what was loaded at start out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
