"""What the parts of one export share: the agent, the names of its variables and tools, the notes taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from parley.agents.schemas import AgentSpec, BuiltinTool
from parley.exports import variables
from parley.exports.naming import unique
from parley.exports.notes import Notes

Json = dict[str, Any]

NAME_LIMIT = 40
"""Characters of an assistant's, a tool's or an output's name."""
TO_FILL = "to-fill.invalid"
"""The host of addresses that nobody gave yet; no such host can exist (RFC 2606)."""

SUPPLIED = {
    "caller_number": "customer.number",
    "caller_phone": "customer.number",
    "called_number": "phoneNumber.number",
    "conversation_id": "call.id",
    "call_id": "call.id",
    "current_time": "now",
    "current_datetime": "now",
}
"""Neutral names of values that the platform supplies by itself.

https://docs.vapi.ai/assistants/dynamic-variables
"""

BUILTINS = {
    BuiltinTool.END_CALL: "endCall",
    BuiltinTool.TRANSFER_TO_NUMBER: "transferCall",
    BuiltinTool.KEYPAD: "dtmf",
    BuiltinTool.VOICEMAIL: "voicemail",
}
"""The platform's own tools; the type is the name that the model knows each by."""

OPEN, CLOSE = "\x02", "\x03"
"""What stands for the braces of our own Liquid expressions until all other braces are parted; no text holds them."""

_UNFIT = re.compile(r"[^a-z0-9]+")
_LIQUID_TAG = re.compile(r"\{(?=%)")
_BRACE = re.compile(f"[{{}}{OPEN}{CLOSE}]")


@dataclass
class Export:
    """One rendering of one agent; `assistant_id` is the resource id of its assistant, the name of its file."""

    spec: AgentSpec
    known: dict[str, str]
    assistant_id: str
    notes: Notes = field(default_factory=Notes)

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """A default for each variable that the platform does not supply itself."""
        return variables.placeholders(self.spec, SUPPLIED)

    def tool_names(self) -> dict[str, str]:
        """What the model calls each tool, by our names for them: the platform's own names, and at most 40 letters."""
        found: dict[str, str] = {}
        for tool in self.spec.tools:
            wanted = BUILTINS.get(tool.builtin, tool.name) if tool.builtin else tool.name[:NAME_LIMIT]
            if not tool.builtin and wanted in found.values():
                wanted = next(
                    name
                    for number in range(2, len(self.spec.tools) + 2)
                    if (name := f"{tool.name[: NAME_LIMIT - 3]}_{number}") not in found.values()
                )
            found.setdefault(tool.name, wanted)
        return found


def resource_id(text: str, otherwise: str, taken: Iterable[str] = ()) -> str:
    """A file name made from free text, in the tool's way (book-appointment), at most 60 characters, each once."""
    wanted = _UNFIT.sub("-", text.lower())[:60].strip("-") or otherwise
    return unique(wanted, taken).replace("_", "-")


def finished(tree: Any, known: Mapping[str, str]) -> Any:
    """The JSON value with known variables under their names there, our own expressions, and no other Liquid."""
    if isinstance(tree, str):
        return _finished(tree, known) if _BRACE.search(tree) else tree
    if isinstance(tree, dict):
        return {finished(key, {}): finished(item, known) for key, item in tree.items()}
    return [finished(item, known) for item in tree] if isinstance(tree, list) else tree


def _finished(text: str, known: Mapping[str, str]) -> str:
    return _LIQUID_TAG.sub("{ ", variables.neutral(text, known)).replace(OPEN, "{{").replace(CLOSE, "}}")
