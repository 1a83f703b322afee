"""Agents and their versions: reading them, personas among them, and the rows that a new version writes."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import orjson
from sqlalchemy import select

from parley.agents import dumps, formats
from parley.agents.answers import (
    AgentKind,
    AgentOut,
    AgentPage,
    VersionDiff,
    VersionItem,
    VersionKind,
    VersionOut,
    VersionPage,
)
from parley.agents.diff import difference
from parley.agents.models import Agent, AgentVersion
from parley.agents.personas import Persona, Personas
from parley.agents.schemas import AgentSpec
from parley.core.db import Database
from parley.core.errors import Conflict, NotFound
from parley.core.resources import Resources
from parley.core.statements import Find, Insert, Statement, Update

_UNKNOWN = "There is no such agent here; GET /api/v1/agents lists those there are."
PUBLISHED: Literal["published"] = "published"
Wanted = int | Literal["published"] | None
"""Which version of an agent: its number, the published one, or None for the newest."""
_NAME = re.compile(r"[a-z0-9-]{1,60}")
_SHARED = "persona:"
"""What a cursor begins with that stands among the personas."""
_ONLY = 1
"""The number of a persona's one version."""


@dataclass(frozen=True, slots=True)
class Next:
    """An agent's next version: its number, and the spec as it is to be stored."""

    number: int
    spec: AgentSpec


class Agents:
    """The agents that owners may use: their own, in the database, and the personas that all share.

    A name is an id or a slug; where a persona has an agent's slug, the name is the persona's, and the agent is reached
    by its id. NotFound for unknown, foreign and malformed names alike.
    """

    def __init__(self, db: Database, personas: Personas) -> None:
        self.db = db
        self.personas = personas

    @classmethod
    def of(cls, resources: Resources) -> "Agents":
        """Those of a process; ConfigError where PERSONAS_DIR is no folder."""
        return cls(resources.db, Personas.of(resources.settings))

    async def find(self, owner: str, name: str) -> AgentOut:
        """An agent."""
        persona = self.personas.get(name)
        return shown(persona) if persona else AgentOut.model_validate(await self._row(owner, name))

    async def own(self, owner: str, name: str) -> Agent:
        """An agent that may be changed; Conflict for a persona."""
        if self.personas.get(name) is not None:
            raise Conflict(
                "This agent is a persona: it is read-only and shared by all. POST /api/v1/sessions/create with its "
                "agent_id opens a copy that is yours."
            )
        return await self._row(owner, name)

    async def page(
        self, owner: str, *, limit: int, cursor: str | None = None, kind: AgentKind | None = None
    ) -> AgentPage:
        """The owner's agents, newest first, then the personas; or those of one kind."""
        is_shared = cursor is not None and cursor.startswith(_SHARED)
        rows = [] if is_shared or kind is AgentKind.PERSONA else await self.newest(owner, cursor, limit + 1)
        items = [AgentOut.model_validate(row) for row in rows[:limit]]
        if len(rows) > limit or kind is AgentKind.BUILT:
            return AgentPage(items=items, next_cursor=items[-1].id if len(rows) > limit else None)
        after = cursor.removeprefix(_SHARED) if cursor is not None and is_shared else ""
        personas = [persona for persona in self.personas.all() if persona.key > after]
        room = limit - len(items)
        last = f"{_SHARED}{personas[room - 1].key}" if room and len(personas) > room else None
        if not room and personas:
            last = items[-1].id
        return AgentPage(items=[*items, *map(shown, personas[:room])], next_cursor=last)

    async def versions(self, owner: str, name: str, *, limit: int, cursor: int | None = None) -> VersionPage:
        """An agent's versions, newest first."""
        persona = self.personas.get(name)
        if persona is not None:
            is_first = cursor is None or cursor > _ONLY
            return VersionPage(items=[_item(persona)] if is_first else [], next_cursor=None)
        agent = await self._row(owner, name)
        query = select(AgentVersion).where(AgentVersion.agent_id == agent.id, AgentVersion.owner == owner)
        if cursor is not None:
            query = query.where(AgentVersion.number < cursor)
        async with self.db.reading() as session:
            rows = list(await session.scalars(query.order_by(AgentVersion.number.desc()).limit(limit + 1)))
        page = rows[:limit]
        return VersionPage(
            items=[VersionItem.model_validate(row) for row in page],
            next_cursor=str(page[-1].number) if len(rows) > limit else None,
        )

    async def version(self, owner: str, name: str, number: Wanted = None) -> VersionOut:
        """A version with its spec; NotFound when there is none."""
        persona = self.personas.get(name)
        if persona is None:
            return await version_of(self.db, await self._row(owner, name), number)
        if number not in (None, PUBLISHED, _ONLY):
            raise NotFound(f"A persona has one version, {_ONLY}.")
        return VersionOut(spec=persona.spec, **_item(persona).model_dump())

    async def compare(self, owner: str, name: str, before: int, after: int) -> VersionDiff:
        """What makes the version `before` the version `after`, whichever is older."""
        old, new = await self.version(owner, name, before), await self.version(owner, name, after)
        changes = difference(old.spec, new.spec)
        return VersionDiff(agent_id=old.agent_id, before=before, after=after, changes=changes)

    async def following(self, owner: str, spec: AgentSpec, agent_id: str, *, is_new: bool) -> Next:
        """Where a spec goes as an agent's next version, 1 for a new agent.

        It keeps the name, slug and description that somebody gave the agent by hand; where the slug is taken it gets
        one with the end of the agent's id.
        """
        where = {"owner": owner, "id": agent_id}
        found = [] if is_new else await self.db.find(Find(Agent, ("version", "by_hand"), where))
        [(newest, by_hand)] = found or [(0, "{}")]
        values = orjson.loads(by_hand)
        slug = await self.free_slug(owner, values.get("slug", spec.slug), agent_id)
        return Next(newest + 1, spec.model_copy(update={**values, "slug": slug}))

    async def free_slug(self, owner: str, wanted: str, agent_id: str) -> str:
        """The wanted slug, or where a persona or another agent of the owner has it, one with the end of the id."""
        namesakes = await self.db.find(Find(Agent, ("id",), {"owner": owner, "slug": wanted}))
        is_free = all(found == agent_id for (found,) in namesakes) and self.personas.get(wanted) is None
        return wanted if is_free else f"{wanted[:47].rstrip('-')}-{agent_id[-12:]}"

    async def _row(self, owner: str, name: str) -> Agent:
        if not is_name(name):
            raise NotFound(_UNKNOWN)
        query = select(Agent).where(Agent.owner == owner, (Agent.id == name) | (Agent.slug == name))
        async with self.db.reading() as session:
            agent = await session.scalar(query)
        if agent is None:
            raise NotFound(_UNKNOWN)
        return agent

    async def newest(self, owner: str, cursor: str | None, limit: int) -> Sequence[Agent]:
        """The owner's own agents from the cursor on, newest first."""
        query = select(Agent).where(Agent.owner == owner)
        if cursor is not None:
            query = query.where(Agent.id < cursor)
        async with self.db.reading() as session:
            return list(await session.scalars(query.order_by(Agent.id.desc()).limit(limit)))


def shown(persona: Persona) -> AgentOut:
    """A persona among the agents."""
    return AgentOut(
        id=persona.key,
        kind=AgentKind.PERSONA,
        slug=persona.key,
        name=persona.spec.name,
        description=persona.spec.description,
        version=_ONLY,
        published=_ONLY,
        session_id=None,
        created_at=persona.modified,
        updated_at=persona.modified,
    )


def _item(persona: Persona) -> VersionItem:
    return VersionItem(
        agent_id=persona.key,
        number=_ONLY,
        owner="",
        kind=VersionKind.FILE,
        note=f"A persona, from {persona.key}.md.j2",
        digest=persona.digest,
        session_id=None,
        turn=None,
        created_at=persona.modified,
    )


def is_name(name: str) -> bool:
    """Whether this can be an agent's id or slug at all."""
    return _NAME.fullmatch(name) is not None


async def is_there(db: Database, owner: str, agent_id: str) -> bool:
    """Whether the owner has this agent, for what only needs to know that."""
    return bool(await db.find(Find(Agent, ("id",), {"owner": owner, "id": agent_id})))


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
