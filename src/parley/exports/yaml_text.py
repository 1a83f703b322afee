"""Plain values as YAML, for people who read, compare and edit it, and for tools of any version of YAML.

Written by libyaml, which PyYAML brings, since a bundle's files in Python alone would cost more than all else of it; and
from events, since PyYAML's own way to them, a graph of nodes, costs twice what they do.
"""

from functools import lru_cache
from typing import Any

import yaml
from yaml.representer import SafeRepresenter
from yaml.resolver import Resolver

_WIDTH = 110
_LINE_BREAKS = frozenset("\r\x85\u2028\u2029")
_LIKE_NUMBERS = frozenset("-+.0123456789~")
_OTHERS = Resolver.yaml_implicit_resolvers
"""What plain text could be instead: patterns by the first character."""
_BEFORE = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False))
_AFTER = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
_MAP = yaml.MappingStartEvent(None, None, True, flow_style=False), yaml.MappingEndEvent()
_LIST = yaml.SequenceStartEvent(None, None, True, flow_style=False), yaml.SequenceEndEvent()
_REPRESENTER = SafeRepresenter()


def dumped(tree: Any) -> str:
    """The value in the order of its members: equal values give equal text, and reading it gives an equal value.

    Nothing is shared, so nothing has an anchor.
    """
    events: list[yaml.Event] = [*_BEFORE]
    _add(events, tree)
    text: str = yaml.emit([*events, *_AFTER], Dumper=yaml.CSafeDumper, allow_unicode=True, width=_WIDTH)
    return text


def _add(events: list[yaml.Event], value: Any) -> None:
    if isinstance(value, str):
        events.append(_text(value))
    elif isinstance(value, dict):
        events.append(_MAP[0])
        for key, item in value.items():
            events.append(_key(key))
            _add(events, item)
        events.append(_MAP[1])
    elif isinstance(value, list | tuple):
        events.append(_LIST[0])
        for item in value:
            _add(events, item)
        events.append(_LIST[1])
    else:
        plain = _REPRESENTER.represent_data(value)
        events.append(yaml.ScalarEvent(None, None, (True, False), plain.value))


@lru_cache(maxsize=2_048)
def _key(key: str) -> yaml.ScalarEvent:
    """Members' names are few, and an event can be emitted again and again."""
    return _text(key)


def _text(value: str) -> yaml.ScalarEvent:
    """Several lines stand as they are; what YAML 1.2 could take for a number is quoted."""
    style = None
    if "\n" in value and _LINE_BREAKS.isdisjoint(value):
        style = "|"
    elif value[:1] in _LIKE_NUMBERS:
        style = "'"
    others = _OTHERS.get(value[:1])
    is_other = others is not None and any(pattern.match(value) for _, pattern in others)
    return yaml.ScalarEvent(None, None, (not is_other, True), value, style=style)
