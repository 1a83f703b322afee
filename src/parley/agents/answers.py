"""Agents as clients see them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from parley.agents.schemas import AgentSpec


class AgentOut(BaseModel):
    """An agent; `version` is its newest one's number."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    slug: str
    name: str
    description: str
    version: int
    session_id: str | None
    created_at: datetime
    updated_at: datetime


class AgentPage(BaseModel):
    """A page of agents, newest first."""

    items: list[AgentOut]
    next_cursor: str | None


class VersionItem(BaseModel):
    """A version in a list: its number, the digest of its spec, and the turn that made it."""

    model_config = ConfigDict(from_attributes=True)

    agent_id: str
    number: int
    digest: str
    session_id: str | None
    turn: int | None
    created_at: datetime


class VersionPage(BaseModel):
    """A page of versions, newest first."""

    items: list[VersionItem]
    next_cursor: str | None


class VersionOut(VersionItem):
    """A version with its whole spec."""

    spec: AgentSpec
