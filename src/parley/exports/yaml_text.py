"""Plain values as YAML, for people who read, compare and edit it, and for tools of any version of YAML.

Written by libyaml, which PyYAML brings, since a bundle's files in Python alone would cost more than all else of it.
"""

from typing import Any

import yaml

_WIDTH = 110
_LINE_BREAKS = frozenset("\r\x85\u2028\u2029")
_LIKE_NUMBERS = frozenset("-+.0123456789~")


class _Dumper(yaml.CSafeDumper):
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


def dumped(tree: Any) -> str:
    """The value in the order of its members: equal values give equal text, and reading it gives an equal value."""
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text
