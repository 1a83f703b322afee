"""Which model the settings mean."""

from typing import Any

import pytest
from pydantic import SecretStr

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.llm.detect import FetchJson, detect, ollama_address


def answering(**pages: object) -> FetchJson:
    """A network on which only these paths answer."""

    async def fetch(url: str, headers: dict[str, str]) -> object:
        return next((page for end, page in pages.items() if url.endswith(end.replace("_", "/"))), None)

    return fetch


def configured(**values: Any) -> Settings:
    """Settings of nothing but the given values."""
    return Settings(_env_file=None, **{"llm_model": None, **values})


KEY = SecretStr("k" * 20)
OLLAMA = answering(_tags={"models": [{"name": "nomic-embed-text"}, {"name": "qwen3:4b"}]})
SERVER = answering(_models={"data": [{"id": "local-model"}]})


@pytest.mark.parametrize(
    ("values", "fetch", "name"),
    [
        ({}, answering(), None),
        ({}, OLLAMA, "ollama:qwen3:4b"),
        ({"llm_model": "guided", "openai_api_key": KEY}, OLLAMA, None),
        ({"openai_api_key": KEY, "anthropic_api_key": KEY}, OLLAMA, "openai:gpt-4.1-mini"),
        ({"anthropic_api_key": KEY}, OLLAMA, "anthropic:claude-haiku-4-5"),
        ({"openai_base_url": "http://127.0.0.1:8080/v1/"}, SERVER, "openai:local-model"),
        ({"openai_base_url": "http://127.0.0.1:8080/v1"}, answering(), None),
        ({"llm_model": "ollama:llama3.2:3b"}, answering(), "ollama:llama3.2:3b"),
        ({"llm_model": "deepseek:deepseek-chat", "deepseek_api_key": KEY}, answering(), "deepseek:deepseek-chat"),
        ({"llm_model": "openai:any", "openai_base_url": "http://10.0.0.2/v1"}, answering(), "openai:any"),
    ],
)
async def test_model_is_the_named_or_the_first_configured(
    values: dict[str, Any], fetch: FetchJson, name: str | None
) -> None:
    config = await detect(configured(**values), fetch)
    assert (config.name if config else None) == name


@pytest.mark.parametrize("listing", [None, [], {}, {"models": 3}, {"models": [3, {}, {"name": ""}]}])
async def test_odd_listing_means_no_model(listing: object) -> None:
    assert await detect(configured(), answering(_tags=listing)) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt-4", "vendor:model"),
        ("openai:", "vendor:model"),
        ("openai:gpt-4.1", "OPENAI_API_KEY"),
        ("qwen:q", "QWEN_API_KEY"),
    ],
)
async def test_wrong_name_or_missing_key_is_told_in_a_line(name: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        await detect(configured(llm_model=name), answering())


async def test_limits_come_from_the_settings() -> None:
    settings = configured(llm_model="ollama:x", llm_timeout_seconds=7, llm_max_tokens=900, llm_cooldown_seconds=3)
    config = await detect(settings, answering())
    assert config is not None
    assert (config.timeout_s, config.max_tokens, config.cooldown_s, config.retries) == (7, 900, 3, 1)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        (None, "http://127.0.0.1:11434"),
        ("0.0.0.0:11434", "http://127.0.0.1:11434"),
        ("https://models.example/", "https://models.example"),
    ],
)
def test_ollamas_host_is_read_as_ollama_reads_it(host: str | None, url: str) -> None:
    assert ollama_address(host) == url
