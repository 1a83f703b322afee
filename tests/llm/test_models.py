"""Models by name: which pool answers, and what to set where none can."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from parley.core.errors import ConfigError
from parley.llm import models
from parley.llm.errors import ModelMisconfigured
from parley.llm.models import Models, open_models
from tests.conftest import make_settings

KEY = SecretStr("k" * 20)
FILE = """
default: fast
models:
  fast: {endpoints: [{model: "ollama:a"}, {model: "ollama:a", base_url: "http://me:secret@10.0.0.2:11434"}]}
  wise: {endpoints: [{model: "ollama:b"}]}
"""


async def nobody(url: str, headers: dict[str, str]) -> object:
    """A network on which nobody answers."""
    return None


async def opened(tmp_path: Path, text: str | None = None, **settings: Any) -> Models:
    """The models of a file, and of settings."""
    if text is not None:
        (tmp_path / "models.yaml").write_text(text)
        settings["models_file"] = str(tmp_path / "models.yaml")
    return await open_models(make_settings(**{"llm_model": None, **settings}), nobody)


async def test_file_names_the_default_and_the_others(tmp_path: Path) -> None:
    found = await opened(tmp_path, FILE)
    assert found.default is found.pool() is found.pool("fast")
    assert len(found.pool("fast").endpoints) == 2
    assert found.pool("wise").config.name == "ollama:b"


@pytest.mark.parametrize("name", ["wise", "ollama:c", "deepseek:deepseek-chat"])
async def test_llm_model_wins_over_the_files_default(tmp_path: Path, name: str) -> None:
    found = await opened(tmp_path, FILE, llm_model=name, deepseek_api_key=KEY)
    assert found.default is not None
    assert found.default.name == name


async def test_a_vendors_model_is_asked_as_the_settings_reach_it(tmp_path: Path) -> None:
    found = await opened(tmp_path, FILE, anthropic_api_key=KEY, anthropic_base_url="http://127.0.0.1:1")
    config = found.pool("anthropic:claude-x").config
    assert (config.model, config.api_key, config.base_url) == ("claude-x", KEY, "http://127.0.0.1:1")
    assert found.pool("anthropic:claude-x") is found.pool("anthropic:claude-x")


@pytest.mark.parametrize("llm_model", [None, "guided"])
async def test_without_a_model_it_is_told_what_to_set(tmp_path: Path, llm_model: str | None) -> None:
    found = await opened(tmp_path, llm_model=llm_model)
    assert found.default is None
    with pytest.raises(ModelMisconfigured) as caught:
        found.pool()
    assert caught.value.status == 503
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OLLAMA_HOST", "LLM_MODEL", "MODELS_FILE"):
        assert name in caught.value.detail


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("openai:gpt-4.1", "OPENAI_API_KEY"),
        ("qwen:q", "QWEN_API_KEY"),
        ("slow", "fast, wise"),
        ("../fast", "MODELS_FILE"),
        ("guided", "No such model"),
        ("who:knows", "vendor one of openai"),
    ],
)
async def test_model_that_cannot_be_had_says_why(tmp_path: Path, name: str, told: str) -> None:
    found = await opened(tmp_path, FILE)
    with pytest.raises(ModelMisconfigured, match=told):
        found.pool(name)


async def test_names_without_end_open_pools_with_an_end(tmp_path: Path) -> None:
    found = await opened(tmp_path, FILE)
    for number in range(200):
        found.pool(f"ollama:{number}")
    with pytest.raises(ModelMisconfigured, match="More than"):
        found.pool("ollama:200")
    assert found.pool("ollama:1").name == "ollama:1"


@pytest.mark.parametrize(
    "settings", [{"llm_model": "gpt-4"}, {"llm_model": "openai:gpt-4"}, {"llm_model": "fast", "models_file": "no.yaml"}]
)
async def test_wrong_settings_stop_the_start(tmp_path: Path, settings: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        models.check(make_settings(**settings))
    with pytest.raises(ConfigError):
        await opened(tmp_path, **settings)


async def test_health_shows_every_named_model_and_no_secret(tmp_path: Path) -> None:
    found = await opened(tmp_path, FILE)
    shown = found.health()
    assert [(model.name, model.is_default) for model in shown] == [("fast", True), ("wise", False)]
    assert [endpoint.address for endpoint in shown[0].endpoints] == ["127.0.0.1:11434", "10.0.0.2:11434"]
    assert not any(endpoint.is_resting for endpoint in shown[0].endpoints)
