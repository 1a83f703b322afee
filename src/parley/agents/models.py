"""Tables of agents: the named thing, and its immutable versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parley.core.db import Model, UtcTime


class Agent(Model):
    """An agent under its owner's name for it; `version` is the newest one's number, `published` the one in use.

    `by_hand` is a JSON object of what somebody set by hand (name, slug, description); later builds keep it.
    """

    __tablename__ = "agents"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    published: Mapped[int | None] = mapped_column(Integer)
    by_hand: Mapped[str] = mapped_column(Text, server_default="{}")
    session_id: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (
        UniqueConstraint("owner", "slug", name="uq_agents_owner_slug"),
        Index("ix_agents_owner_id", "owner", "id"),
    )


class AgentVersion(Model):
    """A version: the AgentSpec as JSON with its digest, and how it came about. Never changed; it goes with its agent.

    `session_id` and `turn` name the turn that made it, where one did.
    """

    __tablename__ = "agent_versions"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner: Mapped[str] = mapped_column(Text)
    spec: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, server_default="build")
    note: Mapped[str] = mapped_column(Text, server_default="")
    session_id: Mapped[str | None] = mapped_column(Text)
    turn: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
