"""How connections learn that the server is told to stop, and what they wait for before they close."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

BEGIN = "begin_leaving"
"""Where the lifespan's state has what begins the end: called by every connection, it does so once."""


def begin(app_state: Mapping[str, Any]) -> "asyncio.Task[None] | None":
    """What has to be over before a connection may be closed that the client would not close; None: nothing."""
    given: Callable[[], asyncio.Task[None]] | None = app_state.get(BEGIN)
    return None if given is None else given()


class Connection(HttpToolsProtocol):
    """HTTP as uvicorn speaks it. An answer under way is finished, so what it waits for has to end now."""

    def shutdown(self) -> None:
        begin(self.app_state)
        super().shutdown()
