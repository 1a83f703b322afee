"""Tools of the platform as our own; what there is no word for stays in the documents alone."""

import re
from collections.abc import Iterator
from typing import Any

from parley.agents.schemas import (
    Auth,
    AuthKind,
    BuiltinTool,
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
from parley.exports import credentials
from parley.exports.platforms.vapi.export import BUILTINS, TO_FILL, Json
from parley.exports.platforms.vapi.origins import mapping, tool_name
from parley.exports.platforms.vapi.texts import listed, neutral_names, number, text

MAX_PARAMETERS, MAX_DEPTH = 40, 6
DEFAULT_TIMEOUT_S = 20
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0]+")
_EXPRESSION = re.compile(r"\{\{\s*\$?\.?([A-Za-z_][A-Za-z0-9_.]{0,63})\s*(?:\|[^{}]{0,80})?\}\}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_BUILTIN = {kind: builtin for builtin, kind in BUILTINS.items()}


def tool(item: Json) -> ToolSpec | None:
    """The tool of a document; None for a type that we have no word for."""
    body = item["body"]
    kind = str(body.get("type"))
    if kind == "apiRequest":
        return _request(item, body)
    if kind == "function":
        return _function(item, body)
    return _builtin(item, body, _BUILTIN[kind]) if kind in _BUILTIN else None


def _request(item: Json, body: Json) -> ToolSpec:
    arguments = dict(_leaves(mapping(body.get("body")), ""))
    address, places = _address(text(body.get("url"), 2_000), arguments)
    parameters = [_asked(name, leaf, places.get(name, ParameterPlace.BODY)) for name, leaf in arguments.items()]
    parameters += [found for one in listed(body.get("parameters")) if (found := _fixed(mapping(one)))]
    method = str(body.get("method"))
    return ToolSpec(
        **_common(item, body, text(body.get("description"), 1_000)),
        kind=ToolKind.WEBHOOK,
        method=Method(method) if method in set(Method) else Method.POST,
        url=address if address and TO_FILL not in address and _URL.fullmatch(address) else None,
        headers=_headers(mapping(body.get("headers"))),
        parameters=parameters[:MAX_PARAMETERS],
        timeout_s=_timeout(body.get("timeoutSeconds")),
        auth=_auth(body.get("credentialId")),
    )


def _function(item: Json, body: Json) -> ToolSpec:
    function = mapping(body.get("function"))
    arguments = _leaves(mapping(function.get("parameters")), "")
    parameters = [_asked(name, leaf, ParameterPlace.BODY) for name, leaf in arguments]
    parameters += [found for one in listed(body.get("parameters")) if (found := _fixed(mapping(one)))]
    return ToolSpec(
        **_common(item, body, text(function.get("description"), 1_000)),
        kind=ToolKind.FUNCTION if "server" in body else ToolKind.CLIENT,
        parameters=parameters[:MAX_PARAMETERS],
    )


def _builtin(item: Json, body: Json, builtin: BuiltinTool) -> ToolSpec:
    told = text(mapping(body.get("function")).get("description"), 1_000)
    transfers = [_transfer(mapping(one)) for one in listed(body.get("destinations"))]
    return ToolSpec(
        **_common(item, body, told),
        kind=ToolKind.BUILTIN,
        builtin=builtin,
        transfers=transfers[:20] if builtin is BuiltinTool.TRANSFER_TO_NUMBER else [],
    )


def _transfer(one: Json) -> Transfer:
    number = one.get("number")
    condition = text(one.get("description"), 300) or text(one.get("message"), 300) or "The caller asks for it"
    known = number if isinstance(number, str) and _E164.fullmatch(number) else None
    return Transfer(condition=condition, number=known, label=text(one.get("name"), 300))


def _common(item: Json, body: Json, told: str) -> Json:
    """What every tool has: names, what is said around the call, what is kept of the answer."""
    name = tool_name(item)
    title = name.replace("_", " ").replace("-", " ").strip().capitalize() or name
    messages = {
        one["type"]: one for one in map(mapping, listed(body.get("messages"))) if isinstance(one.get("type"), str)
    }
    return {
        "name": name,
        "title": title,
        "description": neutral_names(told) or title,
        "wait_message": text(messages.get("request-start", {}).get("content"), 300),
        "on_failure": text(messages.get("request-failed", {}).get("content"), 2_000),
        "results": list(_results(body))[:20],
    }


def _results(body: Json) -> Iterator[ResultField]:
    for one in map(mapping, listed(mapping(body.get("variableExtractionPlan")).get("aliases"))):
        key, value = one.get("key"), one.get("value")
        path = _EXPRESSION.fullmatch(value.strip()) if isinstance(value, str) else None
        if path and isinstance(key, str) and _VARIABLE.fullmatch(key):
            yield ResultField(name=key, path=path[1])


def _leaves(schema: Json, prefix: str, depth: int = 0) -> Iterator[tuple[str, Json]]:
    """The single values of an object's schema by dotted names, "[]" for lists of objects."""
    required = [name for name in listed(schema.get("required")) if isinstance(name, str)]
    for name, one in mapping(schema.get("properties")).items():
        leaf = mapping(one)
        inner = mapping(leaf.get("items"))
        whole = f"{prefix}{name}"
        if depth < MAX_DEPTH and leaf.get("properties"):
            yield from _leaves(leaf, f"{whole}.", depth + 1)
        elif depth < MAX_DEPTH and inner.get("properties"):
            yield from _leaves(inner, f"{whole}[].", depth + 1)
        elif _NAME.fullmatch(whole):
            yield whole, {**leaf, "required": name in required}


def _asked(name: str, leaf: Json, place: ParameterPlace) -> Parameter:
    kind = str(leaf.get("type"))
    choices = leaf.get("enum") or mapping(leaf.get("items")).get("enum")
    return Parameter(
        name=name,
        type=ParameterType(kind) if kind in set(ParameterType) else ParameterType.STRING,
        description=neutral_names(text(leaf.get("description"), 2_000)),
        required=leaf["required"] is True,
        source=ParameterSource.MODEL,
        place=place,
        enum=[text(one, 300) for one in listed(choices) if isinstance(one, str)][:50],
    )


def _fixed(one: Json) -> Parameter | None:
    key, value = one.get("key"), one.get("value")
    if not isinstance(key, str) or not _NAME.fullmatch(key) or isinstance(value, dict | list) or value is None:
        return None
    if isinstance(value, str) and (found := _EXPRESSION.fullmatch(value.strip())):
        variable = neutral_names(f"{{{{{found[1]}}}}}").strip("{}")
        return Parameter(name=key, description="", source=ParameterSource.SESSION, value=text(variable, 300))
    told = str(value).lower() if isinstance(value, bool) else str(value)
    return Parameter(
        name=key, type=ParameterType.of(value), description="", source=ParameterSource.CONSTANT, value=text(told, 300)
    )


def _address(url: str, arguments: dict[str, Json]) -> tuple[str, dict[str, ParameterPlace]]:
    """The URL with `{name}` for what the model fills in its path, and where each argument goes."""
    path, _, query = url.partition("?")
    places: dict[str, ParameterPlace] = {}

    def slot(found: re.Match[str]) -> str:
        if found[1] in arguments:
            places[found[1]] = ParameterPlace.PATH
            return f"{{{found[1]}}}"
        return found[0]

    address = _EXPRESSION.sub(slot, path)
    kept = []
    for part in query.split("&") if query else []:
        found = _EXPRESSION.fullmatch(part.partition("=")[2])
        if found and found[1] in arguments:
            places[found[1]] = ParameterPlace.QUERY
        else:
            kept.append(part)
    return address + (f"?{'&'.join(kept)}" if kept else ""), places


def _headers(schema: Json) -> dict[str, str]:
    found = {}
    for name, one in mapping(schema.get("properties")).items():
        values = listed(mapping(one).get("enum"))
        if len(values) != 1 or credentials.is_plain(name, values[0]):
            continue
        if isinstance(values[0], str) and "{{" not in values[0] and _HEADER.fullmatch(name):
            found[name] = text(values[0], 300).replace("\n", " ")
    return dict(list(found.items())[:20])


def _auth(credential: Any) -> Auth:
    """The reference only: what kind of credential it is, the platform alone knows."""
    if not isinstance(credential, str) or not credential:
        return Auth()
    name = re.sub(r"[^A-Z0-9]+", "_", credential.upper()).strip("_")[:50] or "CREDENTIAL"
    return Auth(kind=AuthKind.BEARER, secret=f"secret:{name if name[0].isalpha() else f'CREDENTIAL_{name}'}")


def _timeout(value: Any) -> int:
    seconds = number(value)
    return DEFAULT_TIMEOUT_S if seconds is None else min(120, max(5, round(seconds)))
