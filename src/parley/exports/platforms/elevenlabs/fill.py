"""The slots of `fill.json`: what only the person who pushes knows, and where `push.py` is to put it."""

from collections.abc import Iterator, Mapping
from typing import Any

from parley.exports import variables
from parley.exports.platforms.elevenlabs import tools
from parley.exports.platforms.elevenlabs.configs import member, text
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Export, Json


def slots(export: Export, tool_configs: Mapping[str, Json]) -> Json:
    """Empty slots for addresses, phone numbers and values, each saying what belongs there; all are noted as to fill.

    `push.py` knows a slot again in a later version by its config and the URL it replaces, its condition or its name.
    """
    found: Json = {
        "urls": _urls(tool_configs, export),
        "phone_numbers": _phone_numbers(export),
        "values": _values(export, tool_configs),
    }
    for kind in ("urls", "values"):
        export.notes.to_fill += [slot["what"] for slot in found[kind]]
    return found


def _urls(tool_configs: Mapping[str, Json], export: Export) -> list[Json]:
    hints = {tool.name: tool.url_hint for tool in export.spec.tools}
    wanted = {
        path: tools.url_wanted(member(config, "api_schema"), hints.get(text(config, "name"), ""))
        for path, config in tool_configs.items()
        if text(config, "type") == "webhook"
    }
    return [
        {
            "what": f"{text(tool_configs[path], 'name')}: {what}",
            "config": path,
            "replaces": text(member(tool_configs[path], "api_schema"), "url"),
            "url": "",
        }
        for path, what in wanted.items()
        if what
    ]


def _phone_numbers(export: Export) -> list[Json]:
    return [
        {
            "what": one.label or one.condition,
            "condition": one.condition,
            "description": tool.description,
            "phone_number": "",
        }
        for tool in export.spec.tools
        for one in tool.transfers
        if one.number is None
    ]


def _values(export: Export, tool_configs: Mapping[str, Json]) -> list[Json]:
    found = []
    for name, what in variables.settings(export.spec, SUPPLIED).items():
        places = [
            {"config": path, "at": at}
            for path, config in tool_configs.items()
            for at in _places(config, export.known[name], ())
        ]
        if places:
            found.append({"what": f"{name}: {what or 'its value'}", "name": name, "places": places, "value": ""})
    return found


def _places(node: Any, variable: str, at: tuple[str, ...]) -> Iterator[list[str]]:
    """Where a request takes the variable, as the keys that lead there."""
    if not isinstance(node, dict):
        return
    if at and variable in (node.get("dynamic_variable"), node.get("variable_name")):
        yield list(at)
        return
    for key, child in node.items():
        yield from _places(child, variable, (*at, key))
