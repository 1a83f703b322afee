"""The command line as its users run it: real processes, real files, one line when something is wrong."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
BRIEF = ROOT / "tests" / "briefs" / "dental-clinic.txt"


def parley(*words: str, cwd: Path, says: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a folder with nothing configured but what `env` says."""
    return subprocess.run(
        [sys.executable, "-m", "parley.cli", *words],
        cwd=cwd,
        input=says,
        env={**KEPT, "COLUMNS": "200", "LLM_MODEL": "guided", **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def test_brief_becomes_a_bundle_without_a_question(tmp_path: Path) -> None:
    done = parley("build", "--brief", str(BRIEF), "--yes", "--out", "bundle", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "COMPLETED" in done.stdout
    [folder] = (tmp_path / "bundle").iterdir()
    registry = json.loads((folder / "agents.json").read_text())
    assert len(registry["agents"]) == 1
    assert os.access(folder / "push.py", os.X_OK)


def test_conversation_is_kept_when_its_user_leaves(tmp_path: Path) -> None:
    left = parley("build", cwd=tmp_path, says="A friendly phone agent that books appointments for my salon\n")
    assert left.returncode == 0, left.stderr
    session = left.stdout.split("--session ")[1].split()[0]
    back = parley("build", "--session", session, "--yes", cwd=tmp_path)
    assert back.returncode == 0, back.stderr
    assert "COMPLETED" in back.stdout


def test_finished_agent_can_be_exported_again_to_the_same_bytes(tmp_path: Path) -> None:
    parley("build", "--brief", str(BRIEF), "--yes", "--out", "first", cwd=tmp_path)
    [folder] = (tmp_path / "first").iterdir()
    slug = folder.name.removesuffix("-elevenlabs")
    done = parley("export", slug, "elevenlabs", "--out", "second", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    again = tmp_path / "second" / folder.name
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert all((folder / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_exporting_over_a_filled_in_bundle_loses_nothing(tmp_path: Path) -> None:
    brief = BRIEF.with_name("it-helpdesk.txt")
    parley("build", "--brief", str(brief), "--yes", "--out", "bundle", cwd=tmp_path)
    [folder] = (tmp_path / "bundle").iterdir()
    slots = json.loads((folder / "fill.json").read_text())
    for number, slot in enumerate(slots["urls"]):
        slot["url"] = f"https://desk.example/{number}"
    (folder / "fill.json").write_text(json.dumps(slots))
    checked(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.json") if path.name != "fill.json"}
    done = parley("export", folder.name.removesuffix("-elevenlabs"), "elevenlabs", "--out", "bundle", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in before} != before
    checked(folder)
    assert {path: path.read_bytes() for path in before} == before
    assert json.loads((folder / "fill.json").read_text()) == slots


def checked(folder: Path) -> None:
    """Let the bundle's own script look at what is filled in; for that it needs no platform."""
    words = [sys.executable, str(folder / "push.py"), "--check"]
    env = {"ELEVENLABS_API_KEY": "test"}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("export", "nobody"), "no such agent"),
        (("export", "nobody", "telegraph"), "no such platform"),
        (("build", "--brief", "missing.txt"), "--brief: missing.txt cannot be read"),
        (("build", "--session", "nothing"), "no such session"),
        (("keys", "create", "--owner", "a b"), "--owner: takes"),
        (("keys", "revoke", "nothing"), "no active key"),
    ],
)
def test_mistake_is_said_in_one_line(words: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    done = parley(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("parley: ")
    assert expected in done.stderr
    assert done.stderr.count("\n") == 1


def test_wrong_setting_is_said_in_one_line(tmp_path: Path) -> None:
    done = parley("doctor", cwd=tmp_path, SERVER_PORT="high")
    assert done.returncode == 2
    assert done.stderr.startswith("parley: SERVER_PORT")
    assert done.stderr.count("\n") == 1


def test_start_that_cannot_succeed_is_refused_in_one_line(tmp_path: Path) -> None:
    for env, expected in (
        ({"LLM_MODEL": "gpt-4"}, "LLM_MODEL takes"),
        ({"LLM_MODEL": "openai:x"}, "needs OPENAI_API_KEY"),
    ):
        done = parley("serve", cwd=tmp_path, **env)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("parley: LLM_MODEL")
        assert expected in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = parley("serve", cwd=tmp_path, SERVER_PORT=str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"parley: SERVER_PORT: 127.0.0.1:{port} cannot be listened on")


def test_name_with_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text("A friendly phone agent called “Bo [/b]” that books appointments for my salon.")
    done = parley("build", "--brief", "brief.txt", "--yes", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "✓ Bo [/b]" in done.stdout


def test_doctor_sees_that_no_key_is_good_any_more(tmp_path: Path) -> None:
    key = parley("keys", "create", "--owner", "ann", cwd=tmp_path).stdout.split("_")[1]
    assert "1 stored" in parley("doctor", cwd=tmp_path).stdout
    parley("keys", "revoke", key, cwd=tmp_path)
    done = parley("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "all revoked or expired" in done.stdout


def test_keys_are_made_listed_and_revoked(tmp_path: Path) -> None:
    key = parley("keys", "create", "--owner", "shop", cwd=tmp_path).stdout.split()[0]
    _, key_id, secret = key.split("_", 2)
    listed = parley("keys", "list", cwd=tmp_path).stdout
    assert key_id in listed
    assert "shop" in listed
    assert secret not in listed
    assert parley("keys", "revoke", key_id, cwd=tmp_path).returncode == 0
    assert parley("keys", "revoke", key_id, cwd=tmp_path).returncode == 2


def test_doctor_says_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    done = parley("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("database", "redis", "model", "keys"))
    lost = parley(
        "doctor",
        cwd=tmp_path,
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        REDIS_HOST="127.0.0.1",
        REDIS_PORT="1",
    )
    assert lost.returncode == 1
    assert "check DATABASE_URL" in lost.stdout
    assert "check REDIS_URL" in lost.stdout


def test_doctor_names_the_personas_and_their_broken_files(tmp_path: Path) -> None:
    (tmp_path / "broken.md.j2").write_text("nothing")
    done = parley("doctor", cwd=tmp_path, PERSONAS_DIR=".", COLUMNS="300")
    assert "alex, general, kaito, miki" in done.stdout
    assert "broken.md.j2: it does not begin with front matter" in done.stdout
    done = parley("doctor", cwd=tmp_path, PERSONAS_DIR="nowhere")
    assert done.returncode == 1
    assert "PERSONAS_DIR" in done.stdout


def test_doctor_asks_each_mcp_server(tmp_path: Path) -> None:
    honest = Path(__file__).parents[1] / "tools" / "mcp" / "honest.py"
    servers = {
        "shop": {"command": sys.executable, "args": [str(honest)]},
        "gone": {"url": "http://127.0.0.1:1/mcp"},
    }
    (tmp_path / "mcp.json").write_text(json.dumps({"mcpServers": servers}))
    done = parley("doctor", cwd=tmp_path, MCP_SERVERS="mcp.json")
    assert done.returncode == 0
    assert "has 7 tools" in done.stdout
    assert "gone (127.0.0.1:1): The MCP server gone cannot be reached" in done.stdout
    (tmp_path / "mcp.json").write_text("{}")
    done = parley("doctor", cwd=tmp_path, MCP_SERVERS="mcp.json")
    assert done.returncode == 1
    assert "has no object “mcpServers”" in done.stdout
    done = parley("serve", cwd=tmp_path, MCP_SERVERS="mcp.json")
    assert done.returncode == 2
    assert done.stderr.startswith("parley: MCP_SERVERS: mcp.json has no object")
    assert done.stderr.count("\n") == 1


def test_schema_upgrade_may_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        assert parley("db", "upgrade", cwd=tmp_path).returncode == 0


def test_secrets_are_set_from_a_pipe_listed_in_part_and_deleted(tmp_path: Path) -> None:
    key = parley("secrets", "key", cwd=tmp_path).stdout.strip()
    done = parley("secrets", "set", "CRM_TOKEN", cwd=tmp_path, says="tok_0123456789\n", SECRETS_KEY=key)
    assert "***6789" in done.stdout, done.stderr
    listed = parley("secrets", "list", cwd=tmp_path)
    assert "CRM_TOKEN" in listed.stdout
    assert "tok_0123" not in listed.stdout
    assert parley("secrets", "delete", "CRM_TOKEN", cwd=tmp_path).returncode == 0
    again = parley("secrets", "delete", "CRM_TOKEN", cwd=tmp_path)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    refused = parley("secrets", "set", "crm-token", cwd=tmp_path, says="x", SECRETS_KEY=key)
    assert "capitals" in refused.stderr


def test_builder_is_measured_from_the_command_line(tmp_path: Path) -> None:
    cases = str(ROOT / "tests" / "evals" / "cases")
    words = ("eval", cases, "--language", "en", "--by", "slot", "--verbose", "en-dental-01", "--json", "figures.json")
    done = parley(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(text in done.stdout for text in ("you 1", "corrections honoured", "handover to"))
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["totals"]["en"]["cases"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]
    checked = parley(*words, "--check", cwd=tmp_path)
    assert checked.returncode == int(bool(figures["bounds_missed"]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--language", "fr"), "--language: takes en, de, es, zh"),
        (("--by", "moon"), "--by: takes slot, case, style, domain"),
        (("--engine", "steam"), "--engine: takes guided, model"),
        (("--only", "nobody"), "none of the"),
        (("--verbose", "nobody"), "--verbose: no case nobody"),
        (("nowhere",), "nowhere does not exist"),
        (("--engine", "model"), "--engine model needs a model"),
    ],
)
def test_benchmark_that_cannot_be_played_is_refused_in_one_line(
    words: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    done = parley("eval", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("parley: ")
    assert expected in done.stderr
