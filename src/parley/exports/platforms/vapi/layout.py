"""Resources as the files of the vendor's GitOps tool (https://github.com/VapiAI/gitops), and back.

An assistant is Markdown: its configuration in front as YAML, its system prompt as the text. All else is YAML.
"""

import re
from collections.abc import Mapping
from typing import Any

from parley.exports import json_text
from parley.exports.platforms.vapi.documents import entries, gitops, whole
from parley.exports.platforms.vapi.export import Json
from parley.exports.platforms.vapi.origins import items, mapping
from parley.exports.schemas import BundleFile
from parley.exports.yaml_text import dumped

ORG = "parley"
FOLDERS = {
    "assistants": "assistants",
    "tools": "tools",
    "structuredOutputs": "structuredOutputs",
    "squads": "squads",
    "personalities": "simulations/personalities",
    "scenarios": "simulations/scenarios",
    "simulations": "simulations/tests",
    "suites": "simulations/suites",
    "evals": "evals",
}
"""Where the resources of each role are, below `resources/<org>/`."""

_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---(?:\r?\n|\Z)(.*)\Z", re.DOTALL)


def files(documents: Mapping[str, Any]) -> list[BundleFile]:
    """Every resource as a file, and the bodies for those who call the API themselves."""
    org = mapping(documents.get("layout")).get("org", ORG)
    found = []
    for role, resources in gitops(documents).items():
        for one in resources:
            suffix, content = _resource(role, one["body"])
            path = f"resources/{org}/{FOLDERS[role]}/{one['name']}{suffix}"
            found.append(BundleFile(path=path, content=content))
    return [*found, *_bodies(documents)]


def _resource(role: str, body: Json) -> tuple[str, str]:
    if role == "assistants" and (prompt := _sole_prompt(body)) is not None:
        return ".md", f"---\n{dumped(_without_prompt(body))}---\n\n{prompt}\n"
    return ".yml", dumped(body)


def _sole_prompt(body: Json) -> str | None:
    """The system prompt where the Markdown form keeps it to the letter."""
    messages = mapping(body.get("model")).get("messages")
    if not isinstance(messages, list) or not messages:
        return None
    system = [one for one in messages if mapping(one).get("role") == "system"]
    if len(system) != 1 or system[0] is not messages[0] or set(system[0]) != {"role", "content"}:
        return None
    prompt = system[0]["content"]
    return prompt if isinstance(prompt, str) and prompt and prompt == prompt.strip() and "\r" not in prompt else None


def _without_prompt(body: Json) -> Json:
    model = dict(body["model"])
    rest = model.pop("messages")[1:]
    return {**body, "model": model | ({"messages": rest} if rest else {})}


def _bodies(documents: Mapping[str, Any]) -> list[BundleFile]:
    trees: dict[str, Any] = {"bodies/assistant.json": whole(documents)}
    trees |= {f"bodies/evals/{one['name']}.json": one["body"] for one in items(documents, "evals")}
    if played := entries(documents):
        target = {"type": "assistant", "assistant": whole(documents)}
        trees["bodies/simulations.json"] = {"simulations": played, "target": target}
    return [BundleFile(path=path, content=json_text.dumped(tree)) for path, tree in trees.items()]


def matter(text: str) -> tuple[str, str] | None:
    """The YAML in front of a Markdown resource and the text after it; None where it has no such form."""
    found = _MATTER.match(text)
    return (found[1], found[2].strip()) if found else None


def with_prompt(config: Json, prompt: str) -> Json:
    """The assistant that a Markdown resource stands for: its text takes the place of every system message."""
    if not prompt:
        return config
    model = dict(mapping(config.get("model")))
    given = model.get("messages")
    others = [one for one in given if mapping(one).get("role") != "system"] if isinstance(given, list) else []
    model["messages"] = [{"role": "system", "content": prompt}, *others]
    return {**config, "model": model}
