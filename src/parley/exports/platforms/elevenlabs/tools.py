"""Tool configs: webhook and client tools as files of their own, built-in ones as part of the agent."""

import re
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
    Transfer,
)
from parley.exports.platforms.elevenlabs import parameters as shapes
from parley.exports.platforms.elevenlabs.configs import member, text
from parley.exports.platforms.elevenlabs.export import Export, Json
from parley.tools.parameters import required

CONTENT_TYPES = {"application/json", "application/x-www-form-urlencoded"}
DEFAULT_TIMEOUT_S = 20
CONFIRM = "Call it only after the caller has confirmed the details."
WAIT = "Before calling it, say something like: "
FAILS = "If it fails: "
WITHOUT_BODY = {Method.GET, Method.DELETE}

_HEADER = re.compile(r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")
_PLACEHOLDER = re.compile(r"\{([^{}/]+)\}")


def config(export: Export, tool: ToolSpec, name: str) -> Json | None:
    """The tool's own file, None for kinds that have none here (built-in tools are part of the agent)."""
    match tool.kind:
        case ToolKind.WEBHOOK:
            return _webhook(export, tool, name)
        case ToolKind.CLIENT:
            return _client(export, tool, name)
        case ToolKind.MCP | ToolKind.FUNCTION:
            export.notes.dropped.append(f"Tool {tool.name}: it is {_owner(tool)}")
            return None
        case ToolKind.BUILTIN:
            return None
    assert_never(tool.kind)


def _owner(tool: ToolSpec) -> str:
    """Whose a tool is that has no file here, and what brings it to the platform."""
    if tool.kind is ToolKind.FUNCTION:
        return "code of your own, which a CLI project cannot carry"
    whose = f"“{tool.mcp.tool}” of the MCP server “{tool.mcp.server}”" if tool.mcp else "an MCP server's"
    return f"{whose}, which a CLI project cannot carry; add that server to the workspace and to the agent there"


def builtins(export: Export) -> Json:
    """The `built_in_tools` of the agent; numbers that nobody gave yet are left out and noted."""
    found: Json = {}
    for tool in export.spec.tools:
        if tool.kind is not ToolKind.BUILTIN or tool.builtin is None:
            continue
        key = tool.builtin.value
        params: Json = {"system_tool_type": key}
        if tool.builtin is BuiltinTool.TRANSFER_TO_NUMBER:
            earlier = found.get(key, {"params": {"transfers": []}})["params"]["transfers"]
            params["transfers"] = earlier + [_transfer(one, one.number) for one in tool.transfers if one.number]
            export.notes.to_fill += tool.to_fill
            if not params["transfers"]:
                continue
        found[key] = {"type": "system", "name": key, "description": tool.description, "params": params}
        export.notes.mapped.append(f"Tool {tool.name}: the platform's own {key}")
    if export.spec.voice.extra_languages and BuiltinTool.LANGUAGE_DETECTION.value not in found:
        key = BuiltinTool.LANGUAGE_DETECTION.value
        found[key] = {"type": "system", "name": key, "params": {"system_tool_type": key}}
        export.notes.mapped.append("Further languages: added the platform's own language_detection")
    return found


def _transfer(one: Transfer, number: str) -> Json:
    return {"transfer_destination": {"type": "phone", "phone_number": number}, "condition": one.condition}


def _common(tool: ToolSpec, name: str) -> Json:
    words = [tool.description]
    if tool.confirm:
        words.append(CONFIRM)
    if tool.wait_message:
        words.append(f"{WAIT}{tool.wait_message}")
    if tool.on_failure:
        words.append(f"{FAILS}{tool.on_failure}")
    found: Json = {"type": tool.kind.value, "name": name, "description": "\n".join(words)}
    if tool.timeout_s != DEFAULT_TIMEOUT_S:
        found["response_timeout_secs"] = tool.timeout_s
    if tool.wait_message:
        found["pre_tool_speech"] = "force"
    if tool.results:
        found["assignments"] = [{"dynamic_variable": result.name, "value_path": result.path} for result in tool.results]
    return found


def _client(export: Export, tool: ToolSpec, name: str) -> Json:
    found = _common(tool, name)
    carried = [one for one in tool.parameters if one.source is not ParameterSource.SECRET]
    export.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: a client tool cannot hold a secret; keep it in the client"
        for one in tool.parameters
        if one.source is ParameterSource.SECRET
    ]
    if carried:
        found["parameters"] = shapes.nested(export, carried)
    if tool.results:
        found["expects_response"] = True
    export.notes.mapped.append(f"Tool {tool.name}: client tool")
    return found


def _webhook(export: Export, tool: ToolSpec, name: str) -> Json:
    api: Json = {"url": tool.url or ""}
    if tool.method is not Method.GET:
        api["method"] = tool.method.value
    if headers := _headers(export, tool):
        api["request_headers"] = headers
    _add_path(export, tool, api)
    _add_query(export, tool, api)
    _add_body(export, tool, api)
    export.notes.mapped.append(f"Tool {tool.name}: webhook")
    return _common(tool, name) | {"api_schema": api}


def _at(export: Export, tool: ToolSpec, *places: ParameterPlace) -> list[Parameter]:
    found = [one for one in tool.parameters if one.place in places]
    export.notes.dropped += [
        f"Tool {tool.name}, parameter {one.name}: secrets go into headers only; attach an auth connection instead"
        for one in found
        if one.source is ParameterSource.SECRET
    ]
    return [one for one in found if one.source is not ParameterSource.SECRET]


def _add_path(export: Export, tool: ToolSpec, api: Json) -> None:
    given = shapes.flat(export, _at(export, tool, ParameterPlace.PATH))
    slots = slots_in(tool.url) if tool.url else list(given)
    kept = {name: given[name] for name in slots if name in given}
    if kept:
        api["path_params_schema"] = kept
    export.notes.dropped += [
        f"Tool {tool.name}, parameter {name}: the URL has no {{{name}}}" for name in given if name not in kept
    ]


def slots_in(url: str) -> list[str]:
    """The names in braces in a URL, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(url)))


def url_wanted(api: Json, hint: str) -> str:
    """What a person must supply for the URL of an `api_schema`, in words; empty when it is complete."""
    params, url = member(api, "path_params_schema"), text(api, "url")
    if not url:
        needs = f", with {' and '.join(f'{{{name}}}' for name in params)} in it" if params else ""
        return f"URL ({hint or 'the endpoint to call'}{needs})"
    unknown = [f"{{{name}}}" for name in slots_in(url) if name not in params]
    return f"URL ({url} with {' and '.join(unknown)} replaced by what they stand for)" if unknown else ""


def _add_query(export: Export, tool: ToolSpec, api: Json) -> None:
    places = [ParameterPlace.QUERY]
    if tool.method in WITHOUT_BODY:
        places.append(ParameterPlace.BODY)
    asked = _at(export, tool, *places)
    export.notes.approximated += [
        f"Tool {tool.name}, parameter {one.name}: sent in the query, since a {tool.method.value} has no body"
        for one in asked
        if one.place is ParameterPlace.BODY
    ]
    if properties := shapes.flat(export, asked):
        needed = required(asked, properties)
        api["query_params_schema"] = {"properties": properties} | ({"required": needed} if needed else {})


def _add_body(export: Export, tool: ToolSpec, api: Json) -> None:
    if tool.method in WITHOUT_BODY:
        return
    sent = _at(export, tool, ParameterPlace.BODY)
    is_form = tool.content_type == "application/x-www-form-urlencoded"
    if is_form:
        api["content_type"] = tool.content_type
    elif tool.content_type not in CONTENT_TYPES:
        export.notes.approximated.append(f"Tool {tool.name}: sent as application/json, not as {tool.content_type}")
    if not sent:
        return
    if not is_form:
        api["request_body_schema"] = shapes.nested(export, sent)
        return
    properties = shapes.flat(export, sent)
    needed = required(sent, properties)
    schema = {"type": "object", "properties": properties} | ({"required": needed} if needed else {})
    api["request_body_schema"] = schema


def _headers(export: Export, tool: ToolSpec) -> Json:
    found: Json = dict(tool.headers)
    for one in tool.parameters:
        if one.place is ParameterPlace.HEADER:
            found[one.name] = _header(export, tool, one)
    if tool.auth.secret:
        found[tool.auth.header or "Authorization"] = export.header_secret(tool.auth.secret, tool.auth)
        if tool.auth.kind is AuthKind.OAUTH2:
            export.notes.approximated.append(
                f"Tool {tool.name}: sends a fixed token; an OAuth connection of the workspace would renew it"
            )
    elif tool.auth.kind is not AuthKind.NONE:
        export.notes.to_fill.append(f"{tool.name}: an auth connection of the workspace, since its secret has no name")
    return {name: value for name, value in found.items() if value and _HEADER.match(name)}


def _header(export: Export, tool: ToolSpec, one: Parameter) -> str | Json | None:
    match one.source:
        case ParameterSource.CONSTANT:
            return one.value
        case ParameterSource.SESSION:
            return {"variable_name": export.known[str(one.value)]}
        case ParameterSource.SECRET:
            return export.header_secret(str(one.value))
        case ParameterSource.CALLER | ParameterSource.MODEL:
            export.notes.dropped.append(f"Tool {tool.name}, header {one.name}: the model cannot fill headers")
            return None
    assert_never(one.source)
