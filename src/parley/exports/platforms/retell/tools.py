"""Tools as the platform has them: HTTP requests, its own abilities, and what takes values from the conversation."""

from dataclasses import dataclass
from typing import assert_never

from parley.agents.schemas import BuiltinTool, ToolKind, ToolSpec, Transfer
from parley.core.text import sentence
from parley.exports.naming import unique
from parley.exports.platforms.retell import parameters
from parley.exports.platforms.retell.export import Export, Json, Ready

NAME_LIMIT = 64
CONFIRMED = "Call it only after the caller has confirmed the details."
ON_FAILURE = "If it fails: "
BEFORE = "Call it right before `{tool}`, each time, since that call takes its values from here."
_ELSEWHERE = {
    BuiltinTool.LANGUAGE_DETECTION: "the agent's languages; the platform follows the caller among them by itself",
    BuiltinTool.VOICEMAIL: "the agent's `voicemail_option`: the call is ended",
}


@dataclass(frozen=True)
class Rendered:
    """A tool and, where its address or headers need values from the conversation, the tool that takes them."""

    tool: Json
    values: Json | None = None


def rendered(export: Export) -> dict[str, Rendered]:
    """Every tool that the platform can have, by its neutral name; what it cannot have is noted."""
    found: dict[str, Rendered] = {}
    taken: list[str] = []
    for tool in export.spec.tools:
        name = unique(tool.name, taken)
        made = _rendered(export, tool, name)
        if made is not None:
            found[tool.name] = made
            taken += [one["name"] for one in (made.tool, made.values) if one is not None]
    return found


def listed(tools: dict[str, Rendered]) -> list[Json]:
    """All of them, what takes values before what needs them."""
    return [one for each in tools.values() for one in (each.values, each.tool) if one is not None]


def _rendered(export: Export, tool: ToolSpec, name: str) -> Rendered | None:
    match tool.kind:
        case ToolKind.WEBHOOK:
            return _webhook(export, tool, name)
        case ToolKind.BUILTIN:
            made = _builtin(export, tool, name)
            return Rendered(made) if made else None
        case ToolKind.MCP:
            whose = f"of the MCP server “{tool.mcp.server}”" if tool.mcp else "of an MCP server"
            export.notes.dropped.append(
                f"Tool {tool.name}: it is {whose}; add that server to the agent on the platform"
            )
        case ToolKind.FUNCTION:
            export.notes.dropped.append(f"Tool {tool.name}: it is code of your own; offer it at an address instead")
        case ToolKind.CLIENT:
            export.notes.dropped.append(f"Tool {tool.name}: the platform calls no tools in the caller's client")
        case _:
            assert_never(tool.kind)
    return None


def _webhook(export: Export, tool: ToolSpec, name: str) -> Rendered:
    request = parameters.request(export, tool)
    found: Json = {"type": "custom", "name": name, "description": described(tool), "url": request.url}
    found["method"] = tool.method.value
    if request.headers:
        found["headers"] = request.headers
    if request.query:
        found["query_params"] = request.query
    if request.body is not None:
        found |= {"parameters": request.body, "args_at_root": True}
    if tool.results:
        found["response_variables"] = {result.name: result.path for result in tool.results}
    found |= _spoken(tool) | {"speak_after_execution": True, "timeout_ms": tool.timeout_s * 1_000}
    export.notes.mapped.append(f"Tool {tool.name}: HTTP request")
    return Rendered(found, _values(export, tool, name, request) if request.values else None)


def described(tool: ToolSpec) -> str:
    """What the model is told of a tool."""
    words = [tool.description]
    if tool.confirm:
        words.append(CONFIRMED)
    if tool.on_failure:
        words.append(f"{ON_FAILURE}{tool.on_failure}")
    return "\n".join(words)


def _spoken(tool: ToolSpec) -> Json:
    if not tool.wait_message:
        return {"speak_during_execution": False}
    return {
        "speak_during_execution": True,
        "execution_message_type": "static_text",
        "execution_message_description": tool.wait_message,
    }


def _values(export: Export, tool: ToolSpec, name: str, request: parameters.Request) -> Json:
    named = ", ".join(str(one["name"]) for one in request.values)
    export.notes.approximated.append(
        f"Tool {tool.name}: what goes into its address, query or headers is taken from the conversation first ({named})"
    )
    return {
        "type": "extract_dynamic_variable",
        "name": f"{name[: NAME_LIMIT - 7]}_values",
        "description": BEFORE.format(tool=name),
        "variables": request.values,
    }


def _builtin(export: Export, tool: ToolSpec, name: str) -> Json | None:
    builtin = tool.builtin
    if builtin in _ELSEWHERE:
        export.notes.mapped.append(f"Tool {tool.name}: {_ELSEWHERE[builtin]}")
        return None
    common: Json = {"name": name, "description": described(tool)}
    match builtin:
        case BuiltinTool.END_CALL:
            export.notes.mapped.append(f"Tool {tool.name}: the platform's end_call")
            return {"type": "end_call", **common, "speak_during_execution": False}
        case BuiltinTool.KEYPAD:
            export.notes.mapped.append(f"Tool {tool.name}: the platform's press_digit")
            return {"type": "press_digit", **common}
        case BuiltinTool.TRANSFER_TO_NUMBER if tool.transfers:
            export.notes.mapped.append(f"Tool {tool.name}: the platform's transfer_call")
            told = {"speak_during_execution": False} if not tool.wait_message else _spoken(tool)
            return {"type": "transfer_call", **common, **transfer(export, tool), **told}
        case BuiltinTool.TRANSFER_TO_NUMBER:
            export.notes.dropped.append(f"Tool {tool.name}: nobody has said to whom it passes the caller on")
            return None
    export.notes.dropped.append(f"Tool {tool.name}: the platform has no such ability of its own")
    return None


def transfer(export: Export, tool: ToolSpec, to: str = "") -> Json:
    """Where a hand-over leads: the one number, that of `to`, or one that the model chooses by its conditions."""
    named = [one for one in tool.transfers if to and one.label.casefold() == to.casefold()]
    ways = named[:1] or list(tool.transfers)
    numbers = {one: _number(export, tool, one) for one in ways}
    if len(set(numbers.values())) == 1:
        destination: Json = {"type": "predefined", "number": next(iter(numbers.values()))}
    else:
        told = [f"{export.neutral(sentence(one.condition))} Transfer to {number}." for one, number in numbers.items()]
        destination = {"type": "inferred", "prompt": Ready("\n".join(told))}
    return {"transfer_destination": destination, "transfer_option": {"type": "cold_transfer"}}


def _number(export: Export, tool: ToolSpec, one: Transfer) -> Ready:
    """The number, or a variable to fill where nobody gave it yet."""
    if one.number:
        return Ready(one.number)
    at = tool.transfers.index(one)
    variable = export.own(tool.name, "number", *([str(at + 1)] if len(tool.transfers) > 1 else []))
    export.notes.to_fill.append(
        f"default_dynamic_variables.{variable.strip('{}')}: phone number for “{one.label or one.condition}”"
    )
    return variable
