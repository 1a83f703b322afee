"""GitHub's document, 13 MB and more than 1,000 operations: what plain words ask for is found, in time and memory."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from parley.tools.openapi.reading import read
from tests.servers import skip
from tests.tools.openapi.samples import MAX_BYTES
from tests.tools.openapi.wishes import FURTHER, WISHES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def document() -> Path:
    """The document; where it cannot be had the test skips with the reason, or fails if PARLEY_FORBID_SKIPS is 1."""
    if not shutil.which("npm"):
        skip("GitHub's document comes from npm, which is not on the PATH")
    script = ROOT / "scripts" / "octokit-openapi.sh"
    done = subprocess.run([script], capture_output=True, text=True, check=False)
    if done.returncode:
        skip(f"GitHub's document could not be fetched: {done.stderr.strip()[-300:]}")
    return Path(done.stdout.strip())


def measured(document: Path) -> Any:
    """What the work took, in a process of its own."""
    command = [sys.executable, "-m", "tests.tools.openapi.github", str(document)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    return json.loads(done.stdout)


def share(best: dict[str, list[str]], labels: dict[str, set[str]], depth: int) -> float:
    """How many of the requests have a labelled operation among the first ones."""
    return sum(not labels[wish].isdisjoint(best[wish][:depth]) for wish in labels) / len(labels)


def test_what_is_asked_for_is_found_within_ten_seconds_and_500_megabytes(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(document)
    assert len(found["operations"]) > 1_000
    for labels in (WISHES, FURTHER):
        assert set().union(*labels.values()) <= set(found["operations"])
    figures = {
        f"{name} top-{depth}": share(found["best"], labels, depth)
        for name, labels in (("wishes", WISHES), ("further", FURTHER))
        for depth in (1, 5)
    }
    with capsys.disabled():
        told = ", ".join(f"{name} {value:.0%}" for name, value in figures.items())
        sys.stdout.write(f"\n{told}, {found['seconds']:.1f} s, {found['megabytes']:.0f} MB ")
    assert figures["wishes top-5"] >= 0.9
    assert figures["further top-5"] >= 0.85
    assert found["seconds"] < 10
    assert found["megabytes"] < 500
    assert len(found["tools"]) == len(WISHES)


def test_the_same_document_as_yaml_is_read_alike(document: Path) -> None:
    given = read(document.read_bytes(), max_bytes=MAX_BYTES)
    part = {name: given[name] for name in ("openapi", "info", "servers", "paths")}
    text = yaml.dump(part, Dumper=yaml.CSafeDumper, sort_keys=False)
    assert read(text, max_bytes=MAX_BYTES)["paths"].keys() == given["paths"].keys()
