"""What tools.json, settings.json and .env.example refer to: handlers, their arguments, each other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.checklist import placeholders
from parley.exports.platforms.pipecat import files, lint_flow, project
from parley.exports.platforms.pipecat.export import RUNTIME
from parley.exports.platforms.pipecat.project import Project
from parley.exports.platforms.pipecat.readme import KEYS
from parley.exports.platforms.pipecat.shapes import Flow, Tool, Transfer, Webhook
from parley.exports.platforms.pipecat.signatures import Signature
from parley.exports.platforms.pipecat.tools import slots_in
from parley.exports.shaped import error, place, shown, warning

ENV = ".env.example"
_ASSIGNED = re.compile(r"^([A-Za-z_][A-Za-z0-9_]*)=", re.MULTILINE)
_TYPES = {"string": str, "integer": int, "number": int | float, "boolean": bool, "array": list}


def findings(found: Project, flow: Flow, tools: Mapping[str, Tool]) -> Iterator[Finding]:
    """All findings on what the tools refer to."""
    called = {name: one for name, one in found.signatures.items() if one.via == "call"}
    for name in called:
        if name not in tools:
            message = f"tools.json does not say what “{shown(name)}” does."
            yield error("pipecat.missing-tool", place(files.HANDLERS, (name,)), message, "Add an entry for it.")
    for name, tool in tools.items():
        if found.handlers is not None and name not in called:
            message = f"No handler carries out “{shown(name)}”."
            yield warning("pipecat.unused-tool", place(files.TOOLS, (name,)), message, "Add a handler, or drop it.")
        if isinstance(tool, Webhook):
            yield from _webhook(name, tool, called.get(name))
        if isinstance(tool, Transfer):
            yield from _transfer(found, name, tool)
    yield from _variables(found, flow, tools)
    yield from _secrets(found, tools)


def _webhook(name: str, tool: Webhook, handler: Signature | None) -> Iterator[Finding]:
    if not tool.url:
        where = place(files.TOOLS, (name, "url"))
        yield warning("pipecat.to-fill", where, "The address is still to be filled in.", "Write the URL here.")
    slots = set(slots_in(tool.url))
    for at, one in enumerate(tool.parameters):
        where = place(files.TOOLS, (name, "parameters", at))
        if one.place == "path" and tool.url and one.name not in slots:
            message = f"The URL has no place {{{shown(one.name)}}}."
            yield error("pipecat.unknown-slot", where, message, "Put it into the URL, or send the value elsewhere.")
        if one.constant is not None and not _fits(one.constant, one.type):
            yield warning("pipecat.odd-constant", where, f"The constant is no {one.type}.", "Mend value or type.")
    unfilled = sorted(slots - {one.name for one in tool.parameters if one.place == "path"})
    if unfilled:
        message = f"Nothing fills {', '.join(f'{{{shown(slot)}}}' for slot in unfilled)} in the URL."
        yield warning("pipecat.unfilled-slot", place(files.TOOLS, (name, "url")), message, "Replace it by its value.")
    yield from _arguments(name, tool, handler)


def _fits(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _arguments(name: str, tool: Webhook, handler: Signature | None) -> Iterator[Finding]:
    """Each argument goes somewhere, and nothing is sent that no argument brings."""
    if handler is None:
        return
    given = {one.name: one for one in handler.arguments}
    used = {one.argument: one for one in tool.parameters if one.argument}
    where = place(files.TOOLS, (name, "parameters"))
    for argument, parameter in used.items():
        if argument not in given:
            message = f"The handler has no argument “{shown(argument)}”."
            yield error("pipecat.unknown-argument", where, message, "Name one that it has.")
        elif given[argument].type.value != parameter.type:
            message = f"“{shown(argument)}” is a {given[argument].type.value} in handlers.py, here a {parameter.type}."
            yield warning("pipecat.odd-argument", where, message, "Make them agree.")
    for argument in given:
        if argument not in used:
            message = f"The argument “{shown(argument)}” is asked for and sent nowhere."
            yield warning("pipecat.unused-argument", where, message, "Send it, or stop asking.")


def _transfer(found: Project, name: str, tool: Transfer) -> Iterator[Finding]:
    handler = found.signatures.get(name)
    told = " ".join(one.told for one in handler.arguments) if handler else ""
    for at, one in enumerate(tool.destinations):
        where = place(files.TOOLS, (name, "destinations", at))
        if not one.number:
            yield warning("pipecat.to-fill", where, "The number is still to be filled in.", "Write it as +15550123456.")
        if told and one.label not in told:
            message = f"The model is not told of “{shown(one.label)}”."
            yield warning("pipecat.untold-destination", where, message, "Name it in the handler's docstring.")
        if told and one.condition and one.condition not in told:
            message = f"The model is not told when to choose “{shown(one.label)}”."
            yield warning("pipecat.untold-condition", where, message, "Tell it in the handler's docstring.")


def _variables(found: Project, flow: Flow, tools: Mapping[str, Tool]) -> Iterator[Finding]:
    """Values that tools send are declared and get a value; what is declared is used."""
    if not isinstance(found.settings, dict) or not isinstance(found.settings.get("variables"), dict):
        return
    declared: dict[str, Any] = found.settings["variables"]
    keeping = [one for one in found.signatures.values() if one.via == "keep"]
    kept = project.results(found.tools) | {argument.name for one in keeping for argument in one.arguments}
    hooks = {name: tool for name, tool in tools.items() if isinstance(tool, Webhook)}
    sent = {one.variable for tool in hooks.values() for one in tool.parameters if one.variable}
    for name in sorted(kept | sent):
        if name not in declared:
            message = f"“{shown(name)}” has no value to start with."
            where = place(files.SETTINGS, ("variables",))
            yield error("pipecat.undeclared-variable", where, message, "Add it, empty if need be.")
    spoken = {name.split(".")[0] for text in _spoken(flow) for name in placeholders(text)}
    for name, value in declared.items():
        where = place(files.SETTINGS, ("variables", name))
        if name not in spoken | sent | kept | RUNTIME:
            yield warning("pipecat.unused-variable", where, "Nothing uses this value.", "Use it, or drop it.")
        if name in sent and not value and name not in kept | RUNTIME:
            yield warning("pipecat.to-fill", where, "This value is still to be filled in.", "Write it here.")


def _spoken(flow: Flow) -> Iterator[str]:
    first = flow.nodes.get(flow.initial_node)
    yield from (text for _, text in lint_flow.texts(flow))
    if first:
        yield first.role_message or ""
        yield from (one.text for one in first.pre_actions if hasattr(one, "text") and one.text)


def _secrets(found: Project, tools: Mapping[str, Tool]) -> Iterator[Finding]:
    """The secrets that tools name and those that .env.example lists are the same."""
    if ENV not in found.texts:
        return
    listed = {*_ASSIGNED.findall(found.texts[ENV])} - {*KEYS}
    hooks = [tool for tool in tools.values() if isinstance(tool, Webhook)]
    used = {one.secret for tool in hooks for one in tool.parameters if one.secret}
    used |= {tool.auth.secret for tool in hooks if tool.auth}
    for name in sorted(used - listed - {*KEYS}):
        message = f"{shown(name)} is needed and not listed in {ENV}."
        yield warning("pipecat.unlisted-secret", place(files.TOOLS), message, "List it there.")
    for name in sorted(listed - used):
        message = f"{shown(name)} is listed and no tool uses it."
        yield warning("pipecat.unused-secret", place(ENV), message, "Use it in tools.json, or drop it.")
