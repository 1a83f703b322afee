"""Parameters as JSON Schema: what a model is told of each value, and objects made of dotted names."""

import re
from collections.abc import Callable, Iterable, Sequence
from math import isfinite
from typing import Any

from pydantic import JsonValue

from parley.agents.schemas import Parameter, ParameterSource, ParameterType, ToolSpec
from parley.core.text import sentence

Json = dict[str, Any]

_INDEX = re.compile(r"^(.+?)\[\d*\]$")
_ASKED = frozenset({ParameterSource.CALLER, ParameterSource.MODEL})


def asked(tool: ToolSpec) -> list[Parameter]:
    """The parameters that the model fills; the others are fixed, or come from the session."""
    return [one for one in tool.parameters if one.source in _ASKED]


def described(parameter: Parameter) -> str:
    """What the model is told of a value: meaning, allowed values where the schema cannot say them, an example."""
    words = parameter.description or titled(parameter.name.replace(".", " "))
    if parameter.enum and parameter.type not in {ParameterType.STRING, ParameterType.ARRAY}:
        words = f"{sentence(words)} One of: {', '.join(parameter.enum)}."
    if parameter.example and parameter.example not in words:
        words = f"{sentence(words)} Example: {parameter.example}"
    return words


def schema(parameter: Parameter) -> Json:
    """The JSON Schema of one value that the model fills: type, description, enum, items, and no other word."""
    found: Json = {"type": parameter.type.value, "description": described(parameter)}
    choices = {"enum": list(parameter.enum)} if parameter.enum else {}
    match parameter.type:
        case ParameterType.ARRAY:
            found["items"] = {"type": "string", **choices}
        case ParameterType.STRING:
            found |= choices
    return found


def arguments(tool: ToolSpec) -> Json:
    """The JSON Schema of a call: an object of all that the model fills, nested where names have dots."""
    return nested(asked(tool), schema, lambda _: None)


def nested(
    parameters: Sequence[Parameter], leaf_of: Callable[[Parameter], Json | None], lost: Callable[[Parameter], None]
) -> Json:
    """An object for all `parameters`: dots in a name nest, `[]` or `[0]` after a part makes it an array.

    `leaf_of` gives the schema of a value, None for one to leave out; `lost` is told of one whose place is taken.
    """
    root: Json = {"type": "object", "properties": {}}
    paths = [_path(parameter.name) for parameter in parameters]
    taken = {path[:depth] for path in paths for depth in range(1, len(path))}
    for parameter, path in zip(parameters, paths, strict=True):
        leaf = leaf_of(parameter)
        if path in taken:
            lost(parameter)
        elif leaf is not None:
            taken.add(path)
            _hang(root, parameter, leaf)
    return root


def constant(parameter: Parameter) -> JsonValue:
    """The fixed value as JSON of the parameter's type; the text itself where it is no such value."""
    return read(parameter.type, str(parameter.value))


def read(kind: ParameterType, text: str) -> JsonValue:
    """A text as the type it stands for; the text itself where it stands for none."""
    try:
        match kind:
            case ParameterType.INTEGER:
                return int(text)
            case ParameterType.NUMBER:
                return _finite(text)
            case ParameterType.BOOLEAN:
                return {"true": True, "false": False}[text.lower()]
            case ParameterType.ARRAY:
                return [word.strip() for word in text.split(",") if word.strip()]
    except (ValueError, KeyError):
        return text
    return text


def required(parameters: Iterable[Parameter], present: Iterable[str]) -> list[str]:
    """The names among `present` that must be given."""
    names = set(present)
    return [parameter.name for parameter in parameters if parameter.required and parameter.name in names]


def titled(name: str) -> str:
    """A name as words."""
    return name.replace("_", " ").strip().capitalize() or name


def _finite(value: str) -> float:
    number = float(value)
    if not isfinite(number):
        raise ValueError("JSON has no such number")
    return number


def dotted(name: str) -> str:
    """A parameter's full name without empty parts, as `nested` places it."""
    return ".".join(parts(name))


def parts(name: str) -> list[str]:
    """The parts of a dotted name, none of them empty."""
    return [part for part in name.split(".") if part] or [name]


def unnumbered(part: str) -> str:
    """A part without the brackets that make its value a list's."""
    return _INDEX.sub(r"\1", part)


def _path(name: str) -> tuple[str, ...]:
    return tuple(unnumbered(part) for part in parts(name))


def _hang(root: Json, parameter: Parameter, leaf: Json) -> None:
    *parents, last = parts(parameter.name)
    here = root
    for part in parents:
        here = _enter(here, part, is_required=parameter.required)
    name = unnumbered(last)
    if name != last:
        leaf = {"type": "array", "description": leaf.get("description", titled(name)), "items": leaf}
    here["properties"][name] = leaf
    _require(here, name, is_required=parameter.required)


def _enter(here: Json, part: str, *, is_required: bool) -> Json:
    name = unnumbered(part)
    empty: Json = {"type": "object", "description": titled(name), "properties": {}}
    listed = {"type": "array", "description": titled(name), "items": empty}
    child: Json = here["properties"].setdefault(name, empty if name == part else listed)
    _require(here, name, is_required=is_required)
    inner: Json = child["items"] if child["type"] == "array" else child
    return inner


def _require(here: Json, name: str, *, is_required: bool) -> None:
    if is_required and name not in here.get("required", []):
        here.setdefault("required", []).append(name)
