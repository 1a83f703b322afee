"""OpenAI's, Ollama's and Anthropic's chat protocols, as a server speaks them: requests read, whole replies written."""

from typing import Any

import orjson

from tests.scripted.replies import Asked, Protocol, Reply

Json = dict[str, Any]
MODEL = "scripted"


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


def error(protocol: Protocol, reply: Reply) -> Json:
    if protocol is Protocol.OLLAMA:
        return {"error": reply.text}
    told = {"type": "scripted_error", "message": reply.text}
    return {"type": "error", "error": told} if protocol is Protocol.ANTHROPIC else {"error": told}


def openai(asked: Asked, reply: Reply) -> Json:
    message: Json = {"role": "assistant", "content": reply.text, "refusal": None}
    if reply.calls:
        message["tool_calls"] = openai_calls(asked, reply)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": openai_finish(reply), "logprobs": None}],
        "usage": openai_usage(reply),
    }


def openai_calls(asked: Asked, reply: Reply) -> list[Json]:
    return [
        {"id": f"call_{at}", "type": "function", "function": {"name": name, "arguments": orjson.dumps(given).decode()}}
        for at, (name, given) in enumerate(reply.calls, len(asked.messages))
    ]


def openai_finish(reply: Reply) -> str:
    return "tool_calls" if reply.calls and reply.finish == "stop" else reply.finish


def openai_usage(reply: Reply) -> Json:
    total = reply.input_tokens + reply.output_tokens
    return {"prompt_tokens": reply.input_tokens, "completion_tokens": reply.output_tokens, "total_tokens": total}


def ollama(asked: Asked, reply: Reply) -> Json:
    return {**ollama_part(asked, reply.text, reply), **ollama_end(reply)}


def ollama_part(asked: Asked, text: str, reply: Reply | None = None) -> Json:
    message: Json = {"role": "assistant", "content": text}
    if reply and reply.calls:
        message["tool_calls"] = [{"function": {"name": name, "arguments": given}} for name, given in reply.calls]
    return {"model": asked.model, "created_at": "2026-01-01T00:00:00Z", "message": message, "done": False}


def ollama_end(reply: Reply) -> Json:
    counts = {"prompt_eval_count": reply.input_tokens, "eval_count": reply.output_tokens}
    return {"done": True, "done_reason": reply.finish, "total_duration": 1, **counts}


def anthropic(asked: Asked, reply: Reply) -> Json:
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
