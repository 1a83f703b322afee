"""OpenAI's, Ollama's and Anthropic's chat protocols, as a server speaks them: requests read, replies written."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from tests.scripted.replies import Asked, Protocol, Reply

Json = dict[str, Any]
MODEL = "scripted"
_WORD = re.compile(r"\s*\S+\s*$|\s*\S+")


def read(protocol: Protocol, body: Json, headers: dict[str, str]) -> Asked:
    """The request in one shape, whoever's protocol it came in."""
    messages = [(str(item["role"]), _plain_text(item.get("content"))) for item in body.get("messages", [])]
    tools = body.get("tools") or []
    tool = (body.get("tool_choice") or {}).get("name") if isinstance(body.get("tool_choice"), dict) else None
    system = [text for role, text in messages if role in {"system", "developer"}]
    return Asked(
        protocol=protocol,
        model=str(body.get("model")),
        system="\n".join([_plain_text(body.get("system")), *system]).strip(),
        messages=tuple(item for item in messages if item[0] not in {"system", "developer"}),
        schema=_schema(protocol, body, tools, tool),
        tool=tool,
        is_stream=bool(body.get("stream", protocol is Protocol.OLLAMA)),
        headers=headers,
        body=body,
    )


def _plain_text(content: object) -> str:
    if isinstance(content, list):
        return "".join(str(part.get("text") or part.get("content") or "") for part in content)
    return "" if content is None else str(content)


def _schema(protocol: Protocol, body: Json, tools: list[Json], tool: str | None) -> Json | None:
    if protocol is Protocol.OLLAMA:
        return body["format"] if isinstance(body.get("format"), dict) else None
    if protocol is Protocol.ANTHROPIC:
        return next((item["input_schema"] for item in tools if item["name"] == tool), None)
    wanted = body.get("response_format") or {}
    return wanted["json_schema"]["schema"] if wanted.get("type") == "json_schema" else None


def write(asked: Asked, reply: Reply) -> tuple[str, list[bytes]]:
    """Content type and body, in pieces where the request wanted a stream."""
    if reply.raw is not None:
        return "application/json", [reply.raw]
    if reply.status >= 400:
        return "application/json", [orjson.dumps(_error(asked.protocol, reply))]
    kind, write_stream, write_whole = _WRITERS[asked.protocol]
    if asked.is_stream:
        return kind, list(write_stream(asked, reply))
    return "application/json", [orjson.dumps(write_whole(asked, reply))]


def _error(protocol: Protocol, reply: Reply) -> Json:
    if protocol is Protocol.OLLAMA:
        return {"error": reply.text}
    error = {"type": "scripted_error", "message": reply.text}
    return {"type": "error", "error": error} if protocol is Protocol.ANTHROPIC else {"error": error}


def _openai(asked: Asked, reply: Reply) -> Json:
    message: Json = {"role": "assistant", "content": reply.text, "refusal": None}
    if reply.calls:
        message["tool_calls"] = [
            {
                "id": f"call_{at}",
                "type": "function",
                "function": {"name": name, "arguments": orjson.dumps(given).decode()},
            }
            for at, (name, given) in enumerate(reply.calls, len(asked.messages))
        ]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish, "logprobs": None}],
        "usage": _openai_usage(reply),
    }


def _openai_usage(reply: Reply) -> Json:
    total = reply.input_tokens + reply.output_tokens
    return {"prompt_tokens": reply.input_tokens, "completion_tokens": reply.output_tokens, "total_tokens": total}


def _openai_stream(asked: Asked, reply: Reply) -> Iterator[bytes]:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": asked.model}

    def event(value: Json) -> bytes:
        return b"data: " + orjson.dumps({**head, **value}) + b"\n\n"

    for piece in _pieces(reply.text, reply.piece):
        delta = {"role": "assistant", "content": piece}
        yield event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    yield event({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
    if reply.is_counted and (asked.body.get("stream_options") or {}).get("include_usage"):
        yield event({"choices": [], "usage": _openai_usage(reply)})
    yield b"data: [DONE]\n\n"


def _ollama(asked: Asked, reply: Reply) -> Json:
    return {**_ollama_part(asked, reply.text, reply), **_ollama_end(reply)}


def _ollama_part(asked: Asked, text: str, reply: Reply | None = None) -> Json:
    message: Json = {"role": "assistant", "content": text}
    if reply and reply.calls:
        message["tool_calls"] = [{"function": {"name": name, "arguments": given}} for name, given in reply.calls]
    return {"model": asked.model, "created_at": "2026-01-01T00:00:00Z", "message": message, "done": False}


def _ollama_end(reply: Reply) -> Json:
    counts = {"prompt_eval_count": reply.input_tokens, "eval_count": reply.output_tokens}
    return {"done": True, "done_reason": reply.finish, "total_duration": 1, **counts}


def _ollama_stream(asked: Asked, reply: Reply) -> Iterator[bytes]:
    for piece in _pieces(reply.text, reply.piece):
        yield orjson.dumps(_ollama_part(asked, piece)) + b"\n"
    yield orjson.dumps({**_ollama_part(asked, "", reply), **_ollama_end(reply)}) + b"\n"


def _anthropic(asked: Asked, reply: Reply) -> Json:
    reason = {"length": "max_tokens"}.get(reply.finish, "end_turn")
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": _anthropic_blocks(asked, reply),
        "stop_reason": "tool_use" if (asked.tool or reply.calls) and reason == "end_turn" else reason,
        "stop_sequence": None,
        "usage": {"input_tokens": reply.input_tokens, "output_tokens": reply.output_tokens},
    }


def _anthropic_blocks(asked: Asked, reply: Reply) -> list[Json]:
    """The words or the demanded answer, and the calls."""
    calls = [
        {"type": "tool_use", "id": f"toolu_{at}", "name": name, "input": given}
        for at, (name, given) in enumerate(reply.calls, len(asked.messages))
    ]
    return [*([_anthropic_block(asked, reply)] if reply.text or not calls else []), *calls]


def _anthropic_block(asked: Asked, reply: Reply) -> Json:
    """A tool call when one was demanded and the text is an object; otherwise the model just talks."""
    try:
        arguments = orjson.loads(reply.text)
    except orjson.JSONDecodeError:
        arguments = None
    if asked.tool and isinstance(arguments, dict):
        return {"type": "tool_use", "id": "toolu_1", "name": asked.tool, "input": arguments}
    return {"type": "text", "text": reply.text}


def _anthropic_stream(asked: Asked, reply: Reply) -> Iterator[bytes]:
    def event(kind: str, **fields: Any) -> bytes:
        return f"event: {kind}\ndata: ".encode() + orjson.dumps({"type": kind, **fields}) + b"\n\n"

    whole = _anthropic(asked, reply)
    yield event("message_start", message={**whole, "content": [], "stop_reason": None})
    block = whole["content"][0]
    is_tool = block["type"] == "tool_use"
    empty = {**block, "input": {}} if is_tool else {"type": "text", "text": ""}
    yield event("content_block_start", index=0, content_block=empty)
    for piece in _pieces(reply.text, reply.piece):
        delta = (
            {"type": "input_json_delta", "partial_json": piece} if is_tool else {"type": "text_delta", "text": piece}
        )
        yield event("content_block_delta", index=0, delta=delta)
    yield event("content_block_stop", index=0)
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
    Protocol.OPENAI: ("text/event-stream", _openai_stream, _openai),
    Protocol.OLLAMA: ("application/x-ndjson", _ollama_stream, _ollama),
    Protocol.ANTHROPIC: ("text/event-stream", _anthropic_stream, _anthropic),
}
