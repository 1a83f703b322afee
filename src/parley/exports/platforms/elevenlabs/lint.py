"""Findings on anybody's project: every file by its shape, then what the files say of each other.

The rules on agents, workflows, tools and tests have modules of their own; here are those on registries and slots.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter

from parley.agents.schemas import Finding
from parley.exports import shaped
from parley.exports.platforms.elevenlabs import lint_agent, lint_tests, lint_tools, lint_workflow
from parley.exports.platforms.elevenlabs.configs import Configs, member, objects, sorted_out, text
from parley.exports.platforms.elevenlabs.export import Json
from parley.exports.platforms.elevenlabs.shapes import project
from parley.exports.platforms.elevenlabs.shapes.agent import AgentBody
from parley.exports.platforms.elevenlabs.shapes.tests import TestBody
from parley.exports.platforms.elevenlabs.shapes.tools import ToolBody
from parley.exports.schemas import Files

NAME = "elevenlabs"
MAX_FILES = 500
_UNFIT = re.compile(r"[^A-Za-z0-9_]")
_REGISTRIES: dict[str, type[BaseModel]] = {
    "agents.json": project.AgentRegistry,
    "tools.json": project.ToolRegistry,
    "tests.json": project.TestRegistry,
    "fill.json": project.Slots,
    "secrets.json": project.Secrets,
    "kept.json": project.Kept,
}


def lint(files: Files) -> list[Finding]:
    """All findings, in the order of the files and then of the rules; empty means nothing to mend. Never raises."""
    findings: list[Finding] = []
    trees: dict[str, Any] = {}
    for path in sorted(path for path in files if path.endswith(".json"))[:MAX_FILES]:
        tree, faults = shaped.tree(NAME, path, files[path])
        findings += faults
        if not faults:
            trees[path] = tree
    configs = sorted_out(trees)
    findings += _shapes(configs, trees)
    for rule in (
        _registered,
        _twice,
        _secrets,
        _slots,
        _values,
        *lint_agent.RULES,
        *lint_workflow.RULES,
        *lint_tools.RULES,
    ):
        findings += rule(configs)
    return [*findings, *lint_tests.findings(configs)]


def _shapes(configs: Configs, trees: dict[str, Any]) -> list[Finding]:
    found = []
    kinds: list[tuple[dict[str, Json], type[BaseModel] | TypeAdapter[Any]]] = [
        (configs.agents, AgentBody),
        (configs.tools, ToolBody),
        (configs.tests, TestBody),
    ]
    for held, kind in kinds:
        for path, tree in held.items():
            found += shaped.findings(NAME, path, tree, kind)
    for path in (*configs.registries, *configs.own):
        found += shaped.findings(NAME, path, trees[path], _REGISTRIES[path])
    for path in configs.others:
        message = "This is no agent, tool, test or registry of a project."
        found.append(shaped.error(f"{NAME}.unknown-file", shaped.place(path), message, "Take the file out."))
    if not configs.agents:
        message = "There is no agent."
        mend = "Add agent_configs/NAME.json, and name it in agents.json."
        found.append(shaped.error(f"{NAME}.no-agent", shaped.place("agents.json"), message, mend))
    return found


def _registered(configs: Configs) -> Iterator[Finding]:
    """A registry names the files that are there, each with its type, and all of them."""
    kinds = (("agents", configs.agents), ("tools", configs.tools), ("tests", configs.tests))
    for kind, held in kinds if configs.registries else ():
        registry = f"{kind}.json"
        entries = configs.entries(kind)
        for at, entry in enumerate(entries):
            where = shaped.place(registry, (kind, at))
            config = held.get(text(entry, "config"))
            if config is None:
                message = f"There is no file {shaped.shown(text(entry, 'config'))}."
                yield shaped.error(f"{NAME}.missing-file", where, message, "Add it, or take the entry out.")
            elif kind != "agents" and entry.get("type") != config.get("type"):
                message = "The entry has another type than its config."
                yield shaped.error(f"{NAME}.registry-type", where, message, "Give both the same type.")
        named = {text(entry, "config") for entry in entries}
        for path in held:
            if path not in named:
                message = f"{registry} does not name this file, so the CLI does not push it."
                yield shaped.error(f"{NAME}.not-registered", shaped.place(path), message, "Add an entry for it.")


def _twice(configs: Configs) -> Iterator[Finding]:
    """Names that must be there once."""
    names = Counter(text(config, "name") for config in configs.tools.values())
    for path, config in configs.tools.items():
        if names[text(config, "name")] > 1:
            message = "Two tools have this name; the model cannot tell them apart."
            yield shaped.error(f"{NAME}.duplicate-name", shaped.place(path, ("name",)), message, "Rename one.")


def _secrets(configs: Configs) -> Iterator[Finding]:
    """Labels that headers use and `secrets.json` gives fit together."""
    if "secrets.json" not in configs.own:
        return
    given = objects(configs.own["secrets.json"], "secrets")
    labels = {text(entry, "label") for _, entry in given}
    used = dict(_labels(configs))
    for label, where in used.items():
        if label not in labels:
            message = "secrets.json has no such label, so nobody creates the secret."
            yield shaped.warning(f"{NAME}.label-without-secret", where, message, "Add it, or mend the label.")
    for at, entry in given:
        where = shaped.place("secrets.json", ("secrets", at))
        if text(entry, "label") not in used:
            yield shaped.warning(f"{NAME}.secret-unused", where, "No header uses this secret.", "Use it, or drop it.")
        if text(entry, "value").startswith("Basic ") and entry.get("encode") != "base64":
            message = "Basic credentials are sent as base64."
            yield shaped.error(f"{NAME}.basic-not-encoded", where, message, "Set encode to base64.")


def _labels(configs: Configs) -> Iterator[tuple[str, str]]:
    """The labels of secrets that headers use, with where."""
    for path, config in configs.tools.items():
        for name, value in member(config, "api_schema", "request_headers").items():
            if label := text(value, "env_var_label"):
                yield label, shaped.place(path, ("api_schema", "request_headers", name))


def _slots(configs: Configs) -> Iterator[Finding]:
    """What a slot of `fill.json` is carried into is there."""
    slots = configs.own.get("fill.json")
    places: list[tuple[tuple[shaped.Step, ...], Json]] = [(("urls", at), slot) for at, slot in objects(slots, "urls")]
    for at, slot in objects(slots, "values"):
        places += [(("values", at, "places", one), held) for one, held in objects(slot, "places")]
    for where, slot in places:
        if text(slot, "config") not in configs.tools:
            message = "A slot names a file that is not there."
            yield shaped.error(f"{NAME}.missing-file", shaped.place("fill.json", where), message, "Mend the path.")


def _values(configs: Configs) -> Iterator[Finding]:
    """A value that is set once replaces a variable that stands there."""
    for at, slot in objects(configs.own.get("fill.json"), "values"):
        name = _UNFIT.sub("_", text(slot, "name"))
        for one, held in objects(slot, "places"):
            steps = held.get("at")
            keys = [step for step in steps if isinstance(step, str)] if isinstance(steps, list) else []
            target = member(configs.tools.get(text(held, "config")), *keys)
            if name not in {text(target, "dynamic_variable"), text(target, "variable_name")}:
                where = shaped.place("fill.json", ("values", at, "places", one))
                message = "The variable does not stand at this place."
                yield shaped.error(f"{NAME}.slot-elsewhere", where, message, "Mend the place, or the slot's name.")
