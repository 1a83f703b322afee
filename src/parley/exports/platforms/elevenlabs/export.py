"""What the parts of one export share: the agent, the names of its variables, the secrets met, the notes taken."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from parley.agents.schemas import AgentSpec, Auth, AuthKind
from parley.exports import variables
from parley.exports.naming import slug
from parley.exports.notes import Notes

Json = dict[str, Any]
NAME = "elevenlabs"

SUPPLIED = {
    "caller_number": "system__caller_id",
    "caller_phone": "system__caller_id",
    "called_number": "system__called_number",
    "conversation_id": "system__conversation_id",
    "call_id": "system__conversation_id",
    "current_time": "system__time_utc",
    "current_datetime": "system__time_utc",
}
"""Neutral names of values that the platform supplies by itself.

https://elevenlabs.io/docs/eleven-agents/customization/personalization/dynamic-variables
"""


@dataclass(frozen=True)
class Secret:
    """A workspace secret that a request header carries.

    `label` names it on the platform, `variable` names the value in the environment of whoever pushes, and `prefix`
    comes before the value ("Bearer"), because a header is either all secret or all text there.
    """

    label: str
    variable: str
    prefix: str = ""
    is_basic: bool = False
    note: str = ""

    @property
    def template(self) -> str:
        """The header's value with `${variable}` where the secret goes."""
        gap = " " if self.prefix[-1:].isalnum() else ""
        return f"{self.prefix.replace('$', '$$')}{gap}${{{self.variable}}}"


@dataclass
class Export:
    """One rendering of one agent."""

    spec: AgentSpec
    known: dict[str, str]
    notes: Notes = field(default_factory=Notes)
    secrets: dict[str, Secret] = field(default_factory=dict)

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """A default for each variable that the platform does not supply itself."""
        return variables.placeholders(self.spec, SUPPLIED)

    @property
    def origin(self) -> Json:
        """The documents that the agent was imported from; empty for one that did not come from this platform."""
        came = self.spec.provenance
        return dict(came.documents) if came and came.platform == NAME else {}

    def tool_name(self, name: str) -> str:
        """The name a tool has on the platform: built-in ones have the platform's."""
        return next((tool.builtin.value for tool in self.spec.tools if tool.name == name and tool.builtin), name)

    def header_secret(self, reference: str, auth: Auth | None = None) -> Json:
        """The locator of a secret in a header: an environment variable of the workspace, which has a stable name."""
        variable = reference.removeprefix("secret:")
        prefix = auth.scheme if auth else ""
        word = slug(prefix, "").upper()
        label = f"{variable}_{word}" if word else variable
        is_basic = auth is not None and auth.kind is AuthKind.BASIC
        self.secrets.setdefault(label, Secret(label, variable, prefix, is_basic, auth.note if auth else ""))
        return {"env_var_label": label}
