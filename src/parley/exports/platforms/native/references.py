"""What the parts of a definition say of each other: names that lead nowhere, names given twice, values nobody sets."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from parley.agents.schemas import SLOTS, AgentSpec, Finding, ParameterPlace, ParameterSource, Scenario, ToolKind
from parley.agents.schemas.tool import RUNTIME_VARIABLES
from parley.exports.shaped import Step, error, place, shown, warning

_PARTS = frozenset({"tools", "workflow", "variables", "data_collection", "criteria", "guardrails", "prompt", "voice"})
_PLACEHOLDER = re.compile(r"(?<!\{)\{([^{}]{1,64})\}(?!\})")
_INDEX = re.compile(r"[0-9]{1,4}")


def findings(path: str, spec: AgentSpec) -> list[Finding]:
    """All of them, in a stable order."""
    return [found for rule in _RULES for found in rule(path, spec)]


def variables(spec: AgentSpec) -> dict[str, str | None]:
    """What texts may refer to: declared variables with their defaults, and None for what a conversation gives."""
    given = {name for node in spec.workflow.nodes for name in node.collects}
    given |= {result.name for tool in spec.tools for result in tool.results} | RUNTIME_VARIABLES
    return {**dict.fromkeys(given), **{one.name: one.default for one in spec.variables if one.name not in given}}


def missing(whole: Any, part: Any, at: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Any]]:
    """The members of objects that `part` does not have, and what `whole` has there."""
    match whole, part:
        case dict(), dict():
            for key, value in whole.items():
                if key not in part:
                    yield (*at, key), value
                elif isinstance(value, dict | list):
                    yield from missing(value, part[key], (*at, key))
        case list(), list():
            for index, (value, held) in enumerate(zip(whole, part, strict=False)):
                if isinstance(value, dict | list):
                    yield from missing(value, held, (*at, index))


def _repeated(path: str, spec: AgentSpec) -> Iterator[Finding]:
    names: dict[str, Iterable[str]] = {
        "tools": (tool.name for tool in spec.tools),
        "variables": (one.name for one in spec.variables),
        "data_collection": (one.name for one in spec.data_collection),
        "criteria": (one.id for one in spec.criteria),
    }
    for part, given in names.items():
        for at, name in _again(given):
            yield error("native.duplicate-name", place(path, [part, at]), f"“{name}” is there twice.", "Rename one.")
    for at, name in _again(test.name for test in spec.tests):
        message = f"Another test is called “{shown(name)}” too."
        yield warning("native.duplicate-test", place(path, ["tests", at]), message, "Rename one.")
    for index, tool in enumerate(spec.tools):
        for at, name in _again(one.name for one in tool.parameters):
            where = place(path, ["tools", index, "parameters", at])
            yield error("native.duplicate-name", where, f"“{name}” is there twice.", "Rename one.")


def _again(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen = Counter[str]()
    for at, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            yield at, name


def _tests(path: str, spec: AgentSpec) -> Iterator[Finding]:
    tools = {tool.name: {one.name for one in tool.parameters} for tool in spec.tools}
    for index, test in enumerate(spec.tests):
        for name, steps in _named(test):
            if name not in tools:
                message = f"The test “{shown(test.name)}” names the tool “{name}”, which is not configured."
                mend = "Name a tool that is there, or add it."
                yield error("native.unknown-tool", place(path, ["tests", index, *steps]), message, mend)
        for at, argument in enumerate(test.call.arguments if test.call else []):
            if test.call and test.call.tool in tools and argument.parameter not in tools[test.call.tool]:
                message = f"“{test.call.tool}” has no parameter “{argument.parameter}”."
                where = place(path, ["tests", index, "call", "arguments", at, "parameter"])
                yield error("native.unknown-parameter", where, message, "Name one that is there.")


def _named(test: Scenario) -> Iterator[tuple[str, Sequence[Step]]]:
    if test.call:
        yield test.call.tool, ("call", "tool")
    yield from ((mock.tool, ("mocks", at, "tool")) for at, mock in enumerate(test.mocks))


def _calls(path: str, spec: AgentSpec) -> Iterator[Finding]:
    """What a tool needs to be called at all."""
    for index, tool in enumerate(spec.tools):
        at = ("tools", index)
        if tool.kind is ToolKind.MCP and tool.mcp is None:
            yield error("native.missing-server", place(path, at), f"“{tool.name}” names no MCP server.", "Name it.")
        if tool.kind is ToolKind.BUILTIN and tool.builtin is None:
            yield error("native.missing-builtin", place(path, at), f"“{tool.name}” does not say which.", "Name it.")
        given = {one.name for one in tool.parameters if one.place is ParameterPlace.PATH}
        asked = set(_PLACEHOLDER.findall(tool.url or ""))
        for name in sorted(asked ^ given) if tool.url else ():
            message = f"“{shown(name)}” is {'in the URL only' if name in asked else 'not in the URL'}."
            where = place(path, [*at, "url"])
            yield warning("native.path-parameter", where, message, "Give the URL and the path's parameters one name.")


def _settings(path: str, spec: AgentSpec) -> Iterator[Finding]:
    known = variables(spec)
    for index, tool in enumerate(spec.tools):
        for at, one in enumerate(tool.parameters):
            if one.source is ParameterSource.SESSION and one.value not in known:
                message = f"“{one.name}” of “{tool.name}” takes “{shown(one.value or '')}”, which nothing declares."
                where = place(path, ["tools", index, "parameters", at, "value"])
                yield warning("native.undeclared-setting", where, message, "Declare it as a variable.")
    language, brief = spec.voice.language, spec.brief.languages
    if brief and language not in brief.value:
        message = f"The voice speaks {language}, which the brief does not name."
        yield warning("native.language", place(path, ["voice", "language"]), message, "Make the two agree.")


def _sources(path: str, spec: AgentSpec) -> Iterator[Finding]:
    """Pointers of prompt lines and tests to what they rest on."""
    for index, section in enumerate(spec.prompt.sections):
        for at, line in enumerate(section.lines):
            steps = ("prompt", "sections", index, "lines", at, "sources")
            yield from _lost(path, steps, line.sources, spec)
    for index, test in enumerate(spec.tests):
        yield from _lost(path, ("tests", index, "sources"), test.sources, spec)


def _lost(path: str, steps: Sequence[Step], sources: Iterable[str], spec: AgentSpec) -> Iterator[Finding]:
    for at, source in enumerate(sources):
        if not _leads_somewhere(source.strip("/").split("/"), spec):
            message = f"“{shown(source)}” leads to nothing."
            yield warning("native.lost-source", place(path, [*steps, at]), message, "Point to what is there.")


def _leads_somewhere(parts: Sequence[str], spec: AgentSpec) -> bool:
    match parts:
        case ["brief", slot, *rest]:
            value = spec.brief.value(slot) if slot in SLOTS else None
            is_item = bool(rest) and _INDEX.fullmatch(rest[0]) is not None and isinstance(value, list)
            return int(rest[0]) < len(value) if is_item and isinstance(value, list) else slot in SLOTS
        case ["tools", name, *_]:
            return any(tool.name == name for tool in spec.tools)
        case [part, *_]:
            return part in _PARTS or part not in {"brief", "tools"}
    return False


_RULES: tuple[Callable[[str, AgentSpec], Iterator[Finding]], ...] = (_repeated, _tests, _calls, _settings, _sources)
