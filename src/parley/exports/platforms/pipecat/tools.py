"""tools.json: what each tool sends, as data that calls.py reads; and which tools this platform cannot carry."""

import re
from collections.abc import Sequence
from typing import Any, assert_never

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    ToolKind,
    ToolSpec,
)
from parley.exports.platforms.pipecat.export import CALLED_BUILTINS, Export, Json, arguments
from parley.tools.parameters import asked

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
_SLOT = re.compile(r"\{([^{}/]+)\}")
_UNCARRIED = {
    BuiltinTool.LANGUAGE_DETECTION: "the bot hears and speaks one language; its speech services set it",
    BuiltinTool.VOICEMAIL: "put Pipecat's VoicemailDetector into the pipeline of bot.py for outbound calls",
}


def document(export: Export) -> Json:
    """An entry for each tool that a handler of ours carries out, by the handler's name."""
    _note_uncarried(export)
    found: Json = {}
    for tool in export.called:
        if tool.kind is ToolKind.FUNCTION:
            continue
        name = export.functions[tool.name]
        found[name] = _entry(export, tool)
        export.notes.mapped.append(f"Tool {tool.name}: {found[name]['kind']}, handler {name}")
        export.notes.to_fill += tool.to_fill
    return found


def slots_in(url: str) -> list[str]:
    """The names in braces in a URL, each once."""
    return list(dict.fromkeys(_SLOT.findall(url)))


def sent(tool: ToolSpec) -> list[Parameter]:
    """The parameters whose place in the URL there is, and in the body no other one needs; each once."""
    names = {one.name for one in tool.parameters if one.place is ParameterPlace.BODY}
    parents = {".".join(parts[:depth]) for parts in map(_bare, names) for depth in range(1, len(parts))}
    slots = slots_in(tool.url or "")
    found: dict[tuple[ParameterPlace, str], Parameter] = {}
    for one in tool.parameters:
        if one.place is ParameterPlace.PATH and tool.url and one.name not in slots:
            continue
        if one.place is not ParameterPlace.BODY or ".".join(_bare(one.name)) not in parents:
            found.setdefault((one.place, one.name), one)
    return list(found.values())


def filled(tool: ToolSpec) -> list[Parameter]:
    """The parameters that the model fills, of those that are sent; the ones that must be given come first."""
    parameters = sent(tool) if tool.kind is ToolKind.WEBHOOK else tool.parameters
    found: dict[str, Parameter] = {}
    for one in asked(tool.model_copy(update={"parameters": parameters})):
        found.setdefault(one.name, one)
    return sorted(found.values(), key=lambda one: not one.required)


def _bare(name: str) -> list[str]:
    return [part.split("[")[0] for part in name.split(".")]


def _note_uncarried(export: Export) -> None:
    for tool in export.spec.tools:
        if tool.builtin in _UNCARRIED:
            export.notes.dropped.append(f"Tool {tool.name}: {_UNCARRIED[tool.builtin]}")
        elif tool.kind is ToolKind.MCP:
            whose = f"“{tool.mcp.tool}” of the MCP server “{tool.mcp.server}”" if tool.mcp else "an MCP server's"
            export.notes.dropped.append(
                f"Tool {tool.name}: it is {whose}; connect it in bot.py with Pipecat's MCPClient"
            )
        elif tool.kind is ToolKind.FUNCTION and not export.is_called(tool):
            export.notes.dropped.append(
                f"Tool {tool.name}: it is code of your own; add it to handlers.py and flow.yaml"
            )


def _entry(export: Export, tool: ToolSpec) -> Json:
    if tool.kind is ToolKind.WEBHOOK:
        return _webhook(export, tool)
    if tool.kind is ToolKind.CLIENT:
        export.notes.approximated.append(
            f"Tool {tool.name}: goes to the caller's app as a server message; the app's answer is not awaited"
        )
        return {"kind": "client"}
    kind = CALLED_BUILTINS[tool.builtin] if tool.builtin else "wait"
    if kind != "transfer":
        return {"kind": kind}
    export.notes.approximated.append(
        f"Tool {tool.name}: calls are handed over by Daily's SIP and PSTN transport; other transports refuse it"
    )
    return {"kind": kind, "destinations": destinations(tool)}


def destinations(tool: ToolSpec) -> list[Json]:
    """Where calls may be handed over to; labels are what the model chooses by, each once."""
    found: dict[str, Json] = {}
    for one in tool.transfers:
        label = " ".join((one.label or one.condition).split()) or "person"
        found.setdefault(label, {"label": label, "condition": one.condition, "number": one.number or ""})
    return list(found.values()) or [{"label": "person", "condition": tool.description[:300], "number": ""}]


def _webhook(export: Export, tool: ToolSpec) -> Json:
    kept = sent(tool)
    export.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: the URL has no place for it, or another one needs the same"
        for one in tool.parameters
        if not any(one is other for other in kept)
    ]
    found: Json = {
        "kind": "webhook",
        "method": tool.method.value,
        "url": tool.url or "",
        "content_type": _content_type(export, tool, kept),
        "timeout_s": tool.timeout_s,
    }
    open_slots = [slot for slot in slots_in(found["url"]) if slot not in {one.name for one in kept}]
    export.notes.to_fill += [f"{tool.name}: URL ({tool.url} with {{{slot}}} replaced)" for slot in open_slots]
    if tool.headers:
        found["headers"] = dict(tool.headers)
    if auth := _auth(export, tool, tool.auth):
        found["auth"] = auth
    if kept:
        names = arguments(filled(tool), export.held(tool))
        found["parameters"] = [_parameter(export, tool, one, names) for one in kept]
    if tool.results:
        found["results"] = [{"name": one.name, "path": one.path} for one in tool.results]
    return found


def _content_type(export: Export, tool: ToolSpec, kept: Sequence[Parameter]) -> str:
    has_body = any(one.place is ParameterPlace.BODY for one in kept)
    if tool.content_type not in {JSON, FORM} and has_body:
        export.notes.approximated.append(f"Tool {tool.name}: sent as {JSON}, not as {tool.content_type}")
    if tool.method is Method.GET and has_body:
        export.notes.approximated.append(f"Tool {tool.name}: its GET sends a body, as it was described")
    return FORM if tool.content_type == FORM else JSON


def _auth(export: Export, tool: ToolSpec, auth: Auth) -> Json:
    if auth.kind is AuthKind.OAUTH2:
        export.notes.approximated.append(f"Tool {tool.name}: sends a fixed token; renew it in the environment")
    if not auth.secret:
        if auth.kind is not AuthKind.NONE:
            export.notes.to_fill.append(f"{tool.name}: auth in tools.json, since its secret has no name")
        return {}
    found = {"kind": auth.kind.value, "header": auth.header or "Authorization"}
    if auth.lead:
        found["prefix"] = auth.lead
    return found | {"secret": auth.secret.removeprefix("secret:")}


def _parameter(export: Export, tool: ToolSpec, one: Parameter, names: dict[str, str]) -> Json:
    found: Json = {"name": one.name, "place": one.place.value, "type": one.type.value}
    if "[" in one.name and one.place is ParameterPlace.BODY and tool.content_type != FORM:
        export.notes.approximated.append(f"Tool {tool.name}, parameter {one.name}: the list is sent with one item")
    match one.source:
        case ParameterSource.CALLER | ParameterSource.MODEL:
            return found | {"argument": names[one.name]}
        case ParameterSource.CONSTANT:
            return found | {"constant": constant(one)}
        case ParameterSource.SECRET:
            return found | {"secret": str(one.value).removeprefix("secret:")}
        case ParameterSource.SESSION:
            return found | {"variable": export.known[str(one.value)]}
    assert_never(one.source)


def constant(parameter: Parameter) -> Any:
    """A constant as JSON; what is no value of its type stays text."""
    text = str(parameter.value)
    match parameter.type:
        case ParameterType.ARRAY:
            return [part.strip() for part in text.split(",") if part.strip()]
        case ParameterType.BOOLEAN:
            return {"true": True, "false": False}.get(text.lower(), text)
        case ParameterType.INTEGER | ParameterType.NUMBER:
            return _number(text, int if parameter.type is ParameterType.INTEGER else float)
    return text


def _number(text: str, kind: type[int] | type[float]) -> int | float | str:
    try:
        found = kind(text)
    except ValueError:
        return text
    return found if abs(found) < float("inf") else text
