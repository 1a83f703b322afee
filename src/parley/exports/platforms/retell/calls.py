"""What tools must keep besides their shapes: what is sent, what is said meanwhile, what the model is told."""

from collections.abc import Iterator
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.platforms.retell.graphs import At, objects
from parley.exports.platforms.retell.roles import Body
from parley.exports.shaped import error, place, shown, warning

_TOLD_OF_TOOLS = {
    "description": "Nothing tells the model what the tool is for.",
    "method": "Without a method it is a POST.",
    "speak_during_execution": "Nothing says whether the agent speaks meanwhile.",
    "speak_after_execution": "Nothing says whether the agent speaks of the result.",
    "timeout_ms": "A call may last two minutes unless this says otherwise.",
}
_ABILITIES = {
    "end_call": ("description", "speak_during_execution"),
    "transfer_call": ("description", "speak_during_execution"),
    "press_digit": ("description",),
    "custom": tuple(_TOLD_OF_TOOLS),
}
_INNER = {"array": "items", "object": "properties"}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def tools(value: Any, at: At = ()) -> Iterator[tuple[At, dict[str, Any]]]:
    """Every tool below a value: general ones, those of states, of flows, of nodes."""
    for key in ("general_tools", "tools"):
        for index, tool in objects(value, key):
            yield (*at, key, index), tool
    for key in ("states", "nodes", "components"):
        for index, inner in objects(value, key):
            yield from tools(inner, (*at, key, index))


def findings(body: Body) -> Iterator[Finding]:
    """The findings of all tools of a body."""
    for at, tool in tools(body.value, body.at):
        kind = str(tool.get("type"))
        for key in _ABILITIES.get(kind, ()):
            if key not in tool:
                yield warning("retell.unsaid", place(body.path, (*at, key)), _TOLD_OF_TOOLS[key], "Say it.")
        yield from _announcement(body, at, tool)
        yield from _arguments(body, at, tool)
        for index, one in objects(tool, "variables"):
            if "required" not in one:
                where = place(body.path, (*at, "variables", index, "required"))
                yield warning("retell.unsaid", where, "Nothing says whether the value must be there.", "Say it.")


def _announcement(body: Body, at: At, tool: dict[str, Any]) -> Iterator[Finding]:
    if tool.get("speak_during_execution") is not True:
        return
    for key in ("execution_message_description", "execution_message_type"):
        if key not in tool:
            message = "The agent speaks meanwhile; nothing says what, or how it is meant."
            yield warning("retell.unsaid", place(body.path, (*at, key)), message, "Say it.")


def _arguments(body: Body, at: At, tool: dict[str, Any]) -> Iterator[Finding]:
    asked = tool.get("parameters")
    method = str(tool.get("method", "POST"))
    if isinstance(asked, dict):
        yield from _schema(body, (*at, "parameters"), asked)
        if "args_at_root" not in tool:
            message = "The values are sent below “args”, which few services expect."
            yield warning("retell.unsaid", place(body.path, (*at, "args_at_root")), message, "Set it to true or false.")
        if method in {"GET", "DELETE"}:
            message = f"A {method} sends no parameters."
            yield warning("retell.unsent-parameters", place(body.path, (*at, "parameters")), message, "Use the query.")
    elif tool.get("type") == "custom" and method in {"POST", "PUT", "PATCH"}:
        message = f"A {shown(method)} without parameters sends nothing."
        yield warning("retell.nothing-sent", place(body.path, (*at, "parameters")), message, "Describe its body.")
    yield from _headers(body, (*at, "headers"), tool.get("headers"))


def _headers(body: Body, at: At, headers: Any) -> Iterator[Finding]:
    for name, value in headers.items() if isinstance(headers, dict) else ():
        is_credential = isinstance(value, str) and value.startswith(("Bearer ", "Basic "))
        if is_credential and not name.lower().endswith("authorization"):
            message = "A Bearer or Basic credential belongs into Authorization."
            yield warning("retell.odd-header", place(body.path, (*at, name)), message, "Rename the header.")


def _schema(body: Body, at: At, schema: dict[str, Any]) -> Iterator[Finding]:
    """A JSON Schema whose required names are there, whose values say their type and what they are."""
    held = schema.get("properties")
    properties = held if isinstance(held, dict) else {}
    required = schema.get("required")
    for index, name in enumerate(required if isinstance(required, list) else []):
        if str(name) not in properties:
            message = f"“{shown(str(name))}” is required, and not among the properties."
            yield error("retell.unknown-parameter", place(body.path, (*at, "required", index)), message, "Describe it.")
    if properties and "required" not in schema:
        message = "Nothing says which values must be there."
        yield warning("retell.nothing-required", place(body.path, (*at, "required")), message, "List them.")
    for name, value in properties.items():
        if isinstance(value, dict):
            yield from _value(body, (*at, "properties", name), value)


def _value(body: Body, at: At, value: dict[str, Any]) -> Iterator[Finding]:
    if not {"type", "anyOf", "oneOf", "allOf"} & value.keys():
        yield warning("retell.untyped", place(body.path, (*at, "type")), "The value has no type.", "Give it one.")
    inner = _INNER.get(str(value.get("type")))
    if inner and not value.get(inner):
        message = "Nothing says what is in it."
        yield warning("retell.untyped", place(body.path, (*at, inner)), message, f"Describe its {inner}.")
    if not value.get("description"):
        message = "The value has no description."
        yield warning("retell.undescribed", place(body.path, (*at, "description")), message, "Give form and example.")
    if value.get("type") == "object":
        yield from _schema(body, at, value)
    if "const" in value and not _fits(value["const"], value.get("type")):
        message = "The fixed value is not of the type that is said."
        yield warning("retell.wrong-constant", place(body.path, (*at, "const")), message, "Make them agree.")
    yield from _items(body, (*at, "items"), value.get("items"))


def _items(body: Body, at: At, items: Any) -> Iterator[Finding]:
    if isinstance(items, dict) and "type" not in items:
        message = "Nothing says of what type the entries are."
        yield warning("retell.untyped", place(body.path, (*at, "type")), message, "Give it one.")
    if isinstance(items, dict) and items.get("type") == "object":
        yield from _schema(body, at, items)


def _fits(value: Any, kind: Any) -> bool:
    held = _TYPES.get(str(kind))
    if held is None or (isinstance(value, str) and "{{" in value):
        return True
    return isinstance(value, held) and (kind == "boolean") == isinstance(value, bool)
