"""A definition as YAML, for people who read, compare and edit it: what is not said is as by default.

It loads back to an equal agent. Only what JSON can say is read: no tags, no anchors, bounded in size and depth.
"""

from typing import Any

import yaml

from parley.agents.schemas import AgentSpec
from parley.exports import shaped

_WIDTH = 110
_LINE_BREAKS = frozenset("\r\x85\u2028\u2029")
_LIKE_NUMBERS = frozenset("-+.0123456789~")


class _Dumper(yaml.SafeDumper):
    """Nothing is shared, so nothing has an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    """Several lines stand as they are; what YAML 1.2 could take for a number is quoted."""
    style = None
    if "\n" in value and _LINE_BREAKS.isdisjoint(value):
        style = "|"
    elif value[:1] in _LIKE_NUMBERS:
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def dump(spec: AgentSpec) -> str:
    """The definition in the order of its format's fields: equal specs give equal text."""
    tree = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(
        {"schema": spec.schema_name, **tree}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )


def load(path: str, text: str) -> Any:
    """The plain value of a definition in JSON, or in YAML by its name; shaped.Unreadable where there is none."""
    value = shaped.load(path, text)
    if path.endswith((".yaml", ".yml")) and any(
        isinstance(token, yaml.AliasToken | yaml.AnchorToken) for token in yaml.scan(text, Loader=yaml.CSafeLoader)
    ):
        raise shaped.Unreadable("it uses anchors or aliases, which a definition may not")
    return value
