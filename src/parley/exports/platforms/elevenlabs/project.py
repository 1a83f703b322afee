"""The project folder as the vendor's CLI (`@elevenlabs/cli`) reads it, with the script that pushes it whole."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import pages, variables
from parley.exports.json_text import dumped
from parley.exports.naming import slug, unique
from parley.exports.platforms.elevenlabs import documents, fill, readme
from parley.exports.platforms.elevenlabs.configs import member, objects, text
from parley.exports.platforms.elevenlabs.export import Export, Json
from parley.exports.platforms.elevenlabs.importer import IMPORTER, with_inline
from parley.exports.platforms.elevenlabs.lint import lint
from parley.exports.platforms.elevenlabs.pushing import PUSH
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

GITIGNORE = ".env\n"


def render(spec: AgentSpec) -> Bundle:
    """The agent as a CLI project. Ids are absent, but for an imported agent's: they exist in a workspace only."""
    export = documents.begun(spec)
    made = documents.documents(export)
    came = member(export.origin, "project")
    tools = _by_path(made["tools"], came.get("inline"), lambda name: documents.tool_path(spec, name))
    tests = _by_path(made["tests"], None, lambda name: _test_path(export, name))
    agent_path = text(came, "agent") or f"agent_configs/{spec.slug}.json"
    inside = [one for one in made["tools"] if one not in tools.values()]
    configs: dict[str, Json] = {agent_path: with_inline(made["agent"], inside, came.get("inline"))} | tools | tests
    registries: dict[str, Json] = {
        "agents.json": {"agents": [_entry(came, "agents", agent_path, {})]},
        "tools.json": {"tools": [_entry(came, "tools", path, _typed(one)) for path, one in tools.items()]},
        "tests.json": {"tests": [_entry(came, "tests", path, _typed(one)) for path, one in tests.items()]},
        "fill.json": variables.neutral_tree(fill.slots(export, tools), export.known),
        "secrets.json": {"secrets": _secrets(export)},
    }
    report = export.notes.report(spec.secrets)
    files = [
        *_json_files(configs | registries),
        BundleFile(path="push.py", content=_push_script(), executable=True),
        BundleFile(path="README.md", content=readme.readme(export, report)),
        BundleFile(path="LOSS.md", content=pages.loss(report, readme.LOSS)),
        BundleFile(path=".env.example", content=readme.env_example(export)),
        BundleFile(path=".gitignore", content=GITIGNORE),
    ]
    return Bundle(platform="elevenlabs", folder=spec.slug, files=files, report=report)


def _by_path(configs: list[Json], inline: Any, path_of: Callable[[str], str]) -> dict[str, Json]:
    """The configs that have files of their own, by their paths; `inline` are the names of those that have none."""
    found: dict[str, Json] = {}
    for config in configs:
        name = text(config, "name")
        if not (isinstance(inline, list) and name in inline):
            stem = unique(path_of(name).removesuffix(".json"), (path.removesuffix(".json") for path in found))
            found[f"{stem}.json"] = config
    return found


def _test_path(export: Export, name: str) -> str:
    own = name.removeprefix(f"{export.spec.name or export.spec.slug}: ")
    return text(member(export.origin, "project", "tests"), name) or f"test_configs/{slug(own, 'test')}.json"


def _typed(config: Json) -> Json:
    return {"type": config["type"]} if "type" in config else {}


def _entry(came: Json, kind: str, path: str, otherwise: Json) -> Json:
    """The entry of a registry: the one it came with, ids and all, else a new one."""
    listed = objects(member(came, "registries", f"{kind}.json"), kind)
    known = next((entry for _, entry in listed if entry.get("config") == path), None)
    answered = text(member(came, "around"), "agent_id") if kind == "agents" else ""
    return known or otherwise | {"config": path} | ({"id": answered} if answered else {})


def _secrets(export: Export) -> list[Json]:
    return [
        {"label": secret.label, "variable": secret.variable, "value": secret.template}
        | ({"encode": "base64"} if secret.is_basic else {})
        for secret in export.secrets.values()
    ]


def _json_files(trees: Mapping[str, Any]) -> list[BundleFile]:
    return [BundleFile(path=path, content=dumped(tree)) for path, tree in trees.items()]


@cache
def _push_script() -> str:
    return Path(__file__).with_name("push.py").read_text(encoding="utf-8")


PLATFORM = Platform(
    name="elevenlabs",
    title="ElevenLabs Agents",
    carries=(
        "system prompt",
        "first message",
        "webhook and client tools",
        "built-in tools",
        "variables",
        "languages and pace",
        "goals as a workflow of sub-agents",
        "data collection",
        "evaluation criteria",
        "guardrails",
        "tests",
    ),
    files=(
        FileNote(path="agents.json, tools.json, tests.json", purpose="registries of the vendor's CLI"),
        FileNote(path="agent_configs/", purpose="the agent"),
        FileNote(path="tool_configs/", purpose="one file for each webhook or client tool"),
        FileNote(path="test_configs/", purpose="one file for each test"),
        FileNote(path="push.py", purpose="pushes everything, links the ids, fails when an item was refused"),
        FileNote(path="fill.json", purpose="addresses, phone numbers and values that a person must supply"),
        FileNote(path="secrets.json", purpose="labels of the secrets that headers use; names only"),
        FileNote(path="README.md, LOSS.md, .env.example", purpose="how to push it, what was lost, what to set"),
    ),
    render=render,
    lint=lint,
    importer=IMPORTER,
    push=PUSH,
)
