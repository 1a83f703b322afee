"""JSON and YAML that anybody brings, held against a platform's shapes: what does not fit becomes findings.

`Shape` is the parent of the models of a platform's bodies. The rules found here are, after "<platform>.": `unreadable`,
`unknown-field`, `missing-field`, `wrong-type`, `not-allowed`, `wrong-form` and `out-of-bounds`. Nothing here raises,
apart from `load` with its Unreadable.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any

import orjson
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from parley.agents.schemas import Finding, Severity
from parley.core.errors import AppError
from parley.tools.openapi import yaml_events

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 60
MAX_VALUES = 100_000
MAX_FINDINGS = 200
_MAX_ERRORS = 2_000
"""So many of Pydantic's errors are placed: members of a union have one each for the same fault."""
_WHERE_LIMIT = 300
_MESSAGE_LIMIT = 600
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Step = str | int
Kind = type[BaseModel] | TypeAdapter[Any]


class Shape(BaseModel):
    """A vendor's object as its documentation has it: unknown keys refused, no type taken for another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Unreadable(ValueError):
    """A text is no JSON or YAML, or exceeds what is read; the text of the error says why."""


def load(path: str, text: str) -> Any:
    """The plain value of a JSON file, or of a YAML one by its name; Unreadable where there is none."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"it has more than {MAX_CHARACTERS:,} characters")
    is_yaml = path.endswith((".yaml", ".yml"))
    try:
        value = yaml_events.load(text) if is_yaml else orjson.loads(text)
    except (AppError, yaml.YAMLError) as error:
        raise Unreadable("it is not YAML") from error
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"it is not JSON from line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is not plain text") from error
    _check_size(value)
    return value


def tree(platform: str, path: str, text: str) -> tuple[Any, list[Finding]]:
    """The value of a file, or None and the finding that says why there is none."""
    try:
        return load(path, text), []
    except Unreadable as fault:
        return None, [error(f"{platform}.unreadable", place(path), f"The file cannot be read: {fault}.", "Mend it.")]


def findings(platform: str, path: str, value: Any, kind: Kind, at: Sequence[Step] = ()) -> list[Finding]:
    """Every place where `value`, which stands at `at` in the file, is not as `kind` has it; one finding a place."""
    try:
        if isinstance(kind, TypeAdapter):
            kind.validate_python(value)
        else:
            kind.model_validate(value)
    except ValidationError as refused:
        told = refused.errors(include_url=False, include_context=True)[:_MAX_ERRORS]
        made = (_finding(platform, path, one, (*at, *_steps(value, one))) for one in told)
        return list(islice({found.where: found for found in made}.values(), MAX_FINDINGS))
    return []


def is_same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal to the letter, their types and the order of their members included."""
    try:
        return orjson.dumps(one) == orjson.dumps(other)
    except orjson.JSONEncodeError:
        return False


def error(rule: str, where: str, message: str, mend: str = "") -> Finding:
    """It cannot work as written."""
    return _made(rule, Severity.ERROR, where, message, mend)


def warning(rule: str, where: str, message: str, mend: str = "") -> Finding:
    """It works, badly."""
    return _made(rule, Severity.WARNING, where, message, mend)


def place(path: str, at: Sequence[Step] = ()) -> str:
    """Where something is: "agent.json#/tools/0/name", a file and a JSON pointer in it."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in at)
    return f"{path}#{''.join(f'/{step}' for step in steps)}"


def shown(text: str, limit: int = 80) -> str:
    """A piece of somebody's text, fit for a message: on one line, without controls, cut."""
    visible = unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", text)).strip()
    return visible if len(visible) <= limit else f"{visible[: limit - 1]}…"


def _made(rule: str, severity: Severity, where: str, message: str, mend: str) -> Finding:
    return Finding(
        rule=shown(rule, _WHERE_LIMIT),
        severity=severity,
        where=shown(where, _WHERE_LIMIT),
        message=shown(message, _MESSAGE_LIMIT),
        mend=shown(mend, _MESSAGE_LIMIT),
    )


def _check_size(value: Any) -> None:
    level, values = [value], 0
    for _ in range(MAX_DEPTH):
        parts = [node.values() if isinstance(node, dict) else node for node in level if isinstance(node, (dict, list))]
        values += sum(map(len, parts))
        if values > MAX_VALUES:
            raise Unreadable(f"it holds more than {MAX_VALUES:,} values")
        level = [*chain.from_iterable(parts)]
        if not level:
            return
    raise Unreadable(f"it nests deeper than {MAX_DEPTH} levels")


_RULES = (
    ("extra_forbidden", "unknown-field", "The platform knows no such field.", "Take it out, or mend its spelling."),
    ("missing", "missing-field", "This field is missing.", "Add it."),
    ("union_tag_not_found", "missing-field", "The field that tells which kind this is, is missing.", "Add it."),
    ("literal_error", "not-allowed", "This value is not one of those allowed.", ""),
    ("enum", "not-allowed", "This value is not one of those allowed.", ""),
    ("union_tag_invalid", "not-allowed", "There is no such kind.", ""),
    ("value_error", "not-allowed", "", "Mend it."),
    ("string_pattern_mismatch", "wrong-form", "This text does not have the form that the platform asks for.", ""),
    ("too_", "out-of-bounds", "This has too many or too few entries.", ""),
    ("string_too_", "out-of-bounds", "This text is too long or too short.", ""),
    ("greater_than", "out-of-bounds", "This number is too small.", ""),
    ("less_than", "out-of-bounds", "This number is too large.", ""),
    ("recursion_loop", "unreadable", "This nests too deep.", "Make it flatter."),
)
"""By the beginning of Pydantic's error type: our rule, what it says, how to mend it."""


def _finding(platform: str, path: str, told: ErrorDetails, at: Sequence[Step]) -> Finding:
    rules = (row for row in _RULES if told["type"].startswith(row[0]))
    _, rule, message, mend = next(rules, ("", "wrong-type", "This value is of the wrong type.", ""))
    context = told.get("ctx", {})
    if told["type"] == "union_tag_not_found":
        at = (*at, str(context.get("discriminator", "type")).strip("'"))
    asked = context.get("expected") or context.get("expected_tags") or context.get("pattern")
    own = str(context["error"]) if "error" in context else told["msg"]
    return error(f"{platform}.{rule}", place(path, at), message or own, mend or _asked(asked, own))


def _asked(wanted: object, own: str) -> str:
    return f"Use {wanted}." if wanted else f"{own}."


def _steps(value: Any, told: ErrorDetails) -> tuple[Step, ...]:
    """The place of an error in the value; Pydantic's own has the names of union members in between."""
    given = told["loc"]
    parents = given[:-1] if told["type"] == "missing" else given
    found = _walk(value, parents, told["input"])
    return (*(_loose(value, parents) if found is None else found), *given[len(parents) :])


def _walk(value: Any, steps: Sequence[Step], wanted: Any) -> tuple[Step, ...] | None:
    """The steps that lead from `value` to the very object `wanted`, leaving out those that are no members."""
    left: list[tuple[Any, int, tuple[Step, ...]]] = [(value, 0, ())]
    seen = set()
    while left:
        here, at, taken = left.pop()
        if (id(here), at) in seen:
            continue
        seen.add((id(here), at))
        if at == len(steps):
            if here is wanted:
                return taken
            continue
        left.append((here, at + 1, taken))
        if _has(here, steps[at]):
            left.append((here[steps[at]], at + 1, (*taken, steps[at])))
    return None


def _loose(value: Any, steps: Sequence[Step]) -> tuple[Step, ...]:
    kept: list[Step] = []
    for step in steps:
        if _has(value, step):
            kept.append(step)
            value = value[step]
    return tuple(kept)


def _has(value: Any, step: Step) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and 0 <= step < len(value)
    return isinstance(value, dict) and step in value
