"""The operator's file of models: what it may say, and that what is wrong is told in one line that names the place."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from parley.core.errors import ConfigError
from parley.llm import catalogue
from tests.conftest import make_settings

KEY = SecretStr("k" * 20)
GOOD = """
default: fast
models:
  fast:
    endpoints:
      - model: openai:gpt-4.1-mini
      - {model: "openai:gpt-4.1-mini", base_url: "https://eu.example.com/v1/", api_key_env: EU_KEY, weight: 2.5}
      - {model: "ollama:qwen3:4b", base_url: "http://10.0.0.2:11434", max_parallel: 400}
  wise: {endpoints: [{model: "anthropic:claude-opus-4-5", api_key_env: eu_key}]}
"""


def load(tmp_path: Path, text: str, **settings: object) -> catalogue.Catalogue:
    """What a file with this text says."""
    path = tmp_path / "models.yaml"
    path.write_text(text)
    return catalogue.load(make_settings(models_file=str(path), **settings))


def test_models_have_endpoints_with_keys_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EU_KEY", "of-the-environment")
    found = load(tmp_path, GOOD, openai_api_key=KEY, chat_max_tokens=700)
    ours, theirs, local = found.models["fast"]
    assert found.default == "fast"
    assert (ours.name, ours.base_url, ours.api_key, ours.weight) == ("openai:gpt-4.1-mini", None, KEY, 1)
    assert theirs.api_key == SecretStr("of-the-environment")
    assert (theirs.base_url, theirs.weight, theirs.stream_max_tokens) == ("https://eu.example.com/v1", 2.5, 700)
    assert (local.name, local.max_parallel, local.stream_max_parallel) == ("ollama:qwen3:4b", 90, 400)
    assert found.models["wise"][0].api_key == SecretStr("of-the-environment")


def test_keys_are_found_in_the_env_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("EU_KEY=of-the-file\n")
    found = load(tmp_path, GOOD, openai_api_key=KEY)
    assert found.models["fast"][1].api_key == SecretStr("of-the-file")


def test_vendors_key_never_goes_to_another_address(tmp_path: Path) -> None:
    text = 'models: {m: {endpoints: [{model: "openai:x", base_url: "http://other.example"}]}}'
    assert load(tmp_path, text, openai_api_key=KEY).models["m"][0].api_key is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "takes an object"),
        ("models: {a: {endpoints: [}", "is no YAML, line 1"),
        ("a: &a [*a, *a]\nmodels: *a", "is no YAML|models"),
        ("!!python/object/apply:os.system ['true']", "is no YAML"),
        ("models: {}", "models: "),
        ("default: b\nmodels: {a: {endpoints: [{model: 'ollama:x'}]}}", "no model is called b"),
        ("models: {a: {endpoints: []}}", "models.a.endpoints: "),
        ("models: {'a:b': {endpoints: [{model: 'ollama:x'}]}}", "models.a:b"),
        ("models: {a: {endpoints: [{model: 'gpt-4'}]}}", "models.a.endpoints.0: takes vendor:model"),
        ("models: {a: {endpoints: [{model: 'openai:x'}]}}", "models.a.endpoints.0: openai:x needs OPENAI_API_KEY"),
        ("models: {a: {endpoints: [{model: 'ollama:x', api_key: 'k'}]}}", "models.a.endpoints.0.api_key"),
        ("models: {a: {endpoints: [{model: 'openai:x', api_key_env: NOT_SET}]}}", "environment has no NOT_SET"),
        ("models: {a: {endpoints: [{model: 'openai:x', api_key_env: 'A B'}]}}", "endpoints.0.api_key_env"),
        ("models: {a: {endpoints: [{model: 'ollama:x', weight: 0}]}}", "models.a.endpoints.0.weight"),
        ("models: {a: {endpoints: [{model: 'ollama:x', base_url: 'ftp://x'}]}}", "models.a.endpoints.0.base_url"),
    ],
)
def test_what_is_wrong_is_told_in_a_line_that_names_the_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith("MODELS_FILE: ")
    assert "\n" not in str(caught.value)


def test_file_that_is_not_there_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        catalogue.load(make_settings(models_file=str(tmp_path / "none.yaml")))
    with pytest.raises(ConfigError, match="larger than"):
        load(tmp_path, "#" * 1_000_001)
