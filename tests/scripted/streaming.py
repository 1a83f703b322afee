"""Replies as each protocol streams them, and the ways in which a stream goes wrong."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from tests.scripted import protocols
from tests.scripted.protocols import Json
from tests.scripted.replies import Asked, Fault, Protocol, Reply

_WORD = re.compile(r"\s*\S+\s*$|\s*\S+")
_HEADS = {Protocol.ANTHROPIC: 2}
_STOPS_AT_FAULT = frozenset({Fault.DIES, Fault.ENDS_EARLY, Fault.STALLS})
_SPLIT = 5


def write(asked: Asked, reply: Reply) -> tuple[str, list[bytes]]:
    """Content type and body, in pieces where the request wanted a stream."""
    if reply.raw is not None:
        return "application/json", [reply.raw]
    if reply.status >= 400:
        return "application/json", [orjson.dumps(protocols.error(asked.protocol, reply))]
    kind, write_stream, write_whole = _WRITERS[asked.protocol]
    if asked.is_stream:
        return kind, _spoilt(asked.protocol, list(write_stream(asked, reply)), reply)
    return "application/json", [orjson.dumps(write_whole(asked, reply))]


def _spoilt(protocol: Protocol, pieces: list[bytes], reply: Reply) -> list[bytes]:
    """What is sent of a stream up to its fault."""
    sound = pieces[: _HEADS.get(protocol, 0) + reply.fault_at]
    if reply.fault in _STOPS_AT_FAULT:
        return sound
    if reply.fault is Fault.BROKEN_JSON:
        return [*sound, _framed(protocol, b'{"choices": [{"del'), *pieces[len(sound) :]]
    if reply.fault is Fault.ERROR_OBJECT:
        told = protocols.error(protocol, Reply("scripted failure of the stream"))
        return [*sound, _framed(protocol, orjson.dumps(told))]
    return pieces


def _framed(protocol: Protocol, data: bytes) -> bytes:
    return data + b"\n" if protocol is Protocol.OLLAMA else b"data: " + data + b"\n\n"


def _openai(asked: Asked, reply: Reply) -> Iterator[bytes]:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": asked.model}

    def event(value: Json) -> bytes:
        return b"data: " + orjson.dumps({**head, **value}) + b"\n\n"

    def delta(**fields: Any) -> bytes:
        return event({"choices": [{"index": 0, "delta": {"role": "assistant", **fields}, "finish_reason": None}]})

    for piece in _pieces(reply.text, reply.piece):
        yield delta(content=piece)
    for index, call in enumerate(protocols.openai_calls(asked, reply)):
        function = call["function"]
        yield delta(tool_calls=[{**call, "index": index, "function": {**function, "arguments": ""}}])
        for piece in _pieces(function["arguments"], _SPLIT):
            yield delta(tool_calls=[{"index": index, "function": {"arguments": piece}}])
    yield event({"choices": [{"index": 0, "delta": {}, "finish_reason": protocols.openai_finish(reply)}]})
    if reply.is_counted and (asked.body.get("stream_options") or {}).get("include_usage"):
        yield event({"choices": [], "usage": protocols.openai_usage(reply)})
    yield b"data: [DONE]\n\n"


def _ollama(asked: Asked, reply: Reply) -> Iterator[bytes]:
    for piece in _pieces(reply.text, reply.piece):
        yield orjson.dumps(protocols.ollama_part(asked, piece)) + b"\n"
    if reply.calls:
        yield orjson.dumps(protocols.ollama_part(asked, "", reply)) + b"\n"
    yield orjson.dumps({**protocols.ollama_part(asked, ""), **protocols.ollama_end(reply)}) + b"\n"


def _anthropic(asked: Asked, reply: Reply) -> Iterator[bytes]:
    def event(kind: str, **fields: Any) -> bytes:
        return f"event: {kind}\ndata: ".encode() + orjson.dumps({"type": kind, **fields}) + b"\n\n"

    whole = protocols.anthropic(asked, reply)
    yield event("message_start", message={**whole, "content": [], "stop_reason": None})
    for index, block in enumerate(whole["content"]):
        is_tool = block["type"] == "tool_use"
        empty = {**block, "input": {}} if is_tool else {"type": "text", "text": ""}
        yield event("content_block_start", index=index, content_block=empty)
        text = reply.text if not is_tool or asked.tool else orjson.dumps(block["input"]).decode()
        for piece in _pieces(text, reply.piece):
            kind, name = ("input_json_delta", "partial_json") if is_tool else ("text_delta", "text")
            yield event("content_block_delta", index=index, delta={"type": kind, name: piece})
        yield event("content_block_stop", index=index)
    ending = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    yield event("message_delta", delta=ending, usage={"output_tokens": reply.output_tokens})
    yield event("message_stop")


def _pieces(text: str, size: int) -> Iterator[str]:
    if size == 0:
        return iter(_WORD.findall(text))
    return (text[start : start + size] for start in range(0, len(text), size))


Stream = Callable[[Asked, Reply], Iterator[bytes]]
Whole = Callable[[Asked, Reply], Json]
_WRITERS: dict[Protocol, tuple[str, Stream, Whole]] = {
    Protocol.OPENAI: ("text/event-stream", _openai, protocols.openai),
    Protocol.OLLAMA: ("application/x-ndjson", _ollama, protocols.ollama),
    Protocol.ANTHROPIC: ("text/event-stream", _anthropic, protocols.anthropic),
}
