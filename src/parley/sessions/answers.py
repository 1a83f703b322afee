"""Sessions as clients see them, and what clients send to change them or to list them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict

from parley.core.text import WHOLE, Line
from parley.sessions.schemas import Header, SessionKind, SessionStatus


class Budget(BaseModel):
    """Limits for one session, at most the server's own."""

    model_config = ConfigDict(extra="forbid")

    max_tokens: Annotated[int, Strict(), Field(ge=0, le=100_000_000), WHOLE] | None = Field(
        default=None,
        description="Model tokens, a fifth of them for output. Spent, the session goes on without a model and says so; "
        "below 5,000 there is no call to begin with.",
    )
    max_turns: Annotated[int, Strict(), Field(ge=1, le=10_000), WHOLE] | None = Field(
        default=None, description="Messages, edits and moves; then the session answers 409."
    )


class SessionIn(BaseModel):
    """Changes to a session; an empty title makes room for one from the conversation."""

    model_config = ConfigDict(extra="forbid")

    title: Line


_KEPT = {
    *("kind", "title", "stage", "agent_id", "agent_version", "agent", "name", "run_id"),
    *("created_at", "updated_at"),
}


class SessionOut(BaseModel):
    """A session in lists and details."""

    session_id: str
    kind: SessionKind
    status: SessionStatus
    title: str
    stage: str
    turns: int
    agent_id: str | None
    agent_version: int | None
    agent: str = Field(description="Of a chat: whom it is with by default")
    name: str | None = Field(description="Of a chat: what its client calls it")
    run_id: str | None = Field(description="Of a chat: the run that answers a message just now")
    created_at: datetime
    updated_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, header: Header, moment: datetime, expiry_s: int) -> "SessionOut":
        """A header as clients see it at a moment."""
        return cls(
            session_id=header.id,
            status=header.status_at(moment, expiry_s),
            turns=header.turn,
            expires_at=header.expires_at(expiry_s),
            **header.model_dump(include=_KEPT),
        )


class SessionFilter(BaseModel):
    """Which sessions a list holds."""

    model_config = ConfigDict(extra="forbid")

    kind: SessionKind | None = Field(default=None, description="Only sessions of this kind")
    status: SessionStatus | None = Field(default=None, description="Only sessions in this status")
    q: Line | None = Field(default=None, description="Only sessions with these words in the title")
    limit: int = Field(default=50, ge=1, le=100, description="How many items at most")
    cursor: str | None = Field(default=None, pattern=r"^[0-9a-f-]{36}$", description="next_cursor of the page before")


class SessionPage(BaseModel):
    """A page of sessions, newest first; `next_cursor` is None on the last one."""

    items: list[SessionOut]
    next_cursor: str | None


class Shown(StrEnum):
    """Which messages of a chat: all of its tree, or those of the branch that goes on."""

    ALL = "all"
    ACTIVE = "active"


class MessageFilter(BaseModel):
    """Which messages a list holds."""

    model_config = ConfigDict(extra="forbid")

    branch: Shown = Field(default=Shown.ALL, description="Of a chat: all branches, or the one that goes on")
    limit: int = Field(default=100, ge=1, le=100, description="How many items at most")
    cursor: int | None = Field(default=None, ge=0, le=2_000_000_000, description="next_cursor of the page before")


class MessageItem(BaseModel):
    """A stored message. The messages of a chat are a tree; those of a build have no parents."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    seq: int
    turn: int
    role: str
    content: str
    status: str
    parent_id: str | None = Field(description="Of a chat: the message before it on its branch")
    agent: str = Field(description="Of a chat's reply: who said it")
    run_id: str | None = Field(description="Of a chat: the run that answers it, or made it")
    stop_reason: str = Field(description="Of a chat's reply: why it ends")
    created_at: datetime


class MessagePage(BaseModel):
    """A page of messages, oldest first; `next_cursor` is None on the last one."""

    items: list[MessageItem]
    next_cursor: str | None


class BranchOut(BaseModel):
    """A branch of a chat: what was said from the first message to its last one."""

    message_id: str = Field(description="Its last message; …/branches/{message_id}/activate goes back to it")
    is_active: bool = Field(description="Whether the next message goes on with it")
    messages: int = Field(description="How many there are on the way")
    differs_at: str | None = Field(description="Its first message that is not on the active branch")
    text: str = Field(description="How that message begins; of the active branch, its last one")
    updated_at: datetime


class BranchList(BaseModel):
    """A chat's branches, the newest first, 100 at most."""

    items: list[BranchOut]
