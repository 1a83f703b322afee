"""What is compared: the provider itself, a relay that looks at nothing, Parley in three ways, and the usual way."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.client import Connection
from bench.processes import Command
from bench.stores import Stores
from bench.streams.reader import Question
from parley.agents.service import Origin, version_rows
from parley.builder import spec
from parley.core.clock import new_id, now
from parley.core.config import Settings
from parley.core.db import open_database
from parley.core.statements import Unit
from tests.builder import cases

TOKENS = 300
ALL: tuple[int, ...] = (100, 200)
_FEW = ALL[:1]
_PERSONA = "miki"
_BUILT = "it-helpdesk"
_SAID = "Tell me about the mill by the river, and take your time."

Prepare = Callable[[int, int], Awaitable[list[Question]]]
"""Given a port and a number of readers, what each of them asks."""


@dataclass(frozen=True, slots=True)
class Variant:
    """`app` is a module of `bench.apps`, None for Parley; the provider itself has no server of its own."""

    key: str
    title: str
    app: str | None
    prepare: Prepare
    steps: tuple[int, ...] = ALL
    is_direct: bool = False
    has_agent: bool = False

    def command(self, stores: Stores, upstream: str) -> Command:
        """How to start it before that provider, on databases of its own."""
        if self.app is not None:
            return Command(self.app, {"BENCH_UPSTREAM": upstream})
        return Command(None, _environment(stores, upstream, has_agent=self.has_agent))


def _environment(stores: Stores, upstream: str, *, has_agent: bool) -> dict[str, str]:
    """PostgreSQL, and Redis for the durable log. At the end nobody waits for replies that nobody reads."""
    dsn = stores.postgres(is_migrated=True)
    if has_agent:
        asyncio.run(_add_agent(dsn))
    return {
        "DATABASE_URL": dsn,
        "REDIS_URL": stores.redis(),
        "LLM_MODEL": "openai:scripted",
        "OPENAI_BASE_URL": f"{upstream}/v1",
        "OPENAI_API_KEY": "none",
        "RUN_DRAIN_SECONDS": "0",
    }


async def _add_agent(dsn: str) -> None:
    db = await open_database(Settings(database_url=dsn, _env_file=None))
    try:
        built = spec.build(cases.state(_BUILT)).model_copy(update={"slug": _BUILT})
        await db.apply(Unit(version_rows(new_id(), 1, built, Origin("local", None, None, now()))))
    finally:
        await db.close()


def _json(**values: object) -> bytes:
    return json.dumps(values).encode()


async def _completions(_port: int, readers: int) -> list[Question]:
    asked = _json(model="scripted", stream=True, messages=[{"role": "user", "content": _SAID}])
    return [Question.of("/v1/chat/completions", asked, TOKENS)] * readers


async def _named(_port: int, readers: int) -> list[Question]:
    bodies = [_json(input=_SAID, session_id=f"reader-{number}", persona=_PERSONA) for number in range(readers)]
    return [Question.of("/api/chat/stream", body, TOKENS) for body in bodies]


def _in_sessions_with(agent: str) -> Prepare:
    async def prepare(port: int, readers: int) -> list[Question]:
        connection = await Connection.open(port)
        questions = []
        for _ in range(readers):
            session_id = json.loads(await connection.post("/api/v1/sessions", _json(agent=agent)))["session_id"]
            body = _json(session_id=session_id, content=_SAID)
            questions.append(Question.of("/api/v1/messages/stream", body, TOKENS))
        await connection.close()
        return questions

    return prepare


DIRECT = Variant("direct", "the provider itself", None, _completions, is_direct=True)
RELAY = Variant("relay", "raw aiohttp relay", "relay", _completions)
VARIANTS: tuple[Variant, ...] = (
    DIRECT,
    RELAY,
    Variant("events", "Parley, `/api/v1/messages/stream`", None, _in_sessions_with(_PERSONA)),
    Variant("text", "Parley, `/api/chat/stream`", None, _named),
    Variant("tools", "Parley, an agent with tools", None, _in_sessions_with(_BUILT), _FEW, has_agent=True),
    Variant("usual", "FastAPI with `ChatOpenAI.astream`", "astream", _named, _FEW),
)
