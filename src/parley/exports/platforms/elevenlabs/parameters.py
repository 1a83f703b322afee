"""Parameters as the platform's own dialect of JSON Schema.

A literal has exactly one origin: `description` (the model fills it), `dynamic_variable` or `constant_value`. Objects
and arrays refuse any other key, so formats and examples are told in the description.
"""

from collections.abc import Iterable, Sequence

from parley.agents.schemas import Parameter, ParameterSource, ParameterType
from parley.core.text import sentence
from parley.exports.platforms.elevenlabs.export import Export, Json
from parley.tools import parameters as shared


def schema(export: Export, parameter: Parameter) -> Json | None:
    """The schema of one value, None for a constant that is empty (the platform takes that for "not set")."""
    if parameter.type is ParameterType.ARRAY:
        return _array(export, parameter)
    return literal(export, parameter)


def literal(export: Export, parameter: Parameter) -> Json | None:
    """The schema of a single value; a list becomes words parted by commas (paths and queries know no lists)."""
    if parameter.type is ParameterType.ARRAY:
        told = f"{sentence(shared.described(parameter))} Several values are parted by commas."
        parameter = parameter.model_copy(update={"type": ParameterType.STRING, "description": told, "enum": []})
    kind = parameter.type.value
    match parameter.source:
        case ParameterSource.SESSION:
            return {"type": kind, "dynamic_variable": export.known[str(parameter.value)]}
        case ParameterSource.CONSTANT:
            value = _constant(parameter)
            return None if value == "" else {"type": ParameterType.of(value).value, "constant_value": value}
    found: Json = {"type": kind, "description": shared.described(parameter)}
    if parameter.enum and parameter.type is ParameterType.STRING:
        found["enum"] = list(parameter.enum)
    return found


def nested(export: Export, parameters: Sequence[Parameter]) -> Json:
    """An object for all `parameters`; one whose place another has or needs is noted as dropped."""

    def lost(parameter: Parameter) -> None:
        export.notes.dropped.append(f"Parameter {parameter.name}: another one has or needs the same place")

    return shared.nested(parameters, lambda parameter: schema(export, parameter), lost)


def flat(export: Export, parameters: Iterable[Parameter]) -> Json:
    """Literal schemas under the full names, as paths, queries and form bodies have them."""
    schemas = {parameter.name: literal(export, parameter) for parameter in parameters}
    return {name: found for name, found in schemas.items() if found is not None}


def _array(export: Export, parameter: Parameter) -> Json | None:
    if parameter.source is ParameterSource.SESSION:
        return {"type": "array", "dynamic_variable": export.known[str(parameter.value)], "items": _item(parameter)}
    if parameter.source is ParameterSource.CONSTANT:
        values = [word.strip() for word in str(parameter.value).split(",") if word.strip()]
        return {"type": "array", "constant_value": values, "items": _item(parameter)} if values else None
    return {"type": "array", "description": shared.described(parameter), "items": _item(parameter)}


def _item(parameter: Parameter) -> Json:
    item: Json = {"type": "string", "description": "One value of the list"}
    if parameter.enum:
        item["enum"] = list(parameter.enum)
    return item


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
