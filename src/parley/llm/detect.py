"""Which model the settings mean: LLM_MODEL where it is set, else the first of OpenAI, Anthropic, a reachable Ollama."""

from collections.abc import Awaitable, Callable

from pydantic import SecretStr

from parley.core.config import Settings
from parley.core.errors import ConfigError
from parley.llm.schemas import ModelConfig, Vendor

FetchJson = Callable[[str, dict[str, str]], Awaitable[object]]
"""GET the URL with the headers: the parsed JSON of a 200, None for everything else. Bounded in time, never raises."""

GUIDED = "guided"
OLLAMA_ADDRESS = "http://127.0.0.1:11434"
VENDOR_NAMES = tuple(vendor.value for vendor in Vendor)
_USUAL = {
    Vendor.OPENAI: "gpt-4.1-mini",
    Vendor.ANTHROPIC: "claude-haiku-4-5",
    Vendor.DEEPSEEK: "deepseek-chat",
    Vendor.QWEN: "qwen-plus",
}
_KEY_NAMES = {
    Vendor.OPENAI: "OPENAI_API_KEY",
    Vendor.ANTHROPIC: "ANTHROPIC_API_KEY",
    Vendor.DEEPSEEK: "DEEPSEEK_API_KEY",
    Vendor.QWEN: "QWEN_API_KEY",
}


async def detect(settings: Settings, fetch: FetchJson) -> ModelConfig | None:
    """The model to use; None means guided building. ConfigError: LLM_MODEL is malformed or lacks its key."""
    if settings.llm_model:
        return named(settings.llm_model, settings)
    if settings.openai_base_url:
        return await _compatible(settings, fetch)
    if settings.openai_api_key:
        return _config(Vendor.OPENAI, _USUAL[Vendor.OPENAI], settings)
    if settings.anthropic_api_key:
        return _config(Vendor.ANTHROPIC, _USUAL[Vendor.ANTHROPIC], settings)
    return await _local(settings, fetch)


def named(name: str, settings: Settings) -> ModelConfig | None:
    """The configuration for "vendor:model" (the model may hold colons, as Ollama's do); None for "guided"."""
    if name == GUIDED:
        return None
    try:
        config = described(name, settings)
    except ValueError as error:
        raise ConfigError(f"LLM_MODEL {error}; or {GUIDED}, or a model of MODELS_FILE") from error
    if variable := missing_key(config):
        raise ConfigError(f"LLM_MODEL={name} needs {variable}")
    return config


def described(name: str, settings: Settings) -> ModelConfig:
    """The configuration for "vendor:model" as the vendor's settings give it, maybe without a key. ValueError: none."""
    head, _, model = name.partition(":")
    if head not in VENDOR_NAMES or not model.strip():
        raise ValueError(f"takes vendor:model with vendor one of {', '.join(VENDOR_NAMES)}")
    return _config(Vendor(head), model.strip(), settings)


def missing_key(config: ModelConfig) -> str | None:
    """The variable that has to be set before this model can be asked; None when nothing is wanting.

    Servers at an address of their own may want no key, and say so themselves if they do.
    """
    if config.api_key is not None or config.base_url is not None:
        return None
    return _KEY_NAMES.get(config.vendor)


async def usual(vendor: Vendor, settings: Settings, fetch: FetchJson) -> ModelConfig | None:
    """The model of a vendor's that is taken where none is named; None: its server, where it is asked, lists none.

    ConfigError: the vendor's key is not set.
    """
    if vendor is Vendor.OLLAMA:
        return await _local(settings, fetch)
    if vendor is Vendor.OPENAI and settings.openai_base_url:
        return await _compatible(settings, fetch)
    config = _config(vendor, _USUAL[vendor], settings)
    if variable := missing_key(config):
        raise ConfigError(f"{vendor} needs {variable}")
    return config


async def _compatible(settings: Settings, fetch: FetchJson) -> ModelConfig | None:
    """The first model that the server at OPENAI_BASE_URL lists."""
    key = settings.openai_api_key
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    model = _first(await fetch(f"{str(settings.openai_base_url).rstrip('/')}/models", headers), "data", "id")
    return _config(Vendor.OPENAI, model, settings) if model else None


async def _local(settings: Settings, fetch: FetchJson) -> ModelConfig | None:
    host = ollama_address(settings.ollama_host)
    model = _first(await fetch(f"{host}/api/tags", {}), "models", "name")
    return _config(Vendor.OLLAMA, model, settings) if model else None


def ollama_address(host: str | None) -> str:
    """OLLAMA_HOST as a URL; like Ollama itself it may be given without a scheme, and 0.0.0.0 means this machine."""
    if not host:
        return OLLAMA_ADDRESS
    url = host if "://" in host else f"http://{host}"
    return url.replace("://0.0.0.0", "://127.0.0.1").rstrip("/")


def _first(listing: object, items: str, name: str) -> str | None:
    """The name of the first model in a listing of unknown shape that is not there for embeddings."""
    models = listing.get(items) if isinstance(listing, dict) else None
    for model in models if isinstance(models, list) else []:
        found = model.get(name) if isinstance(model, dict) else None
        if isinstance(found, str) and found and "embed" not in found:
            return found
    return None


def _config(vendor: Vendor, model: str, settings: Settings) -> ModelConfig:
    access: dict[Vendor, tuple[str | None, SecretStr | None]] = {
        Vendor.OPENAI: (settings.openai_base_url, settings.openai_api_key),
        Vendor.ANTHROPIC: (settings.anthropic_base_url, settings.anthropic_api_key),
        Vendor.DEEPSEEK: (None, settings.deepseek_api_key),
        Vendor.QWEN: (None, settings.qwen_api_key),
        Vendor.OLLAMA: (ollama_address(settings.ollama_host), None),
    }
    base_url, api_key = access[vendor]
    return ModelConfig(
        vendor=vendor,
        model=model,
        base_url=base_url,
        api_key=api_key,
        key_name=_KEY_NAMES.get(vendor),
        timeout_s=settings.llm_timeout_seconds,
        max_tokens=settings.llm_max_tokens,
        retries=settings.llm_max_retries,
        cooldown_s=settings.llm_cooldown_seconds,
        first_token_s=settings.llm_first_token_seconds,
        stall_s=settings.llm_stall_seconds,
        stream_timeout_s=settings.chat_timeout_seconds,
        stream_max_tokens=settings.chat_max_tokens,
    )
