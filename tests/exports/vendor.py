"""The vendor's CLI and its document, fetched once by the project's own script; without Node these tests skip."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exports.document import Document
from tests.servers import skip

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "elevenlabs-cli.sh"


@pytest.fixture(scope="session")
def cli() -> Path:
    """The executable; where it cannot be had the test skips with the reason, or fails if PARLEY_FORBID_SKIPS is 1."""
    if not shutil.which("npm"):
        skip("the ElevenLabs CLI needs Node: npm is not on the PATH")
    done = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    if done.returncode:
        skip(f"the ElevenLabs CLI could not be fetched: {done.stderr.strip()[-300:]}")
    return Path(done.stdout.strip())


@pytest.fixture(scope="session")
def document(cli: Path, tmp_path_factory: pytest.TempPathFactory) -> Document:
    home = tmp_path_factory.mktemp("home")
    env = {**os.environ, "HOME": str(home)}
    done = subprocess.run([cli, "--spec-raw"], capture_output=True, text=True, check=True, env=env)
    return Document(json.loads(done.stdout))
