"""The scripted model server and pools that talk to it."""

from tests.scripted.fixtures import connect, pool, protocol, server, wire
from tests.scripted.several import join, servers

__all__ = ["connect", "join", "pool", "protocol", "server", "servers", "wire"]
