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
    safely = "-P"  # or a checker would stand before the package that it is named after
    command = [_python(platform), safely, str(CHECKERS / f"{platform}.py")]
    env = {**os.environ, "PYTHONPATH": str(CHECKERS.parent)}
    done = subprocess.run(command, input=json.dumps(bundles), capture_output=True, text=True, check=False, env=env)
    assert not done.returncode, done.stderr[-3_000:]
    found: list[list[str]] = json.loads(done.stdout)
    return found


def _python(platform: str) -> str:
    """That of the platform's environment, which takes minutes to make: done here only where skips are forbidden."""
    wanted = [platform] if os.environ.get("PARLEY_FORBID_SKIPS") == "1" else ["--made", platform]
    found = subprocess.run([SCRIPTS / "platform-env.sh", *wanted], capture_output=True, text=True, check=False)
    if found.returncode:
        skip(f"there is no environment {platform}: {found.stderr.strip()[-300:]}")
    return found.stdout.strip()
