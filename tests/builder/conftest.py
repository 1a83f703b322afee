"""The scripted model server and pools that talk to it."""

from tests.scripted.fixtures import connect, pool, protocol, server

__all__ = ["connect", "pool", "protocol", "server"]
