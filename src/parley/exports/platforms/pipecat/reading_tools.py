"""The tools of a project: handlers that calls.py carries out, as tools.json has them, and code of anybody's own."""

import json
from collections.abc import Iterator, Mapping

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
from parley.exports.platforms.pipecat import shapes
from parley.exports.platforms.pipecat.export import CALLED_BUILTINS
from parley.exports.platforms.pipecat.handlers import CONFIRM, FAILURE, WAIT
from parley.exports.platforms.pipecat.signatures import Signature
from parley.exports.platforms.pipecat.wording import words
from parley.tools.parameters import titled

MOST = 40
_BUILTINS = {kind: builtin for builtin, kind in CALLED_BUILTINS.items()}
_SHORTEST_S, _LONGEST_S = 5, 120


def tools(flow: shapes.Flow, entries: Mapping[str, shapes.Tool], handlers: Mapping[str, Signature]) -> list[ToolSpec]:
    """Every tool that the flow offers, each once, and the one that ends the conversation."""
    found: dict[str, ToolSpec] = {}
    offered = [*flow.global_functions, *(one for node in flow.nodes.values() for one in node.functions)]
    for one in offered:
        handler = handlers.get(one.name)
        if one.transition_only or one.name in found or (handler and handler.via == "keep"):
            continue
        found[one.name] = _tool(one.name, entries.get(one.name), handler)
    ending = _ending(flow)
    return [*found.values(), *ending][:MOST]


def _ending(flow: shapes.Flow) -> list[ToolSpec]:
    for one in flow.global_functions:
        if one.transition_only and flow.nodes[str(one.transition_to)].ends:
            told = words(one.description or "", 1_000) or one.name
            return [_spec(one.name, ToolKind.BUILTIN, told).model_copy(update={"builtin": BuiltinTool.END_CALL})]
    return []


def _spec(name: str, kind: ToolKind, told: str) -> ToolSpec:
    return ToolSpec(name=name, kind=kind, title=titled(name)[:300], description=told or titled(name))


def _tool(name: str, entry: shapes.Tool | None, handler: Signature | None) -> ToolSpec:
    bare = _spec(name, ToolKind.FUNCTION, words(handler.told, 1_000) if handler else "")
    if entry is None or handler is None or handler.via != "call":
        return bare.model_copy(update={"parameters": list(_plain(handler))})
    told = _told(handler.told)
    match entry:
        case shapes.Webhook():
            return ToolSpec.model_validate({**bare.model_dump(), **told, **_webhook(entry, handler)})
        case shapes.Transfer():
            transfers = [
                Transfer(condition=words(one.condition, 300), number=one.number or None, label=words(one.label, 300))
                for one in entry.destinations[:20]
            ]
            update = {"kind": ToolKind.BUILTIN, "builtin": _BUILTINS["transfer"], "transfers": transfers}
            return bare.model_copy(update={**told, **update})
    if entry.kind == "client":
        return bare.model_copy(update={**told, "kind": ToolKind.CLIENT, "parameters": list(_plain(handler))})
    return bare.model_copy(update={**told, "kind": ToolKind.BUILTIN, "builtin": _BUILTINS[entry.kind]})


def _told(text: str) -> dict[str, str | bool]:
    """What our docstrings say beyond the description, in the fields it came from."""
    found: dict[str, str | bool] = {}
    description = []
    for line in text.split("\n"):
        if line == CONFIRM:
            found["confirm"] = True
        elif line.startswith(WAIT):
            found["wait_message"] = words(line.removeprefix(WAIT), 300)
        elif line.startswith(FAILURE):
            found["on_failure"] = words(line.removeprefix(FAILURE))
        else:
            description.append(line)
    return {**found, "description": words("\n".join(description), 1_000) or "Call it where the task says so."}


def _plain(handler: Signature | None) -> Iterator[Parameter]:
    for one in handler.arguments[:40] if handler else ():
        told = words(one.told)
        if len(one.name) <= 64 and one.name.isascii():
            yield Parameter(name=one.name, type=one.type, description=told, required=one.required)


def _webhook(entry: shapes.Webhook, handler: Signature) -> dict[str, object]:
    auth = entry.auth
    is_named = auth is not None and auth.secret.isupper()
    return {
        "kind": ToolKind.WEBHOOK,
        "method": Method(entry.method),
        "url": entry.url[:2_000] or None,
        "content_type": entry.content_type,
        "timeout_s": min(max(entry.timeout_s, _SHORTEST_S), _LONGEST_S),
        "headers": dict([one for one in entry.headers.items() if not credentials.is_plain(*one)][:20]),
        "parameters": list(_parameters(entry, handler))[:40],
        "results": [ResultField(name=one.name, path=one.path[:300]) for one in entry.results[:20]],
        "auth": Auth(kind=AuthKind(auth.kind), header=auth.header, prefix=auth.prefix, secret=f"secret:{auth.secret}")
        if auth and is_named
        else Auth(),
    }


def _parameters(entry: shapes.Webhook, handler: Signature) -> Iterator[Parameter]:
    arguments = {one.name: one for one in handler.arguments}
    for one in entry.parameters:
        argument = arguments.get(one.argument or "")
        source, value = _source(one)
        if source is ParameterSource.SECRET and not str(one.secret).isupper():
            continue
        yield Parameter(
            name=one.name,
            type=ParameterType(one.type),
            description=words(argument.told) if argument else "",
            required=argument.required if argument else True,
            source=source,
            place=ParameterPlace(one.place),
            value=value,
        )


def _source(one: shapes.Parameter) -> tuple[ParameterSource, str | None]:
    if one.argument is not None:
        return ParameterSource.CALLER, None
    if one.variable is not None:
        return ParameterSource.SESSION, one.variable
    if one.secret is not None:
        return ParameterSource.SECRET, f"secret:{one.secret}"
    match one.constant:
        case list() as values:
            return ParameterSource.CONSTANT, ", ".join(values)
        case str() as text:
            return ParameterSource.CONSTANT, text
    return ParameterSource.CONSTANT, json.dumps(one.constant)
