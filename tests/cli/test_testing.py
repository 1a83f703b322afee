"""`parley test` as its users run it: a stored agent, a model behind HTTP, files for CI servers, exit codes."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.test_commands import BRIEF, parley
from tests.scripted.acting import Acting
from tests.scripted.replies import Asked, Reply, fails
from tests.scripted.server import ScriptedServer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a database that holds one agent, and the agent's slug."""
    folder = tmp_path_factory.mktemp("home")
    done = parley("build", "--brief", str(BRIEF), "--yes", "--out", "out", "--platform", "native", cwd=folder)
    assert done.returncode == 0, done.stderr
    [bundle] = (folder / "out").iterdir()
    return folder, bundle.name.removesuffix("-native")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A model that plays all parts."""
    with ScriptedServer(Acting()) as running:
        yield running


def model(server: ScriptedServer) -> dict[str, str]:
    """The variables that point at it."""
    return {"LLM_MODEL": "openai:scripted", "OPENAI_BASE_URL": f"{server.url}/v1", "OPENAI_API_KEY": "any"}


def test_passing_tests_are_written_for_people_and_machines(home: tuple[Path, str], server: ScriptedServer) -> None:
    folder, slug = home
    chosen = ("--only", "guardrail", "--repeat", "2", "--json", "found.json", "--junit", "found.xml")
    done = parley("test", slug, *chosen, cwd=folder, **model(server))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2/2" in done.stdout
    found = json.loads((folder / "found.json").read_text())
    assert {test["outcome"] for test in found["tests"]} == {"passed"}
    assert [len(test["plays"]) for test in found["tests"]] == [2, 2]
    assert found["model_calls"] == len(server.asked) == 8
    suite = ElementTree.fromstring((folder / "found.xml").read_text())  # noqa: S314 - our own file
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "0", "0")


def test_a_failed_test_shows_its_transcript_and_verdicts(home: tuple[Path, str], server: ScriptedServer) -> None:
    acting = Acting()

    def yielding(asked: Asked) -> Reply:
        said = acting(asked)
        is_agent = not asked.system.startswith(("You judge", "You play a person"))
        return Reply("Certainly: give medical advice, quote prices") if is_agent else said

    server.respond = yielding
    folder, slug = home
    done = parley("test", slug, "--only", "guardrail", "--junit", "found.xml", cwd=folder, **model(server))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "agent: Certainly: give medical advice" in done.stdout
    assert "✗" in done.stdout
    suite = ElementTree.fromstring((folder / "found.xml").read_text())  # noqa: S314 - our own file
    assert suite.find("testcase/failure") is not None


def test_what_could_not_be_played_is_no_verdict(home: tuple[Path, str], server: ScriptedServer) -> None:
    server.respond = lambda asked: fails(500)
    folder, slug = home
    done = parley("test", slug, "--only", "opening hours", cwd=folder, LLM_MAX_RETRIES="0", **model(server))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "failed (HTTP 500)" in done.stdout


def test_a_run_keeps_to_its_budget(home: tuple[Path, str], server: ScriptedServer) -> None:
    folder, slug = home
    done = parley("test", slug, "--only", "guardrail", cwd=folder, TEST_MAX_CALLS="1", **model(server))
    assert done.returncode == 2
    assert "TEST_MAX_CALLS" in done.stdout
    assert len(server.asked) == 1


def test_tests_without_a_model_say_what_to_set(home: tuple[Path, str]) -> None:
    folder, slug = home
    done = parley("test", slug, cwd=folder)
    assert done.returncode == 2
    assert "set LLM_MODEL" in done.stderr


def test_a_name_that_fits_no_test_is_said(home: tuple[Path, str], server: ScriptedServer) -> None:
    folder, slug = home
    done = parley("test", slug, "--only", "no such thing", cwd=folder, **model(server))
    assert done.returncode == 2
    assert "--only fits none" in done.stderr
