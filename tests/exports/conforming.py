"""Judges JSON by the types of an official SDK, more strictly than the SDK itself does.

Models that allow any further key, enumerations that allow any other value, TypedDicts that nobody checks at run time:
here none of that passes. It needs no more than pydantic, so that every checker's environment can import it.
"""

import inspect
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import BaseModel


def faults(value: Any, kind: Any, path: str) -> list[str]:
    """Every place where `value` is not exactly a `kind`; empty when it is."""
    origin = get_origin(kind)
    if origin is Annotated:
        return faults(value, get_args(kind)[0], path)
    if origin is Union or type(kind).__name__ == "UnionType":
        return _union(value, list(get_args(kind)), path)
    if origin is Literal:
        return [] if value in get_args(kind) else [f"{path}: {value!r} is none of {get_args(kind)}"]
    if is_typeddict(kind) or hasattr(kind, "__required_keys__"):
        return _typed_dict(value, kind, path)
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return _model(value, kind, path)
    return _container(value, kind, path)


def _container(value: Any, kind: Any, path: str) -> list[str]:
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(value, dict) and inspect.isclass(origin) and issubclass(dict, origin) and len(inner) == 2:
        return [fault for key, item in value.items() for fault in faults(item, inner[1], f"{path}.{key}")]
    if isinstance(value, list) and inspect.isclass(origin) and issubclass(list, origin) and len(inner) == 1:
        return [fault for at, item in enumerate(value) for fault in faults(item, inner[0], f"{path}[{at}]")]
    return [] if _is_plain(value, kind) else [f"{path}: {value!r} is no {kind}"]


def _union(value: Any, kinds: list[Any], path: str) -> list[str]:
    closed = (
        [kind for kind in kinds if kind is not Any] if any(get_origin(kind) is Literal for kind in kinds) else kinds
    )
    return min((faults(value, kind, path) for kind in closed), key=len)


def _model(value: Any, kind: type[BaseModel], path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind.__name__}"]
    fields = {_wire_name(name, field): field for name, field in kind.model_fields.items()}
    found = [f"{path}.{key}: not in {kind.__name__}" for key in value if key not in fields]
    found += [f"{path}.{key}: missing" for key, field in fields.items() if field.is_required() and key not in value]
    for key in value.keys() & fields.keys():
        found += faults(value[key], fields[key].annotation, f"{path}.{key}")
    return found


def _typed_dict(value: Any, kind: Any, path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {kind.__name__}"]
    hints = {name: _unwrapped(hint) for name, hint in get_type_hints(kind).items()}
    found = [f"{path}.{key}: not in {kind.__name__}" for key in value if key not in hints]
    found += [f"{path}.{key}: missing" for key in kind.__required_keys__ if key not in value]
    for key in value.keys() & hints.keys():
        found += faults(value[key], hints[key], f"{path}.{key}")
    return found


def _unwrapped(hint: Any) -> Any:
    return get_args(hint)[0] if getattr(get_origin(hint), "_name", "") in {"Required", "NotRequired"} else hint


def _wire_name(name: str, field: Any) -> str:
    from_metadata = [one.alias for one in field.metadata if type(one).__name__ == "FieldMetadata"]
    return str(field.alias or next(iter(from_metadata), name))


def _is_plain(value: Any, kind: Any) -> bool:
    if kind in {Any, object}:
        return True
    if kind in {None, type(None)}:
        return value is None
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return inspect.isclass(kind) and isinstance(value, kind)
