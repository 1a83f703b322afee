"""The HTTP composition root: opens the resources, binds engines to session kinds, mounts every router."""

import contextlib
import gc
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from parley import pages, stats
from parley.agents.router import router as agents_router
from parley.agents.service import Agents
from parley.builder.router import router as builder_router
from parley.builder.service import Builder
from parley.builder.tools_router import router as tools_router
from parley.chat.agents import ChatAgents
from parley.chat.compatible.errors import OpenAiErrors
from parley.chat.compatible.router import router as compatible_router
from parley.chat.compatible.service import Completions
from parley.chat.hands import ChatHands
from parley.chat.memory import open_memory
from parley.chat.orphans import Orphans
from parley.chat.plain import router as plain_router
from parley.chat.router import router as chat_router
from parley.chat.service import Chats, open_chats
from parley.chat.socket.desk import Desk
from parley.chat.socket.router import router as socket_router
from parley.chat.turns import Means
from parley.core import config, leaving, log, openapi, problems, routes
from parley.core.config import Settings
from parley.core.gate import Gate, keep_beyond
from parley.core.http import fetch_json
from parley.core.metrics import Tally
from parley.core.resources import Resources, beside, open_resources
from parley.exports.router import router as exports_router
from parley.llm.models import Models, open_models
from parley.runs.farewell import Farewell
from parley.runs.keeper import Keeper
from parley.runs.log import EventLog, Limits, MemoryLog
from parley.runs.reading import Readings
from parley.runs.router import router as runs_router
from parley.runs.schemas import Endings
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


_TOLD = ("Idempotent-Replayed", "Retry-After", "X-Conversation-Id", "X-Request-Id", "X-Run-Id", "X-Session-Id")
"""The headers that pages of other origins may read."""


@dataclass(frozen=True, slots=True)
class Services:
    """What answers turns, with or without HTTP in front."""

    resources: Resources
    agents: Agents
    builder: Builder
    sessions: Sessions
    chats: Chats
    completions: Completions
    runs: Runs
    keeper: Keeper
    readings: Readings
    farewell: Farewell
    mcp: McpServers
    trials: Trials
    models: Models
    model_name: str


ROUTERS = (
    builder_router,
    tools_router,
    sessions_router,
    chat_router,
    socket_router,
    plain_router,
    compatible_router,
    runs_router,
    agents_router,
    exports_router,
    secrets_router,
    pages.router,
    stats.router,
)


class _App(FastAPI):
    """Streams go out by the server's own `send` (`gate.beyond`)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            keep_beyond(scope, send)
        await super().__call__(scope, receive, send)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; without settings they are read from the environment. ConfigError when one is wrong."""
    settings = settings or config.load()
    log.configure(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with open_services(settings) as services:
            _hand_over(app, services)
            calm_collector()
            url = f"http://{settings.server_host}:{settings.server_port}"
            live = "redis" if services.resources.redis else "memory"
            log.logger.info("ready", url=url, model=services.model_name, live=live)
            yield {leaving.BEGIN: services.farewell.begin}

    app = _App(
        title="Parley",
        version=version("parley"),
        description=DESCRIPTION,
        lifespan=lifespan,
        responses=problems.documented(403, 413, 422),
        generate_unique_id_function=openapi.operation_id,
        redirect_slashes=False,
    )
    app.state.tally = Tally()
    problems.install(app)
    openapi.extend(app, is_key_required=bool(settings.api_keys))
    app.router.routes[:0] = routes.ahead(ROUTERS)
    for router in ROUTERS:
        app.include_router(router)
    _let_in(app, settings)
    return app


def _hand_over(app: FastAPI, services: Services) -> None:
    """Put what the routes take from `app.state` there."""
    app.state.resources = services.resources
    app.state.agents = services.agents
    app.state.builder = services.builder
    app.state.sessions = services.sessions
    app.state.chats = services.chats
    app.state.completions = services.completions
    app.state.trials = services.trials
    app.state.runs = services.runs
    app.state.keeper = services.keeper
    app.state.readings = services.readings
    app.state.models = services.models
    resources = services.resources
    app.state.desk = Desk(resources.settings, resources.keys, services.chats, services.readings)


def _let_in(app: FastAPI, settings: Settings) -> None:
    """What stands before the routes: other origins where some are allowed, the gate, OpenAI's form of errors."""
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["*"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-Request-Id"],
            expose_headers=_TOLD,
        )
    app.add_middleware(Gate)
    app.add_middleware(OpenAiErrors)


@contextlib.asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Open the resources and bind the engines to the kinds of session they answer; errors as `open_resources`."""
    mcp = McpServers(settings)
    async with open_resources(settings) as resources:
        models = await open_models(settings, fetch_json)
        pool, agents = models.default, Agents.of(resources)
        builder = Builder(settings, agents, pool, mcp)
        vault = Vault(settings, resources.db)
        talkers = ChatAgents(agents, settings.chat_max_agents, most_listed=settings.chat_max_listed)
        hands = ChatHands(Trials(settings, vault, mcp, most=settings.chat_tool_calls), settings.chat_tool_chars)
        try:
            async with (
                open_live(resources) as live,
                open_memory(resources, models.pool) as memory,
                open_runs(resources, Orphans(settings, resources.db)) as (runs, keeper, readings, farewell),
                open_chats(resources, runs, keeper, Means(talkers, models, memory, hands)) as chats,
            ):
                yield Services(
                    resources=resources,
                    agents=agents,
                    builder=builder,
                    sessions=Sessions(settings, resources.db, live, {SessionKind.BUILD: builder}, memories=(memory,)),
                    chats=chats,
                    completions=Completions(settings, runs, talkers, models, hands),
                    runs=runs,
                    keeper=keeper,
                    readings=readings,
                    farewell=farewell,
                    mcp=mcp,
                    trials=Trials(settings, vault, mcp),
                    models=models,
                    model_name=pool.name if pool else "guided",
                )
        finally:
            await models.close()


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
async def open_runs(resources: Resources, endings: Endings) -> AsyncIterator[tuple[Runs, Keeper, Readings, Farewell]]:
    """The run engine and what goes with it; at the end the runs under way have finished, or are stopped."""
    settings, db = resources.settings, resources.db
    async with open_log(resources) as log:
        runs = Runs(log, most=settings.max_runs, drain_s=settings.run_drain_seconds, stop_s=settings.run_stop_seconds)
        keeper = Keeper(settings, db, runs, endings)
        readings = Readings(settings, db, runs, endings)
        farewell = Farewell(runs, readings, told_s=settings.run_stop_seconds)
        async with beside(keeper.watch()), beside(keeper.sweep()):
            try:
                yield runs, keeper, readings, farewell
            finally:
                await farewell.begin()


@contextlib.asynccontextmanager
async def open_log(resources: Resources) -> AsyncIterator[EventLog]:
    """The runs' event log: in this process, and with Redis for readers elsewhere too."""
    settings = resources.settings
    limits = Limits(
        events=settings.run_log_events,
        bytes=settings.run_log_bytes,
        age_s=settings.run_log_seconds,
        runs=settings.run_log_runs,
    )
    if resources.redis is None:
        yield MemoryLog(limits)
        return
    from parley.runs.log_redis import Pace, RedisLog  # a vendor of the scaled case alone

    pace = Pace(
        every_s=settings.run_log_flush_seconds,
        timeout_s=settings.redis_timeout_seconds,
        retry_s=settings.redis_retry_seconds,
        run_s=settings.chat_timeout_seconds,
        backlog_bytes=settings.run_log_backlog_bytes,
    )
    log = RedisLog(resources.redis, limits, pace)
    try:
        yield log
    finally:
        await log.close()


def calm_collector() -> None:
    """Keep what was loaded at start out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
