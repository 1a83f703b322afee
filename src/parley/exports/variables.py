"""`{{name}}` in texts: declared variables stay, everything else is made harmless before a platform sees it.

`supplied` says which neutral names are values that the platform supplies by itself, and under which names.
"""

import re
from collections.abc import Mapping
from typing import Any

from parley.agents.schemas import AgentSpec, ParameterSource

_TOKEN = re.compile(r"(?<!\{)\{\{\s*([A-Za-z_][A-Za-z0-9_]{0,63})\s*\}\}(?!\})")
_UNFIT = re.compile(r"[^A-Za-z0-9_]")
_DOUBLED = re.compile(r"\{(?=\{)|\}(?=\})")


def names(spec: AgentSpec, supplied: Mapping[str, str]) -> dict[str, str]:
    """Every variable the agent may use, by its neutral name, with its name on the platform."""
    declared = [variable.name for variable in spec.variables]
    used = [
        parameter.value
        for tool in spec.tools
        for parameter in tool.parameters
        if parameter.source is ParameterSource.SESSION and parameter.value
    ]
    kept = [result.name for tool in spec.tools for result in tool.results]
    return {name: supplied.get(name, _UNFIT.sub("_", name)) for name in (*declared, *used)} | {
        name: name for name in kept
    }


def settings(spec: AgentSpec, supplied: Mapping[str, str]) -> dict[str, str]:
    """Variables that only tools use and that nothing supplies, with what they hold: a calendar's id, a channel's name.

    Their defaults are examples, which a bundle must not use: a person gives the value, or the start of a conversation.
    """
    spoken = spec.prompt.text + spec.first_message
    kept = {result.name for tool in spec.tools for result in tool.results}
    told = {variable.name: variable.description for variable in spec.variables}
    found = {
        parameter.value: told.get(parameter.value) or parameter.description
        for tool in spec.tools
        for parameter in tool.parameters
        if parameter.source is ParameterSource.SESSION and parameter.value
    }
    return {
        name: what
        for name, what in found.items()
        if name not in kept and name not in supplied and f"{{{{{name}}}}}" not in spoken
    }


def placeholders(spec: AgentSpec, supplied: Mapping[str, str]) -> dict[str, str]:
    """A default for each variable that the platform does not supply itself; empty where a default would be made up."""
    unset = settings(spec, supplied)
    defaults = {variable.name: variable.default for variable in spec.variables if variable.name not in unset}
    return {
        on_platform: neutral(defaults.get(name, ""), {})
        for name, on_platform in names(spec, supplied).items()
        if name not in supplied
    }


def neutral(text: str, known: Mapping[str, str]) -> str:
    """`text` with known variables under their platform names and all other double braces parted by a space."""
    if "{{" not in text and "}}" not in text:
        return text
    parts = []
    end = 0
    for token in _TOKEN.finditer(text):
        if token[1] in known:
            parts += [_parted(text[end : token.start()]), f"{{{{{known[token[1]]}}}}}"]
            end = token.end()
    return "".join([*parts, _parted(text[end:])])


def fitted(text: str, known: Mapping[str, str], limit: int) -> str:
    """`text`, cut so that it has at most `limit` characters once it is `neutral`."""
    while (excess := len(neutral(text, known)) - limit) > 0:
        text = text[: len(text) - max(1, excess // 2)]
    return text


def neutral_tree(value: Any, known: Mapping[str, str]) -> Any:
    """`neutral` for every string in a JSON value, keys included, so that no field can be forgotten."""
    match value:
        case str():
            return neutral(value, known)
        case list():
            return [neutral_tree(item, known) for item in value]
        case dict():
            return {neutral(key, {}): neutral_tree(item, known) for key, item in value.items()}
    return value


def _parted(text: str) -> str:
    return _DOUBLED.sub(lambda brace: f"{brace[0]} ", text)
