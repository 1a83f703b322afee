"""Agents and their versions over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from parley.agents import service
from parley.agents.answers import AgentOut, AgentPage, VersionOut, VersionPage
from parley.core import openapi
from parley.core.auth import Owner
from parley.core.dependencies import Limit, UsesDatabase
from parley.core.problems import documented

router = APIRouter(prefix="/api/v1/agents", tags=["agents"], responses=documented(401, 503))

AgentName = Annotated[str, Path(description="The agent's id or slug", examples=["bright-smile-dental"])]
VersionNumber = Annotated[int, Path(ge=1, le=1_000_000, description="The version's number")]
Cursor = Annotated[str | None, Query(pattern=r"^[0-9a-f-]{36}$", description="next_cursor of the page before")]
NumberCursor = Annotated[int | None, Query(ge=0, le=1_000_000, description="next_cursor of the page before")]
_LINKS = openapi.links({"agent": "$response.body#/items/0/id"}, "get_agent", "list_versions")
_LINKS |= openapi.links({"agent": "$response.body#/items/0/id", "number": "1"}, "get_version")
_LINKS |= openapi.links({"agent": "$response.body#/items/0/id", "platform": "native"}, "export_agent")


@router.get("", responses={200: {"links": _LINKS}})
async def list_agents(db: UsesDatabase, owner: Owner, *, limit: Limit = 50, cursor: Cursor = None) -> AgentPage:
    """Your agents, newest first. Empty until a build session reaches COMPLETED."""
    return await service.list_agents(db, owner, limit=limit, cursor=cursor)


@router.get("/{agent}", responses=documented(404))
async def get_agent(db: UsesDatabase, owner: Owner, agent: AgentName) -> AgentOut:
    """An agent by id or slug."""
    return AgentOut.model_validate(await service.find(db, owner, agent))


@router.get("/{agent}/versions", responses=documented(404))
async def list_versions(
    db: UsesDatabase, owner: Owner, agent: AgentName, *, limit: Limit = 50, cursor: NumberCursor = None
) -> VersionPage:
    """An agent's versions, newest first. They never change and are never removed."""
    return await service.list_versions(db, owner, agent, limit=limit, cursor=cursor)


@router.get("/{agent}/versions/{number}", responses=documented(404))
async def get_version(db: UsesDatabase, owner: Owner, agent: AgentName, number: VersionNumber) -> VersionOut:
    """A version with its whole AgentSpec."""
    return await service.version(db, owner, agent, number)
