"""Function tools held against what their calls do: schemas, values, variables, addresses, settings.

The rules, after "<platform>.": `required-unknown`, `type-open`, `items-missing`, `no-properties`, `argument-unused`,
`argument-unknown`, `argument-type`, `argument-required`, `destination-unknown`, `slot-open`, `slot-unknown`,
`undeclared-variable`, `no-credential`, `unlisted-setting`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parley.agents.schemas import Finding
from parley.exports.carried.actions import Action, Client, Transfer, Value, Webhook
from parley.exports.checklist import ToolTold
from parley.exports.json_schema import Node, nodes, objects
from parley.exports.shaped import Step, error, place, shown, warning

_SLOT = re.compile(r"\{([^{}/]+)\}")
_INDEX = re.compile(r"\[\d*\](?=\.)")
_TYPED = {"type", "anyOf", "oneOf", "allOf", "const", "$ref"}
_LISTED = re.compile(r"(?m)^#? ?([A-Z][A-Z0-9_]*)=")


@dataclass(frozen=True)
class Offered:
    """A tool as the model is given it and as it is carried out, with the file and place of each."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    path: str
    at: tuple[Step, ...]
    action: Action
    action_path: str
    action_at: tuple[Step, ...]

    def told(self) -> ToolTold:
        """The tool for the checklist of prompts."""
        silent = [node.name for node in nodes(self.parameters) if not str(node.schema.get("description", "")).strip()]
        return ToolTold(self.description, place(self.path, self.at), tuple(silent))


def findings(platform: str, tools: Sequence[Offered], variables: Iterable[str], env: str | None) -> list[Finding]:
    """All findings on the tools; `env` is the text of `.env.example`, None where there is none."""
    declared = set(variables)
    listed = None if env is None else set(_LISTED.findall(env))
    found: list[Finding] = []
    for tool in tools:
        found += _schema(platform, tool)
        match tool.action:
            case Webhook() as webhook:
                found += _values(platform, tool, webhook.values)
                found += _address(platform, tool, webhook)
                found += _kept(platform, tool, webhook, declared)
            case Client() as client:
                found += _values(platform, tool, client.values)
                found += _kept(platform, tool, client, declared)
            case Transfer() as transfer:
                found += _destinations(platform, tool, transfer)
        found += _settings(platform, tool, listed)
    return found


def _schema(platform: str, tool: Offered) -> Iterator[Finding]:
    for at, schema in objects(tool.parameters, (*tool.at, "parameters")):
        where, members, needed = place(tool.path, at), schema.get("properties"), schema.get("required", [])
        if not isinstance(members, dict):
            yield warning(f"{platform}.no-properties", where, "This object has no properties.", "Name its members.")
            continue
        for name in needed if isinstance(needed, list) else ():
            if str(name) not in members:
                message = f"“{shown(str(name))}” is required and no property."
                yield error(f"{platform}.required-unknown", where, message, "Take it out, or describe it.")
    for node in nodes(tool.parameters, at=(*tool.at, "parameters")):
        yield from _typed(platform, place(tool.path, node.at), node.schema)


def _typed(platform: str, where: str, schema: Mapping[str, Any]) -> Iterator[Finding]:
    if not _TYPED & schema.keys():
        yield warning(f"{platform}.type-open", where, "The type of this value is not said.", "Give its type.")
    if schema.get("type") != "array":
        return
    items = schema.get("items")
    if items is None:
        yield error(f"{platform}.items-missing", where, "The list does not say of what.", "Give items.")
    elif isinstance(items, dict) and not _TYPED & items.keys():
        yield warning(f"{platform}.type-open", where, "The type of the list's items is not said.", "Give their type.")


def _values(platform: str, tool: Offered, values: Sequence[Value]) -> Iterator[Finding]:
    """Each value that the model gives is an argument of the same type and need, and each argument is taken."""
    offered = {node.name: node for node in nodes(tool.parameters) if node.is_leaf}
    taken = set()
    for index, one in enumerate(values):
        if one.source != "model":
            continue
        where = place(tool.action_path, (*tool.action_at, "values", index))
        node = _named(offered, one.name)
        if node is None:
            message = f"The model is not asked for “{shown(one.name)}”."
            yield error(
                f"{platform}.argument-unknown", where, message, "Add it to the parameters, or take it out here."
            )
            continue
        taken.add(node.name)
        kind = node.schema.get("type")
        if isinstance(kind, str) and kind != one.type and not one.name.endswith("]"):
            message = f"“{shown(one.name)}” is asked for as {kind} and sent as {one.type}."
            yield error(f"{platform}.argument-type", where, message, "Use one type.")
        if one.required != node.is_required:
            message = (
                f"“{shown(one.name)}” is {'' if one.required else 'not '}needed here, but not so in the parameters."
            )
            yield error(f"{platform}.argument-required", where, message, "Say the same in both places.")
    for name in offered.keys() - taken:
        where = place(tool.path, (*tool.at, "parameters", *offered[name].at))
        message = f"The model is asked for “{shown(name)}”, and the call sends it nowhere."
        yield error(f"{platform}.argument-unused", where, message, "Add a value for it, or take it out.")


def _named(offered: Mapping[str, Node], name: str) -> Node | None:
    plain = _INDEX.sub("[]", name)
    return offered.get(plain) or offered.get(re.sub(r"\[\d*\]$", "", plain))


def _address(platform: str, tool: Offered, webhook: Webhook) -> Iterator[Finding]:
    where = place(tool.action_path, tool.action_at)
    slots = set(_SLOT.findall(webhook.url or ""))
    filled = {one.name for one in webhook.values if one.place == "path"}
    for name in sorted(slots - filled):
        message = f"Nothing fills {{{shown(name)}}} in the address."
        yield error(f"{platform}.slot-open", where, message, "Add a value with the place path.")
    for name in sorted(filled - slots) if webhook.url else ():
        message = f"The address has no {{{shown(name)}}}."
        yield error(f"{platform}.slot-unknown", where, message, "Put it into the address, or move the value.")
    if webhook.credential is None and not any(one.source == "environment" for one in webhook.values):
        message = "The call carries no credential."
        yield warning(f"{platform}.no-credential", where, message, "Add one, unless the endpoint is open to everybody.")


def _kept(platform: str, tool: Offered, action: Webhook | Client, declared: set[str]) -> Iterator[Finding]:
    used = [one.value for one in action.values if one.source == "variable" and one.value]
    for name in dict.fromkeys([*used, *(one.variable for one in action.keeps)]):
        if name not in declared:
            message = f"The variable “{shown(name)}” is declared nowhere."
            where = place(tool.action_path, tool.action_at)
            yield error(f"{platform}.undeclared-variable", where, message, "Declare it under variables.")


def _destinations(platform: str, tool: Offered, transfer: Transfer) -> Iterator[Finding]:
    offered = {node.name: node for node in nodes(tool.parameters)}.get("destination")
    labels = [one.label for one in transfer.destinations]
    where = place(tool.path, (*tool.at, "parameters"))
    if offered is not None and not offered.is_required:
        yield error(f"{platform}.argument-required", where, "“destination” is not required.", "Require it.")
    if offered is None or offered.schema.get("enum") != labels:
        message = "The destinations that the model may name are not those that there are."
        yield error(f"{platform}.destination-unknown", where, message, "Give “destination” an enum of their labels.")


def _settings(platform: str, tool: Offered, listed: set[str] | None) -> Iterator[Finding]:
    for name in _wanted(tool.action):
        if listed is not None and name not in listed:
            where, message = place(tool.action_path, tool.action_at), f"{shown(name)} is not in .env.example."
            yield warning(f"{platform}.unlisted-setting", where, message, "List it there, so that somebody sets it.")


def _wanted(action: Action) -> list[str]:
    match action:
        case Webhook():
            names = [one.value for one in action.values if one.source == "environment"]
            names += [action.url_from, action.credential.variable if action.credential else None]
        case Transfer():
            names = [one.number_from for one in action.destinations]
        case _:
            names = []
    return [name for name in names if name]
