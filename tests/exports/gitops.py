"""What the vendor's GitOps tool for Vapi asks of a folder of resources: its layout, its names, its references.

Its rules as its own documentation and its `validate` have them: https://github.com/VapiAI/gitops.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

FOLDERS = (
    "assistants",
    "tools",
    "structuredOutputs",
    "squads",
    "evals",
    "simulations/personalities",
    "simulations/scenarios",
    "simulations/tests",
    "simulations/suites",
)
PLACEHOLDER = re.compile(r"^\{\{\s*[A-Za-z0-9_.-]+\s*\}\}$")
NAME_LIMIT = 40
Resources = dict[str, dict[str, Any]]


def load(files: Mapping[str, str]) -> Resources:
    """The resources by folder and id; the path below the folder, without its ending, is the id."""
    found: Resources = {folder: {} for folder in FOLDERS}
    for path, text in files.items():
        if not path.startswith("resources/"):
            continue
        below = path.split("/", 2)[2]
        folder = next(folder for folder in FOLDERS if below.startswith(f"{folder}/"))
        name, ending = below.removeprefix(f"{folder}/").rsplit(".", 1)
        assert name not in found[folder], f"{path}: two files for one resource"
        found[folder][name] = _markdown(text) if ending == "md" else yaml.safe_load(text)
        assert isinstance(found[folder][name], dict), path
    return found


def _markdown(text: str) -> Any:
    split = re.match(r"^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$", text)
    assert split, "no front matter"
    config, prompt = yaml.safe_load(split[1]), split[2].strip()
    if prompt:
        model = config.setdefault("model", {})
        others = [one for one in model.get("messages", []) if one["role"] != "system"]
        model["messages"] = [{"role": "system", "content": prompt}, *others]
    return config


def faults(files: Mapping[str, str]) -> list[str]:
    """What its `validate` would stop at or warn of."""
    found = load(files)
    return [*_dangling(found), *_names(found), *_lockstep(found), *_placeholders(found), *_budgets(found)]


def references(resources: Resources) -> Iterator[tuple[str, str, str]]:
    """Who refers to which resource of which folder."""
    for folder, bodies in resources.items():
        for name, body in bodies.items():
            where = f"{folder}/{name}"
            yield from ((where, "tools", one) for one in body.get("model", {}).get("toolIds", []))
            outputs = body.get("artifactPlan", {}).get("structuredOutputIds", [])
            yield from ((where, "structuredOutputs", one) for one in outputs)
            yield from ((where, "assistants", one) for one in body.get("assistant_ids", []))
            yield from ((where, "assistants", one["assistantId"]) for one in body.get("members", []))
            yield from ((where, "simulations/tests", one) for one in body.get("simulationIds", []))
            for key, target in (("personalityId", "personalities"), ("scenarioId", "scenarios")):
                if key in body:
                    yield where, f"simulations/{target}", body[key]
            judges = (one.get("structuredOutputId") for one in body.get("evaluations", []))
            yield from ((where, "structuredOutputs", one) for one in judges if one)


def _dangling(resources: Resources) -> list[str]:
    return [
        f"{where}: no {folder}/{name}" for where, folder, name in references(resources) if name not in resources[folder]
    ]


def _names(resources: Resources) -> list[str]:
    names = [(f"assistants/{name}", body.get("name", "")) for name, body in resources["assistants"].items()]
    for name, body in resources["simulations/scenarios"].items():
        inside = (one.get("structuredOutput", {}).get("name", "") for one in body.get("evaluations", []))
        names += [(f"scenarios/{name}", one) for one in inside]
    return [f"{where}: a name of {len(name)} characters" for where, name in names if len(name) > NAME_LIMIT]


def _lockstep(resources: Resources) -> list[str]:
    """Outputs and assistants name each other."""
    outputs, assistants = resources["structuredOutputs"], resources["assistants"]
    theirs = {
        (assistant, output)
        for assistant, body in assistants.items()
        for output in body.get("artifactPlan", {}).get("structuredOutputIds", [])
    }
    ours = {(assistant, output) for output, body in outputs.items() for assistant in body.get("assistant_ids", [])}
    return [f"{one}: named by one side only" for one in sorted(theirs ^ ours)]


def _placeholders(resources: Resources) -> list[str]:
    """A value that is one placeholder counts as a variable of the tool's state file, which we have none of."""
    return [
        f"{folder}/{name}: {value}"
        for folder, bodies in resources.items()
        for name, body in bodies.items()
        for value in _texts(body)
        if PLACEHOLDER.match(value.strip())
    ]


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _texts(item)


def _budgets(resources: Resources) -> list[str]:
    """The answer must have room for the arguments of its functions."""
    found = []
    for name, body in resources["assistants"].items():
        tools = [resources["tools"].get(one, {}) for one in body.get("model", {}).get("toolIds", [])]
        sizes = [len(str(one.get("function", {}).get("parameters", ""))) for one in tools]
        if sum(sizes) and body["model"].get("maxTokens", 10**9) < 25 + sum(sizes):
            found.append(f"assistants/{name}: maxTokens below the size of its tools' arguments")
    return found
