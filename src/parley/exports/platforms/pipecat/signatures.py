"""What handlers.py says of itself, read from its syntax: names, arguments, docstrings. Nothing of it is ever run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.agents.schemas import ParameterType
from parley.exports.platforms.pipecat.handlers import Argument

MAX_CHARACTERS = 400_000
_TYPES = {
    "str": ParameterType.STRING,
    "int": ParameterType.INTEGER,
    "float": ParameterType.NUMBER,
    "bool": ParameterType.BOOLEAN,
    "list": ParameterType.ARRAY,
}
_SECTION = re.compile(r"^(Args|Arguments|Parameters|Params|Returns|Raises|Yields|Example|Examples|Note|Notes):\s*$")
_ARGUMENT = re.compile(r"^(\s+)\*{0,2}([A-Za-z_]\w*)(?:\s*\([^)]*\))?\s*:\s*(.*)$")
_TITLES = frozenset({"Args:", "Arguments:", "Parameters:", "Params:"})


@dataclass(frozen=True)
class Signature:
    """A function as Pipecat would take it. `via` is the function of calls.py that it hands all to, "" for others."""

    name: str
    told: str
    arguments: tuple[Argument, ...]
    via: str
    is_handler: bool
    first_line: int
    docstring: tuple[int, int] | None
    """Its first and last line, where it has a docstring."""
    body_line: int
    last_line: int


def read(text: str) -> dict[str, Signature] | None:
    """The functions of a module by their names; None where the text is no Python."""
    module = parsed(text)
    if module is None:
        return None
    functions = (one for one in module.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
    return {one.name: _signature(one) for one in functions}


def parsed(text: str) -> ast.Module | None:
    """The syntax tree of a module; None where there is none."""
    if len(text) > MAX_CHARACTERS:
        return None
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def kept_keys(text: str) -> set[str]:
    """The keys that code puts into the flow's state: `state["x"] = …` and `state.update({"x": …})`."""
    module = parsed(text)
    return set(_keys(module)) if module else set()


def _keys(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="state"), slice=ast.Constant(value=str() as key)):
                yield key
            case ast.Call(
                func=ast.Attribute(attr="update", value=ast.Attribute(attr="state")), args=[ast.Dict() as made]
            ):
                yield from _texts(made)
            case ast.Call(func=ast.Name(id="keep"), args=[_, ast.Dict() as made]):
                yield from _texts(made)


def _texts(made: ast.Dict) -> Iterator[str]:
    for key in made.keys:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def _signature(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Signature:
    told, documented = _docstring(ast.get_docstring(function) or "")
    given = [*function.args.posonlyargs, *function.args.args]
    defaults = len(given) - len(function.args.defaults)
    arguments = tuple(
        Argument(one.arg, _type(one.annotation), documented.get(one.arg, ""), required=at < defaults)
        for at, one in enumerate(given)
        if at
    )
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    return Signature(
        name=function.name,
        told=told,
        arguments=arguments,
        via=_via(function),
        is_handler=isinstance(function, ast.AsyncFunctionDef) and bool(given) and given[0].arg == "flow_manager",
        first_line=min(one.lineno for one in (function, *function.decorator_list)),
        docstring=(first.lineno, first.end_lineno or first.lineno) if has_docstring else None,
        body_line=first.lineno,
        last_line=function.end_lineno or function.lineno,
    )


def _type(annotation: ast.expr | None) -> ParameterType:
    """The JSON type of an annotation; of a union its first, of what has none a text."""
    match annotation:
        case ast.Name(id=name):
            return _TYPES.get(name, ParameterType.STRING)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return _type(inner)
        case ast.Subscript(value=inner):
            return _type(inner)
        case ast.BinOp(left=left, op=ast.BitOr()):
            return _type(left)
    return ParameterType.STRING


def _via(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    match function.body[-1]:
        case ast.Return(value=ast.Await(value=ast.Call(func=ast.Name(id="call" | "keep" as name)))):
            return name
    return ""


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """The description, and the arguments' own, of a docstring in Google's style."""
    told: list[str] = []
    documented: dict[str, list[str]] = {}
    section, indent, current = "", None, ""
    for line in text.splitlines():
        if _SECTION.match(line):
            section, indent = line.strip(), None
            continue
        if not section:
            told.append(line)
        elif section in _TITLES and (found := _ARGUMENT.match(line)) and indent in {None, found[1]}:
            indent, current = found[1], found[2]
            documented[current] = [found[3].strip()]
        elif section in _TITLES and line.strip() and current:
            documented[current].append(line.strip())
    return "\n".join(told).strip(), {name: " ".join(lines).strip() for name, lines in documented.items()}
