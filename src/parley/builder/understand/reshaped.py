"""A model's wishes about the flow, each in one sentence, as edits that code has made of them."""

from typing import Any

from parley.builder import guided
from parley.builder.schemas import BuildState
from parley.builder.understand.evidence import shares_words


def wished(values: list[str], message: str, state: BuildState) -> list[list[dict[str, Any]]]:
    """The edits of each wish; ValueError says what is wrong with the first that cannot be made."""
    for text in values:
        if not shares_words(text, message):
            raise ValueError("the change is not in the message; use its words")
    return [guided.reshaping.value(text, state) for text in values]
