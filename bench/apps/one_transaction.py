"""The least a turn can do: one transaction with the rows of a real turn, one live-state write, and nothing else.

The rows are those that the rehearsal left (`bench.transcript`), under new ids; where a session stands is kept in
this process's memory, so nothing is read.
"""

import contextlib
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request
from pydantic import BaseModel

from bench.transcript import RecordedTurn, Transcript
from parley.agents.models import Agent, AgentVersion
from parley.core import config
from parley.core.clock import new_id, now
from parley.core.db import Database, open_database
from parley.core.resources import open_redis
from parley.core.statements import Insert, Statement, Unit, Update
from parley.sessions.live import MemoryLive
from parley.sessions.models import Message, Session, State, Turn

_OWNER = "local"
_EXPIRY_S = 86_400


class MessageIn(BaseModel):
    """What the user says."""

    message: str


class SessionOut(BaseModel):
    """A new session."""

    session_id: str


class TurnOut(BaseModel):
    """What a real turn said, as one text."""

    session_id: str
    turn: int
    reply: str


@dataclass(slots=True)
class Place:
    """Where a session stands."""

    version: int
    head: str


class Store:
    """The two writes of a turn: the transaction, and the live state in Redis where there is one, else in process."""

    def __init__(self, settings: config.Settings, db: Database) -> None:
        self._db = db
        self._redis = open_redis(settings)
        self._memory = MemoryLive(expiry_s=_EXPIRY_S, lock_s=90, max_sessions=settings.live_max_sessions)
        self._places: dict[str, Place] = {}

    async def create(self) -> str:
        """A session's row."""
        session_id, moment = new_id(), now()
        self._places[session_id] = Place(1, new_id())
        await self._db.apply(Unit((Insert(Session, _session(session_id, moment)),)))
        return session_id

    async def turn(self, session_id: str, message: str, transcript: Transcript) -> tuple[int, RecordedTurn]:
        """Write what the session's next turn wrote in the rehearsal."""
        place = self._places[session_id]
        number = place.version
        recorded = transcript.turns[number - 1]
        place.version += 1
        head, parent = new_id(), place.head
        place.head = head
        moment = now()
        row = _changed(number, head, moment)
        guard = Update(Session, {"id": session_id, "version": number}, row)
        said = zip(("user", "assistant"), (message, recorded.reply), strict=True)
        statements: list[Statement] = [
            Insert(Turn, _turn(session_id, number, head, moment)),
            *(
                Insert(Message, _message(session_id, number, number * 2 + index, role, content, moment))
                for index, (role, content) in enumerate(said)
            ),
            Insert(State, _state(session_id, number, head, parent, recorded.state, moment)),
            *_agent(recorded, session_id, number, moment),
        ]
        await self._db.apply(Unit(tuple(statements), guard))
        await self._remember(session_id, f"{json.dumps(row, default=str)}\n{recorded.state}".encode())
        return number, recorded

    async def _remember(self, session_id: str, value: bytes) -> None:
        if self._redis is not None:
            await self._redis.set(f"bench:live:{session_id}", value, px=_EXPIRY_S * 1000)
            return
        held = await self._memory.open(session_id)
        if held is not None:
            await self._memory.close(session_id, held.token, value)

    async def close(self) -> None:
        """Let go of Redis."""
        if self._redis is not None:
            await self._redis.aclose()


def create_app() -> FastAPI:
    """The app; settings as Parley's, BENCH_TRANSCRIPT names the recorded session."""
    settings = config.load()
    transcript = Transcript.read(Path(os.environ["BENCH_TRANSCRIPT"]))

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        db = await open_database(settings)
        app.state.store = Store(settings, db)
        yield
        await app.state.store.close()
        await db.close()

    app = FastAPI(lifespan=lifespan)

    @app.post("/api/v1/sessions/create", status_code=201)
    async def create(request: Request) -> SessionOut:
        return SessionOut(session_id=await request.app.state.store.create())

    @app.post("/api/v1/sessions/{session_id}/message")
    async def message(request: Request, session_id: str, body: MessageIn) -> TurnOut:
        number, recorded = await request.app.state.store.turn(session_id, body.message, transcript)
        return TurnOut(session_id=session_id, turn=number, reply=recorded.answer)

    return app


def _session(session_id: str, moment: datetime) -> dict[str, object]:
    return {
        "id": session_id,
        "owner": _OWNER,
        "kind": "build",
        "max_turns": 200,
        "max_tokens": 30_000,
        "created_at": moment,
        **_changed(0, new_id(), moment),
    }


def _changed(number: int, head: str, moment: datetime) -> dict[str, object]:
    """The columns of a session that each turn writes."""
    return {
        "version": number + 1,
        "turn": number,
        "seq": number * 2 + 1,
        "head": head,
        "stage": "COLLECTING_BASICS",
        "status": "active",
        "title": "A session of the benchmark",
        "agent_id": None,
        "agent_version": None,
        "model_calls": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "updated_at": moment,
        "last_turn_at": moment,
    }


def _turn(session_id: str, number: int, head: str, moment: datetime) -> dict[str, object]:
    return {
        "session_id": session_id,
        "number": number,
        "owner": _OWNER,
        "kind": "message",
        "stage": "COLLECTING_BASICS",
        "state_id": head,
        "engine": "guided",
        "model_calls": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "created_at": moment,
    }


def _message(session_id: str, number: int, seq: int, role: str, content: str, moment: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "session_id": session_id,
        "owner": _OWNER,
        "turn": number,
        "seq": seq,
        "role": role,
        "content": content,
        "status": "complete",
        "created_at": moment,
    }


def _state(session_id: str, number: int, head: str, parent: str, data: str, moment: datetime) -> dict[str, object]:
    return {
        "id": head,
        "session_id": session_id,
        "owner": _OWNER,
        "parent_id": parent,
        "turn": number,
        "data": data,
        "created_at": moment,
    }


def _agent(recorded: RecordedTurn, session_id: str, number: int, moment: datetime) -> list[Statement]:
    """The agent and its version, on the turn that makes them."""
    if recorded.spec is None:
        return []
    agent_id = new_id()
    agent = {
        "id": agent_id,
        "owner": _OWNER,
        "slug": agent_id,
        "name": "An agent of the benchmark",
        "description": "",
        "version": 1,
        "session_id": session_id,
        "created_at": moment,
        "updated_at": moment,
    }
    version = {
        "agent_id": agent_id,
        "number": 1,
        "owner": _OWNER,
        "spec": recorded.spec,
        "digest": agent_id,
        "session_id": session_id,
        "turn": number,
        "created_at": moment,
    }
    return [Insert(Agent, agent), Insert(AgentVersion, version)]
