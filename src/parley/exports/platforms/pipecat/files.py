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
    """The files of the documents that there are."""
    return {path: _written(role, documents[role]) for role, path in PATHS.items() if role in documents}


def _written(role: str, document: Any) -> str:
    if role == "handlers":
        return str(document)
    if PATHS[role].endswith(".json"):
        return json_text.dumped(document)
    return yaml_text.dumped(document)
