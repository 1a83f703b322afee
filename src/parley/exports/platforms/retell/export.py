"""What the parts of one export share: the agent, the names of its variables, what has to be set, the notes taken."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from parley.agents.schemas import AgentSpec, ToolKind, ToolSpec, WorkflowShape
from parley.exports import variables
from parley.exports.notes import Notes

Json = dict[str, Any]

SUPPLIED = {
    "caller_number": "user_number",
    "caller_phone": "user_number",
    "called_number": "agent_number",
    "conversation_id": "call_id",
    "current_datetime": "current_time",
} | {
    name: name
    for name in (
        "agent_number",
        "call_id",
        "call_type",
        "chat_id",
        "current_agent_state",
        "current_calendar",
        "current_hour",
        "current_node",
        "current_time",
        "direction",
        "previous_agent_state",
        "previous_node",
        "session_duration",
        "session_type",
        "user_number",
    )
}
"""Neutral names of values that the platform supplies by itself. https://docs.retellai.com/build/dynamic-variables"""

SECRET = "secret__"  # noqa: S105 - what the names of secrets begin with
_ODD = re.compile(r"\{\{\s*(current_(?:time|hour|calendar)_[A-Za-z0-9_+/-]{1,60})\s*\}\}")
_UNFIT = re.compile(r"\W+", re.ASCII)


class Ready(str):
    """A text whose variables are meant: everything in it that came from outside is neutral already."""

    __slots__ = ()


@dataclass
class Export:
    """One rendering of one agent. `defaults` are the dynamic variables that need one, by their names there."""

    spec: AgentSpec
    known: dict[str, str]
    defaults: dict[str, str]
    notes: Notes = field(default_factory=Notes)
    secrets: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, spec: AgentSpec) -> "Export":
        """A rendering that has just begun."""
        known = {name: there for name, there in variables.names(spec, SUPPLIED).items() if not there.startswith(SECRET)}
        known |= _as_they_came(spec)
        placeholders = variables.placeholders(spec, SUPPLIED)
        return cls(spec, known, {there: placeholders[there] for there in placeholders if there in known.values()})

    @property
    def is_flow(self) -> bool:
        """Whether the agent's course is written as a graph; where nobody has said, several goals make one."""
        came_as = self.spec.provenance
        if came_as is not None and came_as.platform == "retell":
            return "flow" in came_as.documents
        shape = self.spec.workflow.shape
        if shape is None:
            return len({node.goal for node in self.spec.workflow.nodes if node.goal}) > 1
        return shape is not WorkflowShape.SINGLE_PROMPT

    @cached_property
    def examples(self) -> Json:
        """The values a test begins with: those that the agent's variables have, whoever supplies them later."""
        examples = {
            self.known.get(one.name, one.name): variables.neutral(one.default, {}) for one in self.spec.variables
        }
        given = variables.placeholders(self.spec, SUPPLIED)
        return {name: value for name, value in (given | examples).items() if value and name in self.known.values()}

    def tool(self, name: str | None) -> ToolSpec | None:
        """The tool of that name, if there is one."""
        return next((tool for tool in self.spec.tools if tool.name == name), None)

    def carried(self, name: str | None) -> ToolSpec | None:
        """The tool of that name where the platform itself can call it over HTTP."""
        tool = self.tool(name)
        return tool if tool is not None and tool.kind is ToolKind.WEBHOOK else None

    def variable(self, name: str) -> Ready:
        """A dynamic variable as texts have it."""
        return Ready(f"{{{{{self.known[name]}}}}}")

    def own(self, *words: str, default: str = "") -> Ready:
        """A dynamic variable that the export itself brings in, called after the words, with its default."""
        wanted = _UNFIT.sub("_", "_".join(words)).strip("_")[:60] or "value"
        name = wanted if wanted not in self.known.values() else f"{wanted}_own"
        self.defaults.setdefault(name, default)
        return Ready(f"{{{{{name}}}}}")

    def secret(self, reference: str) -> Ready:
        """The place of a secret, which the deployment fills."""
        name = reference.removeprefix("secret:")
        self.secrets.add(name)
        return Ready(f"{{{{{SECRET}{name}}}}}")

    def neutral(self, text: str) -> Ready:
        """A text from outside with the declared variables under their names there, and no others."""
        return Ready(variables.neutral(text, self.known))


def _as_they_came(spec: AgentSpec) -> dict[str, str]:
    """Variables of an imported agent whose names there no spec may have, such as those with a time zone."""
    if spec.provenance is None or spec.provenance.platform != "retell":
        return {}
    used = _ODD.findall(json.dumps(spec.provenance.documents))
    return {_UNFIT.sub("_", name)[:64]: name for name in used if _UNFIT.search(name)}


def neutral_tree(value: Any, known: Mapping[str, str]) -> Any:
    """`variables.neutral_tree` that leaves alone what is `Ready`."""
    match value:
        case Ready():
            return str(value)
        case list():
            return [neutral_tree(item, known) for item in value]
        case dict():
            return {variables.neutral(key, {}): neutral_tree(item, known) for key, item in value.items()}
    return variables.neutral_tree(value, known)
