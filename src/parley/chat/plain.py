"""Chats in plain text: token by token, under the client's own names for its conversations."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from parley.chat.dependencies import UsesChats
from parley.chat.memory import Recall
from parley.chat.schemas import AgentItem, ChatRequest, MessageOut, Opening, PlainIn, SimpleIn, SimpleOut
from parley.chat.service import Chats, Sent
from parley.core.auth import Owner
from parley.core.errors import Conflict, NotFound
from parley.core.idempotency import CLAIMED, Claim, claim_of, respond
from parley.core.problems import documented
from parley.core.routes import BodyRoute
from parley.runs import sse
from parley.runs.schemas import Delta, Entry, Kind
from parley.sessions.schemas import MessageStatus

router = APIRouter(tags=["chat"], responses=documented(401, 404, 409, 503), route_class=BodyRoute)

_ENDS = {Kind.MESSAGE, Kind.ERROR}
_TEXT = "text/plain; charset=utf-8"


def _text(**headers: str) -> dict[int | str, dict[str, Any]]:
    """What the API's document says of a reply in plain text."""
    named = {**headers, "X-Run-Id": "The run, to stop it or to resume it as events"}
    return {
        200: {
            "description": "The reply, as it is written. Cut off without its last chunk when something fails midway.",
            "content": {"text/plain": {"schema": {"type": "string"}, "example": "Hello! I am Miki."}},
            "headers": {
                name.replace("_", "-"): {"description": what, "schema": {"type": "string"}}
                for name, what in named.items()
            },
        }
    }


class TextStream(sse.LogStream):
    """A run's words and nothing else. A reply that is not whole is cut off, lest it pass for one."""

    media_type = _TEXT
    _is_whole = False

    def part(self, entry: Entry) -> bytes:
        if entry.kind is Kind.DELTA:
            return entry.text.encode()
        self._is_whole = self._is_whole or _is_whole(entry)
        return b""

    def conclude(self) -> None:
        if not self._is_whole:
            raise NotFound("The reply broke off.")


@router.post(
    "/api/chat/stream",
    response_class=Response,
    openapi_extra=CLAIMED,
    responses=_text(X_Session_Id="The chat's id"),
)
async def chat(request: Request, chats: UsesChats, owner: Owner, body: PlainIn) -> Response:
    """Talk with a persona in plain text. Another one under the same `session_id` knows what was said before."""
    opening = Opening(owner, body.persona, name=body.session_id, claim=await claim_of(request))
    with sse.seated(request) as terms:
        return await _streamed(terms, chats, await chats.begin(opening, body.input), "X-Session-Id")


@router.post(
    "/chat",
    response_model=SimpleOut,
    openapi_extra=CLAIMED,
    responses=_text(X_Conversation_Id="The conversation's id"),
)
async def simple_chat(request: Request, chats: UsesChats, owner: Owner, body: SimpleIn) -> Response:
    """Talk with an agent, remembered for a while (CHAT_MEMORY and its fellows); with `stream` as plain text.

    Without a `conversation_id` a new conversation begins; the answer, or X-Conversation-Id, names it.
    """
    claim = await claim_of(request)
    if body.stream:
        with sse.seated(request) as terms:
            return await _streamed(terms, chats, await _said(chats, owner, body, claim), "X-Conversation-Id")
    answer = await (await _said(chats, owner, body, claim)).answer()
    message = MessageOut.model_validate_json(answer.body)
    shown = SimpleOut(
        conversation_id=message.session_id, agent=message.agent, reply=message.content, status=message.status
    )
    return respond(replace(answer, body=shown.model_dump_json()))


async def _said(chats: Chats, owner: str, body: SimpleIn, claim: Claim | None) -> Sent:
    if not body.conversation_id:
        return await chats.begin(Opening(owner, body.agent, claim=claim), body.message, recall=Recall.BRIEF)
    chat_id, recall = body.conversation_id, Recall.BRIEF
    return await chats.send(ChatRequest(owner, chat_id, body.message, agent=body.agent, claim=claim, recall=recall))


async def _streamed(terms: sse.Terms, chats: Chats, sent: Sent, named: str) -> Response:
    """The reply as a text stream that names its chat and its run: of an answer given before, those it was given in."""
    stream = await text_of(terms, chats, sent)
    stream.headers[named], stream.headers["X-Run-Id"] = sent.session_id, sent.run.id
    if sent.is_replay:
        message = orjson.loads((await sent.answer()).body)
        stream.headers[named], stream.headers["X-Run-Id"] = message["session_id"], message["run_id"]
        stream.headers["Idempotent-Replayed"] = "true"
    return stream


async def text_of(terms: sse.Terms, chats: Chats, sent: Sent) -> TextStream:
    """The reply as a text stream, once its first words are there; raised is what keeps them from coming."""
    log = chats.runs.log.tail(sent.run.id, 0, wait_s=terms.heartbeat_s)
    entries = _retold(log) if sent.is_replay else log
    try:
        first = await _begun(entries, sent)
    except BaseException:
        await entries.aclose()
        raise
    return TextStream(entries, terms, first)


async def _begun(entries: sse.Entries, sent: Sent) -> list[Entry]:
    """The first words, or a whole reply that has none."""
    async for found in entries:
        kinds = {entry.kind for entry in found}
        if Kind.DELTA in kinds:
            return found
        if kinds & _ENDS:
            await sent.answer()  # of a run that failed this raises why
            if any(map(_is_whole, found)):
                return found
            break
    raise Conflict("The reply was stopped before its first word.")


async def _retold(entries: sse.Entries) -> AsyncGenerator[list[Entry]]:
    """An answer given before: its words, which its run does not say again, and its end."""
    async with contextlib.aclosing(entries):
        async for found in entries:
            for entry in found:
                if entry.kind is Kind.MESSAGE and (words := orjson.loads(entry.data)["content"]):
                    yield [Entry.of(entry.seq, Delta(words))]
                yield [entry]


def _is_whole(end: Entry) -> bool:
    return end.kind is Kind.MESSAGE and orjson.loads(end.data)["status"] == MessageStatus.COMPLETE


@router.get("/agents", responses=documented(401))
async def list_speakers(chats: UsesChats, owner: Owner) -> list[AgentItem]:
    """Whom you can talk with: the personas, and the agents you built, newest first."""
    listed = await chats.agents.listed(owner)
    return [AgentItem(name=one.name, description=one.description) for one in listed]
