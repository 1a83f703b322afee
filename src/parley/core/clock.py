"""Time and ids: UTC-aware, to the microsecond; ids are UUIDv7 strings, so they sort by the moment they were made."""

from datetime import UTC, datetime

import uuid_utils


def now() -> datetime:
    """The current time, UTC-aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7 as 36 lower-case characters."""
    return str(uuid_utils.uuid7())
