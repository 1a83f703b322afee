"""Tools as the platform has them: requests, functions, MCP servers, and its own tools for calls."""

from collections.abc import Mapping
from typing import assert_never

from parley.agents.schemas import (
    AuthKind,
    BuiltinTool,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ToolKind,
    ToolSpec,
)
from parley.exports.platforms.vapi import arguments
from parley.exports.platforms.vapi.export import BUILTINS, CLOSE, OPEN, TO_FILL, Export, Json
from parley.tools import parameters as shared

DEFAULT_TIMEOUT_S = 20
WITHOUT_BODY = frozenset({Method.GET, Method.DELETE})
DESCRIPTION_LIMIT = 1_000


def body(export: Export, tool: ToolSpec, name: str) -> Json | None:
    """The body of the platform's "create tool" call; None for what the platform has no tool for."""
    match tool.kind:
        case ToolKind.WEBHOOK:
            return _request(export, tool, name)
        case ToolKind.CLIENT | ToolKind.FUNCTION:
            return _function(export, tool, name)
        case ToolKind.MCP:
            return _server(export, tool)
        case ToolKind.BUILTIN:
            return _builtin(export, tool)
    assert_never(tool.kind)


def _request(export: Export, tool: ToolSpec, name: str) -> Json:
    held = arguments.in_url(tool, has_body=tool.method not in WITHOUT_BODY)
    found: Json = {"type": "apiRequest", "method": tool.method.value}
    found["url"] = arguments.url(export, tool, held)
    found |= {"name": name, "description": _told(tool)}
    schema = arguments.body(export, tool, held)
    if schema["properties"]:
        found["body"] = schema
    if tool.method not in WITHOUT_BODY and (fixed := arguments.static(export, tool)):
        found["parameters"] = fixed
    if headers := _headers(export, tool):
        found["headers"] = {"type": "object", "properties": headers}
    if tool.timeout_s != DEFAULT_TIMEOUT_S:
        found["timeoutSeconds"] = tool.timeout_s
    found |= _credential(export, tool) | _messages(tool) | _results(tool)
    _note_request(export, tool, held)
    return found


def _note_request(export: Export, tool: ToolSpec, held: Mapping[str, str]) -> None:
    notes = export.notes
    notes.mapped.append(f"Tool {tool.name}: API request")
    if tool.url is None:
        notes.to_fill.append(f"{tool.lacking['url']} of {tool.name}, in place of https://{TO_FILL}/{tool.name}")
    elif left := arguments.open_slots(tool, dict(held)):
        notes.to_fill.append(f"URL of {tool.name}: {', '.join(f'{{{one}}}' for one in left)} in it")
    if tool.method not in WITHOUT_BODY and tool.content_type != "application/json":
        notes.approximated.append(f"Tool {tool.name}: sent as application/json, not as {tool.content_type}")
    asked = [one for one in shared.asked(tool) if one.name in held and one.place is not ParameterPlace.BODY]
    if tool.method not in WITHOUT_BODY and asked:
        notes.approximated.append(f"Tool {tool.name}: what its URL takes from the model is sent in the body as well")
    notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: a secret cannot stand in a body; use a credential of the platform"
        for one in tool.parameters
        if one.source is ParameterSource.SECRET and one.place is ParameterPlace.BODY
    ]


def _function(export: Export, tool: ToolSpec, name: str) -> Json:
    function: Json = {"name": name, "description": _told(tool)}
    if (schema := shared.arguments(tool))["properties"]:
        function["parameters"] = schema
    found: Json = {"type": "function", "function": function}
    if fixed := [{"key": one.name, "value": arguments.value(export, one)} for one in _given(tool)]:
        found["parameters"] = fixed
    export.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: a function cannot hold a secret; keep it where the function runs"
        for one in tool.parameters
        if one.source is ParameterSource.SECRET
    ]
    if tool.kind is ToolKind.FUNCTION:
        export.notes.to_fill.append(f"{tool.name}: `server.url` of the tool, where your own code answers it")
    export.notes.mapped.append(f"Tool {tool.name}: function, answered by the {_answerer(tool)}")
    return found | _messages(tool) | _results(tool)


def _given(tool: ToolSpec) -> list[Parameter]:
    fixed = {ParameterSource.CONSTANT, ParameterSource.SESSION}
    return [one for one in tool.parameters if one.source in fixed and one.value]


def _answerer(tool: ToolSpec) -> str:
    return "client, which receives it as a message" if tool.kind is ToolKind.CLIENT else "server you name"


def _server(export: Export, tool: ToolSpec) -> Json | None:
    if tool.mcp is None:
        export.notes.dropped.append(f"Tool {tool.name}: nobody said which MCP server it is of")
        return None
    place = f"https://{TO_FILL}/mcp"
    export.notes.to_fill.append(f"{tool.name}: URL of the MCP server “{tool.mcp.server}”, in place of {place}")
    export.notes.approximated.append(
        f"Tool {tool.name}: the platform takes all tools of the MCP server “{tool.mcp.server}”, not “{tool.mcp.tool}”"
        " alone"
    )
    return {"type": "mcp", "server": {"url": place}} | _messages(tool)


def _builtin(export: Export, tool: ToolSpec) -> Json | None:
    kind = BUILTINS.get(tool.builtin) if tool.builtin else None
    if kind is None:
        export.notes.dropped.append(f"Tool {tool.name}: {_without(tool)}")
        return None
    found: Json = {"type": kind}
    if tool.builtin is BuiltinTool.TRANSFER_TO_NUMBER:
        export.notes.to_fill += [f"{what} (a destination of {tool.name})" for what in tool.to_fill]
        places = [_destination(one.number, one.condition) for one in tool.transfers if one.number]
        if not places:
            export.notes.to_fill.append(f"{tool.name}: the tool itself, which cannot be without a number")
            return None
        found["destinations"] = places
    export.notes.mapped.append(f"Tool {tool.name}: the platform's own {kind}")
    export.notes.approximated.append(f"Tool {tool.name}: when to use it is in the system prompt; {kind} has no words")
    return found | _messages(tool)


def _without(tool: ToolSpec) -> str:
    if tool.builtin is BuiltinTool.LANGUAGE_DETECTION:
        return "the transcriber finds the language by itself"
    return "the platform has no such tool"


def _destination(number: str, condition: str) -> Json:
    return {"type": "number", "number": number, "description": condition}


def _told(tool: ToolSpec) -> str:
    words = [tool.description]
    if tool.confirm:
        words.append("Call it only after the caller has confirmed the details.")
    return "\n".join(words)[:DESCRIPTION_LIMIT]


def _messages(tool: ToolSpec) -> Json:
    """What is said while it runs, and what the model is told when it fails."""
    found: list[Json] = []
    if tool.wait_message:
        found.append({"type": "request-start", "content": tool.wait_message})
    if tool.on_failure:
        found.append({"type": "request-failed", "role": "system", "content": tool.on_failure})
    return {"messages": found} if found else {}


def _results(tool: ToolSpec) -> Json:
    if not tool.results:
        return {}
    aliases = [{"key": one.name, "value": f"{OPEN}$.{one.path}{CLOSE}"} for one in tool.results if _is_path(one.path)]
    return {"variableExtractionPlan": {"aliases": aliases}} if aliases else {}


def _is_path(path: str) -> bool:
    return bool(path) and not set(path) & set("{}|%\"' ")


def _headers(export: Export, tool: ToolSpec) -> Json:
    found: Json = {name: {"type": "string", "enum": [value]} for name, value in tool.headers.items() if value}
    for one in tool.parameters:
        if one.place is ParameterPlace.HEADER:
            fixed = _header(export, tool, one)
            found |= {one.name: {"type": "string", "enum": [fixed]}} if fixed else {}
    if found:
        export.notes.approximated.append(
            f"Tool {tool.name}: each fixed header is its schema's only value; look at the first request it sends"
        )
    return found


def _header(export: Export, tool: ToolSpec, one: Parameter) -> str:
    """The value of a header; empty for what the tool's credential brings, and for what cannot be sent."""
    if one.source in {ParameterSource.CONSTANT, ParameterSource.SESSION}:
        return str(arguments.value(export, one))
    if one.source is not ParameterSource.SECRET:
        export.notes.dropped.append(f"Tool {tool.name}, header {one.name}: the model cannot fill headers")
    elif one.value != _secret(tool):
        export.notes.dropped.append(
            f"Tool {tool.name}, header {one.name}: a tool has one credential, and another secret is in it"
        )
    return ""


def _secret(tool: ToolSpec) -> str | None:
    """The one secret that the tool's credential holds: its own, or that of a header."""
    headers = (
        str(one.value)
        for one in tool.parameters
        if one.source is ParameterSource.SECRET and one.place is ParameterPlace.HEADER
    )
    return tool.auth.secret or next(headers, None)


def _credential(export: Export, tool: ToolSpec) -> Json:
    secret = _secret(tool)
    if secret is None:
        if tool.auth.kind is not AuthKind.NONE:
            export.notes.to_fill.append(f"{tool.name}: `credentialId`, since its secret has no name")
        return {}
    return {"credentialId": secret.removeprefix("secret:")}
