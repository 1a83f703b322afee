"""Chats in the database: the two units that a turn writes, and what is read before and after them.

Each unit is guarded by the session row's version and by whose run it holds, so that of all processes one takes a
message up and one closes it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from parley.core.clock import is_id
from parley.core.db import Database
from parley.core.errors import Conflict, NotFound
from parley.core.statements import Find, Insert, Statement, Update
from parley.sessions import packing
from parley.sessions.models import Message, Session
from parley.sessions.schemas import Header, MessageStatus, SessionKind

UNKNOWN = "There is no such session here."
UNKNOWN_MESSAGE = "There is no such message here."
_NAMES = tuple(Header.model_fields)
_MESSAGE_NAMES = tuple(column.key for column in Message.__table__.columns)
_BEGUN = ("version", "seq", "title", "agent", "run_id", "updated_at", "last_turn_at")
_ENDED = (
    *("version", "turn", "seq", "head", "run_id", "updated_at", "last_turn_at"),
    *("model_calls", "input_tokens", "output_tokens"),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as the record has it, opened where it was packed."""

    id: str
    session_id: str
    turn: int
    seq: int
    role: str
    content: str
    parts: str
    status: str
    parent_id: str | None
    agent: str
    run_id: str | None
    stop_reason: str
    model_calls: int
    input_tokens: int
    output_tokens: int
    created_at: datetime


async def find(db: Database, owner: str, session_id: str) -> Header | None:
    """A session's row as it stands."""
    return await _header(db, {"id": session_id, "owner": owner}) if is_id(session_id) else None


async def named(db: Database, owner: str, name: str) -> Header | None:
    """The chat that its client calls so."""
    return await _header(db, {"owner": owner, "name": name})


async def chat_of(db: Database, owner: str, session_id: str) -> Header:
    """A chat's row; NotFound for unknown, foreign and malformed ids alike, Conflict for a session of another kind."""
    header = await find(db, owner, session_id)
    if header is None:
        raise NotFound(UNKNOWN)
    if header.kind is not SessionKind.CHAT:
        raise Conflict("This session builds an agent; POST /api/v1/sessions/{id}/message talks in it.")
    return header


async def _header(db: Database, where: dict[str, str]) -> Header | None:
    rows = await db.find(Find(Session, _NAMES, where))
    return Header.model_validate(dict(zip(_NAMES, rows[0], strict=True))) if rows else None


async def message_of(db: Database, owner: str, message_id: str) -> Stored:
    """A message; NotFound for unknown and foreign ids."""
    if not is_id(message_id):
        raise NotFound(UNKNOWN_MESSAGE)
    rows = await db.find(Find(Message, _MESSAGE_NAMES, {"id": message_id, "owner": owner}))
    if not rows:
        raise NotFound(UNKNOWN_MESSAGE)
    return stored(rows[0])


async def message_of_run(db: Database, owner: str, session_id: str, run_id: str) -> Stored | None:
    """The reply that a run left, if it left one."""
    where = {"session_id": session_id, "owner": owner, "run_id": run_id, "role": "assistant"}
    rows = await db.find(Find(Message, _MESSAGE_NAMES, where))
    return stored(rows[0]) if rows else None


async def has_reply(db: Database, owner: str, session_id: str, message_id: str) -> bool:
    """Whether anything was said in answer to the message."""
    where = {"session_id": session_id, "owner": owner, "parent_id": message_id}
    return bool(await db.find(Find(Message, ("id",), where)))


def stored(row: tuple[Any, ...]) -> Stored:
    """A message from its columns."""
    values = dict(zip(_MESSAGE_NAMES, row, strict=True))
    del values["owner"]
    small = values.pop("packed")
    if small is not None:
        values["content"], values["parts"] = packing.unpacked(small)
    made = values["created_at"]
    values["created_at"] = datetime.fromisoformat(made) if isinstance(made, str) else made
    return Stored(**values)


def begun(before: Header, after: Header) -> Update:
    """The session's row as a turn takes it up; the guard of a unit. Its end writes what it has cost in all, which a
    summary adds to without a new version.
    """
    values = {name: getattr(after, name) for name in _BEGUN}
    where = {"id": before.id, "version": before.version, "run_id": None, "model_calls": before.model_calls}
    return Update(Session, where, values)


def ended(before: Header, after: Header) -> Update:
    """The session's row as the turn that holds it lets it go; the guard of a unit."""
    values = {name: getattr(after, name) for name in _ENDED}
    return Update(Session, {"id": before.id, "version": before.version, "run_id": before.run_id}, values)


def user_row(header: Header, message_id: str, content: str, parent: str | None, above_chars: int) -> Insert:
    """A user's message, in the turn after the header's."""
    values = {
        "id": message_id,
        "session_id": header.id,
        "owner": header.owner,
        "turn": header.turn + 1,
        "seq": header.seq,
        "role": "user",
        "status": MessageStatus.COMPLETE,
        "parent_id": parent,
        "run_id": header.run_id,
        "created_at": header.last_turn_at,
        **packing.packed(content, "", above_chars),
    }
    return Insert(Message, values)


def reply_row(header: Header, message: Stored, above_chars: int) -> Insert:
    """A reply as it is stored."""
    columns = packing.packed(message.content, message.parts, above_chars)
    values = {name: getattr(message, name) for name in _MESSAGE_NAMES if name not in ("owner", *columns)}
    return Insert(Message, {**values, "owner": header.owner, **columns})


def marked(message_id: str, status: MessageStatus) -> Statement:
    """Another status for a message."""
    return Update(Message, {"id": message_id}, {"status": status})


def render(message: Stored) -> str:
    """A message as MessageOut's JSON, at a tenth of what the model costs."""
    out = {
        "id": message.id,
        "session_id": message.session_id,
        "run_id": message.run_id,
        "seq": message.seq,
        "parent_id": message.parent_id,
        "role": message.role,
        "agent": message.agent,
        "content": message.content,
        "status": message.status,
        "stop_reason": message.stop_reason,
        "usage": {
            "model_calls": message.model_calls,
            "input_tokens": message.input_tokens,
            "output_tokens": message.output_tokens,
        },
        "created_at": message.created_at.isoformat().replace("+00:00", "Z"),
    }
    return orjson.dumps(out).decode()
