"""The bare FastAPI app: pydantic in, pydantic out, answers of the mix's mean size, and nothing in between."""

import os

from fastapi import FastAPI
from pydantic import BaseModel


class MessageIn(BaseModel):
    """What the user says."""

    message: str


class SessionOut(BaseModel):
    """A new session."""

    session_id: str


class TurnOut(BaseModel):
    """An answer as long as a turn's."""

    session_id: str
    heard: int
    reply: str


def create_app() -> FastAPI:
    """The app; ECHO_BYTES says how long its answers are."""
    app = FastAPI()
    reply = "x" * int(os.environ.get("ECHO_BYTES", "1000"))

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/api/v1/sessions/create", status_code=201)
    async def create() -> SessionOut:
        return SessionOut(session_id="echo")

    @app.post("/api/v1/sessions/{session_id}/message")
    async def message(session_id: str, body: MessageIn) -> TurnOut:
        return TurnOut(session_id=session_id, heard=len(body.message), reply=reply)

    return app
