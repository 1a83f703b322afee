"""More than twenty unlike agents in one project, pushed by the vendor's CLI to a stand-in that validates each body."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from parley.exports import service
from tests.exports.project import Project
from tests.exports.varied import varied

KINDS = ("tools", "tests", "agents")
MOST_TESTS = 8
"""Of one agent: the CLI sends one after the other."""


def gathered() -> dict[str, Any]:
    """The configs of all agents under paths of their own, and registries that name them all."""
    trees: dict[str, Any] = {f"{kind}.json": {kind: []} for kind in KINDS}
    for agent, spec in varied().items():
        files = {file.path: file.content for file in service.render(spec, "elevenlabs").files}
        for kind in KINDS:
            listed = json.loads(files[f"{kind}.json"])[kind]
            for entry in listed if kind != "tests" else listed[:: len(listed) // MOST_TESTS + 1]:
                folder, name = entry["config"].split("/")
                path = f"{folder}/{agent}__{name}"
                trees[f"{kind}.json"][kind].append(entry | {"config": path})
                trees[path] = _filled(json.loads(files[entry["config"]]))
    return trees


def _filled(config: dict[str, Any]) -> dict[str, Any]:
    """A tool whose address its owner has yet to give, with one."""
    api = config.get("api_schema")
    if api and not api["url"]:
        api["url"] = "https://api.example.com/" + "".join(f"{{{name}}}/" for name in api.get("path_params_schema", {}))
    return config


@pytest.mark.timeout(400)
def test_every_agent_is_taken_with_its_tools_and_tests(project: Project) -> None:
    trees = gathered()
    assert len(trees["agents.json"]["agents"]) >= 20
    for path, tree in trees.items():
        file = project.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(tree), encoding="utf-8")
    for kind in KINDS:
        words = [project.env["ELEVENLABS_CLI"], kind, "push"]
        done = subprocess.run(words, cwd=project.folder, env=project.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert project.platform.faults == []
    for kind in KINDS:
        entries = json.loads(Path(project.folder, f"{kind}.json").read_text("utf-8"))[kind]
        assert [entry["config"] for entry in entries if not entry.get("id")] == []
        assert len(project.platform.held[kind.removesuffix("s")]) == len(entries)
