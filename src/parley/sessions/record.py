"""Sessions in the database: the rows a turn writes, and what is read to rebuild a session."""

from sqlalchemy import select

from parley.core.clock import is_id, new_id
from parley.core.db import Database
from parley.core.errors import NotFound
from parley.core.statements import Insert, Update
from parley.sessions.models import Message, Session, State, Turn
from parley.sessions.schemas import Header, Loaded, TurnKind, TurnResult

_UNKNOWN = "There is no such session here."
_CHANGING = (
    *("version", "turn", "seq", "head", "stage", "status", "title", "agent_id", "agent_version"),
    *("model_calls", "input_tokens", "output_tokens"),
    *("document_calls", "document_input_tokens", "document_output_tokens", "updated_at", "last_turn_at"),
    "run_id",
)


def pack(header: Header, state: str) -> bytes:
    """A session for live state: the header's JSON, a line feed, the state's JSON."""
    return f"{header.model_dump_json()}\n{state}".encode()


def unpack(value: bytes, session_id: str) -> Loaded | None:
    """What `pack` made; None when it is another session's or not readable any more (an older version wrote it)."""
    head, _, state = value.partition(b"\n")
    try:
        header = Header.model_validate_json(head)
    except ValueError:
        return None
    return Loaded(header, state.decode()) if header.id == session_id else None


async def load(db: Database, owner: str, session_id: str) -> Loaded:
    """A session from the database; NotFound for unknown, foreign and malformed ids alike. A chat's state is ""."""
    if not is_id(session_id):
        raise NotFound(_UNKNOWN)
    query = (
        select(Session, State.data)
        .outerjoin(State, State.id == Session.head)
        .where(Session.id == session_id, Session.owner == owner)
    )
    async with db.reading() as session:
        row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound(_UNKNOWN)
    return Loaded(Header.model_validate(row[0]), row[1] or "")


def guard(before: Header, after: Header) -> Update:
    """The session row's new values, written only if nobody changed it since `before`."""
    values = {name: getattr(after, name) for name in _CHANGING}
    return Update(Session, {"id": before.id, "version": before.version}, values)


def session_row(header: Header) -> Insert:
    """A new session."""
    return Insert(Session, dict(header))


def state_row(header: Header, state: str, parent: str | None) -> Insert:
    """The snapshot of a turn."""
    values = {
        "id": header.head,
        "session_id": header.id,
        "owner": header.owner,
        "parent_id": parent,
        "turn": header.turn,
        "data": state,
        "created_at": header.last_turn_at,
    }
    return Insert(State, values)


def turn_rows(header: Header, result: TurnResult, kind: TurnKind, message: str | None) -> tuple[Insert, ...]:
    """The turn and what was said in it; an edit says nothing."""
    cost = result.cost
    turn = {
        "session_id": header.id,
        "number": header.turn,
        "owner": header.owner,
        "kind": kind,
        "stage": header.stage,
        "state_id": header.head,
        "engine": cost.engine,
        "model_calls": cost.model_calls,
        "input_tokens": cost.input_tokens,
        "output_tokens": cost.output_tokens,
        "created_at": header.last_turn_at,
    }
    rows = [Insert(Turn, turn)]
    if message is not None:
        rows.append(_message(header, header.seq - 1, "user", message))
    if message is not None or kind is TurnKind.MESSAGE:
        rows.append(_message(header, header.seq, "assistant", result.reply))
    return tuple(rows)


def _message(header: Header, seq: int, role: str, content: str) -> Insert:
    values = {
        "id": new_id(),
        "session_id": header.id,
        "owner": header.owner,
        "turn": header.turn,
        "seq": seq,
        "role": role,
        "content": content,
        "status": "complete",
        "created_at": header.last_turn_at,
    }
    return Insert(Message, values)
