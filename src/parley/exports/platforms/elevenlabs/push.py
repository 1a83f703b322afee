#!/usr/bin/env python3
"""Pushes this project to ElevenLabs: secrets, tools, tests, then the agent with their ids linked in.

It goes with every bundle, needs Python 3.9 or later and the vendor's CLI, and may be run again at any time. Unlike the
CLI it stops, naming the item, when something was refused.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(os.environ.get("ELEVENLABS_PROJECT") or Path(__file__).parent).resolve()
PLACEHOLDER = re.compile(r"\{([^{}/]+)\}")
PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
CREATE = ("create", "--format", "json", "--json", "-")
KEPT = "kept.json"
# file, list in it, what an item is known by, what is kept of it
REMEMBERED = [
    ("fill.json", "urls", ("config", "replaces"), "url"),
    ("fill.json", "phone_numbers", ("condition",), "phone_number"),
    ("fill.json", "values", ("name",), "value"),
    *((f"{kind}.json", kind, ("config",), "id") for kind in ("tools", "tests", "agents")),
]
READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": lambda word: bool(["false", "true"].index(word.lower())),
}


class Stop(Exception):
    """The push cannot go on; the text says why and what to do."""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def load(path: str) -> Any:
    return json.loads((HERE / path).read_text(encoding="utf-8"))


def save(path: str, value: Any) -> None:
    new = HERE / f"{path}.new"
    new.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(HERE / path)


def entries(kind: str) -> list[dict[str, Any]]:
    return list(load(f"{kind}.json")[kind])


def environment() -> dict[str, str]:
    """The variables of .env, overruled by those of the shell."""
    found: dict[str, str] = {}
    file = HERE / ".env"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith("#") and value:
                found[name.strip()] = value.strip().strip("\"'")
    return {**found, **{name: value for name, value in os.environ.items() if value}}


def agent_path() -> str:
    return str(entries("agents")[0]["config"])


def remember() -> None:
    """Keep every id and what is filled in, in a file that no bundle has; put back what a newer bundle has emptied."""
    kept = load(KEPT) if (HERE / KEPT).exists() else {}
    for path, group, names, field in REMEMBERED:
        tree, known = load(path), kept.setdefault(group, {})
        for item in tree[group]:
            key = " ".join(item[name] for name in names).strip()
            if not item.get(field) and key in known:
                say(f"from {KEPT}: {key}: {known[key]}")
                item[field] = known[key]
            if item.get(field):
                known[key] = item[field]
        if tree != load(path):
            save(path, tree)
    save(KEPT, kept)


def fill_in() -> None:
    """Carry what is written in fill.json into the configs."""
    slots = load("fill.json")
    for slot in slots["urls"]:
        if slot["url"]:
            config = load(slot["config"])
            config["api_schema"]["url"] = slot["url"]
            save(slot["config"], config)
    for slot in slots["values"]:
        for place in slot["places"] if slot["value"] else []:
            config = load(place["config"])
            fix_value(config, place["at"], slot["value"])
            save(place["config"], config)
    if given := [slot for slot in slots["phone_numbers"] if slot["phone_number"]]:
        agent = load(agent_path())
        add_transfers(agent["conversation_config"]["agent"]["prompt"], given)
        save(agent_path(), agent)


def fix_value(config: dict[str, Any], at: list[str], value: str) -> None:
    """Put a value where the config had a variable: as text into a header, as a constant into any other place."""
    here: Any = config
    for key in at[:-1]:
        here = here[key]
    held = here[at[-1]]
    here[at[-1]] = constant(held, value) if isinstance(held, dict) and "type" in held else value


def constant(schema: dict[str, Any], value: str) -> dict[str, Any]:
    if schema["type"] == "array":
        words = [word.strip() for word in value.split(",")]
        return {"type": "array", "constant_value": words, "items": schema["items"]}
    read = READERS.get(schema["type"], str)
    try:
        return {"type": schema["type"], "constant_value": read(value)}
    except ValueError:
        raise Stop(f"fill.json: {value!r} is no {schema['type']}") from None


def add_transfers(prompt: dict[str, Any], slots: list[dict[str, Any]]) -> None:
    name = "transfer_to_number"
    params = {"system_tool_type": name, "transfers": []}
    new = {"type": "system", "name": name, "description": slots[0]["description"], "params": params}
    tool = prompt.setdefault("built_in_tools", {}).setdefault(name, new)
    for slot in slots:
        others = [one for one in tool["params"]["transfers"] if one["condition"] != slot["condition"]]
        destination = {"type": "phone", "phone_number": slot["phone_number"]}
        others.append({"transfer_destination": destination, "condition": slot["condition"]})
        tool["params"]["transfers"] = others


def missing() -> list[str]:
    """What must still be filled in before anything is pushed."""
    slots, found = load("fill.json"), list[str]()
    told = {slot["config"]: slot["what"] for slot in slots["urls"]}
    for entry in entries("tools"):
        config = load(entry["config"])
        if config["type"] == "webhook":
            found += url_faults(config, told.get(entry["config"], f"{config['name']}: URL"))
    for slot in slots["phone_numbers"]:
        if slot["phone_number"] and not PHONE_NUMBER.fullmatch(slot["phone_number"]):
            found.append(f"fill.json: {slot['phone_number']!r} is no number like +15550123456")
    if not environment().get("ELEVENLABS_API_KEY"):
        found.append("ELEVENLABS_API_KEY: your API key, in the environment or in .env")
    return found


def url_faults(config: dict[str, Any], what: str) -> list[str]:
    name, url = config["name"], config["api_schema"]["url"]
    if not url:
        return [f"{what}: fill it in in fill.json"]
    if not re.match(r"https?://[^\s/]", url):
        return [f"{name}: {url!r} is no http(s) address"]
    known = config["api_schema"].get("path_params_schema", {})
    slots = PLACEHOLDER.findall(url)
    faults = [f"{name}: put the URL with {{{slot}}} replaced into fill.json" for slot in slots if slot not in known]
    return faults + [f"{name}: its URL needs {{{param}}} somewhere" for param in known if param not in slots]


def advice() -> list[str]:
    """What may stay open: the agent works without it, but not wholly."""
    known, slots = environment(), load("fill.json")
    found = [f"phone number for {slot['what']}" for slot in slots["phone_numbers"] if not slot["phone_number"]]
    open_values = [slot["what"] for slot in slots["values"] if not slot["value"]]
    found += [f"{what} (or pass it at the start of each conversation)" for what in open_values]
    for secret in load("secrets.json")["secrets"]:
        if not known.get(secret["variable"]):
            found.append(f"{secret['variable']}: needed unless the workspace already has {secret['label']}")
    return found


def cli(*words: str, body: str | None = None) -> str:
    """Run the vendor's CLI and return what it printed; Stop when it failed."""
    known = environment()
    program = shutil.which(known.get("ELEVENLABS_CLI", "elevenlabs"))
    if program is None:
        raise Stop("The ElevenLabs CLI is not installed: npm install -g @elevenlabs/cli")
    child = {**os.environ, **{name: value for name, value in known.items() if name.startswith("ELEVENLABS_")}}
    done = subprocess.run(  # noqa: S603 - the program is the vendor's CLI, the words are ours
        [program, *words], cwd=HERE, env=child, input=body, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Stop(f"elevenlabs {' '.join(words)} failed:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


def push_secrets() -> None:
    """Make sure that the workspace has every environment variable that a header refers to."""
    for secret in load("secrets.json")["secrets"]:
        label = secret["label"]
        held = json.loads(cli("environment-variables", "list", "--label", label, "--format", "json"))
        if held["environment_variables"]:
            say(f"secret {label}: already there")
            continue
        stored = {"type": "new", "name": label, "value": secret_value(secret)}
        made = json.loads(cli("agents", "secrets", *CREATE, body=json.dumps(stored)))
        variable = {"type": "secret", "label": label, "values": {"production": {"secret_id": made["secret_id"]}}}
        cli("environment-variables", *CREATE, body=json.dumps(variable))
        say(f"secret {label}: created")


def secret_value(secret: dict[str, str]) -> str:
    label, name = secret["label"], secret["variable"]
    value = environment().get(name)
    if not value:
        raise Stop(f"The workspace has no {label} yet: set {name} in the environment or in .env")
    if secret.get("encode") == "base64" and ":" in value:
        value = base64.b64encode(value.encode()).decode()
    return string.Template(secret["value"]).substitute({name: value})


def push(kind: str) -> list[str]:
    """Push one registry and return the ids, in its order; Stop when the CLI does not confirm every single one."""
    if not entries(kind):
        return []
    try:
        told = cli(kind, "push")
    finally:
        remember()
    say(told.rstrip())
    if refused := [entry["config"] for entry in entries(kind) if f"(ID: {entry.get('id')})" not in told]:
        raise Stop(
            f"ElevenLabs did not take {', '.join(refused)}: the reason is above. What it took stays; run this again."
        )
    return [entry["id"] for entry in entries(kind)]


def linked(node: Any, ids: dict[str, str]) -> Any:
    """The value with the paths of tool configs, as keys and as texts, replaced by the tools' ids."""
    if isinstance(node, dict):
        return {ids.get(key, key): linked(value, ids) for key, value in node.items()}
    if isinstance(node, list):
        return [linked(item, ids) for item in node]
    return ids.get(node, node) if isinstance(node, str) else node


def link_tests() -> None:
    ids = {entry["config"]: entry["id"] for entry in entries("tools")}
    for entry in entries("tests"):
        save(entry["config"], linked(load(entry["config"]), ids))


def link_agent(tool_ids: list[str], test_ids: list[str]) -> None:
    agent = load(agent_path())
    attach(agent, tool_ids, test_ids)
    save(agent_path(), agent)


def attach(agent: dict[str, Any], tool_ids: list[str], test_ids: list[str]) -> None:
    if tool_ids:
        agent["conversation_config"]["agent"]["prompt"]["tool_ids"] = tool_ids
    if test_ids:
        attached = [{"test_id": one} for one in test_ids]
        agent.setdefault("platform_settings", {}).setdefault("testing", {})["attached_tests"] = attached


def main() -> None:
    parser = argparse.ArgumentParser(description="Push this agent, its tools and its tests to ElevenLabs.")
    parser.add_argument("--check", "--dry-run", action="store_true", help="say what is still to fill, send nothing")
    only_check = parser.parse_args().check
    remember()
    fill_in()
    for item in advice():
        say(f"open: {item}")
    if faults := missing():
        raise Stop("To fill before this can be pushed:\n" + "\n".join(f"- {fault}" for fault in faults))
    if only_check:
        say("Ready to push.")
        return
    push_secrets()
    tool_ids = push("tools")
    link_tests()
    link_agent(tool_ids, push("tests"))
    push("agents")
    say("Done.")


if __name__ == "__main__":
    try:
        main()
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        sys.exit(1)
