"""Ollama by its own protocol: a JSON schema becomes a grammar, so even small local models answer in shape."""

from typing import Any

from langchain_ollama import ChatOllama

from parley.llm.chat import PROMPTED, Channel, Way
from parley.llm.schemas import ModelConfig, Vendor
from parley.llm.vendors.facts import ADDRESSES, OLLAMA_CONTEXT_TOKENS


def open_channel(config: ModelConfig) -> Channel:
    """`reasoning=False`: a thinking model would spend the deadline before the first brace."""
    headers = {"Authorization": f"Bearer {config.api_key.get_secret_value()}"} if config.api_key else {}
    model = ChatOllama(
        model=config.model,
        base_url=config.base_url or ADDRESSES[Vendor.OLLAMA],
        reasoning=False,
        client_kwargs={"timeout": config.timeout_s, "headers": headers},
    )
    return Channel(
        model,
        ways=(Way(lambda schema: {"format": schema}), PROMPTED),
        limit=_limit,
        close=model._async_client.close,
    )


def _limit(tokens: int) -> dict[str, Any]:
    return {"options": {"temperature": 0.0, "num_predict": tokens, "num_ctx": OLLAMA_CONTEXT_TOKENS}}
