"""Agents, versions and bundles on the command line: what is listed, changed, written and found wrong."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_commands import BRIEF, parley

SLUG = "mia-bright-smile-dental"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that holds one agent, version 2 published and equal to version 1."""
    folder = tmp_path_factory.mktemp("home")
    for words in (
        ("build", "--brief", str(BRIEF), "--yes", "--out", "built"),
        ("restore", SLUG, "1"),
        ("publish", SLUG, "2"),
    ):
        done = parley(*words, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


def told(home: Path, *words: str, code: int = 0) -> str:
    done = parley(*words, cwd=home)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_nothing_built_yet_is_said_with_what_to_do(tmp_path: Path) -> None:
    listed = told(tmp_path, "agents")
    assert "miki" in listed
    assert listed.endswith("No agents of yours yet. Build one with: parley build\n")


def test_agents_and_versions_are_listed(home: Path) -> None:
    assert SLUG in told(home, "agents")
    listed = told(home, "versions", SLUG)
    assert "2 (published)" in listed
    assert "Restored from version 1" in listed
    assert "Turn " in listed
    assert "No agents of yours yet" in told(home, "agents", "--owner", "nobody")


def test_versions_are_compared(home: Path, tmp_path: Path) -> None:
    assert told(home, "diff", SLUG, "1", "2") == "Versions 1 and 2 are the same.\n"
    told(home, "export", SLUG, "native", "--out", str(tmp_path))
    definition = tmp_path / f"{SLUG}-native" / "agent.json"
    tree = json.loads(definition.read_text("utf-8"))
    definition.write_text(json.dumps({**tree, "first_message": "Hello, the virtual assistant here."}))
    told(home, "import", str(definition.parent), "--into", SLUG)
    said = told(home, "diff", SLUG, "2", "3", "--pointers")
    assert said.startswith("- first message reworded\n")
    assert "replace /first_message" in said
    told(home, "restore", SLUG, "1")


def test_bundles_are_written_as_folders_and_archives(home: Path, tmp_path: Path) -> None:
    told(home, "export", SLUG, "native", "--version", "1", "--zip", "--out", str(tmp_path))
    with zipfile.ZipFile(tmp_path / f"{SLUG}-native-v1.zip") as archive:
        names = archive.namelist()
    assert f"{SLUG}/agent.json" in names
    assert "version 2:" in told(home, "export", SLUG, "native", "--version", "published", "--out", str(tmp_path))
    for wrong in ("0", "newest", "9" * 20):
        assert "takes a version's number" in told(home, "export", SLUG, "--version", wrong, code=2)


def test_lint_ends_with_1_where_something_cannot_work(home: Path, tmp_path: Path) -> None:
    assert "error" not in told(home, "lint", SLUG)
    told(home, "export", SLUG, "native", "--out", str(tmp_path))
    folder = tmp_path / f"{SLUG}-native"
    assert "error" not in told(home, "lint", str(folder))
    definition = folder / "agent.json"
    tree = json.loads(definition.read_text("utf-8"))
    definition.write_text(json.dumps({**tree, "tools": []}))
    said = told(home, "lint", str(folder), "--platform", "native", code=1)
    assert "error native.workflow-tool-not-configured agent.json#/workflow/nodes/" in said
    (tmp_path / "odd.json").write_text("{}")
    assert "of no platform that is known" in told(home, "lint", str(tmp_path / "odd.json"), code=2)
    assert "no such agent" in told(home, "lint", "nobody", code=2)
    assert "no such platform" in told(home, "lint", SLUG, "--platform", "nokia", code=2)


def test_schema_is_printed_as_it_is_shipped(home: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "docs" / "agent.schema.json"
    assert told(home, "schema") == shipped.read_text("utf-8")
