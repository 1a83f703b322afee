"""How long a provider asks to be left alone, by the headers of its refusal."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

OVERLOADED = frozenset({503, 529})
"""Failures of a server that may say when they are over."""
_LONGEST_WAIT_S = 600.0


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds to wait, given as such or as a date; at most ten minutes, None when it cannot be read."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        return _until(value)
    return min(seconds, _LONGEST_WAIT_S) if math.isfinite(seconds) and seconds >= 0 else None


def _until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((aware - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT_S)
