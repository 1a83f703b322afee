"""Dynamic variables of a bundle: which texts use, what sets them, which have a default."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.checklist import placeholders
from parley.exports.platforms.retell.export import SECRET, SUPPLIED
from parley.exports.platforms.retell.roles import Body
from parley.exports.shaped import Step, place, shown, warning

_ZONED = re.compile(r"^current_(time|hour|calendar)_\S+$")
_SUPPLIED = set(SUPPLIED.values()) | {"contact_memory"}

At = tuple[Step, ...]


def is_supplied(name: str) -> bool:
    """Whether the platform has the variable by itself, or the deployment puts a secret there."""
    return name in _SUPPLIED or name.startswith(SECRET) or bool(_ZONED.match(name))


def texts(value: Any, at: At = ()) -> Iterator[tuple[At, str]]:
    """Every text below a value."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*at, key))


def defaults(body: Body) -> dict[str, Any]:
    """The variables with a default."""
    found = body.value.get("default_dynamic_variables")
    return found if isinstance(found, dict) else {}


def setters(value: Any, at: At = ()) -> Iterator[tuple[At, str]]:
    """Every place below a value where a variable is set during a conversation."""
    if isinstance(value, dict):
        yield from _set_here(value, at)
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from setters(item, (*at, key))


def _set_here(value: dict[str, Any], at: At) -> Iterator[tuple[At, str]]:
    for name in _keys(value.get("response_variables")):
        yield (*at, "response_variables", name), name
    yield from _extracted(value, at)
    if "destination_state_name" in value and isinstance(value.get("parameters"), dict):
        for name in _keys(value["parameters"].get("properties")):
            yield (*at, "parameters", "properties", name), name


def _extracted(value: dict[str, Any], at: At) -> Iterator[tuple[At, str]]:
    """What a tool or node takes from the conversation."""
    if str(value.get("type", "")).startswith("extract_dynamic_variable") and isinstance(value.get("variables"), list):
        for index, one in enumerate(value["variables"]):
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield (*at, "variables", index, "name"), one["name"]


def _keys(value: Any) -> list[str]:
    return [str(key) for key in value] if isinstance(value, dict) else []


def findings(bodies: Sequence[Body]) -> Iterator[Finding]:
    """Variables that nothing sets, that nobody uses, and that are set without a default to begin with."""
    engines = [body for body in bodies if body.role in {"llm", "flow"}]
    used = _used(bodies)
    begun = {name: value for body in engines for name, value in defaults(body).items()}
    made = [(name, at, place(body.path, (*body.at, *at))) for body in bodies for at, name in setters(body.value)]
    yield from _unset(used, begun, {name for name, _, _ in made})
    for name, at, where in made:
        if name not in begun and engines:
            message = f"“{shown(name)}” is plain text, braces included, until it is set."
            yield warning("retell.variable-without-default", where, message, "Give it a default.")
        if at[-1] == "name" and name not in used:
            yield warning("retell.unused-variable", where, f"Nothing uses “{shown(name)}”.", "Use it, or drop it.")
    for body in engines:
        for name in sorted(defaults(body).keys() - used.keys() - {name for name, _, _ in made}):
            where = place(body.path, (*body.at, "default_dynamic_variables", name))
            yield warning("retell.unused-variable", where, f"Nothing uses “{shown(name)}”.", "Use it, or drop it.")


def _used(bodies: Sequence[Body]) -> dict[str, str]:
    """Every variable that a text uses, with the first place."""
    used: dict[str, str] = {}
    for body in bodies:
        for at, text in texts({key: one for key, one in body.value.items() if key != "default_dynamic_variables"}):
            for name in placeholders(text):
                used.setdefault(name, place(body.path, (*body.at, *at)))
    return used


def _unset(used: dict[str, str], begun: dict[str, Any], made: set[str]) -> Iterator[Finding]:
    for name, where in used.items():
        if is_supplied(name) or name in made:
            continue
        if name not in begun:
            message = f"Nothing sets “{shown(name)}”; its braces stay in the text."
            yield warning("retell.unset-variable", where, message, "Give it a default, or set it with each call.")
        elif begun[name] == "":
            message = f"“{shown(name)}” is empty, and nothing sets it."
            yield warning("retell.empty-variable", where, message, "Fill it in, or set it with each call.")
