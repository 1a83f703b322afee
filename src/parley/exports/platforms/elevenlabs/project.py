"""The project folder as the vendor's CLI (`@elevenlabs/cli`) reads it, with the script that pushes it whole."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from parley.agents.schemas import AgentSpec
from parley.exports import pages, variables
from parley.exports.naming import slug, unique
from parley.exports.platforms.elevenlabs import agent, fill, readme, scenarios, tools
from parley.exports.platforms.elevenlabs.export import SUPPLIED, Export, Json
from parley.exports.platforms.elevenlabs.lint import lint
from parley.exports.schemas import Bundle, BundleFile, FileNote, Platform

GITIGNORE = ".env\n"


def render(spec: AgentSpec) -> Bundle:
    """The agent as a CLI project. Ids are absent: they exist in a workspace only, where `push.py` gets them."""
    export = Export(spec, variables.names(spec, SUPPLIED))
    agent_config = agent.config(export)
    tool_configs = _tool_configs(export)
    test_configs = _test_configs(export, tool_configs)
    agent_path = f"agent_configs/{spec.slug}.json"
    configs: dict[str, Json] = {agent_path: agent_config} | tool_configs | test_configs
    registries: dict[str, Json] = {
        "agents.json": {"agents": [{"config": agent_path}]},
        "tools.json": {"tools": [{"type": config["type"], "config": path} for path, config in tool_configs.items()]},
        "tests.json": {"tests": [{"type": config["type"], "config": path} for path, config in test_configs.items()]},
        "fill.json": fill.slots(export, tool_configs),
        "secrets.json": {"secrets": _secrets(export)},
    }
    report = export.notes.report(spec.secrets)
    files = [
        *_json_files(configs | registries, export.known),
        BundleFile(path="push.py", content=_push_script(), executable=True),
        BundleFile(path="README.md", content=readme.readme(export, report)),
        BundleFile(path="LOSS.md", content=pages.loss(report, readme.LOSS)),
        BundleFile(path=".env.example", content=readme.env_example(export)),
        BundleFile(path=".gitignore", content=GITIGNORE),
    ]
    return Bundle(platform="elevenlabs", folder=spec.slug, files=files, report=report)


def _tool_configs(export: Export) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for tool in export.spec.tools:
        name = unique(tool.name, (config["name"] for config in found.values()))
        config = tools.config(export, tool, name)
        if config is not None:
            found[f"tool_configs/{name}.json"] = config
    return found


def _test_configs(export: Export, tool_configs: Mapping[str, Json]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for scenario in export.spec.tests:
        name = unique(slug(scenario.name, "test"), (Path(path).stem for path in found))
        found[f"test_configs/{name}.json"] = scenarios.config(export, scenario, tool_configs)
    return found


def _secrets(export: Export) -> list[Json]:
    return [
        {"label": secret.label, "variable": secret.variable, "value": secret.template}
        | ({"encode": "base64"} if secret.is_basic else {})
        for secret in export.secrets.values()
    ]


def _json_files(trees: Mapping[str, Any], known: Mapping[str, str]) -> list[BundleFile]:
    return [
        BundleFile(
            path=path,
            content=json.dumps(variables.neutral_tree(tree, known), indent=2, ensure_ascii=False, allow_nan=False)
            + "\n",
        )
        for path, tree in trees.items()
    ]


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
)
