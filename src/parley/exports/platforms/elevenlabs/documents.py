"""The agent as the platform's bodies by role: agent, tools and tests; what came from there goes back as it came.

An imported agent's documents have one more role, "project": the registries and paths of its files, and whether its
tools stood inside the agent.
"""

from collections.abc import Mapping
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import variables
from parley.exports.naming import unique
from parley.exports.origin import Documents, restored
from parley.exports.platforms.elevenlabs import agent, reading, scenarios, tools
from parley.exports.platforms.elevenlabs.configs import member
from parley.exports.platforms.elevenlabs.export import NAME, SUPPLIED, Export, Json

_WHOLE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("workflow", "nodes"), "type"),
    (("workflow", "edges"), "source"),
    (("conversation_config", "language_presets"), "overrides"),
    (("conversation_config", "agent", "prompt", "built_in_tools"), "name"),
    (("platform_settings", "data_collection"), "type"),
)
"""Where parts of an agent stand by name, and the member without which one of them is none any more."""


def begun(spec: AgentSpec) -> Export:
    """A fresh rendering of an agent."""
    return Export(spec, variables.names(spec, SUPPLIED))


def documents(export: Export) -> Documents:
    """The bodies; where the agent came from this platform, its own ones with what has changed since."""

    def rendition(spec: AgentSpec) -> Documents:
        return _rendered(export if spec is export.spec else begun(spec))

    found = restored(export.spec, NAME, rendition, reading.read_documents)
    return _swept(found) if export.origin else found


def _rendered(export: Export) -> Documents:
    configs: list[Json] = []
    for tool in export.spec.tools:
        config = tools.config(export, tool, unique(tool.name, (one["name"] for one in configs)))
        if config is not None:
            configs.append(config)
    by_path = {tool_path(export.spec, config["name"]): config for config in configs}
    found = {
        "agent": agent.config(export),
        "tools": configs,
        "tests": [scenarios.config(export, scenario, by_path) for scenario in export.spec.tests],
    }
    neutral: Documents = variables.neutral_tree(found, export.known)
    return neutral


def tool_path(spec: AgentSpec, name: str) -> str:
    """Where the config of a tool stands: where it stood in the project it came from, else under its name."""
    origin = spec.provenance.documents if spec.provenance and spec.provenance.platform == NAME else {}
    path = member(origin, "project", "tools").get(name)
    return path if isinstance(path, str) else f"tool_configs/{name}.json"


def _swept(found: Documents) -> Documents:
    """The documents without the remnants of parts that were taken out: members that we knew nothing of."""
    body: Json = found["agent"]
    for keys, needed in _WHOLE:
        held = member(body, *keys)
        gone = [name for name, part in held.items() if isinstance(part, dict) and needed not in part]
        for name in gone:
            del held[name]
    for keys, key, needed in (
        (("platform_settings", "evaluation"), "criteria", "id"),
        (("platform_settings", "guardrails", "custom", "config"), "configs", "name"),
    ):
        holder = member(body, *keys)
        if isinstance(holder.get(key), list):
            holder[key] = _named(holder[key], needed)
    return found | {role: _named(found.get(role, []), "name") for role in ("tools", "tests")}


def _named(items: list[Any], needed: str) -> list[Any]:
    return [item for item in items if not isinstance(item, Mapping) or needed in item]
