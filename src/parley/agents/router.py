"""Agents and their versions over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from parley.agents import changes
from parley.agents.answers import (
    AgentIn,
    AgentKind,
    AgentOut,
    AgentPage,
    VersionDiff,
    VersionItem,
    VersionOut,
    VersionPage,
)
from parley.agents.dependencies import AgentName, UsesAgents
from parley.core import idempotency, openapi
from parley.core.auth import Owner
from parley.core.dependencies import Limit
from parley.core.problems import documented

router = APIRouter(prefix="/api/v1/agents", tags=["agents"], responses=documented(401, 503))

VersionNumber = Annotated[int, Path(ge=1, le=1_000_000, description="The version's number")]
Cursor = Annotated[
    str | None,
    Query(pattern=r"^([0-9a-f-]{36}|persona:[a-z0-9-]{1,60})$", description="next_cursor of the page before"),
]
NumberCursor = Annotated[int | None, Query(ge=0, le=1_000_000, description="next_cursor of the page before")]
_LINKS = openapi.links({"agent": "$response.body#/items/0/id"}, "get_agent", "list_versions")
_LINKS |= openapi.links({"agent": "$response.body#/items/0/id", "number": "1"}, "get_version")
_LINKS |= openapi.links({"agent": "$response.body#/items/0/id", "platform": "native"}, "export_agent")


@router.get("", responses={200: {"links": _LINKS}})
async def list_agents(
    agents: UsesAgents, owner: Owner, *, limit: Limit = 50, cursor: Cursor = None, kind: AgentKind | None = None
) -> AgentPage:
    """Your agents, newest first, then the personas that all share; or those of one kind."""
    return await agents.page(owner, limit=limit, cursor=cursor, kind=kind)


@router.get("/{agent:agent}", responses=documented(404))
async def get_agent(agents: UsesAgents, owner: Owner, agent: AgentName) -> AgentOut:
    """An agent by id or slug."""
    return await agents.find(owner, agent)


@router.patch("/{agent:agent}", responses=documented(404, 409))
async def change_agent(agents: UsesAgents, owner: Owner, agent: AgentName, body: AgentIn) -> AgentOut:
    """Give an agent another name, slug or description: a new version, whose values later builds keep."""
    return await changes.change(agents, owner, agent, body)


@router.delete("/{agent:agent}", status_code=204, responses=documented(404, 409))
async def delete_agent(agents: UsesAgents, owner: Owner, agent: AgentName) -> None:
    """Erase an agent with all its versions. The sessions that built it stay; agreeing to it there builds a new one."""
    await changes.delete(agents, owner, agent)


@router.get("/{agent}/versions", responses=documented(404))
async def list_versions(
    agents: UsesAgents, owner: Owner, agent: AgentName, *, limit: Limit = 50, cursor: NumberCursor = None
) -> VersionPage:
    """An agent's versions, newest first, with what made each. They never change, and go only with their agent."""
    return await agents.versions(owner, agent, limit=limit, cursor=cursor)


@router.get("/{agent}/versions/{number}", responses=documented(404))
async def get_version(agents: UsesAgents, owner: Owner, agent: AgentName, number: VersionNumber) -> VersionOut:
    """A version with its whole AgentSpec."""
    return await agents.version(owner, agent, number)


@router.get("/{agent}/versions/{before}/diff/{after}", responses=documented(404))
async def compare_versions(
    agents: UsesAgents, owner: Owner, agent: AgentName, *, before: VersionNumber, after: VersionNumber
) -> VersionDiff:
    """What makes one version another: in plain words, each with the JSON pointers of what differs."""
    return await agents.compare(owner, agent, before, after)


@router.post(
    "/{agent}/versions/{number}/restore",
    status_code=201,
    response_model=VersionItem,
    responses=documented(404, 409),
    openapi_extra=idempotency.CLAIMED,
)
async def restore_version(
    request: Request, agents: UsesAgents, owner: Owner, agent: AgentName, number: VersionNumber
) -> Response:
    """Put a version back: a new version equal to it. The published one stays what it was."""
    once = await idempotency.once_of(request, owner)
    return idempotency.respond(await changes.restore(agents, once, agent, number))


@router.post("/{agent}/versions/{number}/publish", responses=documented(404, 409))
async def publish_version(agents: UsesAgents, owner: Owner, agent: AgentName, number: VersionNumber) -> AgentOut:
    """Make a version the one in use, `?version=published` of an export; to roll back, publish an older one."""
    return await changes.publish(agents, owner, agent, number)
