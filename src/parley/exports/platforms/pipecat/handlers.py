"""handlers.py: a typed function for each tool that the flow names, which calls.py carries out.

The code is made as a syntax tree and written by `ast`: free text is a string constant in it and nothing else.
"""

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from parley.agents.schemas import BuiltinTool, Node, NodeKind, ParameterType, ToolKind, ToolSpec
from parley.core.text import sentence
from parley.exports.naming import unique
from parley.exports.platforms.pipecat import tools
from parley.exports.platforms.pipecat.export import Export, arguments, identifier
from parley.tools.parameters import described

HEAD = '''\
"""The tools that flow.yaml names. What they send, and where, is in tools.json; calls.py sends it."""

from calls import call, keep
from pipecat.flows import FlowManager, flows_tool_options
'''
_TYPES = {
    ParameterType.STRING: "str",
    ParameterType.INTEGER: "int",
    ParameterType.NUMBER: "float",
    ParameterType.BOOLEAN: "bool",
    ParameterType.ARRAY: "list[str]",
}
CONFIRM = "Call it only after the caller has confirmed the details."
WAIT = "Before calling it, say something like: "
FAILURE = "If it fails: "
_LATENCY_S = 5
_OPENING = re.compile(r"^[\s:@.\-#>]+")


@dataclass(frozen=True)
class Argument:
    """A value that the model fills."""

    name: str
    type: ParameterType
    told: str
    required: bool = True


@dataclass(frozen=True)
class Handler:
    """A function as the model sees it. `via` is what of calls.py carries it out."""

    name: str
    told: tuple[str, ...]
    arguments: tuple[Argument, ...]
    via: str = "call"
    timeout_s: int | None = None


def source(handlers: Iterable[Handler]) -> str:
    """The module; the same handlers give the same text."""
    return "\n\n".join([HEAD, *(f"{written(one)}\n" for one in handlers)])


def handlers(export: Export, keeping: Sequence[Node]) -> list[Handler]:
    """A handler for each tool of ours, and one for each step that gathers data."""
    found = [tool_handler(export, tool) for tool in export.called]
    return [*found, *(_keeper(keeper_names(export, keeping)[node.id], node) for node in keeping)]


def keeping(nodes: Iterable[Node]) -> list[Node]:
    """The steps that gather data which the flow keeps."""
    return [node for node in nodes if node.kind is NodeKind.COLLECT and node.collects]


def keeper_names(export: Export, nodes: Sequence[Node]) -> dict[str, str]:
    """The names of the functions that keep what a step gathers, by the step's id."""
    found: dict[str, str] = {}
    for node in nodes:
        wanted = identifier(f"save_{node.id}", "save")
        found[node.id] = unique(wanted, [*export.functions.values(), *found.values()])
    return found


def tool_handler(export: Export, tool: ToolSpec) -> Handler:
    """What the model is told of a tool: when to call it, what to say before, what to do when it fails."""
    told = [one_line(tool.description)]
    if tool.confirm:
        told.append(CONFIRM)
    if tool.wait_message:
        told.append(one_line(WAIT + tool.wait_message))
    if tool.on_failure:
        told.append(one_line(FAILURE + tool.on_failure))
    timeout = tool.timeout_s + _LATENCY_S if tool.kind is ToolKind.WEBHOOK else None
    via = "" if tool.kind is ToolKind.FUNCTION else "call"
    return Handler(export.functions[tool.name], tuple(told), tuple(_arguments(export, tool)), via, timeout)


def one_line(text: str) -> str:
    """The text as one sentence that no docstring style takes for a heading or a field."""
    return sentence(_OPENING.sub("", " ".join(text.split())) or "Call it where the task says so.")


def _arguments(export: Export, tool: ToolSpec) -> Iterable[Argument]:
    if tool.builtin is BuiltinTool.TRANSFER_TO_NUMBER:
        yield from _destination(tool)
    elif tool.builtin is BuiltinTool.KEYPAD:
        yield Argument("keys", ParameterType.STRING, "The keys to press, such as 12#.")
    elif tool.kind is not ToolKind.BUILTIN:
        parameters = tools.filled(tool)
        names = arguments(parameters, export.held(tool))
        for one in parameters:
            told = described(one)
            if one.enum and one.type in {ParameterType.STRING, ParameterType.ARRAY}:
                told = f"{sentence(told)} One of: {', '.join(one.enum)}"
            yield Argument(names[one.name], one.type, one_line(told), one.required)


def _destination(tool: ToolSpec) -> Iterable[Argument]:
    places = tools.destinations(tool)
    if len(places) > 1:
        ways = "; ".join(f"{one['label']} ({one['condition']})" for one in places)
        yield Argument("destination", ParameterType.STRING, one_line(f"Exactly one of these names: {ways}"))


def _keeper(name: str, node: Node) -> Handler:
    told = one_line(f"Keep what the caller has given in the step {node.label or node.id}, once all of it is known")
    return Handler(name, (told,), tuple(kept(node.collects)), via="keep")


def kept(names: Sequence[str]) -> Iterable[Argument]:
    """What a step gathers, under names that Python and the flow's state know."""
    taken: list[str] = []
    for name in names:
        taken.append(unique(identifier(name, "value"), taken))
        yield Argument(taken[-1], ParameterType.STRING, one_line(name.replace("_", " ")))


def written(handler: Handler) -> str:
    """The function's code."""
    ordered = sorted(handler.arguments, key=lambda one: not one.required)
    taken = ast.arguments(
        posonlyargs=[],
        args=[_argument("flow_manager", "FlowManager"), *(_argument(one.name, _annotation(one)) for one in ordered)],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[ast.Constant(None) for one in ordered if not one.required],
    )
    module = ast.parse("async def handler(): pass")
    (function,) = module.body
    assert isinstance(function, ast.AsyncFunctionDef)  # noqa: S101 - what was just parsed
    function.name = handler.name
    function.args = taken
    function.body = [ast.Expr(ast.Constant(docstring(handler))), ast.Return(ast.Await(_call(handler)))]
    function.decorator_list = [_options(handler.timeout_s)] if handler.timeout_s else []
    return ast.unparse(ast.fix_missing_locations(module))


def docstring(handler: Handler) -> str:
    """A docstring in Google's style, indented as the function's body is."""
    lines = ["\n    ".join(handler.told)]
    if handler.arguments:
        lines += ["", "    Args:", *(f"        {one.name}: {one.told}" for one in handler.arguments)]
    return "\n".join(lines) + ("\n    " if len(lines) > 1 or len(handler.told) > 1 else "")


def _argument(name: str, annotation: str) -> ast.arg:
    return ast.arg(arg=name, annotation=_type(annotation))


@cache
def _type(annotation: str) -> ast.expr:
    """The syntax of one of our few annotations, which nobody changes."""
    return ast.parse(annotation, mode="eval").body


def _annotation(one: Argument) -> str:
    return _TYPES[one.type] if one.required else f"{_TYPES[one.type]} | None"


def _call(handler: Handler) -> ast.Call:
    given = ast.Dict(
        keys=[ast.Constant(one.name) for one in handler.arguments],
        values=[ast.Name(one.name) for one in handler.arguments],
    )
    name: list[ast.expr] = [ast.Constant(handler.name)] if handler.via == "call" else []
    return ast.Call(func=ast.Name(handler.via), args=[ast.Name("flow_manager"), *name, given], keywords=[])


def _options(timeout_s: int) -> ast.Call:
    keyword = ast.keyword(arg="timeout_secs", value=ast.Constant(timeout_s))
    return ast.Call(func=ast.Name("flows_tool_options"), args=[], keywords=[keyword])
