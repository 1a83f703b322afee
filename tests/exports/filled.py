"""Values that together fill every field of a platform's shapes, made from the shapes themselves.

A shape is filled where it is met first; elsewhere it has what it requires, so that the values stay small.
"""

import inspect
from collections.abc import Iterator
from itertools import count
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo


def examples(kind: Any, counter: Iterator[int] | None = None, filled: set[Any] | None = None) -> list[Any]:
    """JSON values of the type, as many as it takes to have each member of each union in one of them."""
    counter = counter or count(1)
    filled = set() if filled is None else filled
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(inner[0], inner[1:], counter, filled)
    if origin is Literal:
        return list(inner)
    if origin in {list, dict}:
        items = examples(inner[-1], counter, filled)
        return [items if origin is list else {f"key_{next(counter)}": item for item in items}]
    if origin is not None or type(kind).__name__ == "UnionType":
        return [one for member in inner if member is not type(None) for one in examples(member, counter, filled)]
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return _model(kind, counter, filled)
    return {bool: [True], str: [f"text {next(counter)}"], int: [next(counter)], float: [next(counter) / 4]}.get(
        kind, [f"any {next(counter)}"]
    )


def _annotated(kind: Any, extras: tuple[Any, ...], counter: Iterator[int], filled: set[Any]) -> list[Any]:
    for extra in extras:
        if isinstance(extra, AfterValidator):
            return [sorted(_words(extra))[next(counter) % len(_words(extra))]]
        bounds = getattr(extra, "metadata", [extra])
        for bound in bounds:
            if getattr(bound, "ge", None) is not None:
                return [bound.ge + 1 if bound.ge >= 1 else bound.ge + 0.25 if bound.ge == 0 else 1]
            if pattern := getattr(bound, "pattern", None):
                return ["customer.speech.timeout" if "speech" in pattern else f"name_{next(counter)}"]
    return examples(kind, counter, filled)


def _words(validator: AfterValidator) -> frozenset[str]:
    cells = (cell.cell_contents for cell in validator.func.__closure__ or ())  # type: ignore[union-attr]
    return next(cell for cell in cells if isinstance(cell, frozenset))


def _model(kind: type[BaseModel], counter: Iterator[int], filled: set[Any]) -> list[Any]:
    kind.model_rebuild()
    if (kind, "open") in filled:
        return []
    is_first = kind not in filled
    filled |= {kind, (kind, "open")}
    fields = {
        field.alias or name: examples(_whole(field), counter, filled)
        for name, field in kind.model_fields.items()
        if is_first or field.is_required()
    }
    filled.discard((kind, "open"))
    if is_first and not all(fields.values()):
        filled.discard(kind)
    fields = {name: found for name, found in fields.items() if found}
    most = max((len(found) for found in fields.values()), default=0)
    return [{name: found[at % len(found)] for name, found in fields.items()} for at in range(most)] or [{}]


def _whole(field: FieldInfo) -> Any:
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def used(value: Any) -> Iterator[tuple[str, str]]:
    """The fields that are set in a validated value, and below it, by the names of their shapes."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value).__name__, name
            yield from used(getattr(value, name))
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from used(item)


def declared(kind: Any, seen: set[type] | None = None) -> Iterator[tuple[str, str]]:
    """Every field of a shape and of all that it refers to."""
    seen = set() if seen is None else seen
    for member in get_args(kind):
        if get_origin(kind) is not Literal:
            yield from declared(member, seen)
    if inspect.isclass(kind) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        for name, field in kind.model_fields.items():
            yield kind.__name__, name
            yield from declared(field.annotation, seen)
            yield from (one for extra in field.metadata for one in declared(extra, seen))
