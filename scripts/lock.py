"""Writes requirements.txt and requirements-dev.txt from pyproject.toml: pinned, hashed, for every supported platform.

The second holds everything the first holds at the same versions. The environments of the platforms' own packages
(tests/exports/envs/*.in) are written beside them. No index address is written into any.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
]


def compile_to(target: str, *options: str, source: str = "pyproject.toml") -> None:
    subprocess.run([*COMPILE, source, "--output-file", target, *options], cwd=ROOT, check=True)  # noqa: S603 - fixed words
    text = (ROOT / target).read_text()
    if leaked := re.search(r"https?://\S+", text):
        sys.exit(f"{target} names an address: {leaked.group()}")


if __name__ == "__main__":
    compile_to("requirements-dev.txt", "--all-extras", *sys.argv[1:])
    compile_to("requirements.txt", "--constraint", "requirements-dev.txt", *sys.argv[1:])
    for wanted in sorted((ROOT / "tests/exports/envs").glob("*.in")):
        source = wanted.relative_to(ROOT)
        compile_to(str(source.with_suffix(".txt")), *sys.argv[1:], source=str(source))
