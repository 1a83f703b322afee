"""Rules on tools: where each value comes from, what is required, what the request needs."""

import re
from collections.abc import Iterator
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.platforms.elevenlabs.configs import Configs, member, objects, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.tools import slots_in
from parley.exports.shaped import Step, error, place, shown, warning

NAME = "elevenlabs"
_URL = re.compile(r"https?://\S+")
_WITHOUT_BODY = frozenset({"GET", "DELETE"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_SOURCES = ("description", "dynamic_variable", "constant_value", "is_system_provided", "is_omitted")
Place = tuple[Step, ...]


def every(configs: Configs) -> Iterator[tuple[str, Place, Json]]:
    """Every tool with its file and place: those with files of their own, then those inside agents."""
    for path, config in configs.tools.items():
        yield path, (), config
    for path, tools in configs.inline.items():
        for at, tool in tools.items():
            yield path, tuple(int(step) if step.isdigit() else step for step in at.split("/")[1:]), tool


def literals(node: Any, at: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Every schema of a value in a tool, objects and arrays included, with its place."""
    if not isinstance(node, dict):
        return
    if isinstance(node.get("type"), str) and at:
        yield at, node
    properties = node.get("properties")
    for name, child in properties.items() if isinstance(properties, dict) else ():
        yield from literals(child, (*at, "properties", name))
    if "items" in node:
        yield from literals(node["items"], (*at, "items"))


def schemas(tool: Json) -> Iterator[tuple[Place, Json]]:
    """Every schema of a value that a tool is called with."""
    for name, child in member(tool, "api_schema", "path_params_schema").items():
        yield from literals(child, ("api_schema", "path_params_schema", name))
    for keys in (("api_schema", "query_params_schema"), ("api_schema", "request_body_schema"), ("parameters",)):
        yield from literals(member(tool, *keys), keys)


def _values(configs: Configs) -> Iterator[Finding]:
    for path, start, tool in every(configs):
        for at, schema in schemas(tool):
            where = place(path, (*start, *at))
            given = [source for source in _SOURCES if _is_given(source, schema.get(source))]
            is_literal = schema.get("type") not in ("object", "array")
            if is_literal and len(given) != 1:
                message = f"A value has exactly one source; this one has {', '.join(given) or 'none'}."
                yield error(f"{NAME}.one-source", where, message, f"Give one of {', '.join(_SOURCES)}.")
            elif not is_literal and not given and at[-1] != "request_body_schema" and at != ("parameters",):
                message = "The model is not told what this object or list is."
                yield warning(f"{NAME}.schema-without-description", where, message, "Add a description.")
            if "enum" in schema and schema.get("type") not in ("string", None):
                yield error(f"{NAME}.enum-of-text", where, "Only a text can have an enum.", "Tell it in words.")


def _is_given(source: str, value: Any) -> bool:
    return value is True if source.startswith("is_") else value is not None and value != ""


def _required(configs: Configs) -> Iterator[Finding]:
    for path, start, tool in every(configs):
        for at, schema in _holders(tool):
            yield from _required_of(place(path, (*start, *at)), schema)


def _holders(tool: Json) -> Iterator[tuple[Place, Json]]:
    """Every object of a tool that has properties."""
    yield ("api_schema", "query_params_schema"), member(tool, "api_schema", "query_params_schema")
    yield ("api_schema", "request_body_schema"), member(tool, "api_schema", "request_body_schema")
    yield ("parameters",), member(tool, "parameters")
    yield from ((at, schema) for at, schema in schemas(tool) if len(at) > 2 and schema.get("type") == "object")


def _required_of(where: str, schema: Json) -> Iterator[Finding]:
    properties, names = schema.get("properties"), schema.get("required")
    if not isinstance(properties, dict):
        if schema:
            message = "The object has no properties, so it is always empty."
            yield warning(f"{NAME}.object-without-properties", where, message, "Add them, or drop it.")
        return
    for name in names if isinstance(names, list) else []:
        if not isinstance(name, str) or name not in properties:
            message = "“required” names a value that is not among the properties."
            yield error(f"{NAME}.required-unknown", where, message, "Add the property, or drop the name.")
    if properties and not names:
        message = "Nothing here is required, so the model may call with nothing."
        yield warning(f"{NAME}.nothing-required", where, message, "Name what the call needs.")


def _requests(configs: Configs) -> Iterator[Finding]:
    unset = {text(slot, "config") for _, slot in objects(configs.own.get("fill.json"), "urls")}
    for path, start, tool in every(configs):
        api = member(tool, "api_schema")
        if not api:
            continue
        where = place(path, (*start, "api_schema"))
        url = text(api, "url")
        if not _URL.fullmatch(url) and path not in unset:
            message = "The address is empty or no http(s) address."
            yield error(f"{NAME}.url", place(path, (*start, "api_schema", "url")), message, "Give the whole address.")
        if (text(api, "method") or "GET") in _WITHOUT_BODY and "request_body_schema" in api:
            message = "A GET or DELETE sends no body."
            yield error(f"{NAME}.body-without-method", where, message, "Set the method to POST, PUT or PATCH.")
        elif text(api, "method") in _WITH_BODY and "request_body_schema" not in api:
            yield warning(f"{NAME}.no-body", where, "The request sends an empty body.", "Add a request_body_schema.")
        for header in member(api, "request_headers"):
            if "_" in header:
                message = "Many servers drop headers with an underscore."
                yield warning(f"{NAME}.header-name", f"{where}/request_headers", message, f"Rename {shown(header)}.")
        yield from _path_values(where, url, member(api, "path_params_schema"), is_open=path in unset)


def _path_values(where: str, url: str, given: Json, *, is_open: bool) -> Iterator[Finding]:
    slots = slots_in(re.sub(r"\{\{[^{}]*\}\}", "", url))
    for slot in slots:
        if slot not in given and not is_open:
            message = "A part of the address in braces has no schema."
            yield error(f"{NAME}.path-value", where, message, "Add it to path_params_schema, or take it out.")
    for name in given:
        if name not in slots and not is_open:
            yield error(f"{NAME}.path-value", where, "A path value is not in the address.", "Put it there in braces.")


def _manner(configs: Configs) -> Iterator[Finding]:
    for path, start, tool in every(configs):
        where = place(path, start)
        if "Before calling it, say" in text(tool, "description") and tool.get("pre_tool_speech") != "force":
            message = "The description asks to speak before the call; pre_tool_speech does not."
            yield warning(f"{NAME}.speech-not-forced", where, message, "Set pre_tool_speech to force.")
        if tool.get("type") == "client" and tool.get("assignments") and not tool.get("expects_response"):
            message = "A value of the answer is kept, and no answer is waited for."
            yield error(f"{NAME}.answer-not-awaited", where, message, "Set expects_response to true.")


def _inline(configs: Configs) -> Iterator[Finding]:
    for path, tools in configs.inline.items():
        if tools:
            where = place(path, ("conversation_config", "agent", "prompt", "tools"))
            message = "The platform refuses to create an agent with tools inside it."
            mend = "Give each a file of its own in tool_configs, and its id in tool_ids."
            yield warning(f"{NAME}.inline-tools", where, message, mend)


RULES = (_inline, _values, _required, _requests, _manner)
