"""The vendors' own tools, fetched once by the project's scripts; where they cannot be had these tests skip."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exports.document import Document
from tests.servers import skip

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
CHECKERS = Path(__file__).resolve().parent / "checkers"


@pytest.fixture(scope="session")
def cli() -> Path:
    """The executable; where it cannot be had the test skips with the reason, or fails if PARLEY_FORBID_SKIPS is 1."""
    if not shutil.which("npm"):
        skip("the ElevenLabs CLI needs Node: npm is not on the PATH")
    done = subprocess.run([SCRIPTS / "elevenlabs-cli.sh"], capture_output=True, text=True, check=False)
    if done.returncode:
        skip(f"the ElevenLabs CLI could not be fetched: {done.stderr.strip()[-300:]}")
    return Path(done.stdout.strip())


@pytest.fixture(scope="session")
def document(cli: Path, tmp_path_factory: pytest.TempPathFactory) -> Document:
    home = tmp_path_factory.mktemp("home")
    env = {**os.environ, "HOME": str(home)}
    done = subprocess.run([cli, "--spec-raw"], capture_output=True, text=True, check=True, env=env)
    return Document(json.loads(done.stdout))


def judged(platform: str, bundles: list[dict[str, str]]) -> list[list[str]]:
    """What the platform's own package says of each bundle's files: faults in words, none for a good bundle.

    `checkers/<platform>.py` runs in the environment of that name; it reads the bundles and answers as JSON.
    """
    made = subprocess.run([SCRIPTS / "platform-env.sh", platform], capture_output=True, text=True, check=False)
    if made.returncode:
        skip(f"the environment {platform} could not be made: {made.stderr.strip()[-300:]}")
    safely = "-P"  # or a checker would stand before the package that it is named after
    command = [made.stdout.strip(), safely, str(CHECKERS / f"{platform}.py")]
    env = {**os.environ, "PYTHONPATH": str(CHECKERS.parent)}
    done = subprocess.run(command, input=json.dumps(bundles), capture_output=True, text=True, check=False, env=env)
    assert not done.returncode, done.stderr[-3_000:]
    found: list[list[str]] = json.loads(done.stdout)
    return found
