"""What the parts of one export share: the agent, its tools' names in Python, the notes taken."""

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from parley.agents.schemas import AgentSpec, BuiltinTool, Parameter, ToolKind, ToolSpec
from parley.exports.naming import unique
from parley.exports.notes import Notes
from parley.exports.platforms.pipecat.origins import Origin

Json = dict[str, Any]

CALLED_BUILTINS = {
    BuiltinTool.TRANSFER_TO_NUMBER: "transfer",
    BuiltinTool.KEYPAD: "keypad",
    BuiltinTool.SKIP_TURN: "wait",
}
"""Built-in tools that become handlers, with their kinds in tools.json."""

SUPPLIED = {
    "caller_phone": "caller_number",
    "call_id": "conversation_id",
    "current_datetime": "current_time",
}
"""Other names of what bot.py puts into the flow's state by itself."""

RUNTIME = frozenset({"caller_number", "called_number", "conversation_id", "current_time"})

_BARRED = frozenset(
    {*keyword.kwlist, "str", "int", "float", "bool", "list", "dict", "FlowManager", "flows_tool_options"}
    | {"call", "keep", "flow_manager", "handlers"}
)
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


def identifier(text: str, otherwise: str) -> str:
    """A Python name made of free text, at most 60 characters, that hides nothing the handlers need."""
    name = _UNFIT.sub("_", text).strip("_")[:60].strip("_") or otherwise
    name = f"_{name}" if name[0].isdigit() else name
    return f"{name}_" if name in _BARRED else name


def function_name(text: str) -> str:
    """A tool's name as a function's: the same, unless Python knows no such name."""
    return text if text.isidentifier() and text not in _BARRED else identifier(text, "tool")


@dataclass
class Export:
    """One rendering of one agent; `origin` is the project that it came from."""

    spec: AgentSpec
    known: dict[str, str]
    notes: Notes = field(default_factory=Notes)
    origin: Origin | None = None

    @cached_property
    def functions(self) -> dict[str, str]:
        """The tools that the model can call, by their names in the agent, with their names as functions."""
        found: dict[str, str] = {}
        for tool in self.spec.tools:
            if tool.name not in found and self.is_called(tool):
                found[tool.name] = unique(function_name(tool.name), found.values())
        return found

    @property
    def called(self) -> list[ToolSpec]:
        """The tools behind `functions`, each once."""
        first = {tool.name: tool for tool in reversed(self.spec.tools)}
        return [first[name] for name in self.functions]

    @cached_property
    def ending(self) -> ToolSpec | None:
        """The built-in tool that ends the conversation."""
        return next((tool for tool in self.spec.tools if tool.builtin is BuiltinTool.END_CALL), None)

    def node_name(self, id_: str) -> str:
        """The name of a step's node."""
        return self.origin.names.get(id_, id_) if self.origin else id_

    def held(self, tool: ToolSpec) -> dict[str, str]:
        """The names of the tool's arguments in the project that it came from."""
        return self.origin.arguments(tool.name) if self.origin else {}

    def is_called(self, tool: ToolSpec) -> bool:
        """Whether a handler carries the tool out."""
        if tool.kind is ToolKind.BUILTIN:
            return tool.builtin in CALLED_BUILTINS
        if tool.kind is ToolKind.FUNCTION:
            return self.origin is not None and tool.name in self.origin.code
        return tool.kind in {ToolKind.WEBHOOK, ToolKind.CLIENT}


def arguments(parameters: list[Parameter], held: Mapping[str, str] | None = None) -> dict[str, str]:
    """Python names for what the model fills, by the parameters' own names; those that are `held` already stay."""
    known = held or {}
    found = {one.name: known[one.name] for one in parameters if one.name in known}
    for parameter in parameters:
        found.setdefault(parameter.name, unique(identifier(parameter.name, "value"), found.values()))
    return found
