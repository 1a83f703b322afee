"""Tools as they come in: requests with their parameters by source, the platform's own abilities, MCP calls."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
    McpTool,
    Method,
    Parameter,
    ParameterPlace,
    ParameterSource,
    ParameterType,
    ResultField,
    ToolKind,
    ToolSpec,
    Transfer,
)
from parley.exports.platforms.retell import texts
from parley.exports.platforms.retell.export import SECRET, Json
from parley.exports.platforms.retell.tools import BEFORE, CONFIRMED, ON_FAILURE

_WHOLE = re.compile(r"^\{\{\s*([A-Za-z_]\w{0,63})\s*\}\}$", re.ASCII)
_SECRET = re.compile(rf"^(Bearer |Basic )?\{{\{{{SECRET}([A-Z][A-Z0-9_]{{0,63}})\}}\}}$")
_NUMBER = re.compile(r"^\+[1-9][0-9]{6,14}$")
_ROUTE = re.compile(r"^(.+) Transfer to (\+[1-9][0-9]{6,14}|\{\{[^{}]+\}\})\.$")
_TOKEN = re.compile(r"\{\{\s*([A-Za-z_]\w{0,63})\s*\}\}", re.ASCII)
_PARAMETER = re.compile(r"^[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}$")
_SCHEMES = {"Bearer ": AuthKind.BEARER, "Basic ": AuthKind.BASIC}
_TYPES = {one.value: one for one in ParameterType}
_BUILTINS = {
    "end_call": BuiltinTool.END_CALL,
    "transfer_call": BuiltinTool.TRANSFER_TO_NUMBER,
    "press_digit": BuiltinTool.KEYPAD,
}


def name(raw: object) -> str:
    """A tool's neutral name."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", str(raw))[:63] or "tool"
    return plain if re.match(r"[A-Za-z_]", plain) else f"_{plain}"


def tools(raw: list[Json]) -> Iterator[ToolSpec]:
    """The tools that a spec has words for; what only takes values for one of them is part of that one."""
    told = {BEFORE.format(tool=one.get("name")) for one in raw if one.get("type") == "custom"}
    taken = {str(item["name"]): item for one in raw for item in _values(one, told)}
    for one in raw:
        try:
            found = _tool(one, taken)
        except ValidationError:
            continue
        if found is not None:
            yield found


def _values(one: Json, told: set[str]) -> list[Json]:
    """What a tool takes from the conversation for another, where `told`, the words of our own exports, says so."""
    if one.get("type") != "extract_dynamic_variable" or str(one.get("description")) not in told:
        return []
    return [item for item in one.get("variables") or [] if isinstance(item, dict) and "name" in item]


def _tool(raw: Json, taken: Mapping[str, Json]) -> ToolSpec | None:
    kind, called = str(raw.get("type")), name(raw.get("name"))
    common: Json = {"name": called, "title": called.replace("_", " ").strip().capitalize() or called}
    common |= _told(raw, called)
    if kind == "custom":
        return _webhook(raw, common, taken)
    if kind == "mcp":
        server = texts.line(raw.get("mcp_id"), 100) or "mcp"
        return ToolSpec(kind=ToolKind.MCP, mcp=McpTool(server=server, tool=texts.line(raw.get("name"))), **common)
    if kind not in _BUILTINS:
        return None
    transfers = list(_transfers(raw, common)) if kind == "transfer_call" else []
    return ToolSpec(kind=ToolKind.BUILTIN, builtin=_BUILTINS[kind], transfers=transfers, **common)


def _told(raw: Json, called: str) -> Json:
    """Description, confirmation and what to do on failure, and what is said meanwhile."""
    rows = texts.paragraph(raw.get("description"), 1_000).split("\n")
    failing = next((row for row in rows if row.startswith(ON_FAILURE)), "")
    rest = "\n".join(row for row in rows if row not in {CONFIRMED, failing} or not row).strip()
    found: Json = {"description": rest or called, "on_failure": failing.removeprefix(ON_FAILURE)}
    if CONFIRMED in rows:
        found |= {"confirm": True, "writes": True}
    if raw.get("speak_during_execution") is True:
        found["wait_message"] = texts.line(raw.get("execution_message_description"))
    return found


def _webhook(raw: Json, common: Json, taken: Mapping[str, Json]) -> ToolSpec:
    url, found = _url(raw, str(common["name"]), taken)
    headers, auth = {}, Auth()
    for key, value in _pairs(raw.get("headers")):
        secret = _SECRET.match(value)
        if secret and (secret[1] or key == "Authorization"):
            kind = _SCHEMES.get(secret[1] or "", AuthKind.API_KEY)
            auth = Auth(kind=kind, header=key, secret=f"secret:{secret[2]}")
        elif secret or _WHOLE.match(value):
            found.append(_text(key, value, ParameterPlace.HEADER, taken))
        else:
            headers[key] = texts.line(value)
    found += [_text(key, value, ParameterPlace.QUERY, taken) for key, value in _pairs(raw.get("query_params"))]
    found += _body(raw.get("parameters"))
    timeout = raw.get("timeout_ms")
    seconds = int(timeout / 1_000) if isinstance(timeout, int | float) else 120
    return ToolSpec(
        kind=ToolKind.WEBHOOK,
        method=Method(raw.get("method") or "POST"),
        url=url,
        headers=headers,
        parameters=found[:40],
        results=_results(raw.get("response_variables")),
        auth=auth,
        timeout_s=min(120, max(5, seconds)),
        **common,
    )


def _pairs(value: object) -> list[tuple[str, str]]:
    held = value.items() if isinstance(value, dict) else ()
    return [(str(key), one) for key, one in held if isinstance(one, str) and _PARAMETER.match(str(key))][:20]


def _url(raw: Json, called: str, taken: Mapping[str, Json]) -> tuple[str | None, list[Parameter]]:
    """The address with slots instead of variables, and what fills them."""
    url = str(raw.get("url") or "")
    found = []
    for variable in dict.fromkeys(_TOKEN.findall(url)):
        slot = variable.removeprefix(f"{called}_") if variable in taken else texts.variable(variable)
        found.append(_text(slot, f"{{{{{variable}}}}}", ParameterPlace.PATH, taken))
        url = re.sub(rf"\{{\{{\s*{variable}\s*\}}\}}", f"{{{slot}}}", url)
    return (url, found) if re.match(r"https?://\S+$", url) and len(url) <= 2_000 else (None, [])


def _text(key: str, value: str, place: ParameterPlace, taken: Mapping[str, Json]) -> Parameter:
    """A value outside the body, by its source."""
    secret, whole = _SECRET.match(value), _WHOLE.match(value)
    common: Json = {"name": key, "place": place, "description": key.replace("_", " ")}
    if secret and not secret[1]:
        return Parameter(source=ParameterSource.SECRET, value=f"secret:{secret[2]}", **common)
    if whole and whole[1] in taken:
        item = taken[whole[1]]
        common["description"] = texts.paragraph(item.get("description"))
        choices = [texts.line(one) for one in item.get("choices") or []][:50]
        kind = _TYPES.get(str(item.get("type")), ParameterType.STRING)
        return Parameter(type=kind, enum=choices, required=bool(item.get("required", False)), **common)
    if whole:
        return Parameter(source=ParameterSource.SESSION, value=texts.variable(whole[1]), **common)
    return Parameter(source=ParameterSource.CONSTANT, value=texts.line(value), **common)


def _body(schema: object, before: str = "", *, is_needed: bool = True) -> list[Parameter]:
    """The values of a body, nested ones under dotted names."""
    if not isinstance(schema, dict) or not isinstance(schema.get("properties"), dict) or before.count(".") > 8:
        return []
    needed = schema.get("required") or []
    found: list[Parameter] = []
    for key, value in schema["properties"].items():
        if not isinstance(value, dict):
            continue
        must, path = is_needed and key in needed, f"{before}{key}"
        items = value.get("items")
        if isinstance(value.get("properties"), dict):
            found += _body(value, f"{path}.", is_needed=must)
        elif isinstance(items, dict) and isinstance(items.get("properties"), dict):
            found += _body(items, f"{path}[].", is_needed=must)
        elif _PARAMETER.match(path):
            found.append(_value(path, value, is_required=must))
    return found[:40]


def _value(path: str, value: Json, *, is_required: bool) -> Parameter:
    items = value.get("items")
    choices = value.get("enum") or (items.get("enum") if isinstance(items, dict) else None) or []
    common: Json = {"name": path, "required": is_required, "description": texts.paragraph(value.get("description"))}
    common["type"] = _TYPES.get(str(value.get("type")), ParameterType.STRING)
    fixed = value.get("const")
    if fixed is None:
        return Parameter(enum=[texts.line(str(one)) for one in choices][:50], **common)
    whole = _WHOLE.match(fixed) if isinstance(fixed, str) else None
    if whole:
        return Parameter(source=ParameterSource.SESSION, value=texts.variable(whole[1]), **common)
    plain = ", ".join(map(str, fixed)) if isinstance(fixed, list) else str(fixed)
    plain = plain.lower() if isinstance(fixed, bool) else plain
    return Parameter(source=ParameterSource.CONSTANT, value=texts.line(plain), **common)


def _results(value: object) -> list[ResultField]:
    named = [(key, path) for key, path in _pairs(value) if re.fullmatch(r"[A-Za-z_]\w{0,63}", key, re.ASCII)]
    return [ResultField(name=key, path=texts.line(path)) for key, path in named]


def _transfers(raw: Json, common: Mapping[str, Any]) -> Iterator[Transfer]:
    where = raw.get("transfer_destination")
    destination: Json = where if isinstance(where, dict) else {}
    rows = str(destination.get("prompt") or "").split("\n")
    routes = [found for row in rows if (found := _ROUTE.match(row))]
    if routes and len(routes) == len(rows):
        for route in routes[:20]:
            number = route[2] if _NUMBER.match(route[2]) else None
            yield Transfer(condition=texts.line(route[1]), number=number)
        return
    number = str(destination.get("number") or "")
    condition = texts.line(destination.get("prompt")) or texts.line(common["description"])
    yield Transfer(condition=condition, number=number if _NUMBER.match(number) else None)
