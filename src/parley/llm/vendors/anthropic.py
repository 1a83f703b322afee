"""Anthropic's messages, with the answer's schema as a tool the model has to call. Needs the extra `anthropic`."""

from functools import cached_property
from typing import Any

import anthropic
from langchain_anthropic import ChatAnthropic
from pydantic import SecretStr

from parley.llm.chat import PROMPTED, Channel, JsonSchema, Way
from parley.llm.schemas import ModelConfig, Vendor
from parley.llm.vendors.facts import ADDRESSES


class _OwnConnections(ChatAnthropic):
    """LangChain shares one HTTP client between all models of the process and never closes it."""

    @cached_property
    def _async_client(self) -> anthropic.AsyncAnthropic:
        return anthropic.AsyncAnthropic(**self._client_params)


def _as_tool(schema: JsonSchema) -> dict[str, Any]:
    tool = {"name": "answer", "description": "Give the answer.", "input_schema": schema}
    return {"tools": [tool], "tool_choice": {"type": "tool", "name": "answer"}}


def open_channel(config: ModelConfig) -> Channel:
    """Nothing but the limit is set beside the model: newer models refuse a temperature."""
    model = _OwnConnections(
        model=config.model,
        base_url=config.base_url or ADDRESSES[Vendor.ANTHROPIC],
        api_key=config.api_key or SecretStr("none"),
        timeout=config.timeout_s,
        max_retries=0,
    )
    return Channel(
        model,
        ways=(Way(_as_tool), PROMPTED),
        limit=lambda tokens: {"max_tokens": tokens},
        close=model._async_client.close,
    )
