"""`parley test-model` and the doctor's look at the models, against real servers."""

from pathlib import Path

import pytest

from tests.cli.test_commands import parley
from tests.scripted.replies import Asked, Fault, Protocol, Reply, fails, says
from tests.scripted.server import ScriptedServer


def responds(asked: Asked) -> Reply:
    """An answer in the shape that is asked for, or one in words."""
    return Reply("One, two, three, four, five.") if asked.schema is None else says({"answer": "ready"})


def models_file(folder: Path, *servers: ScriptedServer) -> str:
    """A file with one model that has these endpoints."""
    lines = [
        f"      - {{model: 'openai:scripted', base_url: '{one.base_url(Protocol.OPENAI)}', api_key_env: SHOP_KEY}}"
        for one in servers
    ]
    (folder / "models.yaml").write_text("\n".join(["default: fast", "models:", "  fast:", "    endpoints:", *lines]))
    return "models.yaml"


def test_each_endpoint_is_asked_for_a_shape_and_for_a_stream(tmp_path: Path) -> None:
    with ScriptedServer(responds) as one, ScriptedServer(responds) as two:
        file = models_file(tmp_path, one, two)
        done = parley("test-model", cwd=tmp_path, LLM_MODEL="", MODELS_FILE=file, SHOP_KEY="k")
        assert done.returncode == 0, done.stdout + done.stderr
        for server in (one, two):
            assert sorted(asked.is_stream for asked in server.asked) == [False, True]
            assert server.url.removeprefix("http://") in done.stdout
        assert done.stdout.count("first token") == 2
        assert done.stdout.count("240") == 2


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (fails(401), "check SHOP_KEY"),
        (fails(404), "check that scripted is its name there"),
        (fails(429), "limits"),
        (fails(500), "that its server runs"),
        (Reply("I would rather not."), "larger model"),
    ],
)
def test_endpoint_that_fails_is_told_with_what_to_do_and_exit_code_1(tmp_path: Path, reply: Reply, told: str) -> None:
    with ScriptedServer(responds) as sound, ScriptedServer(lambda asked: reply) as broken:
        file = models_file(tmp_path, sound, broken)
        done = parley("test-model", "--provider", "fast", cwd=tmp_path, MODELS_FILE=file, SHOP_KEY="k")
    assert done.returncode == 1
    assert told in done.stdout
    assert "✓" in done.stdout
    assert "✗" in done.stdout


def test_hanging_endpoint_is_given_up_in_time(tmp_path: Path) -> None:
    with ScriptedServer(lambda asked: Reply(fault=Fault.HANG)) as server:
        file = models_file(tmp_path, server)
        bounds = {"LLM_TIMEOUT_SECONDS": "1", "LLM_FIRST_TOKEN_SECONDS": "1"}
        done = parley("test-model", cwd=tmp_path, LLM_MODEL="", MODELS_FILE=file, SHOP_KEY="k", **bounds)
    assert done.returncode == 1
    assert "raise LLM_TIMEOUT_SECONDS" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "set OPENAI_API_KEY"),
        (["--provider", "deepseek"], "DEEPSEEK_API_KEY"),
        (["--provider", "nobody"], "No such model"),
    ],
)
def test_without_a_model_to_ask_it_is_told_what_to_set(tmp_path: Path, words: list[str], told: str) -> None:
    done = parley("test-model", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert told.lower() in done.stderr.lower()


def test_vendor_without_a_model_named_is_asked_for_its_usual_one(tmp_path: Path) -> None:
    with ScriptedServer(responds) as server:
        done = parley("test-model", "--provider", "openai", cwd=tmp_path, OPENAI_BASE_URL=f"{server.url}/v1")
    assert "openai:scripted" in done.stdout


def test_doctor_asks_every_endpoint_of_the_default_model(tmp_path: Path) -> None:
    with ScriptedServer(responds) as sound, ScriptedServer(lambda asked: fails(403)) as broken:
        file = models_file(tmp_path, sound, broken)
        done = parley("doctor", cwd=tmp_path, LLM_MODEL="", MODELS_FILE=file, SHOP_KEY="k")
        assert f"openai:scripted at {sound.url.removeprefix('http://')} answers" in done.stdout
        assert "check SHOP_KEY" in done.stdout
        lost = parley("doctor", cwd=tmp_path, LLM_MODEL="", MODELS_FILE=file)
    assert lost.returncode == 1
    assert "the environment has no SHOP_KEY" in lost.stdout
    assert "correct MODELS_FILE" in lost.stdout
    refused = parley("serve", cwd=tmp_path, LLM_MODEL="", MODELS_FILE=file)
    assert refused.returncode == 2
    assert refused.stderr.startswith("parley: MODELS_FILE: ")
