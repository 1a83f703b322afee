"""Sessions of both kinds, messages, runs, and who there is to talk with."""

from datetime import datetime

from pydantic import JsonValue

from parley.client.values.common import Usage, Value


class Session(Value):
    """A session without its content; `kind` is `build` or `chat`, `agent` whom a chat is with."""

    session_id: str
    kind: str
    status: str
    title: str = ""
    stage: str = ""
    turns: int = 0
    agent: str = ""
    name: str | None = None
    run_id: str | None = None
    agent_id: str | None = None
    agent_version: int | None = None
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class Message(Value):
    """What somebody said. A reply whose `status` is not `complete` was cut off, for its `stop_reason`."""

    id: str
    seq: int
    role: str
    content: str
    status: str
    created_at: datetime
    session_id: str | None = None
    run_id: str | None = None
    parent_id: str | None = None
    turn: int | None = None
    agent: str = ""
    stop_reason: str = ""
    usage: Usage = Usage()


class Run(Value):
    """An answer in the making, or made: `status` is running, complete, interrupted, cancelled or failed."""

    id: str
    session_id: str
    agent: str = ""
    message_id: str | None = None
    status: str
    last_seq: int = 0
    started_at: datetime
    ended_at: datetime | None = None
    problem: JsonValue = None


class Speaker(Value):
    """Somebody to talk with: a persona, or an agent of yours."""

    name: str
    description: str = ""


class Branch(Value):
    """A way through a chat, by its last message; `text` is how it begins to differ from the one gone on with."""

    message_id: str
    is_active: bool
    messages: int = 0
    differs_at: str | None = None
    text: str = ""
    updated_at: datetime


class Branches(Value):
    """A chat's branches."""

    items: tuple[Branch, ...]
