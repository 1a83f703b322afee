"""A definition as YAML, for people who read, compare and edit it: what is not said is as by default.

It loads back to an equal agent. Only what JSON can say is read: no tags, no anchors, bounded in size and depth.
"""

from typing import Any

import yaml

from parley.agents.schemas import AgentSpec
from parley.exports import shaped
from parley.exports.yaml_text import dumped


def dump(spec: AgentSpec) -> str:
    """The definition in the order of its format's fields: equal specs give equal text."""
    tree = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dumped({"schema": spec.schema_name, **tree})


def load(path: str, text: str) -> Any:
    """The plain value of a definition in JSON, or in YAML by its name; shaped.Unreadable where there is none."""
    value = shaped.load(path, text)
    if path.endswith((".yaml", ".yml")) and any(
        isinstance(token, yaml.AliasToken | yaml.AnchorToken) for token in yaml.scan(text, Loader=yaml.CSafeLoader)
    ):
        raise shaped.Unreadable("it uses anchors or aliases, which a definition may not")
    return value
