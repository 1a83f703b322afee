"""Plain values as JSON for people who read, compare and edit it: two spaces a level, a line break at the end."""

import json
from typing import Any

import orjson

_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def dumped(tree: Any) -> str:
    """The value in the order of its members; reading it gives an equal value."""
    try:
        return orjson.dumps(tree, option=_LAYOUT).decode()
    except orjson.JSONEncodeError:  # it writes no integer beyond 64 bits and no half of a surrogate pair
        return json.dumps(tree, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
