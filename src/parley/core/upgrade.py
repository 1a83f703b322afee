"""Where uvicorn finds its WebSockets: loaded with the first one, since an idle server needs none of it."""

import asyncio
from typing import Any


def socket(**given: Any) -> asyncio.Protocol:
    """The protocol of a connection that becomes a WebSocket; what is given is uvicorn's."""
    from parley.core.sockets import Sockets  # with its library

    return Sockets(**given)
