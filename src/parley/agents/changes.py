"""What people do to agents by hand: change, restore, publish, delete. A changed spec is a new version, always."""

from dataclasses import dataclass
from typing import Any

import orjson

from parley.agents import service
from parley.agents.answers import AgentIn, AgentOut, VersionItem, VersionKind
from parley.agents.models import Agent
from parley.agents.schemas import AgentSpec
from parley.agents.service import Agents, Origin
from parley.core.clock import now
from parley.core.errors import Conflict
from parley.core.idempotency import Answer, Once
from parley.core.statements import Delete, Insert, Unit, Update

_TITLES = ("name", "slug", "description")


@dataclass(frozen=True, slots=True)
class _Succession:
    """A version that follows an agent's newest one, if no other comes first."""

    row: Insert
    unit: Unit

    @property
    def item(self) -> VersionItem:
        return VersionItem.model_validate(self.row.values)


async def change(agents: Agents, owner: str, name: str, wanted: AgentIn) -> AgentOut:
    """Give an agent another name, slug or description, which later builds keep.

    Without a difference nothing is written. Conflict: a persona or another agent of the owner has the slug.
    """
    values = wanted.model_dump(include=set(_TITLES), exclude_none=True)
    held = await agents.own(owner, name)

    async def attempt() -> tuple[Answer, Unit]:
        agent = await agents.own(owner, held.id)
        spec = (await service.version_of(agents.db, agent)).spec
        changed = spec.model_copy(update=values)
        if await agents.free_slug(owner, changed.slug, agent.id) != changed.slug:
            raise Conflict("A persona or another agent of yours has this slug; take another one.")
        if changed == spec:
            return Answer(200, ""), Unit(())
        by_hand = orjson.dumps({**orjson.loads(agent.by_hand), **values}).decode()
        told = wanted.note or f"Changed by hand: {', '.join(values)}"
        following = _follow(agent, changed, _origin(owner, VersionKind.EDIT, told), by_hand=by_hand)
        return Answer(200, ""), following.unit

    await Once(agents.db, owner).answered(attempt)
    return AgentOut.model_validate(await agents.own(owner, held.id))


async def restore(agents: Agents, once: Once, name: str, number: int) -> Answer:
    """A new version equal to an older one; the answer is its VersionItem.

    Only the slug may differ, where another agent has taken it since.
    """

    async def attempt() -> tuple[Answer, Unit]:
        agent = await agents.own(once.owner, name)
        spec = (await service.version_of(agents.db, agent, number)).spec
        slug = await agents.free_slug(once.owner, spec.slug, agent.id)
        restored = spec.model_copy(update={"slug": slug})
        by_hand = {key: value for key, value in orjson.loads(agent.by_hand).items() if getattr(restored, key) == value}
        origin = _origin(once.owner, VersionKind.RESTORE, f"Restored from version {number}")
        following = _follow(agent, restored, origin, by_hand=orjson.dumps(by_hand).decode())
        return Answer(201, following.item.model_dump_json()), following.unit

    return await once.answered(attempt)


async def publish(agents: Agents, owner: str, name: str, number: int) -> AgentOut:
    """Make a version the one in use, instead of the one that was; safe to repeat."""
    agent = await agents.own(owner, name)
    await service.version_of(agents.db, agent, number)
    values = {"published": number, "updated_at": now()}
    await agents.db.apply(Unit((Update(Agent, {"id": agent.id, "owner": owner}, values),)))
    return AgentOut.model_validate(await agents.own(owner, agent.id))


async def delete(agents: Agents, owner: str, name: str) -> None:
    """Remove an agent and all its versions; sessions that built it stay, and can build it anew."""
    agent = await agents.own(owner, name)
    await agents.db.apply(Unit((Delete(Agent, {"id": agent.id, "owner": owner}),)))


def _origin(owner: str, kind: VersionKind, note: str) -> Origin:
    return Origin(owner, None, None, now(), kind, note)


def _follow(agent: Agent, spec: AgentSpec, origin: Origin, **values: Any) -> _Succession:
    number = agent.version + 1
    row = service.version_row(agent.id, number, spec, origin)
    where = {"id": agent.id, "owner": agent.owner, "version": agent.version}
    guard = Update(Agent, where, {**service.newest(number, spec, origin), **values})
    return _Succession(row, Unit((row,), guard))
