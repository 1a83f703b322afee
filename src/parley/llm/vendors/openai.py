"""OpenAI and every server that speaks its chat completions (vLLM, llama.cpp, LM Studio, DeepSeek, Qwen …)."""

from typing import Any

import openai
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import BaseChatOpenAI
from pydantic import SecretStr

from parley.llm.chat import PROMPTED, Channel, JsonSchema, Way
from parley.llm.schemas import ModelConfig
from parley.llm.vendors.facts import ADDRESSES, is_openai, is_reasoning


def _as_schema(schema: JsonSchema) -> dict[str, Any]:
    wanted = {"name": "answer", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": wanted}}


def _as_object(schema: JsonSchema) -> dict[str, Any]:
    return {"response_format": {"type": "json_object"}}


def open_channel(config: ModelConfig) -> Channel:
    """The vendor's client with a connection pool of its own: LangChain's is shared by the process and never closed.

    OpenAI itself knows only `max_completion_tokens`, many compatible servers only `max_tokens`.
    """
    address = config.base_url or ADDRESSES[config.vendor]
    http = openai.DefaultAsyncHttpxClient(timeout=config.timeout_s)
    model: BaseChatOpenAI = (ChatOpenAI if is_openai(address) else BaseChatOpenAI)(
        model=config.model,
        base_url=address,
        api_key=config.api_key or SecretStr("none"),
        timeout=config.timeout_s,
        max_retries=0,
        http_async_client=http,
    )
    limit = "max_completion_tokens" if is_openai(address) else "max_tokens"
    return Channel(
        model,
        ways=(Way(_as_schema), Way(_as_object, carries_schema=False), PROMPTED),
        limit=lambda tokens: {limit: tokens},
        close=http.aclose,
        options=_options(config.model, is_openai(address)),
        stream_options={"stream_options": {"include_usage": True}},
        stream_form=_in_body,
        misfits=(openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError),
    )


def _in_body(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same request, with the format where LangChain does not see it: where it does, a stream loses its usage."""
    given = dict(arguments)
    wanted = given.pop("response_format", None)
    return given if wanted is None else {**given, "extra_body": {"response_format": wanted}}


def _options(model: str, is_theirs: bool) -> dict[str, Any]:
    """Reasoning models refuse a temperature and think too long for a conversation; others are best at 0."""
    if is_theirs and is_reasoning(model):
        return {"reasoning_effort": "low"}
    return {"temperature": 0.0}
