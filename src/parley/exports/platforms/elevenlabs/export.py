"""What the parts of one export share: the agent, the names of its variables, the secrets met, the notes taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import AgentSpec, Auth, AuthKind
from parley.exports.notes import Notes

Json = dict[str, Any]


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


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted_2`, `wanted_3` … if it is taken."""
    used = set(taken)
    if wanted not in used:
        return wanted
    return next(name for n in range(2, len(used) + 3) if (name := f"{wanted}_{n}") not in used)


def slug(text: str, otherwise: str) -> str:
    """A file name or id made from free text: ASCII letters, digits and underscores, at most 40 characters."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower())[:40].strip("_") or otherwise


def sentence(words: str) -> str:
    """The words with a full stop where they end in no mark."""
    return words if words.endswith((".", "!", "?")) else f"{words}."
