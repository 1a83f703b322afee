"""What every router that touches sessions takes as parameters."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from starlette.convertors import StringConvertor, register_url_convertor

from parley.sessions.service import Sessions

SessionId = Annotated[str, Path(description="The session's id", examples=["01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"])]


class _SessionConvertor(StringConvertor):
    """`/sessions/create` is an address of its own, not a session: other methods get 405 there."""

    regex = "(?!create$)[^/]+"


register_url_convertor("session", _SessionConvertor())

SeqCursor = Annotated[int | None, Query(ge=0, le=2_000_000_000, description="next_cursor of the page before")]


async def sessions_of(request: Request) -> Sessions:
    """The process's Sessions, as a dependency; async, or FastAPI would ask a thread for it."""
    sessions: Sessions = request.app.state.sessions
    return sessions


UsesSessions = Annotated[Sessions, Depends(sessions_of)]
