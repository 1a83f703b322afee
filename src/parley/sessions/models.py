"""Tables of conversations: sessions, their turns and messages, and the tree of states that undo walks."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parley.core.db import Model, UtcTime


class Session(Model):
    """A conversation. `version` counts every change and is checked in each commit.

    `head` is a build's current state, a chat's last message on the branch that is gone on with. Of a chat `agent` is
    whom it is with by default, `name` what its client calls it, and `run_id` the run that answers a message just now.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    turn: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(Integer)
    head: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[str | None] = mapped_column(Text)
    agent_version: Mapped[int | None] = mapped_column(Integer)
    model_calls: Mapped[int] = mapped_column(Integer)
    input_tokens: Mapped[int] = mapped_column(Integer)
    output_tokens: Mapped[int] = mapped_column(Integer)
    document_calls: Mapped[int] = mapped_column(Integer, server_default="0")
    document_input_tokens: Mapped[int] = mapped_column(Integer, server_default="0")
    document_output_tokens: Mapped[int] = mapped_column(Integer, server_default="0")
    max_turns: Mapped[int] = mapped_column(Integer)
    max_tokens: Mapped[int] = mapped_column(Integer)
    agent: Mapped[str] = mapped_column(Text, server_default="")
    name: Mapped[str | None] = mapped_column(Text)
    run_id: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    last_turn_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (
        Index("ix_sessions_owner_id", "owner", "id"),
        Index("uq_sessions_owner_name", "owner", "name", unique=True),
    )


class Turn(Model):
    """One user message, edit or undo, and what it cost."""

    __tablename__ = "turns"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    state_id: Mapped[str] = mapped_column(Text)
    engine: Mapped[str] = mapped_column(Text)
    model_calls: Mapped[int] = mapped_column(Integer)
    input_tokens: Mapped[int] = mapped_column(Integer)
    output_tokens: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class Message(Model):
    """What was said. `seq` has no gaps within a session; `status` is a `sessions.schemas.MessageStatus`.

    A chat's messages are a tree: `parent_id` is the message before. An assistant's message holds in `parts`, as JSON,
    the calls of tools that led to it, each with its result. Where the two are long, both are in `packed`.
    """

    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(Text)
    turn: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(Integer)
    role: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[str | None] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text, server_default="")
    run_id: Mapped[str | None] = mapped_column(Text)
    stop_reason: Mapped[str] = mapped_column(Text, server_default="")
    parts: Mapped[str] = mapped_column(Text, server_default="")
    packed: Mapped[bytes | None] = mapped_column(LargeBinary)
    model_calls: Mapped[int] = mapped_column(Integer, server_default="0")
    input_tokens: Mapped[int] = mapped_column(Integer, server_default="0")
    output_tokens: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (UniqueConstraint("session_id", "seq", name="uq_messages_session_id_seq"),)


class State(Model):
    """A snapshot of a build after a turn, as JSON; `parent_id` is the one before it."""

    __tablename__ = "build_states"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    owner: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[int] = mapped_column(Integer)
    data: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (Index("ix_build_states_session_id", "session_id"),)
