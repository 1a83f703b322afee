"""Time and ids: UTC-aware, to the microsecond; ids are UUIDv7 strings, so they sort by the moment they were made."""

import re
from datetime import UTC, datetime

import uuid_utils

_ID = re.compile(r"[0-9a-f-]{36}")


def now() -> datetime:
    """The current time, UTC-aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7 as 36 lower-case characters."""
    return str(uuid_utils.uuid7())


def is_id(value: str) -> bool:
    """Whether it can be an id at all: other texts do not go to the database."""
    return _ID.fullmatch(value) is not None
