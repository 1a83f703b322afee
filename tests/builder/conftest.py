"""The scripted model server, pools that talk to it, and the vendor that bundles are checked against."""

from tests.exports.vendor import cli, document
from tests.scripted.fixtures import connect, pool, protocol, server

__all__ = ["cli", "connect", "document", "pool", "protocol", "server"]
