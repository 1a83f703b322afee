"""Agents and their versions: reading them, and the rows that a new version writes."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from parley.agents import dumps
from parley.agents.answers import AgentOut, AgentPage, VersionItem, VersionOut, VersionPage
from parley.agents.models import Agent, AgentVersion
from parley.agents.schemas import AgentSpec
from parley.core.db import Database
from parley.core.errors import NotFound
from parley.core.statements import Find, Insert, Statement, Update

_UNKNOWN = "There is no such agent here; GET /api/v1/agents lists yours."
_NAME = re.compile(r"[a-z0-9-]{1,60}")


async def find(db: Database, owner: str, name: str) -> Agent:
    """An agent by id or slug; NotFound for unknown, foreign and malformed ones alike."""
    if not _NAME.fullmatch(name):
        raise NotFound(_UNKNOWN)
    query = select(Agent).where(Agent.owner == owner, (Agent.id == name) | (Agent.slug == name))
    async with db.reading() as session:
        agent = await session.scalar(query)
    if agent is None:
        raise NotFound(_UNKNOWN)
    return agent


async def list_agents(db: Database, owner: str, *, limit: int, cursor: str | None) -> AgentPage:
    """The owner's agents, newest first."""
    query = select(Agent).where(Agent.owner == owner)
    if cursor is not None:
        query = query.where(Agent.id < cursor)
    async with db.reading() as session:
        rows = list(await session.scalars(query.order_by(Agent.id.desc()).limit(limit + 1)))
    page = rows[:limit]
    return AgentPage(
        items=[AgentOut.model_validate(row) for row in page],
        next_cursor=page[-1].id if len(rows) > limit else None,
    )


async def list_versions(db: Database, owner: str, name: str, *, limit: int, cursor: int | None) -> VersionPage:
    """An agent's versions, newest first."""
    agent = await find(db, owner, name)
    query = select(AgentVersion).where(AgentVersion.agent_id == agent.id, AgentVersion.owner == owner)
    if cursor is not None:
        query = query.where(AgentVersion.number < cursor)
    async with db.reading() as session:
        rows = list(await session.scalars(query.order_by(AgentVersion.number.desc()).limit(limit + 1)))
    page = rows[:limit]
    return VersionPage(
        items=[VersionItem.model_validate(row) for row in page],
        next_cursor=str(page[-1].number) if len(rows) > limit else None,
    )


async def version(db: Database, owner: str, name: str, number: int | None = None) -> VersionOut:
    """A version with its spec, the newest without a number; NotFound when there is none."""
    agent = await find(db, owner, name)
    async with db.reading() as session:
        row = await session.get(AgentVersion, (agent.id, agent.version if number is None else number))
    if row is None:
        raise NotFound(f"This agent has no version {number}; it has 1 to {agent.version}.")
    spec = AgentSpec.model_validate_json(row.spec)
    return VersionOut(spec=spec, **VersionItem.model_validate(row).model_dump())


async def slug_and_number(db: Database, owner: str, wanted: str, agent_id: str, *, is_new: bool) -> tuple[str, int]:
    """Where an agent's next version goes: its slug and its number, 1 for a new agent.

    The slug is the wanted one, or that with the end of the agent's id where another agent of the owner has it.
    """
    namesakes = await db.find(Find(Agent, ("id",), {"owner": owner, "slug": wanted}))
    versions = [] if is_new else await db.find(Find(Agent, ("version",), {"owner": owner, "id": agent_id}))
    is_free = all(found == agent_id for (found,) in namesakes)
    slug = wanted if is_free else f"{wanted[:47].rstrip('-')}-{agent_id[-12:]}"
    return slug, 1 + max((version for (version,) in versions), default=0)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a version, in which turn of which session, and when."""

    owner: str
    session_id: str
    turn: int
    moment: datetime


def version_rows(agent_id: str, number: int, spec: AgentSpec, origin: Origin, *, slug: str) -> tuple[Statement, ...]:
    """What a new version writes: itself, and the agent, made with version 1 and pointed at the newest after it.

    `slug` takes the place of the spec's own, which another agent may have.
    """
    data = dumps.renamed(spec, slug)
    version_values = {
        "agent_id": agent_id,
        "number": number,
        "owner": origin.owner,
        "spec": data.decode(),
        "digest": hashlib.sha256(data).hexdigest(),
        "session_id": origin.session_id,
        "turn": origin.turn,
        "created_at": origin.moment,
    }
    newest = {
        "slug": slug,
        "name": spec.name,
        "description": spec.description,
        "version": number,
        "updated_at": origin.moment,
    }
    kept = Insert(AgentVersion, version_values)
    if number > 1:
        return (Update(Agent, {"id": agent_id, "owner": origin.owner}, newest), kept)
    made = {
        "id": agent_id,
        "owner": origin.owner,
        "session_id": origin.session_id,
        "created_at": origin.moment,
    }
    return (Insert(Agent, {**made, **newest}), kept)
