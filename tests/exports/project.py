"""An unpacked bundle with its push script, the real CLI and a loopback stand-in for the platform."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.exports import service
from tests.exports.document import Document
from tests.exports.standin import StandIn, serving

CANARY = "canary-5b1f"
KEYS = {"SHOP_TOKEN": CANARY, "SHOP_KEY": CANARY, "SHOP_LOGIN": f"me:{CANARY}", "NOTES_TOKEN": CANARY}


@dataclass
class Project:
    """An unpacked bundle, the platform it is pushed to and the environment of whoever pushes."""

    folder: Path
    platform: StandIn
    env: dict[str, str]

    def unpack(self, spec: AgentSpec) -> "Project":
        for file in service.render(spec, "elevenlabs").files:
            path = self.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.content, encoding="utf-8")
        return self

    def push(self, *words: str, **env: str) -> "subprocess.CompletedProcess[str]":
        known = {**self.env, **env}
        words = (sys.executable, str(self.folder / "push.py"), *words)
        return subprocess.run(words, env=known, capture_output=True, text=True, check=False)

    def tree(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text(encoding="utf-8"))

    def fill(self, number: str = "", **urls: str) -> None:
        slots = self.tree("fill.json")
        for slot in slots["urls"]:
            slot["url"] = urls[Path(slot["config"]).stem]
        for slot in slots["phone_numbers"]:
            slot["phone_number"] = number
        (self.folder / "fill.json").write_text(json.dumps(slots), encoding="utf-8")

    def set_values(self, **values: str) -> None:
        slots = self.tree("fill.json")
        for slot in slots["values"]:
            slot["value"] = values[slot["what"].split(":")[0]]
        (self.folder / "fill.json").write_text(json.dumps(slots), encoding="utf-8")

    def ids(self, kind: str) -> dict[str, str | None]:
        return {Path(entry["config"]).stem: entry.get("id") for entry in self.tree(f"{kind}.json")[kind]}


URLS = {"refund": "https://api.shop.example/refunds/{order_id}", "cancel_order": "https://north.example/orders"}


@pytest.fixture
def project(cli: Path, document: Document, tmp_path: Path) -> Iterator[Project]:
    home = tmp_path / "home"
    home.mkdir()
    with serving(document) as platform:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "ELEVENLABS_CLI": str(cli),
            "ELEVENLABS_BASE_URL": platform.url,
            "ELEVENLABS_API_KEY": "test",
        }
        yield Project(tmp_path / "bundle", platform, env)
        assert platform.faults == []
