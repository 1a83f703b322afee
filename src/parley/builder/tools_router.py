"""A build session's tools over HTTP: read, put, taken out, imported, tried."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from parley.agents.schemas import ToolSpec
from parley.builder import edits, imports
from parley.builder.answers import ToolsOut, TurnOut
from parley.builder.dependencies import ToolName, UsesBuilder, UsesTrials, edited, loaded_of, state_of
from parley.builder.schemas import BuildState
from parley.core.auth import Owner
from parley.core.errors import Conflict, NotFound
from parley.core.idempotency import CLAIMED, claim_of, respond
from parley.core.problems import documented
from parley.sessions.dependencies import SessionId, UsesSessions, sessions_of
from parley.sessions.schemas import TurnRequest
from parley.tools.calls import CallIn, CallOut

router = APIRouter(prefix="/api/v1/sessions", tags=["build"], responses=documented(401, 404, 409, 503))

_IMPORT = CLAIMED | {"requestBody": imports.BODY}


@router.get("/{session_id}/tools")
async def list_tools(sessions: UsesSessions, owner: Owner, session_id: SessionId) -> ToolsOut:
    """The tools chosen so far, with what they still need in `url_hint`."""
    return ToolsOut(items=(await state_of(sessions, owner, session_id)).tools)


@router.get("/{session_id}/tools/{name:tool}")
async def get_tool(sessions: UsesSessions, owner: Owner, session_id: SessionId, name: ToolName) -> ToolSpec:
    """One tool."""
    return _tool(await state_of(sessions, owner, session_id), name)


def _tool(state: BuildState, name: str) -> ToolSpec:
    for tool in state.tools:
        if tool.name == name:
            return tool
    raise NotFound("This session has no tool of that name; GET …/tools lists what it has.")


@router.put("/{session_id}/tools/{name:tool}", response_model=TurnOut)
async def put_tool(  # noqa: PLR0913 - FastAPI hands each part of the request over on its own
    sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId, name: ToolName, body: ToolSpec
) -> Response:
    """Configure a tool by hand, or add one of your own. Secrets are references (secret:NAME), never values."""
    if body.name != name:
        raise Conflict("The tool's name in the body is not the one in the address.")
    return await edited(sessions, builder, owner, session_id, edits.tool_put(body))


@router.delete("/{session_id}/tools/{name:tool}", response_model=TurnOut)
async def delete_tool(
    sessions: UsesSessions, builder: UsesBuilder, owner: Owner, session_id: SessionId, name: ToolName
) -> Response:
    """Take a tool out; workflow and prompt are derived again without it."""
    return await edited(sessions, builder, owner, session_id, edits.tool_removal(name))


@router.post("/{session_id}/tools/import", response_model=TurnOut, openapi_extra=_IMPORT)
async def import_tools(request: Request, builder: UsesBuilder, owner: Owner, session_id: SessionId) -> Response:
    """Take tools over from an OpenAPI document: of all its operations those that serve `wanted`, or else the goals.

    Importing again replaces what calls the same URL. The reply says what fits best, why, and what else was considered.
    """
    sessions, claim = await sessions_of(request), await claim_of(request)
    loaded = await loaded_of(sessions, owner, session_id)
    if stored := await sessions.replay(owner, claim):
        return respond(stored)
    work = partial(builder.adopt, await builder.imports.prepare(await imports.read(request), loaded))
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, work, claim=claim)))


@router.post("/{session_id}/tools/{name:tool}/test")
async def try_tool(  # noqa: PLR0913 - FastAPI hands each part of the request over on its own
    sessions: UsesSessions,
    trials: UsesTrials,
    owner: Owner,
    session_id: SessionId,
    name: ToolName,
    body: CallIn,
    *,
    send: Annotated[bool, Query(description="Make the call; one that writes needs `confirm` in the body")] = False,
) -> CallOut:
    """A dry run: the request that a call of the tool would send, and what is wrong with it. It is no turn.

    With `?send=true` the call is made, with your secrets, and answered with what came back.
    """
    tool = _tool(await state_of(sessions, owner, session_id), name)
    return await (trials.send if send else trials.plan)(owner, tool, body)
