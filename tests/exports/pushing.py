"""A bundle's folder, the platform that it is pushed to, and the command that pushes it, in this process."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.cli.main import main
from parley.exports import service
from tests.exports.shelf import Shelf


@dataclass
class Pushed:
    """The folder and its platform; `push` gives the exit code, and what was printed."""

    platform: str
    folder: Path
    shelf: Shelf
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def unpack(self, spec: AgentSpec) -> "Pushed":
        for file in service.render(spec, self.platform).files:
            path = self.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.content, encoding="utf-8")
        return self

    def push(self, *words: str) -> tuple[int, str]:
        self.shelf.requests.clear()
        self.monkeypatch.setattr(sys, "argv", ["parley", "push", self.platform, str(self.folder), *words])
        with pytest.raises(SystemExit) as left:
            main()
        told = self.capsys.readouterr()
        return int(left.value.code or 0), told.out + told.err

    def tree(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text(encoding="utf-8"))

    def change(self, path: str, **fields: Any) -> None:
        (self.folder / path).write_text(json.dumps({**self.tree(path), **fields}), encoding="utf-8")

    def ids(self, role: str) -> dict[str, str]:
        return {name: sent["id"] for name, sent in self.tree("pushed.json")["items"][role].items()}
