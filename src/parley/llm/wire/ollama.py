"""Ollama's own chat protocol: lines of JSON, calls whole. https://docs.ollama.com/api/chat

Only here can the context's size be set, without which Ollama cuts prompts silently.
"""

from collections.abc import Iterator

import orjson

from parley.llm.schemas import Calling, Finish, ModelConfig, Result, Said, TalkRequest
from parley.llm.vendors.facts import OLLAMA_CONTEXT_TOKENS
from parley.llm.wire import failures, openai
from parley.llm.wire.dialect import Dialect
from parley.llm.wire.frames import Lines
from parley.llm.wire.reading import Json, Reading, counted


def body(config: ModelConfig, request: TalkRequest) -> Json:
    """The request, without thoughts: they would take the time before the first word."""
    options: Json = {"num_ctx": OLLAMA_CONTEXT_TOKENS, "num_predict": request.max_tokens or config.max_tokens}
    if request.temperature is not None:
        options["temperature"] = request.temperature
    if request.seed is not None:
        options["seed"] = request.seed
    if request.stop:
        options["stop"] = list(request.stop)
    wanted: Json = {
        "model": config.model,
        "messages": list(_messages(request)),
        "stream": True,
        "think": False,
        "options": options,
    }
    return {**wanted, "tools": openai.tools(request)} if request.tools else wanted


def _messages(request: TalkRequest) -> Iterator[Json]:
    """A result goes under its tool's name: Ollama has no ids of calls of its own."""
    names: dict[str, str] = {}
    if request.system:
        yield {"role": "system", "content": request.system}
    for item in request.messages:
        match item:
            case Said():
                yield {"role": item.role.value, "content": item.text}
            case Calling():
                names |= {call.id: call.name for call in item.calls}
                calls = [
                    {"id": one.id, "function": {"name": one.name, "arguments": one.arguments}} for one in item.calls
                ]
                yield {"role": "assistant", "content": item.text, "tool_calls": calls}
            case Result():
                name = names.get(item.call_id, "")
                yield {"role": "tool", "content": item.text, "tool_name": name, "tool_call_id": item.call_id}


class Talk(Reading):
    """Messages whose words are added up; the last one says that it is done, and counts."""

    __slots__ = ()

    def take(self, event: Json) -> str:
        if error := event.get("error"):
            raise failures.of_object(error)
        message = event.get("message") or {}
        words: str = message.get("content") or ""
        if words or message.get("thinking"):
            self.beats += 1
        for call in message.get("tool_calls") or ():
            self.beats += 1
            self._call(call)
        if event.get("done"):
            self._end(event)
        return words

    def _call(self, call: Json) -> None:
        function = call["function"]
        place, arguments = len(self.calls), function.get("arguments") or {}
        self.calls.begin(place, function["name"], call.get("id") or "")
        self.calls.add(place, arguments if isinstance(arguments, str) else orjson.dumps(arguments).decode())

    def _end(self, event: Json) -> None:
        self.finish = Finish.LENGTH if event.get("done_reason") == "length" else Finish.STOP
        self.input_tokens = counted(event, "prompt_eval_count")
        self.output_tokens = counted(event, "eval_count")
        self.is_over = True


DIALECT = Dialect(
    path="/api/chat",
    headers=openai.headers,
    body=body,
    optional=frozenset({"think", "seed", "temperature", "stop"}),
    frames=Lines,
    reading=Talk,
)
