"""Bounds on WebSockets."""

from pydantic import Field

from parley.core.settings.variables import Variables


class Sockets(Variables):
    """How many sockets there may be, and what one of them may take."""

    max_sockets: int = Field(
        default=500, ge=1, le=100_000, description="WebSockets open at once, a process; a further one gets 503."
    )
    socket_frame_bytes: int = Field(
        default=65_536, ge=1_000, le=10_000_000, description="Longest frame that a WebSocket takes."
    )
    socket_frames_per_second: int = Field(
        default=20, ge=1, le=10_000, description="Frames a second that a WebSocket takes, twice as many in a burst."
    )
    socket_strikes: int = Field(
        default=20,
        ge=1,
        le=10_000,
        description="Refused frames, each made good by a fair one, until a socket is closed.",
    )
    socket_streams: int = Field(default=8, ge=1, le=1_000, description="Runs that one WebSocket follows at once.")
    socket_topics: int = Field(default=50, ge=1, le=10_000, description="Topics that one WebSocket subscribes to.")
    socket_queue: int = Field(
        default=200, ge=1, le=100_000, description="News waiting for one WebSocket; then it is closed as too slow."
    )
    socket_auth_seconds: float = Field(
        default=10, gt=0, le=300, description="How long a WebSocket without a key may wait with its auth frame."
    )
