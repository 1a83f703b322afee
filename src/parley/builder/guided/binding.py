"""Which of the goals a list of data belongs to, by the words that stand before the list."""

import re

from parley.builder.guided.naming import GoalValue
from parley.builder.guided.reading import words


def meant(topic: str, values: list[GoalValue]) -> list[GoalValue]:
    """The goal that "for pickups it needs …" speaks of; "to move or drop one, which needs …" speaks of both."""
    is_relative = _WHICH.search(topic) is not None
    said = {_stem(word) for word in words(topic[-60:]) if len(word) > (3 if is_relative else 4)} - {"want", "whic"}
    doing = [value for value in values if not value["name"].startswith(("Answer ", "Check the status", "Tell "))]
    fitting = [value for value in doing if said & {_stem(word) for word in words(value["name"])}]
    return fitting if is_relative else fitting[:1]


_WHICH = re.compile(r"\bwhich (?:just |only )?$")


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y)$", "", word) if word.endswith(("ies", "y")) else word.rstrip("s")
