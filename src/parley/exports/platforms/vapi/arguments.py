"""Parameters in the platform's terms: what the model fills, and what is fixed or known to the call.

The model's arguments are Liquid variables of the URL; fixed values and those of the session are merged into the body
after it, and take the place of whole members there. Values are written with a filter, since the GitOps tool takes a
value that is nothing but a placeholder for one of its own variables.
"""

import re
from typing import Any
from urllib.parse import quote

from parley.agents.schemas import Parameter, ParameterPlace, ParameterSource, ParameterType, ToolSpec
from parley.core.text import sentence
from parley.exports.naming import unique
from parley.exports.platforms.vapi.export import CLOSE, OPEN, TO_FILL, Export, Json
from parley.tools import parameters as shared

_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
_SLOT = re.compile(r"\{([^{}/]+)\}")
_ASKED = frozenset({ParameterSource.CALLER, ParameterSource.MODEL})
_IN_BODY = ParameterPlace.BODY
NO_SLOT = "its URL has no place for it"


def body(export: Export, tool: ToolSpec, in_url: dict[str, str]) -> Json:
    """The schema of what the model fills: members of the body, and the arguments that the URL takes."""

    def lost(parameter: Parameter) -> None:
        export.notes.dropped.append(
            f"Tool {tool.name}, parameter {parameter.name}: another one has or needs the same place"
        )

    inside = [one for one in tool.parameters if one.place is _IN_BODY and one.name not in in_url]
    found = shared.nested(inside, lambda one: _leaf(export, tool, one), lost)
    for one in tool.parameters:
        if one.name in in_url and one.source in _ASKED:
            found["properties"][in_url[one.name]] = shared.schema(one)
            if one.required:
                found.setdefault("required", []).append(in_url[one.name])
    return _tidy(found)


def static(export: Export, tool: ToolSpec) -> list[Json]:
    """Values that the model never sees, by the names of the body's own members."""
    return [
        {"key": one.name, "value": value(export, one)}
        for one in tool.parameters
        if one.place is _IN_BODY and _is_static(one) and value(export, one) not in ("", [])
    ]


def address(tool: ToolSpec) -> str:
    """The tool's URL; where nobody gave one, a placeholder with the parts that it must have."""
    parts = [f"/{{{one.name}}}" for one in tool.parameters if one.place is ParameterPlace.PATH]
    return tool.url or f"https://{TO_FILL}/{tool.name}{''.join(parts)}"


def in_url(tool: ToolSpec, *, has_body: bool) -> dict[str, str]:
    """The parameters that the URL takes, with the names of the arguments that hold them."""
    found: dict[str, str] = {}
    slots = set(_SLOT.findall(address(tool)))
    for one in tool.parameters:
        is_path = one.place is ParameterPlace.PATH and one.name in slots
        if is_path or one.place is ParameterPlace.QUERY or (one.place is _IN_BODY and not has_body):
            found[one.name] = unique(_UNFIT.sub("_", one.name).strip("_") or "value", found.values())
    return found


def url(export: Export, tool: ToolSpec, held: dict[str, str]) -> str:
    """The address with `{{ … }}` for each of its parts in braces, and a query of the rest."""
    parameters = {one.name: one for one in tool.parameters if one.name in held}
    path = {name for name, one in parameters.items() if one.place is ParameterPlace.PATH}

    def filled(slot: re.Match[str]) -> str:
        return _expression(export, parameters[slot[1]], held) if slot[1] in path else slot[0]

    export.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: {'a secret cannot stand in a URL' if one.name in held else NO_SLOT}"
        for one in tool.parameters
        if (one.name in held and one.source is ParameterSource.SECRET)
        or (one.place is ParameterPlace.PATH and one.name not in held)
    ]
    query = [
        f"{quote(name)}={_expression(export, one, held)}"
        for name, one in parameters.items()
        if name not in path and one.source is not ParameterSource.SECRET
    ]
    given = address(tool)
    joint = "&" if "?" in given else "?"
    return _SLOT.sub(filled, given) + (joint + "&".join(query) if query else "")


def open_slots(tool: ToolSpec, held: dict[str, str]) -> list[str]:
    """The parts in braces of the tool's URL that nothing fills."""
    return [name for name in dict.fromkeys(_SLOT.findall(tool.url or "")) if name not in held]


def value(export: Export, parameter: Parameter) -> Any:
    """The fixed value in its type, or the Liquid expression of a session's variable."""
    given = str(parameter.value)
    if parameter.source is ParameterSource.SESSION:
        return liquid(export, given)
    if parameter.type is ParameterType.ARRAY:
        return [word.strip() for word in given.split(",") if word.strip()]
    return _typed(parameter.type, given)


def liquid(export: Export, variable: str, then: str = "") -> str:
    """A session's variable as an expression that is more than a bare placeholder."""
    return f'{OPEN}{export.known[variable]} | default: ""{then}{CLOSE}'


def _expression(export: Export, parameter: Parameter, held: dict[str, str]) -> str:
    if parameter.source in _ASKED:
        return f"{OPEN}{held[parameter.name]} | url_encode{CLOSE}"
    if parameter.source is ParameterSource.SESSION:
        return liquid(export, str(parameter.value), " | url_encode")
    return quote(str(parameter.value), safe="")


def _is_static(one: Parameter) -> bool:
    is_fixed = one.source in {ParameterSource.CONSTANT, ParameterSource.SESSION}
    return is_fixed and not any(sign in one.name for sign in ".[")


def _leaf(export: Export, tool: ToolSpec, one: Parameter) -> Json | None:
    if one.source in _ASKED:
        return shared.schema(one)
    if one.source is ParameterSource.SECRET or _is_static(one):
        return None
    fixed = value(export, one)
    if fixed in ("", []):
        return None
    export.notes.approximated.append(
        f"Tool {tool.name}, parameter {one.name}: the model is told to pass the value, since only whole members of"
        " the body can be fixed"
    )
    told = f"{sentence(shared.described(one))} Always pass exactly: {fixed}"
    return shared.schema(one.model_copy(update={"description": told, "enum": [], "example": ""}))


def _typed(kind: ParameterType, given: str) -> Any:
    try:
        match kind:
            case ParameterType.INTEGER:
                return int(given)
            case ParameterType.NUMBER:
                number = float(given)
                return number if abs(number) < float("inf") else given
            case ParameterType.BOOLEAN:
                return {"true": True, "false": False}[given.lower()]
    except (ValueError, KeyError):
        return given
    return given


def _tidy(schema: Json) -> Json:
    """The schema without objects that hold nothing."""
    properties = {name: _tidy(one) if "properties" in one else one for name, one in schema["properties"].items()}
    kept = {name: one for name, one in properties.items() if one.get("properties") != {}}
    needed = [name for name in schema.get("required", []) if name in kept]
    rest = {key: item for key, item in schema.items() if key not in {"properties", "required"}}
    return rest | {"properties": kept} | ({"required": needed} if needed else {})
