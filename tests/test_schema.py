"""The API against its own document: Schemathesis, all checks and all phases, on a real server, with and without keys.

PARLEY_SCHEMA_EXAMPLES sets the examples per operation, PARLEY_SCHEMA_SEED repeats a run; the seed is printed.
"""

import asyncio
import os
import random
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from tests.faults.running import Server
from tests.http.calls import finish
from tests.schema_hooks import before_call
from tests.scripted.replies import Protocol, Reply
from tests.scripted.server import ScriptedServer

HOOKS = Path(__file__).with_name("schema_hooks.py")
CONFIG = Path(__file__).with_name("schemathesis.toml")
KEY = "pk_ann_" + "0" * 32
EXAMPLES = os.environ.get("PARLEY_SCHEMA_EXAMPLES", "25")

pytestmark = pytest.mark.load


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("keys", ["", KEY], ids=["without keys", "with keys"])
def test_nothing_contradicts_the_document(
    keys: str, sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = os.environ.get("PARLEY_SCHEMA_SEED") or str(random.SystemRandom().getrandbits(32))
    with capsys.disabled():
        sys.stdout.write(f"\nPARLEY_SCHEMA_EXAMPLES={EXAMPLES} PARLEY_SCHEMA_SEED={seed} ")
    authorized = {"Authorization": f"Bearer {KEY}"} if keys else {}
    with (
        ScriptedServer(lambda _: Reply("Hello to you, too.")) as model,
        Server(tmp_path, API_KEYS=keys, **_environment(tmp_path, model), DATABASE_URL=sqlite_url) as server,
    ):
        asyncio.run(build_an_agent(server, authorized))
        command = [
            sys.executable,
            "-m",
            "schemathesis.cli",
            f"--config-file={CONFIG}",
            "run",
            f"{server.url}/openapi.json",
        ]
        command += ["--checks", "all", "--max-examples", EXAMPLES, "--seed", seed, "--no-color"]
        command += [part for name, value in authorized.items() for part in ("--header", f"{name}: {value}")]
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": str(HOOKS)}
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def _environment(folder: Path, model: ScriptedServer) -> dict[str, str]:
    """Personas that have a model to speak with, while builds go on by rules."""
    for name in ("general", "miki"):
        text = f"---\nname: {name}\ndescription: A test's.\nmodel: openai:scripted\n---\nYou are {{{{ name }}}}.\n"
        folder.joinpath(f"{name}.md.j2").write_text(text)
    address = model.base_url(Protocol.OPENAI)
    return {"PERSONAS_DIR": str(folder), "OPENAI_BASE_URL": address, "SECRETS_KEY": "0" * 43 + "="}


@pytest.mark.parametrize("is_positive", [True, False])
@pytest.mark.parametrize(
    ("query", "sent"),
    [
        (None, {"purge": "true"}),
        ({"purge": False, "": None}, {"purge": "true", "": None}),
        ({"purge": "maybe"}, {"purge": "maybe"}),
    ],
)
def test_deleting_is_asked_for_whole_wherever_it_would_be_taken(
    query: dict[str, Any] | None, sent: dict[str, Any], *, is_positive: bool
) -> None:
    case = SimpleNamespace(
        method="DELETE",
        operation=SimpleNamespace(path="/api/v1/sessions/{session_id}"),
        query=query,
        headers={},
        meta=SimpleNamespace(generation=SimpleNamespace(mode=SimpleNamespace(is_positive=is_positive))),
    )
    before_call(None, case, {})
    assert case.query == sent


async def build_an_agent(server: Server, headers: dict[str, str]) -> None:
    """Give the document's links an agent to lead to."""
    await server.until_up()
    async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=60) as client:
        await finish(client)
