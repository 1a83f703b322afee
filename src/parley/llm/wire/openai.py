"""OpenAI's chat completions as a stream, as every compatible server speaks them (vLLM, llama.cpp, DeepSeek, Qwen …).

https://platform.openai.com/docs/api-reference/chat-streaming
"""

from typing import Any

import orjson

from parley.llm.errors import ModelUnavailable
from parley.llm.schemas import Call, Calling, Finish, ModelConfig, Result, Said, TalkRequest
from parley.llm.vendors.facts import ADDRESSES, is_openai, is_reasoning
from parley.llm.wire import failures
from parley.llm.wire.dialect import Dialect
from parley.llm.wire.frames import Events
from parley.llm.wire.reading import Json, Reading, counted

_FINISHES = {
    "length": Finish.LENGTH,
    "content_filter": Finish.FILTERED,
    "tool_calls": Finish.CALLS,
    "function_call": Finish.CALLS,
}
_GAVE_UP = frozenset({"error", "abort", "insufficient_system_resource"})
"""Reasons of vLLM's and DeepSeek's for an answer that ends before its end."""
_DONE = b"[DONE]"


def headers(config: ModelConfig) -> dict[str, str]:
    """The key, if there is one: local servers want none."""
    return {"Authorization": f"Bearer {config.api_key.get_secret_value()}"} if config.api_key else {}


def body(config: ModelConfig, request: TalkRequest) -> Json:
    """The request. A reasoning model of OpenAI's own takes neither temperature nor stop, and thinks but shortly."""
    is_theirs = is_openai(config.base_url or ADDRESSES[config.vendor])
    limit = "max_completion_tokens" if is_theirs else "max_tokens"
    wanted: Json = {
        "model": config.model,
        "messages": [*_system(request), *map(_message, request.messages)],
        limit: request.max_tokens or config.max_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if request.tools:
        wanted["tools"] = tools(request)
    if request.seed is not None:
        wanted["seed"] = request.seed
    if is_theirs and is_reasoning(config.model):
        return {**wanted, "reasoning_effort": "low"}
    if request.temperature is not None:
        wanted["temperature"] = request.temperature
    if request.stop:
        wanted["stop"] = list(request.stop)
    return wanted


def tools(request: TalkRequest) -> list[Json]:
    """The offers, as Ollama takes them too."""
    return [
        {
            "type": "function",
            "function": {"name": offer.name, "description": offer.description, "parameters": offer.parameters},
        }
        for offer in request.tools
    ]


def _system(request: TalkRequest) -> list[Json]:
    return [{"role": "system", "content": request.system}] if request.system else []


def _message(item: Said | Calling | Result) -> Json:
    match item:
        case Said():
            return {"role": item.role.value, "content": item.text}
        case Calling():
            return {"role": "assistant", "content": item.text or None, "tool_calls": list(map(_call, item.calls))}
        case Result():
            return {"role": "tool", "tool_call_id": item.call_id, "content": item.text}


def _call(call: Call) -> Json:
    function = {"name": call.name, "arguments": orjson.dumps(call.arguments).decode()}
    return {"id": call.id, "type": "function", "function": function}


class Completion(Reading):
    """Deltas of the first choice; usage comes behind them, and [DONE] last."""

    __slots__ = ()

    def odd(self, payload: bytes) -> Json:
        if payload.strip() != _DONE:
            return super().odd(payload)
        self.is_over = True
        if self.beats and self.finish is None:  # some servers give no reason
            self.finish = Finish.STOP
        return {}

    def take(self, event: Json) -> str:
        words = ""
        if choices := event.get("choices"):
            choice = choices[0]
            if delta := choice.get("delta"):
                words = self._delta(delta)
            if reason := choice.get("finish_reason"):
                self._end(reason)
        if usage := event.get("usage"):
            self.input_tokens = counted(usage, "prompt_tokens")
            self.output_tokens = counted(usage, "completion_tokens")
        if error := event.get("error"):
            raise failures.of_object(error)
        return words

    def _delta(self, delta: Json) -> str:
        words = delta.get("content")
        if words and type(words) is str and "tool_calls" not in delta:  # nearly all of them
            self.beats += 1
            return words
        for fragment in delta.get("tool_calls") or ():
            self.beats += 1
            self.calls.fragment(fragment.get("index"), fragment)
        words = _plain(words) + (delta.get("refusal") or "")
        if words or delta.get("reasoning_content") or delta.get("reasoning"):
            self.beats += 1
        return words

    def _end(self, reason: str) -> None:
        if reason in _GAVE_UP:
            raise ModelUnavailable("The model's server gave up in the middle of its answer.")
        self.finish = _FINISHES.get(reason, Finish.STOP)


def _plain(content: Any) -> str:
    """Some servers send a list of parts, thoughts among them."""
    if isinstance(content, list):
        return "".join(part["text"] for part in content if part.get("type") == "text")
    return content or ""


DIALECT = Dialect(
    path="/chat/completions",
    headers=headers,
    body=body,
    optional=frozenset({"stream_options", "seed", "temperature", "stop", "reasoning_effort"}),
    frames=Events,
    reading=Completion,
)
