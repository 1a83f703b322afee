"""What every router of build sessions needs: the process's engines, a session's state, and edits as turns."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Request, Response
from starlette.convertors import StringConvertor, register_url_convertor

from parley.builder.edits import RESERVED, Edit
from parley.builder.schemas import BuildState
from parley.builder.service import Builder
from parley.core.errors import Conflict
from parley.core.idempotency import respond
from parley.sessions.schemas import Loaded, SessionKind, TurnRequest
from parley.sessions.service import Sessions
from parley.tools.trials import Trials

ToolName = Annotated[str, Path(description="The tool's name", examples=["order_lookup"])]


class _ToolConvertor(StringConvertor):
    """`/tools/import` is an address of its own, not a tool: other methods get 405 there."""

    regex = f"(?!{RESERVED}(?:/|$))[^/]+"


register_url_convertor("tool", _ToolConvertor())


async def builder_of(request: Request) -> Builder:
    """The process's Builder, as a dependency; async, or FastAPI would ask a thread for it."""
    builder: Builder = request.app.state.builder
    return builder


UsesBuilder = Annotated[Builder, Depends(builder_of)]


async def trials_of(request: Request) -> Trials:
    """The process's test calls, as a dependency."""
    trials: Trials = request.app.state.trials
    return trials


UsesTrials = Annotated[Trials, Depends(trials_of)]


async def state_of(sessions: Sessions, owner: str, session_id: str) -> BuildState:
    """A build session's state; NotFound for unknown and foreign ids, Conflict for a chat."""
    return BuildState.model_validate_json((await loaded_of(sessions, owner, session_id)).state)


async def loaded_of(sessions: Sessions, owner: str, session_id: str) -> Loaded:
    """A build session with its header; errors as above."""
    loaded = await sessions.load(owner, session_id)
    if loaded.header.kind is not SessionKind.BUILD:
        raise Conflict("This session is a chat: nothing is built in it; POST /api/v1/messages talks in it.")
    return loaded


async def edited(sessions: Sessions, builder: Builder, owner: str, session_id: str, change: Edit) -> Response:
    """The answer to a change by hand."""
    return respond(await sessions.take_turn(TurnRequest(owner, session_id, partial(builder.edit, change))))
