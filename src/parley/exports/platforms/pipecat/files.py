"""The documents of a Pipecat project as text files, and back: YAML for people, JSON for code."""

from collections.abc import Mapping
from typing import Any

from parley.exports import json_text, yaml_text

FLOW = "flow.yaml"
HANDLERS = "handlers.py"
TOOLS = "tools.json"
SETTINGS = "settings.json"
EVALS = "evals.yaml"
PATHS = {"flow": FLOW, "handlers": HANDLERS, "tools": TOOLS, "settings": SETTINGS, "evals": EVALS}
"""Documents by role, with the files that hold them."""


def written(documents: Mapping[str, Any]) -> dict[str, str]:
    """The files of the documents that there are, where they stood if they came from somewhere."""
    paths = PATHS | documents.get("paths", {})
    return {paths[role]: _written(paths[role], documents[role]) for role in PATHS if role in documents}


def _written(path: str, document: Any) -> str:
    if path.endswith(".py"):
        return str(document)
    if path.endswith(".json"):
        return json_text.dumped(document)
    return yaml_text.dumped(document)
