"""What every router that touches sessions takes as parameters."""

from typing import Annotated

from fastapi import Depends, Path, Request

from parley.sessions.service import Sessions

SessionId = Annotated[str, Path(description="The session's id", examples=["01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"])]


def sessions_of(request: Request) -> Sessions:
    """The process's Sessions, as a dependency."""
    sessions: Sessions = request.app.state.sessions
    return sessions


UsesSessions = Annotated[Sessions, Depends(sessions_of)]
