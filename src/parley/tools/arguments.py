"""The values of a call: each parameter's from its source, checked against its type, and put together. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from parley.agents.schemas import Parameter, ParameterSource, ParameterType, ToolSpec
from parley.tools.calls import Fault, Rule
from parley.tools.parameters import parts, read, unnumbered

_NAME = re.compile(r"[A-Za-z_$][\w.$-]{0,63}", re.ASCII)
_SAID = {ParameterSource.CALLER, ParameterSource.MODEL}
_TYPES = {
    ParameterType.STRING: "a text",
    ParameterType.INTEGER: "a whole number",
    ParameterType.NUMBER: "a number",
    ParameterType.BOOLEAN: "true or false",
    ParameterType.ARRAY: "a list of texts",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a call is made of. `secret` says what stands for a reference: the reference itself, or the secret."""

    arguments: Mapping[str, JsonValue]
    variables: Mapping[str, JsonValue]
    secret: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Settled:
    """The values that can be sent, by parameter, and what is wrong with the others."""

    values: list[tuple[Parameter, JsonValue]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def settle(tool: ToolSpec, given: Given) -> Settled:
    """Every parameter's value. An optional one that nobody gave is left out."""
    settled = Settled()
    for parameter in tool.parameters:
        value = _value(parameter, given)
        if value is None:
            if parameter.required:
                settled.faults.append(Fault(parameter=parameter.name, rule=Rule.MISSING, detail=_wanted(parameter)))
        elif fault := _misfit(parameter, value):
            settled.faults.append(fault)
        else:
            settled.values.append((parameter, value))
    asked = {parameter.name for parameter in tool.parameters if parameter.source in _SAID}
    known = f"It takes {', '.join(sorted(asked))}." if asked else "It takes no arguments."
    settled.faults.extend(
        Fault(parameter=name, rule=Rule.UNKNOWN, detail=known) for name in given.arguments if name not in asked
    )
    return settled


def nested(values: Iterable[tuple[Parameter, JsonValue]], faults: list[Fault]) -> dict[str, JsonValue]:
    """One object: dots in a name nest, `[]` or `[0]` after a part puts it into a list of one. Adds to `faults`."""
    root: dict[str, JsonValue] = {}
    for parameter, value in values:
        if not placed(root, parameter.name, value):
            detail = "Another parameter has the same place in the body, or is part of it; rename one."
            faults.append(Fault(parameter=parameter.name, rule=Rule.PLACE, detail=detail))
    return root


def placed(root: dict[str, JsonValue], path: str, value: JsonValue) -> bool:
    """Put a value at a path as `nested` reads it; False where something else stands in the way."""
    *parents, last = parts(path)
    inner = _inner(root, parents)
    name = unnumbered(last)
    if inner is None or name in inner:
        return False
    inner[name] = value if name == last else [value]
    return True


def flat(tool: ToolSpec, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments under the parameters' full names; those that are none of the tool's keep theirs."""
    names = {parameter.name for parameter in tool.parameters if parameter.source in _SAID}
    heads = {name.partition(".")[0].partition("[")[0] for name in names}
    found = {name: value for name, value in ((name, value_at(given, name)) for name in names) if value is not None}
    return found | {name: value for name, value in given.items() if name not in heads}


def value_at(given: Mapping[str, Any], name: str) -> Any:
    """The value at a parameter's full name, dots and lists of one included; None where there is none."""
    here: Any = given
    for part in name.split("."):
        plain, bracket, _ = part.partition("[")
        here = here.get(plain) if isinstance(here, Mapping) else None
        if bracket and isinstance(here, list):
            here = here[0] if here else None
    return here


def text(value: JsonValue) -> str:
    """A value where only text fits: in a path, a query, a header or a form; lists are parted by commas."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return ",".join(text(item) for item in value)
        case _:
            return str(value)


def told(faults: Iterable[Fault]) -> str:
    """The faults in one line; of what was sent it repeats only names that can be a parameter's, others are counted."""
    words, unknown = [], 0
    for fault in faults:
        if fault.rule is Rule.UNKNOWN and not _NAME.fullmatch(fault.parameter):
            unknown += 1
        elif fault.rule is Rule.UNKNOWN:
            words.append(f"{fault.parameter} is no parameter of this tool. {fault.detail}")
        else:
            words.append(f"{fault.parameter}: {fault.detail}")
    if unknown:
        words.append(f"{unknown} of the arguments {'is' if unknown == 1 else 'are'} no parameter of this tool.")
    return " ".join(words)


def _value(parameter: Parameter, given: Given) -> JsonValue:
    fixed = str(parameter.value)
    match parameter.source:
        case ParameterSource.CONSTANT:
            return read(parameter.type, fixed)
        case ParameterSource.SECRET:
            return given.secret(fixed)
        case ParameterSource.SESSION:
            held = given.variables.get(fixed)
            return read(parameter.type, held) if isinstance(held, str) else held
        case _:
            return given.arguments.get(parameter.name)


def _wanted(parameter: Parameter) -> str:
    if parameter.source is ParameterSource.SESSION:
        return f"Give the session variable {parameter.value} in `variables`: {_TYPES[parameter.type]}."
    return f"Give it in `arguments`: {_TYPES[parameter.type]}."


def _misfit(parameter: Parameter, value: JsonValue) -> Fault | None:
    if parameter.source is ParameterSource.SECRET:
        return None
    if not _fits(parameter.type, value):
        return Fault(parameter=parameter.name, rule=Rule.TYPE, detail=f"It takes {_TYPES[parameter.type]}.")
    items = value if isinstance(value, list) else [value]
    if parameter.enum and any(text(item) not in parameter.enum for item in items):
        return Fault(parameter=parameter.name, rule=Rule.ENUM, detail=f"One of: {', '.join(parameter.enum)}.")
    return None


def _fits(kind: ParameterType, value: JsonValue) -> bool:
    match kind:
        case ParameterType.STRING:
            return isinstance(value, str)
        case ParameterType.BOOLEAN:
            return isinstance(value, bool)
        case ParameterType.ARRAY:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case ParameterType.INTEGER:
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            return whole and not isinstance(value, bool)
        case ParameterType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) != float("inf")


def _inner(root: dict[str, JsonValue], parents: list[str]) -> dict[str, JsonValue] | None:
    """The object at the end of the path, made where it is missing; None where something else stands in the way."""
    here: JsonValue = root
    for part in parents:
        if not isinstance(here, dict):
            return None
        name = unnumbered(part)
        held = here.setdefault(name, {} if name == part else [{}])
        here = held[0] if isinstance(held, list) and held else held
    return here if isinstance(here, dict) else None
