"""What `tools.json` holds: the variables of a session and what each of its tools does."""

import json
from pathlib import Path
from typing import Annotated

from pydantic import Field

from parley.exports.carried.actions import Action, Part, VariableName


class Tool(Part):
    """A function tool of the session and what its calls do."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    action: Action


class Tools(Part):
    """All that the session itself has no place for; `variables` are the defaults of `{{name}}` in its texts."""

    variables: Annotated[dict[VariableName, Annotated[str, Field(max_length=2_000)]], Field(max_length=200)]
    max_duration_s: Annotated[int, Field(ge=1, le=7_200)]
    tools: Annotated[list[Tool], Field(max_length=128)]


def load(path: Path) -> Tools:
    """The file's content; ValidationError, a ValueError, names each place that is wrong."""
    return Tools.model_validate(json.loads(path.read_text(encoding="utf-8")))
