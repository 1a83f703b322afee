"""What bundles with a process of their own share: modules they carry, words for the model, settings of their user."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from parley.agents.schemas import AgentSpec, ToolSpec
from parley.core.text import sentence
from parley.exports import variables
from parley.exports.carried.actions import Action, Client, Keypad, Transfer, Webhook
from parley.exports.naming import unique
from parley.exports.notes import Notes
from parley.tools import parameters

Json = dict[str, Any]

SUPPLIED = {
    "caller_number": "caller_number",
    "caller_phone": "caller_number",
    "called_number": "called_number",
    "conversation_id": "conversation_id",
    "call_id": "conversation_id",
    "current_time": "current_time",
    "current_datetime": "current_time",
}
"""Neutral names of values that the carried code knows by itself, with the names it has for them."""

_OWN = Path(__file__).with_name("carried")


@cache
def source(module: Path) -> str:
    """A carried module's text as bundles have it, side by side with the others instead of in our package."""
    return re.sub(r"(?m)^from parley\.[a-z_.]+\.([a-z]+) import", r"from \1 import", module.read_text(encoding="utf-8"))


def shared() -> dict[str, str]:
    """The modules that every bundle with actions carries."""
    return {name: source(_OWN / name) for name in ("actions.py", "webhooks.py")}


@dataclass
class Carrying:
    """One rendering of one agent: its variables by their names at run time, the settings it needs, the notes taken.

    `settings` are names of environment variables that a person sets, with what belongs there; `reserved` are those
    that the platform's own code reads.
    """

    spec: AgentSpec
    reserved: tuple[str, ...] = ()
    notes: Notes = field(default_factory=Notes)
    settings: dict[str, str] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = variables.names(self.spec, SUPPLIED)
        self.owned = variables.settings(self.spec, SUPPLIED)

    def setting(self, wanted: str, what: str) -> str:
        """The name of an environment variable for something that only its user knows; it is noted as to fill."""
        name = self.optional(wanted, what)
        self.notes.to_fill.append(f"{name}: {what}")
        return name

    def optional(self, wanted: str, what: str) -> str:
        """The name of an environment variable that may stay empty."""
        name = unique(_upper(wanted), [*self.settings, *self.spec.secrets, *self.reserved])
        self.settings[name] = what
        return name

    def owned_setting(self, variable: str) -> str:
        """The environment variable of a value that is set once, by the agent's owner."""
        if variable not in self._owners:
            self._owners[variable] = self.setting(variable, self.owned[variable] or f"the value of {variable}")
        return self._owners[variable]


def told(tool: ToolSpec) -> str:
    """What the model is told of a tool: when to call it, what to do before, and what after a failure."""
    words = [tool.description]
    if tool.confirm:
        words.append("Call it only after the caller has confirmed the details.")
    if tool.wait_message:
        words.append(f"Before calling it, say something like: {tool.wait_message}")
    if tool.on_failure:
        words.append(f"If it fails: {tool.on_failure}")
    return "\n".join(words)


def arguments(tool: ToolSpec, action: Action) -> Json:
    """The JSON Schema of what the model gives; what has no place in the action's values is left out."""
    match action:
        case Transfer(destinations=destinations):
            labels = [one.label for one in destinations]
            told = {"type": "string", "description": "Where to pass the caller", "enum": labels}
            return {"type": "object", "properties": {"destination": told}, "required": ["destination"]}
        case Keypad():
            digits = {"type": "string", "description": "The keys to press: 0-9, * and #, in their order"}
            return {"type": "object", "properties": {"digits": digits}, "required": ["digits"]}
        case Webhook(values=values) | Client(values=values):
            names = {one.name for one in values if one.source == "model"}
            asked = [one for one in parameters.asked(tool) if parameters.dotted(one.name) in names]
            return parameters.nested(asked, parameters.schema, lambda _: None)
    return {"type": "object", "properties": {}}


def destinations(tool: ToolSpec, transfer: Transfer) -> str:
    """The conditions of a transfer, for the model, under the labels it calls them by."""
    lines = (
        f"{label.label}: {one.condition}" for label, one in zip(transfer.destinations, tool.transfers, strict=True)
    )
    return "\n".join(lines)


def defaults(carrying: Carrying) -> dict[str, str]:
    """Every variable by its name at run time, with its default; those of the agent's owner are settings instead."""
    declared = {one.name: one.default for one in carrying.spec.variables}
    return {
        name: declared.get(neutral, "") for neutral, name in carrying.known.items() if neutral not in carrying.owned
    }


def env_example(carrying: Carrying, own: Mapping[str, str]) -> str:
    """`.env.example`: the platform's own variables, the secrets by name, what a person fills in; no value."""
    holders = {
        name: [tool.name for tool in carrying.spec.tools if name in tool.secrets] for name in carrying.spec.secrets
    }
    wanted = dict(own)
    wanted |= {name: f"secret of {', '.join(tools)}" for name, tools in holders.items()}
    wanted |= carrying.settings
    lines = ["# Copy to .env and fill in. Never commit .env."]
    for name, what in wanted.items():
        lines += ["", f"# {sentence(' '.join(what.split()))}", f"{name}="]
    return "\n".join(lines) + "\n"


def _upper(name: str) -> str:
    found = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")[:100] or "VALUE"
    return found if found[0].isalpha() else f"VALUE_{found}"
