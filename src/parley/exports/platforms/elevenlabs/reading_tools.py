"""Tools of imported agents: configs of webhook and client tools, and the platform's own, as tools of ours."""

import re
from collections.abc import Iterator, Mapping
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
from parley.exports.naming import unique
from parley.exports.platforms.elevenlabs.configs import member, objects, text
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Json
from parley.exports.platforms.elevenlabs.texts import line, paragraph
from parley.exports.platforms.elevenlabs.tools import CONFIRM, FAILS, WAIT
from parley.tools.parameters import titled

MAX_TOOLS = 40
MAX_PARAMETERS = 40
NEUTRAL = {theirs: ours for ours, theirs in reversed(SUPPLIED.items())}
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_.\[\]$-]{0,63}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_VALUE = re.compile(r"[^\x00-\x1f\x7f-\x9f]{0,300}")
_URL = re.compile(r"https?://[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]{1,1980}")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_LITERALS = frozenset({"string", "integer", "number", "boolean"})

Secrets = Mapping[str, Json]
"""Entries of `secrets.json` by label; empty for a project without that file."""


def tools(configs: list[Any], prompt: Json, project: Json) -> list[ToolSpec]:
    """The tools that we have words for; the others stay in the documents. `project` has the files around them."""
    found: list[ToolSpec] = []
    secrets = {text(entry, "label"): entry for _, entry in objects(member(project, "secrets"), "secrets")}
    for config in configs:
        if len(found) == MAX_TOOLS:
            break
        if isinstance(config, dict) and text(config, "type") in {"webhook", "client"}:
            found.append(_tool(config, unique(tool_name(text(config, "name")), (one.name for one in found)), secrets))
    own = [config for config in member(prompt, "built_in_tools").values() if isinstance(config, dict)]
    own += [config for config in configs if isinstance(config, dict) and config.get("type") == "system"]
    for config in own:
        kind = text(member(config, "params"), "system_tool_type")
        if kind in set(BuiltinTool) and kind not in {one.name for one in found}:
            found.append(_builtin(config, BuiltinTool(kind)))
    return _with_slots(found, project)[:MAX_TOOLS]


def _with_slots(found: list[ToolSpec], project: Json) -> list[ToolSpec]:
    """The tools with what `fill.json` says is still wanted: addresses, and numbers to hand over to."""
    fill = member(project, "fill")
    paths = {path: name for name, path in member(project, "tools").items()}
    hints = {paths.get(text(slot, "config")): _hint(text(slot, "what")) for _, slot in objects(fill, "urls")}
    made = [
        one.model_copy(update={"url_hint": hints[one.name]}) if one.url is None and hints.get(one.name) else one
        for one in found
    ]
    slots = [slot for _, slot in objects(fill, "phone_numbers") if not text(slot, "phone_number")]
    return _handing_over(made, slots) if slots else made


def _hint(what: str) -> str:
    """What `url_wanted` says of an address, without the values in it."""
    told = what.partition("URL (")[2].removesuffix(")")
    return line(told.partition(", with {")[0] if told.endswith("} in it") else told)


def _handing_over(found: list[ToolSpec], slots: list[Json]) -> list[ToolSpec]:
    wanted = [
        Transfer(condition=line(text(slot, "condition")), label=line(text(slot, "what")))
        for slot in slots
        if text(slot, "condition")
    ]
    kind = BuiltinTool.TRANSFER_TO_NUMBER
    if not any(one.builtin is kind for one in found):
        found = [*found, _builtin({"description": text(slots[0], "description")}, kind)]
    return [
        one.model_copy(update={"transfers": [*one.transfers, *wanted][:20]}) if one.builtin is kind else one
        for one in found
    ]


def tool_name(name: str) -> str:
    """Their name, made ours where it begins with no letter."""
    return (
        name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]{0,63}", name) else f"_{re.sub('[^A-Za-z0-9_-]', '_', name)}"[:64]
    )


def _builtin(config: Json, kind: BuiltinTool) -> ToolSpec:
    transfers = [
        Transfer(condition=line(text(one, "condition")), number=number)
        for _, one in objects(member(config, "params"), "transfers")
        if _NUMBER.fullmatch(number := text(member(one, "transfer_destination"), "phone_number"))
    ]
    title = titled(kind.value)
    described = paragraph(text(config, "description"), 1_000) or title
    return ToolSpec(
        name=kind.value,
        kind=ToolKind.BUILTIN,
        title=title,
        description=described,
        builtin=kind,
        transfers=transfers[:20],
    )


def _tool(config: Json, name: str, secrets: Secrets) -> ToolSpec:
    api = member(config, "api_schema")
    told = _told(text(config, "description"))
    url = text(api, "url")
    is_url = bool(_URL.fullmatch(url))
    timeout = config.get("response_timeout_secs")
    auth = _auth(api, secrets)
    found = {
        "name": name,
        "kind": text(config, "type"),
        "title": line(titled(name)),
        **told,
        "method": method if (method := text(api, "method")) in set(Method) else Method.GET,
        "url": url if is_url else None,
        "url_hint": "" if is_url else line(url),
        "content_type": text(api, "content_type") or "application/json",
        "headers": dict(list(_headers(api).items())[:20]),
        "parameters": list(_parameters(config, api, auth))[:MAX_PARAMETERS],
        "results": list(_results(config))[:20],
        "auth": auth,
        "timeout_s": min(120, max(5, timeout)) if isinstance(timeout, int) and timeout is not True else 20,
    }
    return ToolSpec.model_validate(found)


def _told(description: str) -> Json:
    """What the exporter puts behind a description is read back: confirmation, words for the wait, what if it fails."""
    found: Json = {}
    rest = description.split("\n")
    if len(rest) > 1 and rest[-1].startswith(FAILS):
        found["on_failure"] = paragraph(rest.pop().removeprefix(FAILS))
    if len(rest) > 1 and rest[-1].startswith(WAIT):
        found["wait_message"] = line(rest.pop().removeprefix(WAIT))
    if len(rest) > 1 and rest[-1] == CONFIRM:
        rest.pop()
        found["confirm"] = True
    return {"description": paragraph("\n".join(rest), 1_000) or "-"} | found


def _headers(api: Json) -> dict[str, str]:
    given = member(api, "request_headers").items()
    return {name: value for name, value in given if isinstance(value, str) and _is_taken(name, value)}


def _is_taken(name: str, value: str) -> bool:
    is_header = bool(value and _HEADER.fullmatch(name) and _VALUE.fullmatch(value))
    return is_header and not credentials.is_plain(name, value)


def _auth(api: Json, secrets: Secrets) -> Auth:
    """The one header whose secret `secrets.json` tells of, or the connection; other secrets are parameters."""
    for name, value in member(api, "request_headers").items():
        entry = secrets.get(text(value, "env_var_label"))
        lead, dollar, _ = text(entry, "value").partition("${")
        if entry and dollar and _HEADER.fullmatch(name):
            kind = {"Bearer": AuthKind.BEARER, "Basic": AuthKind.BASIC}.get(lead.strip(), AuthKind.API_KEY)
            prefix = "" if kind is not AuthKind.API_KEY else lead.replace("$$", "$")
            return Auth(kind=kind, header=name, prefix=prefix, secret=_secret(text(entry, "variable")))
    connection = member(api, "auth_connection")
    return Auth(kind=AuthKind.OAUTH2, note="An auth connection of the workspace.") if connection else Auth()


def _secret(name: str) -> str:
    plain = re.sub(r"[^A-Z0-9_]", "_", name.upper()).lstrip("_0123456789")[:60]
    return f"secret:{plain or 'SECRET'}"


def _parameters(config: Json, api: Json, auth: Auth) -> Iterator[Parameter]:
    for name, value in member(api, "request_headers").items():
        if isinstance(value, dict) and name != (auth.header if auth.secret else ""):
            yield from _header(name, value)
    url = text(api, "url")
    for name, schema in member(api, "path_params_schema").items():
        yield from _value(name, schema, ParameterPlace.PATH, is_required=f"{{{name}}}" in url)
    for place, holder in (
        (ParameterPlace.QUERY, member(api, "query_params_schema")),
        (ParameterPlace.BODY, member(api, "request_body_schema")),
        (ParameterPlace.BODY, member(config, "parameters")),
    ):
        yield from _members("", holder, place)


def _header(name: str, value: Json) -> Iterator[Parameter]:
    variable, label = text(value, "variable_name"), text(value, "env_var_label") or text(value, "secret_id")
    kept = {"name": name, "description": name, "place": ParameterPlace.HEADER}
    if not _NAME.fullmatch(name):
        return
    if _VARIABLE.fullmatch(variable):
        yield Parameter(**kept, source=ParameterSource.SESSION, value=NEUTRAL.get(variable, variable))
    elif label:
        yield Parameter(**kept, source=ParameterSource.SECRET, value=_secret(label))


def _members(prefix: str, holder: Any, place: ParameterPlace) -> Iterator[Parameter]:
    needed = holder.get("required")
    names = needed if isinstance(needed, list) else []
    for name, schema in member(holder, "properties").items():
        yield from _value(f"{prefix}{name}", schema, place, is_required=name in names)


def _value(name: str, schema: Any, place: ParameterPlace, *, is_required: bool) -> Iterator[Parameter]:
    kind = text(schema, "type")
    if not isinstance(schema, dict) or not _NAME.fullmatch(name):
        return
    if kind == "object":
        yield from _members(f"{name}.", schema, place)
    elif kind == "array" and text(member(schema, "items"), "type") == "object":
        yield from _members(f"{name}[].", member(schema, "items"), place)
    elif kind == "array" or kind in _LITERALS:
        yield from _literal(name, schema, place, is_required=is_required)


def _literal(name: str, schema: Json, place: ParameterPlace, *, is_required: bool) -> Iterator[Parameter]:
    variable, constant = text(schema, "dynamic_variable"), schema.get("constant_value")
    words, _, example = text(schema, "description").rpartition(" Example: ")
    found: Json = {"name": name, "type": ParameterType(text(schema, "type")), "required": is_required, "place": place}
    found |= {"description": paragraph(words or example), "example": line(example if words else "")}
    if variable:
        if _VARIABLE.fullmatch(variable):
            value = NEUTRAL.get(variable, variable)
            yield Parameter.model_validate(found | {"source": ParameterSource.SESSION, "value": value})
    elif constant not in (None, "", []):
        yield Parameter.model_validate(found | {"source": ParameterSource.CONSTANT, "value": _fixed(constant)})
    elif not schema.get("is_omitted") and not schema.get("is_system_provided"):
        choices = schema.get("enum", member(schema, "items").get("enum"))
        listed = [line(one) for one in choices if isinstance(one, str)] if isinstance(choices, list) else []
        yield Parameter.model_validate(found | {"enum": listed[:50]})


def _fixed(constant: Any) -> str:
    if isinstance(constant, list):
        return line(", ".join(map(str, constant)))
    return line(str(constant).lower() if isinstance(constant, bool) else str(constant))


def _results(config: Json) -> Iterator[ResultField]:
    for _, one in objects(config, "assignments"):
        if _VARIABLE.fullmatch(text(one, "dynamic_variable")):
            yield ResultField(name=text(one, "dynamic_variable"), path=line(text(one, "value_path")))
