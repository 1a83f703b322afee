"""Tells checking data ("check the name and postcode") from checking what a caller asks about ("check an order")."""

import re

from parley.builder.guided.english import nouns
from parley.builder.guided.tables import word_set


def is_of_data(verb: str, wanted: str) -> bool:
    """ "Check the name and postcode": what is asked for, nothing a caller gets done."""
    if verb not in {"check", "confirm", "verify", "take"}:
        return False
    parts = [re.sub(r"^(?:the|an?|their|his|her) ", "", part) for part in _JOINED.split(wanted)]
    return len(parts) > 1 and all(part in _PLAIN_DATA or part in nouns.DATA_NAMES for part in parts)


_JOINED = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or|plus)\s+|\s*&\s*")
_PLAIN_DATA = word_set("name names address postcode reg registration plate mileage e-mail make model age date time")
