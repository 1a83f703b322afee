"""What the readers of single slots share, whatever the language: the way in, and words meant to be spoken."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_QUOTED = re.compile(r"[\"“„«](.{2,1500}?)[\"”“»]", re.DOTALL)


def value(parsers: Mapping[str, Callable[[str], Any]], slot: str, text: str) -> Any | None:
    """The JSON value that the slot's parser finds in a text, None where it holds none."""
    if slot not in parsers or not any(map(str.isalnum, text)):
        return None
    return parsers[slot](text.strip()) or None


def line(text: str, bare: str) -> str:
    """The first quotation of a text, else its bare words, on one line."""
    quoted = _QUOTED.search(text)
    return " ".join((quoted.group(1) if quoted else bare).split())
