"""The documents of a Pipecat project as text files, and back: YAML for people, JSON for code."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

FLOW = "flow.yaml"
HANDLERS = "handlers.py"
TOOLS = "tools.json"
SETTINGS = "settings.json"
EVALS = "evals.yaml"
PATHS = {"flow": FLOW, "handlers": HANDLERS, "tools": TOOLS, "settings": SETTINGS, "evals": EVALS}
"""Documents by role, with the files that hold them."""


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks; every value written out where it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def written(documents: Mapping[str, Any]) -> dict[str, str]:
    """The files of the documents that there are."""
    return {path: _written(role, documents[role]) for role, path in PATHS.items() if role in documents}


def _written(role: str, document: Any) -> str:
    if role == "handlers":
        return str(document)
    if PATHS[role].endswith(".json"):
        return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
