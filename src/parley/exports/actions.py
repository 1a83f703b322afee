"""Tools as actions that the user's own process carries out, and what of a tool has no place in one."""

import re
from collections.abc import Iterable
from typing import Any, Final

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
from parley.exports.carried.actions import (
    Action,
    Client,
    Credential,
    Destination,
    EndCall,
    Kept,
    Keypad,
    SkipTurn,
    Transfer,
    Value,
    Webhook,
)
from parley.exports.carrying import Carrying
from parley.exports.naming import unique
from parley.tools import parameters

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
BODILESS = {Method.GET, Method.DELETE}
LABEL_LIMIT = 290

_SLOT = re.compile(r"\{([^{}/]+)\}")
_MODEL = {ParameterSource.CALLER, ParameterSource.MODEL}


def action(carrying: Carrying, tool: ToolSpec) -> Action | None:
    """What calling the tool does; None where nothing can carry it out, which is noted."""
    match tool.kind:
        case ToolKind.WEBHOOK:
            return _webhook(carrying, tool)
        case ToolKind.CLIENT:
            carrying.notes.mapped.append(f"Tool {tool.name}: answered by the caller's own app")
            return Client(kind="client", values=_values(carrying, tool, _fitting(carrying, tool)), keeps=_keeps(tool))
        case ToolKind.BUILTIN:
            return _builtin(carrying, tool)
        case ToolKind.FUNCTION:
            carrying.notes.dropped.append(f"Tool {tool.name}: it is code of your own, which no bundle carries")
    return None


def _builtin(carrying: Carrying, tool: ToolSpec) -> Action | None:
    notes = carrying.notes
    match tool.builtin:
        case BuiltinTool.TRANSFER_TO_NUMBER if tool.transfers:
            notes.mapped.append(f"Tool {tool.name}: transfer of the call")
            return _transfer(carrying, tool)
        case BuiltinTool.END_CALL:
            notes.mapped.append(f"Tool {tool.name}: ends the call")
            return EndCall(kind="end_call")
        case BuiltinTool.SKIP_TURN:
            notes.mapped.append(f"Tool {tool.name}: waits without a word")
            return SkipTurn(kind="skip_turn")
        case BuiltinTool.KEYPAD:
            return Keypad(kind="keypad")
        case BuiltinTool.VOICEMAIL:
            notes.approximated.append(f"Tool {tool.name}: the model itself hears a voicemail, and the call ends")
            return EndCall(kind="end_call")
        case BuiltinTool.LANGUAGE_DETECTION:
            notes.approximated.append(f"Tool {tool.name}: no tool is needed; the model follows the caller's language")
    return None


def _transfer(carrying: Carrying, tool: ToolSpec) -> Transfer:
    found: list[Destination] = []
    for one in tool.transfers:
        label = unique((one.label or one.condition or "Person")[:LABEL_LIMIT], [other.label for other in found])
        wanted = None if one.number else carrying.setting(f"{tool.name}_number", f"phone number for “{label}”")
        found.append(Destination(label=label, number=one.number, number_from=wanted))
    return Transfer(kind="transfer", destinations=found)


def _webhook(carrying: Carrying, tool: ToolSpec) -> Webhook:
    if tool.content_type not in {JSON, FORM}:
        carrying.notes.approximated.append(f"Tool {tool.name}: sent as {JSON}, not as {tool.content_type}")
    values = [*_headers(tool), *_values(carrying, tool, _fitting(carrying, tool))]
    wanted = tool.lacking.get("url")
    url_from = carrying.setting(f"{tool.name}_url", f"{tool.name}: {wanted}") if wanted else None
    carrying.notes.mapped.append(f"Tool {tool.name}: webhook")
    return Webhook(
        kind="webhook",
        method=tool.method.value,
        url=tool.url,
        url_from=url_from,
        content_type=FORM if tool.content_type == FORM else JSON,
        values=[*values, *_slots(carrying, tool)],
        credential=_credential(carrying, tool),
        timeout_s=tool.timeout_s,
        keeps=_keeps(tool),
    )


def _keeps(tool: ToolSpec) -> list[Kept]:
    return [Kept(variable=one.name, path=one.path) for one in tool.results if one.path]


def _headers(tool: ToolSpec) -> list[Value]:
    return [
        Value(name=name, type="string", place="header", source="constant", value=value, required=True)
        for name, value in tool.headers.items()
        if value
    ]


def _fitting(carrying: Carrying, tool: ToolSpec) -> list[Parameter]:
    """The parameters that have a place of their own: in the body, and in the address."""
    taken: list[str] = []
    parameters.nested(tool.parameters, lambda _: {}, lambda one: taken.append(one.name))
    homeless = []
    if tool.kind is ToolKind.WEBHOOK and tool.url:
        slots = _SLOT.findall(tool.url)
        homeless = [one.name for one in _at(tool, ParameterPlace.PATH) if one.name not in slots]
    notes = carrying.notes
    notes.dropped += [f"Tool {tool.name}, parameter {name}: another one has or needs the same place" for name in taken]
    notes.dropped += [f"Tool {tool.name}, parameter {name}: the URL has no {{{name}}}" for name in homeless]
    if tool.kind is ToolKind.WEBHOOK and tool.method in BODILESS:
        notes.approximated += [
            f"Tool {tool.name}, parameter {one.name}: sent in the query, since a {tool.method.value} has no body"
            for one in _at(tool, ParameterPlace.BODY)
        ]
    gone = {*taken, *homeless}
    seen: dict[tuple[str, ParameterPlace], Parameter] = {}
    for one in tool.parameters:
        if one.name not in gone:
            seen.setdefault((one.name, one.place), one)
    return list(seen.values())


def _at(tool: ToolSpec, place: ParameterPlace) -> list[Parameter]:
    return [one for one in tool.parameters if one.place is place]


def _values(carrying: Carrying, tool: ToolSpec, fitting: Iterable[Parameter]) -> list[Value]:
    found = []
    for one in fitting:
        origin = _origin(carrying, one)
        if origin is None:
            continue
        if tool.kind is ToolKind.CLIENT and one.source is ParameterSource.SECRET:
            carrying.notes.dropped.append(
                f"Tool {tool.name}, parameter {one.name}: a client tool holds no secret; keep it in the client"
            )
            continue
        name = parameters.dotted(one.name)
        found.append(Value(name=name, type=one.type.value, place=one.place.value, required=one.required, **origin))
    return found


def _origin(carrying: Carrying, one: Parameter) -> dict[str, Any] | None:
    """Source and value; None for a constant that is empty."""
    value = str(one.value or "")
    if one.source in _MODEL:
        return {"source": "model"}
    if not value.strip():
        return None
    if one.source is ParameterSource.SECRET:
        return {"source": "environment", "value": value.removeprefix("secret:")}
    if one.source is ParameterSource.CONSTANT:
        return {"source": "constant", "value": value}
    if value in carrying.owned:
        return {"source": "environment", "value": carrying.owned_setting(value)}
    return {"source": "variable", "value": carrying.known[value]}


def _slots(carrying: Carrying, tool: ToolSpec) -> list[Value]:
    """Parts of the address that no parameter fills: a person does, once."""
    filled = {one.name for one in _at(tool, ParameterPlace.PATH)}
    open_ = [name for name in dict.fromkeys(_SLOT.findall(tool.url or "")) if name not in filled]
    return [
        Value(
            name=name,
            type="string",
            place="path",
            source="environment",
            value=carrying.setting(f"{tool.name}_{name}", f"{tool.name}: what {{{name}}} in {tool.url} stands for"),
            required=True,
        )
        for name in open_
    ]


def _credential(carrying: Carrying, tool: ToolSpec) -> Credential | None:
    auth = tool.auth
    if auth.kind is AuthKind.NONE and not auth.secret:
        return None
    if auth.kind is AuthKind.OAUTH2:
        carrying.notes.approximated.append(f"Tool {tool.name}: sends a fixed token, which nothing renews")
    secret = auth.secret.removeprefix("secret:") if auth.secret else None
    return Credential(
        header=auth.header or "Authorization",
        prefix=auth.lead,
        variable=secret or carrying.setting(f"{tool.name}_credential", f"{tool.name}: its credential"),
        is_basic=auth.kind is AuthKind.BASIC,
    )
