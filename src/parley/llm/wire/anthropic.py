"""Anthropic's messages as a stream of events. https://docs.anthropic.com/en/docs/build-with-claude/streaming"""

from collections.abc import Iterator

from parley.llm.schemas import Calling, Finish, ModelConfig, Result, Role, Said, TalkRequest
from parley.llm.wire import failures
from parley.llm.wire.dialect import Dialect
from parley.llm.wire.frames import Events
from parley.llm.wire.reading import Json, Reading, counted

_VERSION = "2023-06-01"
_HOTTEST = 1.0
_FINISHES = {
    "max_tokens": Finish.LENGTH,
    "model_context_window_exceeded": Finish.LENGTH,
    "tool_use": Finish.CALLS,
    "refusal": Finish.FILTERED,
}
_INPUT = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")


def headers(config: ModelConfig) -> dict[str, str]:
    """The key and the version of the protocol."""
    key = config.api_key.get_secret_value() if config.api_key else "none"
    return {"x-api-key": key, "anthropic-version": _VERSION}


def body(config: ModelConfig, request: TalkRequest) -> Json:
    """The request; Anthropic knows no seed, no temperature above 1, and no stop made of white space."""
    wanted: Json = {
        "model": config.model,
        "max_tokens": request.max_tokens or config.max_tokens,
        "messages": list(_messages(request)),
        "stream": True,
    }
    if request.system:
        wanted["system"] = request.system
    if request.tools:
        wanted["tools"] = [
            {"name": one.name, "description": one.description, "input_schema": one.parameters} for one in request.tools
        ]
    if request.temperature is not None:
        wanted["temperature"] = min(request.temperature, _HOTTEST)
    if stops := [stop for stop in request.stop if stop.strip()]:
        wanted["stop_sequences"] = stops
    return wanted


def _messages(request: TalkRequest) -> Iterator[Json]:
    """All results of a message's calls have to stand in the one message behind it."""
    results: list[Json] = []
    for item in request.messages:
        if isinstance(item, Result):
            results.append({"type": "tool_result", "tool_use_id": item.call_id, "content": item.text})
            continue
        if results:
            words = [{"type": "text", "text": item.text}] if isinstance(item, Said) and item.role is Role.USER else []
            yield {"role": "user", "content": results + words}
            results = []
            if words:
                continue
        yield _message(item)
    if results:
        yield {"role": "user", "content": results}


def _message(item: Said | Calling) -> Json:
    if isinstance(item, Said):
        return {"role": item.role.value, "content": item.text}
    words: list[Json] = [{"type": "text", "text": item.text}] if item.text.strip() else []
    calls = [{"type": "tool_use", "id": one.id, "name": one.name, "input": one.arguments} for one in item.calls]
    return {"role": "assistant", "content": words + calls}


class Message(Reading):
    """Blocks of text and of calls, one after the other, between a start and a stop."""

    __slots__ = ()

    def take(self, event: Json) -> str:
        match event.get("type"):
            case "content_block_delta":
                return self._delta(event["index"], event["delta"])
            case "content_block_start":
                return self._block(event["index"], event["content_block"])
            case "message_start":
                self._count(event["message"].get("usage") or {})
            case "message_delta":
                usage = event.get("usage") or {}
                self._count(usage)
                self.output_tokens = counted(usage, "output_tokens")
                if reason := event["delta"].get("stop_reason"):
                    self.finish = _FINISHES.get(reason, Finish.STOP)
            case "message_stop":
                self.is_over = True
            case "error":
                raise failures.of_object(event.get("error"))
        return ""

    def _delta(self, index: int, delta: Json) -> str:
        self.beats += 1
        if delta["type"] == "text_delta":
            words: str = delta["text"]
            return words
        if delta["type"] == "input_json_delta":
            self.calls.add(index, delta["partial_json"])
        return ""

    def _block(self, index: int, block: Json) -> str:
        if block["type"] == "tool_use":
            self.beats += 1
            self.calls.begin(index, block["name"], block["id"])
        words: str = block["text"] if block["type"] == "text" else ""
        self.beats += bool(words)
        return words

    def _count(self, usage: Json) -> None:
        """The start counts the input, and the end may correct it."""
        self.input_tokens = sum(counted(usage, name) for name in _INPUT) or self.input_tokens


DIALECT = Dialect(
    path="/v1/messages",
    headers=headers,
    body=body,
    optional=frozenset({"temperature", "stop_sequences"}),
    frames=Events,
    reading=Message,
)
