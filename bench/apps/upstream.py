"""A provider that speaks OpenAI's chat completions as Server-Sent Events, a token every 20 ms, at next to no cost.

Each stream has a clock of its own, begun with its request, so neither a late token nor another stream shifts the next.
A request that offers tools, and holds no tool's answer yet, is answered with a few words and one call.
"""

import asyncio
import itertools
import os
from typing import Any

import orjson
import uvloop

TOKEN_S = 0.02
MARK = "~"
"""In every token once and nowhere else, so that whoever reads counts tokens by counting marks."""

_WORDS = ("the", "river", "runs", "past", "a", "quiet", "mill,", "and", "so", "it", "said\n", "“yes”")
_BEFORE_CALL = 20
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"


def create_protocol(tokens: int) -> "type[_Provider]":
    """The protocol of a server whose replies are that long."""
    plain = [_delta({"content": _token(number)}) for number in range(tokens)]

    class Sized(_Provider):
        replies = plain

    return Sized


def _token(number: int) -> str:
    return f" {_WORDS[number % len(_WORDS)]}{MARK}"


def _delta(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """An event as a chunk of the transfer, with all that providers put around a few letters."""
    return _event(choices=[{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}])


def _event(**parts: Any) -> bytes:
    event = {
        "id": "chatcmpl-Bx7sKq2LmVf9TgHc4RwYp1ZnUe6Ja",
        "object": "chat.completion.chunk",
        "created": 1795219200,
        "model": "scripted-1",
        "service_tier": "default",
        "system_fingerprint": "fp_51db84afab",
        "usage": None,
        **parts,
    }
    return _chunk(b"data: %b\n\n" % orjson.dumps(event))


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


_ROLE = _delta({"role": "assistant", "content": "", "refusal": None})
_STOP = _delta({}, "stop")
_CALLS = _delta({}, "tool_calls")
_USAGE = _event(choices=[], usage={"prompt_tokens": 400, "completion_tokens": 300, "total_tokens": 700})
_SUMMED_UP = {"role": "assistant", "content": "They spoke of a mill by a river."}
_WHOLE_BODY = orjson.dumps(
    {
        "id": "chatcmpl-Bx7sKq2LmVf9TgHc4RwYp1ZnUe6Ja",
        "object": "chat.completion",
        "created": 1795219200,
        "model": "scripted-1",
        "choices": [{"index": 0, "message": _SUMMED_UP, "logprobs": None, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 400, "completion_tokens": 10, "total_tokens": 410},
    }
)
_WHOLE = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
    len(_WHOLE_BODY),
    _WHOLE_BODY,
)
"""What is asked for at once gets this: a summary, it may be."""
_END = _USAGE + _chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"


class _Provider(asyncio.Protocol):
    """A connection; requests come one after the other."""

    replies: list[bytes] = []

    def connection_made(self, transport: Any) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport = transport
        self._received = b""
        self._next: asyncio.TimerHandle | None = None

    def connection_lost(self, _error: Exception | None) -> None:
        if self._next is not None:
            self._next.cancel()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, rest = self._received.partition(b"\r\n\r\n")
        if found and len(rest) >= (length := _content_length(head)):
            self._received = b""
            self._answer(rest[:length])

    def _answer(self, body: bytes) -> None:
        if b'"stream":true' not in body.replace(b" ", b""):
            self._transport.write(_WHOLE)
            return
        tools = self._tools(body) if b'"tools"' in body else []
        if tools:
            self._parts = [*self.replies[:_BEFORE_CALL], *_call(tools[0])]
            self._last = _CALLS + _END
        else:
            self._parts = self.replies[_BEFORE_CALL:] if b'"tools"' in body else self.replies
            self._last = _STOP + _END
        self._transport.write(_HEAD + _ROLE)
        self._begun, self._sent = self._loop.time(), 0
        self._send()

    def _send(self) -> None:
        if self._sent == len(self._parts):
            self._transport.write(self._last)
            return
        self._transport.write(self._parts[self._sent])
        self._sent += 1
        self._next = self._loop.call_at(self._begun + self._sent * TOKEN_S, self._send)

    @staticmethod
    def _tools(body: bytes) -> list[dict[str, Any]]:
        """What may be called; nothing once a call was answered."""
        asked = orjson.loads(body)
        has_answer = any(message["role"] == "tool" for message in asked["messages"][-2:])
        return [] if has_answer else [tool["function"] for tool in asked["tools"]]


_NUMBERS = itertools.count()


def _call(tool: dict[str, Any]) -> list[bytes]:
    """A call in fragments, its arguments as the schema of the tool requires them."""
    arguments = orjson.dumps(_example(tool["parameters"])).decode()
    first = {"index": 0, "id": f"call_{next(_NUMBERS)}", "type": "function"}
    parts = [_delta({"tool_calls": [{**first, "function": {"name": tool["name"], "arguments": ""}}]})]
    for start in range(0, len(arguments), 12):
        piece = {"index": 0, "function": {"arguments": arguments[start : start + 12]}}
        parts.append(_delta({"tool_calls": [piece]}))
    return parts


def _example(schema: dict[str, Any]) -> Any:
    if options := schema.get("enum"):
        return options[0]
    match schema.get("type"):
        case "object":
            needed = schema.get("required", ())
            return {name: _example(part) for name, part in schema.get("properties", {}).items() if name in needed}
        case "array":
            return [_example(schema.get("items", {}))]
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
        case _:
            return {"date": "2026-11-23", "date-time": "2026-11-23T10:00:00Z"}.get(
                schema.get("format", ""), "an example"
            )


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


async def _serve(port: int) -> None:
    tokens = int(os.environ.get("BENCH_TOKENS", "300"))
    server = await asyncio.get_running_loop().create_server(create_protocol(tokens), "127.0.0.1", port, backlog=1_024)
    await server.serve_forever()


def run(port: int) -> None:
    """Serve until told to stop; BENCH_TOKENS says how long a reply is."""
    uvloop.run(_serve(port))
