"""Judges JSON by the types of an official SDK, more strictly than the SDK itself does.

Models that allow any further key, enumerations that allow any other value, TypedDicts that nobody checks at run time:
here none of that passes. It needs no more than pydantic, so that every checker's environment can import it.
"""

import inspect
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from typing_extensions import is_typeddict


def faults(value: Any, kind: Any, path: str) -> list[str]:
    """Every place where `value` is not exactly a `kind`; empty when it is."""
    origin = get_origin(kind)
    if origin is Annotated:
        return faults(value, get_args(kind)[0], path)
    if origin is Union or type(kind).__name__ == "UnionType":
        return _union(value, list(get_args(kind)), path)
    if origin is Literal:
        return [] if value in get_args(kind) else [f"{path}: {value!r} is none of {get_args(kind)}"]
    if is_typeddict(kind):
        return _typed_dict(value, kind, path)
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        return _model(value, kind, path)
    return _container(value, kind, path)


def _container(value: Any, kind: Any, path: str) -> list[str]:
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(value, dict) and inspect.isclass(origin) and issubclass(dict, origin) and len(inner) == 2:
        return [fault for key, item in value.items() for fault in faults(item, inner[1], f"{path}.{key}")]
    if isinstance(value, list) and _is_sequence(origin) and len(inner) == 1:
        return [fault for at, item in enumerate(value) for fault in faults(item, inner[0], f"{path}[{at}]")]
    return [] if _is_plain(value, kind) else [f"{path}: {value!r} is no {kind}"]


def _is_sequence(origin: Any) -> bool:
    """Whether a list may stand for it; "SequenceNotStr" is what the SDKs call such a protocol of theirs."""
    if getattr(origin, "__name__", "") == "SequenceNotStr":
        return True
    return inspect.isclass(origin) and issubclass(list, origin)


def _union(value: Any, kinds: list[Any], path: str) -> list[str]:
    closed = (
        [kind for kind in kinds if kind is not Any] if any(get_origin(kind) is Literal for kind in kinds) else kinds
    )
    told = [kind for kind in closed if _is_told(value, kind)] or closed
    return min((faults(value, kind, path) for kind in told), key=len)


def _is_told(value: Any, kind: Any) -> bool:
    """Whether the value says that it is this kind: it has each field that may hold one value alone."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if not isinstance(value, dict) or not inspect.isclass(bare) or not issubclass(bare, BaseModel):
        return False
    single = {
        _wire_name(name, field): get_args(field.annotation)
        for name, field in bare.model_fields.items()
        if get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    }
    return bool(single) and all((value.get(key),) == allowed for key, allowed in single.items())


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
    told = get_type_hints(kind, include_extras=True)
    hints = {_key(name, hint): hint for name, hint in told.items()}
    required = {_key(name, told[name]) for name in kind.__required_keys__ if _wrapper(told[name]) != "NotRequired"}
    required |= {key for key, hint in hints.items() if _wrapper(hint) == "Required"}
    found = [f"{path}.{key}: not in {kind.__name__}" for key in value if key not in hints]
    found += [f"{path}.{key}: missing" for key in sorted(required - value.keys())]
    for key in value.keys() & hints.keys():
        found += faults(value[key], _unwrapped(hints[key]), f"{path}.{key}")
    return found


def _wrapper(hint: Any) -> str:
    """ "Required" or "NotRequired", also where the types' module has its annotations as text."""
    return getattr(get_origin(hint), "_name", "") or ""


def _unwrapped(hint: Any) -> Any:
    return get_args(hint)[0] if _wrapper(hint) in {"Required", "NotRequired"} else hint


def _key(name: str, hint: Any) -> str:
    """The name on the wire."""
    hint = _unwrapped(hint)
    aliases = [alias for one in getattr(hint, "__metadata__", ()) if (alias := getattr(one, "alias", None))]
    return str(next(iter(aliases), name))


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
