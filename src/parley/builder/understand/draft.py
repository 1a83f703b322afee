"""What a model is asked to fill in: flat operations that a small local model can write under a grammar.

Reading is lenient (a string for a list, a missing key, a wrong name), because each operation is checked afterwards
on its own: one that is wrong must not cost the others.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from parley.agents.schemas import SLOTS
from parley.builder.schemas import Op

OTHER_SLOTS = ("tools", "tool_url", "tool_number", "workflow", "none")
MAX_OPERATIONS = 40


def _text(value: Any) -> Any:
    return "" if value is None else str(value) if isinstance(value, int | float) else value


def _texts(value: Any) -> Any:
    """A list of texts, whatever a model made of it: nothing, one value, numbers, or objects for items."""
    items = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    return [_item(item) for item in items[:MAX_OPERATIONS]]


def _item(item: Any) -> str:
    """An object becomes the flat form the prompt asks for: its first value, a colon, the others."""
    if not isinstance(item, dict):
        return str(_text(item))
    first, *others = [", ".join(map(str, part)) if isinstance(part, list) else str(part) for part in item.values()] or [
        ""
    ]
    return f"{first}: {', '.join(others)}" if others else first


def _operations(value: Any) -> Any:
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [item if isinstance(item, dict) else {} for item in items[:MAX_OPERATIONS]]


def _choice(*names: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(names)})


Lenient = Annotated[str, BeforeValidator(_text)]


class DraftOperation(BaseModel):
    """One operation as the model wrote it. The evidence comes first: a quote made before the value keeps it honest."""

    model_config = ConfigDict(extra="ignore")

    evidence: Lenient = ""
    op: Annotated[Lenient, _choice(*Op)] = ""
    slot: Annotated[Lenient, _choice(*SLOTS, *OTHER_SLOTS)] = "none"
    values: Annotated[list[str], BeforeValidator(_texts)] = Field(default_factory=list)
    inferred: Annotated[bool, BeforeValidator(lambda value: value in (True, 1, "true", "True"))] = False


class Draft(BaseModel):
    """The model's answer."""

    model_config = ConfigDict(extra="ignore")

    operations: Annotated[list[DraftOperation], BeforeValidator(_operations)]
    answer: Lenient = ""
