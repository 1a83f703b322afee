"""OpenAI's chat API over HTTP: any client of it can talk with the agents."""

import asyncio
from collections.abc import Awaitable
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.sse import KEEPALIVE_COMMENT
from starlette.requests import ClientDisconnect

from parley.chat.agents import ChatAgent, Listed
from parley.chat.compatible import errors, rendering
from parley.chat.compatible.rendering import Chunks
from parley.chat.compatible.schemas import CompletionIn, CompletionOut, ErrorOut, ModelOut, ModelsOut
from parley.chat.compatible.service import Completions, Underway
from parley.core.auth import Owner
from parley.runs import sse
from parley.runs.schemas import Entry, Kind

T = TypeVar("T")

_UNUSED: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorOut, "description": "Not used here: what does not fit is 400"}
}
_CHUNK: dict[str, Any] = {
    "type": "object",
    "description": "A chunk as JSON, or `[DONE]`",
    "properties": {"data": {"type": "string"}},
    "required": ["data"],
}
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream` in chunks as Server-Sent Events, after the last of them `[DONE]`",
        "content": {sse.MEDIA_TYPE: {"schema": _CHUNK, "example": 'data: {"id":"chatcmpl-…", …}\n\n'}},
    }
}
_BEGINNINGS = frozenset({Kind.DELTA, Kind.MESSAGE, Kind.ERROR})

router = APIRouter(
    prefix=errors.BASE, tags=["openai"], responses={**errors.documented(400, 401, 403, 413, 503), **_UNUSED}
)


async def completions_of(request: Request) -> Completions:
    """The process's Completions, as a dependency."""
    completions: Completions = request.app.state.completions
    return completions


UsesCompletions = Annotated[Completions, Depends(completions_of)]


@router.get("/models")
async def list_models(completions: UsesCompletions, owner: Owner) -> ModelsOut:
    """The agents there are, personas first: each is a model's name for `/v1/chat/completions`."""
    return ModelsOut(data=[_listed(one) for one in await completions.agents.listed(owner)])


@router.get("/models/{model:path}", responses=errors.documented(404))
async def get_model(
    completions: UsesCompletions,
    owner: Owner,
    model: Annotated[str, Path(description="A persona's key, or an agent's slug or id", examples=["miki"])],
) -> ModelOut:
    """An agent as a model."""
    return _shown(model, await completions.agents.find(owner, model))


@router.post("/chat/completions", response_model=CompletionOut, responses={**_STREAMED, **errors.documented(404, 409)})
async def create_completion(
    request: Request, completions: UsesCompletions, owner: Owner, body: CompletionIn
) -> Response:
    """An agent goes on with your conversation. Nothing is stored: send the whole of it each time.

    Your `tools` are offered to its model beside its own. Calls of yours come back as `tool_calls`; its own are carried
    out here.
    """
    if body.stream:
        with sse.seated(request) as terms:
            return await _streamed(request, await completions.start(owner, body), body, terms)
    underway = await completions.start(owner, body)
    done = await _while_there(request, underway, asyncio.shield(underway.ended))
    return Response(rendering.whole(done).model_dump_json(), media_type="application/json")


async def _streamed(request: Request, underway: Underway, body: CompletionIn, terms: sse.Terms) -> Response:
    """The answer in chunks, once its first words are there."""
    entries = underway.tail(terms.heartbeat_s)
    try:
        first = await _while_there(request, underway, _begun(entries, underway))
    except BaseException:
        await entries.aclose()
        raise
    return ChunkStream(entries, terms.telling(underway.stop), first, (underway, _chunks(underway, body)))


class ChunkStream(sse.LogStream):
    """A completion's words as chunks. Where it fails, an error follows them and `[DONE]` does not."""

    media_type = sse.MEDIA_TYPE
    silence = KEEPALIVE_COMMENT

    def __init__(
        self, entries: sse.Entries, terms: sse.Terms, first: list[Entry], told: tuple[Underway, Chunks]
    ) -> None:
        super().__init__(entries, terms, first)
        self._underway, self._chunks = told
        self._begin = self._chunks.begin()

    def part(self, entry: Entry) -> bytes:
        begin, self._begin = self._begin, ""
        return (begin + self._shown(entry)).encode()

    def _shown(self, entry: Entry) -> str:
        match entry.kind:
            case Kind.DELTA:
                return self._chunks.words(entry.data)
            case Kind.MESSAGE:
                return self._chunks.end(self._underway.ended.result())
            case Kind.ERROR:
                return f"data: {errors.shown(orjson.loads(entry.data)).decode()}\n\n"
            case _:
                return ""


async def _while_there(request: Request, underway: Underway, awaited: Awaitable[T]) -> T:
    """What is awaited; ClientDisconnect when the client leaves before. Where nothing comes of it, all of it ends."""
    wanted, gone = asyncio.ensure_future(awaited), asyncio.ensure_future(sse.hung_up(request))
    try:
        futures: set[asyncio.Future[Any]] = {wanted, gone}
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
        if not wanted.done():
            raise ClientDisconnect
        return wanted.result()
    except BaseException:
        underway.stop()
        raise
    finally:
        gone.cancel()
        wanted.cancel()


async def _begun(entries: sse.Entries, underway: Underway) -> list[Entry]:
    """The events up to the first words or the end; raised is what kept words from coming."""
    begun: list[Entry] = []
    async for found in entries:
        begun += found
        if any(entry.kind in _BEGINNINGS for entry in found):
            break
    if begun[-1].kind in {Kind.ERROR, Kind.DONE} and all(entry.kind is not Kind.DELTA for entry in begun):
        await asyncio.shield(underway.ended)
    return begun


def _chunks(underway: Underway, body: CompletionIn) -> Chunks:
    options = body.stream_options
    return Chunks(underway.named, with_usage=bool(options and options.include_usage))


def _listed(one: Listed) -> ModelOut:
    return ModelOut(id=one.name, created=int(one.created_at.timestamp()), owned_by="you" if one.is_own else "parley")


def _shown(name: str, agent: ChatAgent) -> ModelOut:
    created = int(agent.created_at.timestamp())
    return ModelOut(id=name, created=created, owned_by="you" if agent.is_own else "parley")
