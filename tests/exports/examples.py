"""Values of every field that a shape has, made from the shape itself, each variant of a union in a turn of its own."""

import types
from collections.abc import Iterator
from itertools import count
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

BY_PATTERN = {"url": "https://api.example.com/x", "phone_number": "+15550123456", "key": "X-Site", "value": "7"}
DEPTH = 12


class Examples:
    """One value after the other; texts are all different, so that nothing can be taken for its neighbour."""

    def __init__(self, turn: int) -> None:
        self._turn = turn
        self._numbers = count(1)
        self.used: set[tuple[str, str]] = set()

    def of(self, kind: Any, name: str = "text", depth: int = 0) -> Any:
        """A value of the kind, with every field as deep as it goes."""
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            bounds = [one for one in inner[1:] if isinstance(one, FieldInfo)]
            return self._bounded(self.of(inner[0], name, depth), bounds[0].metadata if bounds else [])
        if origin in (Union, types.UnionType):
            return self._member([one for one in inner if one is not type(None)], name, depth)
        if origin is Literal:
            return inner[self._turn % len(inner)]
        if origin is list:
            return [self.of(inner[0], name, depth + 1)]
        if origin is dict:
            return {f"{name}_{at}": self.of(inner[1], name, depth + 1) for at in (1, 2)}
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._object(kind, depth)
        return self._plain(kind, name)

    def _member(self, kinds: list[Any], name: str, depth: int) -> Any:
        turn = self._turn // 8 if len(kinds) == 2 else self._turn
        turn = turn if depth < DEPTH else 0
        return self.of(kinds[turn % len(kinds)], name, depth) if kinds else None

    def _object(self, kind: type[BaseModel], depth: int) -> Any:
        kind.model_rebuild()
        fields = kind.model_fields.items()
        kept = [(name, one) for name, one in fields if depth < DEPTH or one.is_required()]
        self.used |= {(kind.__name__, one.alias or name) for name, one in kept}
        return {
            one.alias or name: self._bounded(self.of(one.annotation, name, depth + 1), one.metadata)
            for name, one in kept
        }

    def _plain(self, kind: Any, name: str) -> Any:
        if kind is bool:
            return bool(self._turn % 2 == 0)
        if kind in (int, float):
            return 7
        return None if kind is type(None) else BY_PATTERN.get(name, f"{name}{next(self._numbers)}")

    def _bounded(self, value: Any, bounds: list[Any]) -> Any:
        for bound in bounds:
            pattern = getattr(bound, "pattern", None)
            if pattern and "[0-9A-Fa-f]{2}" in pattern:
                value = "0a"
            if pattern and "[0-9*#wW]" in pattern:
                value = "12#"
            least = getattr(bound, "ge", getattr(bound, "gt", None))
            most = getattr(bound, "le", getattr(bound, "lt", None))
            if least is not None and value < least:
                value = least
            if most is not None and value >= most:
                value = most - 0.05 if isinstance(most, float) or most <= 1 else most - 1
            if getattr(bound, "min_length", 0) == 2 and isinstance(value, list) and len(value) < 2:
                value = [value[0], value[0]]
        return value


def fields(kind: type[BaseModel], seen: set[Any] | None = None) -> Iterator[tuple[str, str]]:
    """Every field below a shape, as the names of the shape and of the field on the wire."""
    seen = set() if seen is None else seen
    if kind in seen:
        return
    seen.add(kind)
    kind.model_rebuild()
    for name, one in kind.model_fields.items():
        yield kind.__name__, one.alias or name
        yield from _below(one.annotation, seen)


def _below(kind: Any, seen: set[Any]) -> Iterator[tuple[str, str]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from fields(kind, seen)
    for inner in get_args(kind):
        yield from _below(inner, seen)
