"""Parameters as the platform's own dialect of JSON Schema.

A literal has exactly one origin: `description` (the model fills it), `dynamic_variable` or `constant_value`. Objects
and arrays refuse any other key, so formats and examples are told in the description.
"""

import re
from collections.abc import Iterable, Sequence

from parley.agents.schemas import Parameter, ParameterSource, ParameterType
from parley.exports.platforms.elevenlabs.export import Export, Json, sentence

_INDEX = re.compile(r"^(.+?)\[\d*\]$")


def described(parameter: Parameter) -> str:
    """What the model is told of a value: meaning, allowed values where the schema cannot say them, an example."""
    words = parameter.description or _titled(parameter.name.replace(".", " "))
    if parameter.enum and parameter.type not in {ParameterType.STRING, ParameterType.ARRAY}:
        words = f"{sentence(words)} One of: {', '.join(parameter.enum)}."
    if parameter.example and parameter.example not in words:
        words = f"{sentence(words)} Example: {parameter.example}"
    return words


def schema(export: Export, parameter: Parameter) -> Json | None:
    """The schema of one value, None for a constant that is empty (the platform takes that for "not set")."""
    if parameter.type is ParameterType.ARRAY:
        return _array(export, parameter)
    return literal(export, parameter)


def literal(export: Export, parameter: Parameter) -> Json | None:
    """The schema of a single value; a list becomes words parted by commas (paths and queries know no lists)."""
    if parameter.type is ParameterType.ARRAY:
        told = f"{sentence(described(parameter))} Several values are parted by commas."
        parameter = parameter.model_copy(update={"type": ParameterType.STRING, "description": told, "enum": []})
    kind = parameter.type.value
    match parameter.source:
        case ParameterSource.SESSION:
            return {"type": kind, "dynamic_variable": export.known[str(parameter.value)]}
        case ParameterSource.CONSTANT:
            value = _constant(parameter)
            return None if value == "" else {"type": ParameterType.of(value).value, "constant_value": value}
    found: Json = {"type": kind, "description": described(parameter)}
    if parameter.enum and parameter.type is ParameterType.STRING:
        found["enum"] = list(parameter.enum)
    return found


def nested(export: Export, parameters: Sequence[Parameter]) -> Json:
    """An object for all `parameters`: dots in a name nest, `[]` or `[0]` after a part makes it an array."""
    root: Json = {"type": "object", "properties": {}}
    paths = [_path(parameter.name) for parameter in parameters]
    taken = {path[:depth] for path in paths for depth in range(1, len(path))}
    for parameter, path in zip(parameters, paths, strict=True):
        leaf = schema(export, parameter)
        if path in taken:
            export.notes.dropped.append(f"Parameter {parameter.name}: another one has or needs the same place")
        elif leaf is not None:
            taken.add(path)
            _hang(root, parameter, leaf)
    return root


def flat(export: Export, parameters: Iterable[Parameter]) -> Json:
    """Literal schemas under the full names, as paths, queries and form bodies have them."""
    schemas = {parameter.name: literal(export, parameter) for parameter in parameters}
    return {name: found for name, found in schemas.items() if found is not None}


def required(parameters: Iterable[Parameter], present: Iterable[str]) -> list[str]:
    """The names among `present` that must be given."""
    names = set(present)
    return [parameter.name for parameter in parameters if parameter.required and parameter.name in names]


def _array(export: Export, parameter: Parameter) -> Json | None:
    if parameter.source is ParameterSource.SESSION:
        return {"type": "array", "dynamic_variable": export.known[str(parameter.value)], "items": _item(parameter)}
    if parameter.source is ParameterSource.CONSTANT:
        values = [word.strip() for word in str(parameter.value).split(",") if word.strip()]
        return {"type": "array", "constant_value": values, "items": _item(parameter)} if values else None
    return {"type": "array", "description": described(parameter), "items": _item(parameter)}


def _item(parameter: Parameter) -> Json:
    item: Json = {"type": "string", "description": "One value of the list"}
    if parameter.enum:
        item["enum"] = list(parameter.enum)
    return item


def _parts(name: str) -> list[str]:
    return [part for part in name.split(".") if part] or [name]


def _path(name: str) -> tuple[str, ...]:
    return tuple(_INDEX.sub(r"\1", part) for part in _parts(name))


def _hang(root: Json, parameter: Parameter, leaf: Json) -> None:
    *parents, last = _parts(parameter.name)
    here = root
    for part in parents:
        here = _enter(here, part, is_required=parameter.required)
    name = _INDEX.sub(r"\1", last)
    if name != last:
        leaf = {"type": "array", "description": leaf.get("description", _titled(name)), "items": leaf}
    here["properties"][name] = leaf
    _require(here, name, is_required=parameter.required)


def _enter(here: Json, part: str, *, is_required: bool) -> Json:
    name = _INDEX.sub(r"\1", part)
    empty: Json = {"type": "object", "description": _titled(name), "properties": {}}
    listed = {"type": "array", "description": _titled(name), "items": empty}
    child: Json = here["properties"].setdefault(name, empty if name == part else listed)
    _require(here, name, is_required=is_required)
    inner: Json = child["items"] if child["type"] == "array" else child
    return inner


def _require(here: Json, name: str, *, is_required: bool) -> None:
    if is_required and name not in here.get("required", []):
        here.setdefault("required", []).append(name)


def _titled(name: str) -> str:
    return name.replace("_", " ").strip().capitalize() or name


def _constant(parameter: Parameter) -> str | int | float | bool:
    value = str(parameter.value)
    try:
        match parameter.type:
            case ParameterType.INTEGER:
                return int(value)
            case ParameterType.NUMBER:
                return _finite(value)
            case ParameterType.BOOLEAN:
                return {"true": True, "false": False}[value.lower()]
    except (ValueError, KeyError):
        return value
    return value


def _finite(value: str) -> float:
    number = float(value)
    if number != number or number in {float("inf"), float("-inf")}:
        raise ValueError("JSON has no such number")
    return number
