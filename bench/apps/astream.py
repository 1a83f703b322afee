"""The usual way to stream a chat: FastAPI, and LangChain's `ChatOpenAI.astream` for the words. Nothing is stored."""

import os
from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from parley.app import calm_collector


class ChatIn(BaseModel):
    """What the user says; the other fields are Parley's and of no use here."""

    input: str
    session_id: str
    persona: str


def create_app() -> FastAPI:
    """The app; BENCH_UPSTREAM is the address of the provider. Its collector is calmed as Parley's is."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    model = ChatOpenAI(
        model="scripted",
        base_url=f"{os.environ['BENCH_UPSTREAM']}/v1",
        api_key=lambda: "none",
        stream_usage=True,
        http_async_client=httpx.AsyncClient(limits=limits, timeout=60),
    )
    app = FastAPI(on_startup=[calm_collector])

    async def words(said: str) -> AsyncIterator[str]:
        async for piece in model.astream([SystemMessage("You are a friend of long talks."), HumanMessage(said)]):
            if piece.content:
                yield str(piece.content)

    @app.post("/api/chat/stream")
    async def stream(body: ChatIn) -> StreamingResponse:
        return StreamingResponse(words(body.input), media_type="text/plain; charset=utf-8")

    return app
