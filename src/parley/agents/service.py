"""Agents and their versions: reading them, and the rows that a new version writes."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from sqlalchemy import select

from parley.agents import dumps, formats
from parley.agents.answers import AgentOut, AgentPage, VersionDiff, VersionItem, VersionKind, VersionOut, VersionPage
from parley.agents.diff import difference
from parley.agents.models import Agent, AgentVersion
from parley.agents.schemas import AgentSpec
from parley.core.db import Database
from parley.core.errors import NotFound
from parley.core.statements import Find, Insert, Statement, Update

_UNKNOWN = "There is no such agent here; GET /api/v1/agents lists yours."
PUBLISHED: Literal["published"] = "published"
Wanted = int | Literal["published"] | None
"""Which version of an agent: its number, the published one, or None for the newest."""
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


async def is_there(db: Database, owner: str, agent_id: str) -> bool:
    """Whether the owner has this agent, for what only needs to know that."""
    return bool(await db.find(Find(Agent, ("id",), {"owner": owner, "id": agent_id})))


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


async def version(db: Database, owner: str, name: str, number: Wanted = None) -> VersionOut:
    """A version with its spec; NotFound when there is none."""
    agent = await find(db, owner, name)
    return await version_of(db, agent, number)


async def version_of(db: Database, agent: Agent, number: Wanted = None) -> VersionOut:
    """A version of an agent at hand; NotFound when there is none."""
    wanted = agent.version if number is None else agent.published if number == PUBLISHED else number
    if wanted is None:
        raise NotFound("No version of this agent is published; POST …/versions/{number}/publish does it.")
    async with db.reading() as session:
        row = await session.get(AgentVersion, (agent.id, wanted))
    if row is None:
        raise NotFound(f"This agent has no version {wanted}; it has 1 to {agent.version}.")
    spec = formats.stored(row.spec)
    return VersionOut(spec=spec, **VersionItem.model_validate(row).model_dump())


async def compare(db: Database, owner: str, name: str, before: int, after: int) -> VersionDiff:
    """What makes the version `before` the version `after`, whichever is older."""
    agent = await find(db, owner, name)
    old, new = await version_of(db, agent, before), await version_of(db, agent, after)
    changes = difference(old.spec, new.spec)
    return VersionDiff(agent_id=agent.id, before=before, after=after, changes=changes)


@dataclass(frozen=True, slots=True)
class Next:
    """An agent's next version: its number, and the spec as it is to be stored."""

    number: int
    spec: AgentSpec


async def next_version(db: Database, owner: str, spec: AgentSpec, agent_id: str, *, is_new: bool) -> Next:
    """Where a spec goes as an agent's next version, 1 for a new agent.

    It keeps the name, slug and description that somebody gave the agent by hand; where another agent of the owner has
    the slug it gets one with the end of the agent's id.
    """
    where = {"owner": owner, "id": agent_id}
    [(newest, by_hand)] = ([] if is_new else await db.find(Find(Agent, ("version", "by_hand"), where))) or [(0, "{}")]
    values = orjson.loads(by_hand)
    slug = await free_slug(db, owner, values.get("slug", spec.slug), agent_id)
    return Next(newest + 1, spec.model_copy(update={**values, "slug": slug}))


async def free_slug(db: Database, owner: str, wanted: str, agent_id: str) -> str:
    """The wanted slug, or where another agent of the owner has it, one with the end of the agent's id."""
    namesakes = await db.find(Find(Agent, ("id",), {"owner": owner, "slug": wanted}))
    is_free = all(found == agent_id for (found,) in namesakes)
    return wanted if is_free else f"{wanted[:47].rstrip('-')}-{agent_id[-12:]}"


@dataclass(frozen=True, slots=True)
class Origin:
    """How a version came about: whose doing it was, in which turn of which session if in one, when, and why."""

    owner: str
    session_id: str | None
    turn: int | None
    moment: datetime
    kind: VersionKind = VersionKind.BUILD
    note: str = ""

    @property
    def reason(self) -> str:
        """The note, or which turn it was."""
        return self.note if self.note or self.turn is None else f"Turn {self.turn} of a build session"


def version_rows(agent_id: str, number: int, spec: AgentSpec, origin: Origin) -> tuple[Statement, ...]:
    """What a new version writes: itself, and the agent, made with version 1 and pointed at the newest after it."""
    kept, values = version_row(agent_id, number, spec, origin), newest(number, spec, origin)
    if number > 1:
        return (Update(Agent, {"id": agent_id, "owner": origin.owner}, values), kept)
    made = {
        "id": agent_id,
        "owner": origin.owner,
        "session_id": origin.session_id,
        "created_at": origin.moment,
    }
    return (Insert(Agent, {**made, **values}), kept)


def version_row(agent_id: str, number: int, spec: AgentSpec, origin: Origin) -> Insert:
    """The version itself."""
    data = dumps.canonical(spec)
    values = {
        "agent_id": agent_id,
        "number": number,
        "owner": origin.owner,
        "spec": data.decode(),
        "digest": hashlib.sha256(data).hexdigest(),
        "kind": origin.kind,
        "note": origin.reason,
        "session_id": origin.session_id,
        "turn": origin.turn,
        "created_at": origin.moment,
    }
    return Insert(AgentVersion, values)


def newest(number: int, spec: AgentSpec, origin: Origin) -> dict[str, Any]:
    """What an agent's row takes from its newest version."""
    return {
        "slug": spec.slug,
        "name": spec.name,
        "description": spec.description,
        "version": number,
        "updated_at": origin.moment,
    }
