"""Somebody's project taken apart: which JSON file is an agent, a tool, a test or a registry, by place or by keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.exports.platforms.elevenlabs.export import Json

REGISTRIES = {"agents.json": "agents", "tools.json": "tools", "tests.json": "tests"}
FOLDERS = {"agent_configs/": "agents", "tool_configs/": "tools", "test_configs/": "tests"}
OWN = frozenset({"fill.json", "secrets.json", "kept.json"})


@dataclass
class Configs:
    """The JSON files of a project by kind; each holds objects only, whatever is in them. Tools are bare configs."""

    agents: dict[str, Json] = field(default_factory=dict)
    tools: dict[str, Json] = field(default_factory=dict)
    tests: dict[str, Json] = field(default_factory=dict)
    registries: dict[str, Json] = field(default_factory=dict)
    own: dict[str, Json] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def entries(self, kind: str) -> list[Json]:
        """The entries of a registry that are objects."""
        listed = self.registries.get(f"{kind}.json", {}).get(kind)
        return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []

    @property
    def inline(self) -> dict[str, dict[str, Json]]:
        """The tools that stand inside each agent, by the agent's path, then by their place there."""
        found = {}
        for path, agent in self.agents.items():
            listed = prompt_of(agent).get("tools")
            found[path] = {
                f"/conversation_config/agent/prompt/tools/{at}": tool
                for at, tool in enumerate(listed if isinstance(listed, list) else [])
                if isinstance(tool, dict)
            }
        return found


def sorted_out(trees: Mapping[str, Any]) -> Configs:
    """The files by what they are; nothing is checked."""
    found = Configs()
    registered = {
        entry.get("config"): kind
        for path, kind in REGISTRIES.items()
        if isinstance(trees.get(path), dict)
        for entry in Configs(registries={path: trees[path]}).entries(kind)
        if isinstance(entry.get("config"), str)
    }
    for path, tree in trees.items():
        kind = _own(path) or registered.get(path) or _kind(path, tree)
        if not isinstance(tree, dict) or kind is None:
            found.others.append(path)
        else:
            held: dict[str, Json] = getattr(found, kind)
            held[path] = tree
    return found


def member(tree: Any, *keys: str) -> Json:
    """The object at the end of the keys; an empty one where there is none."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}


def text(tree: Any, key: str) -> str:
    """The text of a member; empty where there is none."""
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, str) else ""


def objects(tree: Any, key: str) -> list[tuple[int, Json]]:
    """The objects of a member that is a list, with their places in it."""
    value = tree.get(key) if isinstance(tree, dict) else None
    return [(at, one) for at, one in enumerate(value) if isinstance(one, dict)] if isinstance(value, list) else []


def prompt_of(agent: Json) -> Json:
    """The prompt settings of an agent."""
    return member(agent, "conversation_config", "agent", "prompt")


def _own(path: str) -> str | None:
    if path in REGISTRIES:
        return "registries"
    return "own" if path in OWN else None


def _kind(path: str, tree: Any) -> str | None:
    by_folder = next((kind for folder, kind in FOLDERS.items() if path.startswith(folder)), None)
    if by_folder or not isinstance(tree, dict):
        return by_folder
    if "conversation_config" in tree:
        return "agents"
    if "simulation_scenario" in tree or "chat_history" in tree or "tool_call_parameters" in tree:
        return "tests"
    return "tools" if "api_schema" in tree or text(tree, "type") in {"webhook", "client"} else None
