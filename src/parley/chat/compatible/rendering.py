"""Answers in OpenAI's shape, whole or in chunks. Pure."""

from dataclasses import dataclass
from typing import Literal

import orjson

from parley.chat.compatible.schemas import (
    Choice,
    ChoiceMessage,
    CompletionOut,
    FunctionCall,
    TokenUsage,
    ToolCall,
)
from parley.llm.schemas import Call, Spent

FinishReason = Literal["stop", "length", "tool_calls", "content_filter"]
DONE = b"data: [DONE]\n\n"
_TEXT = '{"text":'


@dataclass(frozen=True, slots=True)
class Named:
    """What all parts of an answer say of it."""

    id: str
    created: int
    model: str


@dataclass(frozen=True, slots=True)
class Completed:
    """An answer that has come to its end."""

    named: Named
    text: str
    calls: tuple[Call, ...]
    finish: FinishReason
    spent: Spent


def whole(done: Completed) -> CompletionOut:
    """The answer in one piece."""
    calls = _calls(done.calls) or None
    message = ChoiceMessage(content=done.text or (None if calls else ""), tool_calls=calls)
    return CompletionOut(
        id=done.named.id,
        created=done.named.created,
        model=done.named.model,
        choices=[Choice(message=message, finish_reason=done.finish)],
        usage=_usage(done.spent),
    )


class Chunks:
    """The chunks of one answer; `with_usage` puts the tokens into one of their own before the end."""

    def __init__(self, named: Named, *, with_usage: bool) -> None:
        self._with_usage = with_usage
        self._head = orjson.dumps(
            {"id": named.id, "object": "chat.completion.chunk", "created": named.created, "model": named.model}
        )[:-1].decode()
        self._tail = ',"usage":null}\n\n' if with_usage else "}\n\n"

    def begin(self) -> str:
        """Who speaks."""
        return self._chunk(b'{"role":"assistant","content":""}')

    def words(self, data: str) -> str:
        """The next words, given as a `delta` event's JSON: they need not be written as JSON once more."""
        return (
            f'data: {self._head},"choices":[{{"index":0,"delta":{{"content":{data[len(_TEXT) : -1]}}},'
            f'"logprobs":null,"finish_reason":null}}]{self._tail}'
        )

    def end(self, done: Completed) -> str:
        """The calls, how it ended, and what it took."""
        parts = [
            self._chunk(orjson.dumps({"tool_calls": [{"index": index, **call.model_dump()}]}))
            for index, call in enumerate(_calls(done.calls))
        ]
        parts.append(self._chunk(b"{}", done.finish))
        if self._with_usage:
            usage = _usage(done.spent).model_dump_json()
            parts.append(f'data: {self._head},"choices":[],"usage":{usage}}}\n\n')
        return "".join([*parts, DONE.decode()])

    def _chunk(self, delta: bytes, finish: FinishReason | None = None) -> str:
        reason = f'"{finish}"' if finish else "null"
        return (
            f'data: {self._head},"choices":[{{"index":0,"delta":{delta.decode()},"logprobs":null,'
            f'"finish_reason":{reason}}}]{self._tail}'
        )


def _calls(calls: tuple[Call, ...]) -> list[ToolCall]:
    return [
        ToolCall(id=call.id, function=FunctionCall(name=call.name, arguments=orjson.dumps(call.arguments).decode()))
        for call in calls
    ]


def _usage(spent: Spent) -> TokenUsage:
    return TokenUsage(
        prompt_tokens=spent.input_tokens,
        completion_tokens=spent.output_tokens,
        total_tokens=spent.input_tokens + spent.output_tokens,
    )
