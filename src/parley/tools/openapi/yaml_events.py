"""YAML to plain JSON values from the C parser's events: no node graph, no tags, no types beyond JSON's.

Aliases share what they name and are counted as if they were written out, so a bomb is refused before it goes off.
Scalars follow YAML 1.2's core schema, as OpenAPI asks: `on` and `no` are words, a date is text. Digits after a leading
zero stay text, since they are mostly an id.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from parley.tools.openapi.faults import DocumentFault

MAX_VALUES = 1_000_000
MAX_DEPTH = 200
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(
    r"[-+]?(?:0|[1-9][0-9]{0,17})?(?:\.[0-9]{1,40}(?:[eE][-+]?[0-9]{1,3})?|(?<=[0-9])[eE][-+]?[0-9]{1,3})"
)
_WORDS = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS = frozenset("-+.0123456789")
_TEXT_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY = object()
_MERGE = object()


@dataclass(slots=True)
class _Open:
    """A collection being filled. `size` counts the values in it, those behind aliases written out."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    line: int
    key: object = _NO_KEY
    merged: list[dict[str, Any]] = field(default_factory=list)
    size: int = 1


def load(text: str) -> Any:
    """The first document of a YAML text; DocumentFault names the line of what cannot be read."""
    parser = _LOADER(text)
    try:
        return _Builder(parser.get_event).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _fault(mark.line + 1 if mark else 0, "it is not YAML") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _fault(0, "it is not YAML") from error
    finally:
        parser.dispose()


class _Builder:
    """Values from events, with a stack of its own."""

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self._next = next_event
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int] | None] = {}
        self._whole: Any = None

    def document(self) -> Any:
        while not isinstance(event := self._next(), yaml.DocumentStartEvent):
            if isinstance(event, yaml.StreamEndEvent):
                raise _fault(0, "it is empty")
        self._take(self._next())
        while self._stack:
            self._take(self._next())
        return self._whole

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._put(_scalar(event), 1, event.anchor, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event)
        elif kind is yaml.AliasEvent:
            self._put(*self._known(event), None, event)
        else:
            self._close(event)

    def _open(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if len(self._stack) >= MAX_DEPTH:
            raise _fault(line, f"it nests deeper than {MAX_DEPTH} levels")
        if event.tag not in {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}:
            raise _fault(line, "it uses a tag that is not JSON's")
        is_map = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Open({} if is_map else [], event.anchor, line))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        for merged in done.merged:
            done.value = {**merged, **done.value}  # type: ignore[dict-item]  # only mappings merge
        self._put(done.value, done.size, done.anchor, event)

    def _known(self, event: Any) -> tuple[Any, int]:
        known = self._anchors.get(event.anchor)
        if known is None:
            raise _fault(event.start_mark.line + 1, "an alias names what is not there, or contains it")
        return known

    def _put(self, value: Any, size: int, anchor: str | None, event: Any) -> None:
        """Into the collection that is open; with none open, the value is the document."""
        if anchor:
            self._anchors[anchor] = (value, size)
        if not self._stack:
            self._whole = value
            return
        here = self._stack[-1]
        here.size += size
        if here.size > MAX_VALUES:
            raise _fault(event.start_mark.line + 1, f"it holds more than {MAX_VALUES:,} values, aliases written out")
        if isinstance(here.value, list):
            here.value.append(value)
        elif here.key is _NO_KEY:
            here.key = value if type(value) is str and value != "<<" else _key(value, event)
        elif here.key is _MERGE:
            here.merged = _merged(value, event)
            here.key = _NO_KEY
        else:
            here.value[str(here.key)] = value
            here.key = _NO_KEY


def _scalar(event: Any) -> Any:
    text: str = event.value
    if event.tag is not None:
        if event.tag not in _TEXT_TAGS:
            raise _fault(event.start_mark.line + 1, "it uses a tag that is not JSON's")
        return text
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _STARTS:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            number = float(text)
            return number if math.isfinite(number) else text
    return text


def _key(value: Any, event: Any) -> object:
    """Keys are text, as in JSON: a response's 200 is "200"; a plain << merges."""
    match value:
        case "<<" if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            return _MERGE
        case str():
            return value
        case bool() | int() | float() | None if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
    raise _fault(event.start_mark.line + 1, "a mapping's key is not text")


def _merged(value: Any, event: Any) -> list[dict[str, Any]]:
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in found):
        raise _fault(event.start_mark.line + 1, "what is merged (<<) is not a mapping")
    return found


def _fault(line: int, what: str) -> DocumentFault:
    return DocumentFault(f"The document cannot be read{f' at line {line}' if line else ''}: {what}.", line=line)
