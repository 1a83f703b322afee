"""Which language model is asked, with which key, and for how long."""

from pydantic import Field, SecretStr

from parley.core.settings.variables import Variables


class Vendors(Variables):
    """The model, the vendors' keys and addresses, and the bounds of a call."""

    llm_model: str | None = Field(
        default=None,
        description="vendor:model, vendor openai, anthropic, ollama, deepseek, qwen; a name in MODELS_FILE; or guided.",
    )
    openai_api_key: SecretStr | None = Field(default=None, description="Key for OpenAI or a compatible server.")
    openai_base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    anthropic_api_key: SecretStr | None = Field(default=None, description="Key for Anthropic.")
    anthropic_base_url: str | None = Field(default=None, description="Another address that speaks Anthropic's API.")
    deepseek_api_key: SecretStr | None = Field(default=None, description="Key for DeepSeek.")
    qwen_api_key: SecretStr | None = Field(default=None, description="Key for Qwen (DashScope).")
    ollama_host: str | None = Field(default=None, description="Address of Ollama, as in http://127.0.0.1:11434.")
    llm_timeout_seconds: float = Field(default=20, gt=0, le=300, description="Deadline of one model call, retries in.")
    llm_max_tokens: int = Field(default=1_500, ge=100, le=16_000, description="Longest output of one model call.")
    llm_max_retries: int = Field(default=1, ge=0, le=4, description="Further tries after a model call that failed.")
    llm_cooldown_seconds: float = Field(default=30, ge=0, le=600, description="Pause before a failed model is asked.")
