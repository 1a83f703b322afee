"""Where the values of a call go: into the address, headers and query as text, into the body as a JSON Schema.

The model fills the body alone. What it is to fill elsewhere is taken from the conversation first, into dynamic
variables (https://docs.retellai.com/build/single-multi-prompt/custom-function).
"""

import re
from dataclasses import dataclass, field

from parley.agents.schemas import (
    AuthKind,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    ToolSpec,
)
from parley.core.text import sentence
from parley.exports.platforms.retell.export import Export, Json, Ready
from parley.tools import parameters as shared

WITHOUT_BODY = {Method.GET, Method.DELETE}
_ASKED = {ParameterSource.CALLER, ParameterSource.MODEL}
_SLOT = re.compile(r"\{([^{}/]+)\}")


@dataclass
class Request:
    """A call as the platform makes it; `values` are the variables to take from the conversation before it."""

    url: Ready
    headers: Json = field(default_factory=dict)
    query: Json = field(default_factory=dict)
    body: Json | None = None
    values: list[Json] = field(default_factory=list)


def request(export: Export, tool: ToolSpec) -> Request:
    """The tool's request; what cannot be carried is noted."""
    found = Request(Ready(""))
    found.url = _url(export, tool, found)
    found.headers = {name: export.neutral(value) for name, value in tool.headers.items()}
    for one in tool.parameters:
        match one.place:
            case ParameterPlace.HEADER:
                found.headers[one.name] = _text(export, tool, one, found)
            case ParameterPlace.QUERY:
                found.query[one.name] = _text(export, tool, one, found)
            case ParameterPlace.BODY if tool.method in WITHOUT_BODY:
                found.query[one.name] = _text(export, tool, one, found)
                what = (
                    f"Tool {tool.name}, parameter {one.name}: sent in the query, since {tool.method.value} has no body"
                )
                export.notes.approximated.append(what)
    _authorise(export, tool, found)
    if tool.method not in WITHOUT_BODY:
        found.body = _body(export, tool)
    return found


def _url(export: Export, tool: ToolSpec, found: Request) -> Ready:
    """The address with dynamic variables for its slots; one that nobody gave yet is a variable to fill."""
    at = {one.name: one for one in tool.parameters if one.place is ParameterPlace.PATH}
    if not tool.url:
        address = export.own(tool.name, "url")
        export.notes.to_fill.append(_wanted(address, f"the address of {tool.name}", tool.url_hint))
        return Ready("/".join([address, *(_text(export, tool, one, found) for one in at.values())]))
    parts, end = [], 0
    for slot in _SLOT.finditer(tool.url):
        parts.append(export.neutral(tool.url[end : slot.start()]))
        parts.append(_slot(export, tool, slot[1], at.pop(slot[1], None), found))
        end = slot.end()
    export.notes.dropped += [f"Tool {tool.name}, parameter {name}: the URL has no {{{name}}}" for name in at]
    return Ready("".join([*parts, export.neutral(tool.url[end:])]))


def _slot(export: Export, tool: ToolSpec, name: str, one: Parameter | None, found: Request) -> Ready:
    if one is not None:
        return _text(export, tool, one, found)
    unknown = export.own(tool.name, name)
    export.notes.to_fill.append(_wanted(unknown, f"what stands for {{{name}}} in the address of {tool.name}"))
    return unknown


def _wanted(variable: Ready, what: str, hint: str = "") -> str:
    return f"default_dynamic_variables.{variable.strip('{}')}: {what}" + (f" ({hint})" if hint else "")


def _text(export: Export, tool: ToolSpec, one: Parameter, found: Request) -> Ready:
    """A value outside the body."""
    match one.source:
        case ParameterSource.CONSTANT:
            return export.neutral(str(one.value))
        case ParameterSource.SESSION:
            return export.variable(str(one.value))
        case ParameterSource.SECRET:
            return export.secret(str(one.value))
    variable = export.own(tool.name, one.name)
    found.values.append(_extracted(export, one, variable))
    return variable


def _extracted(export: Export, one: Parameter, variable: Ready) -> Json:
    """A variable as the platform takes it from the conversation."""
    told = shared.described(one)
    if one.type is ParameterType.ARRAY:
        told = f"{sentence(told)} Several values are parted by commas."
    found: Json = {"type": _kind(one), "name": Ready(variable.strip("{}")), "description": told}
    if found["type"] == "enum":
        found["choices"] = list(one.enum)
    return found | {"required": one.required}


def _kind(one: Parameter) -> str:
    match one.type:
        case ParameterType.BOOLEAN:
            return "boolean"
        case ParameterType.INTEGER | ParameterType.NUMBER:
            return "number"
        case ParameterType.STRING if one.enum:
            return "enum"
    return "string"


def _authorise(export: Export, tool: ToolSpec, found: Request) -> None:
    auth = tool.auth
    if auth.secret:
        found.headers[auth.header] = Ready(f"{export.neutral(auth.lead)}{export.secret(auth.secret)}")
    elif auth.kind is not AuthKind.NONE:
        export.notes.to_fill.append(f"{tool.name}: a header with its credential, since its secret has no name")


def _body(export: Export, tool: ToolSpec) -> Json | None:
    sent = [one for one in tool.parameters if one.place is ParameterPlace.BODY]
    if tool.content_type != "application/json":
        export.notes.approximated.append(f"Tool {tool.name}: sent as application/json, not as {tool.content_type}")

    def leaf(one: Parameter) -> Json | None:
        return _leaf(export, tool, one)

    def lost(one: Parameter) -> None:
        export.notes.dropped.append(f"Tool {tool.name}, parameter {one.name}: another one has or needs its place")

    return shared.nested(sent, leaf, lost) if sent else None


def _leaf(export: Export, tool: ToolSpec, one: Parameter) -> Json | None:
    """The schema of a value in the body; one that is fixed is pinned."""
    what = f"Tool {tool.name}, parameter {one.name}"
    match one.source:
        case ParameterSource.SECRET:
            export.notes.dropped.append(f"{what}: the model would see a secret in the body; send it in a header")
            return None
        case ParameterSource.CONSTANT:
            value = shared.constant(one)
            kind = "array" if isinstance(value, list) else ParameterType.of(value).value
            items = {"items": {"type": "string"}} if isinstance(value, list) else {}
            export.notes.approximated.append(f"{what}: the model is told the fixed value and passes it on")
            return {"type": kind, "description": shared.described(one), **items, "const": value}
        case ParameterSource.SESSION:
            export.notes.approximated.append(f"{what}: the model is told the value of the session and passes it on")
            described = {"description": shared.described(one)}
            return {"type": "string", **described, "const": export.variable(str(one.value))}
    return shared.schema(one)
