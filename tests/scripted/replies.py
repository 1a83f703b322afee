"""What a scripted model answers, and the ways in which it fails."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson


class Protocol(StrEnum):
    """Whose API a request spoke."""

    OPENAI = "openai"
    OLLAMA = "ollama"
    ANTHROPIC = "anthropic"


class Fault(StrEnum):
    """CUT closes the connection before any byte, CUT_MIDWAY within the body, HANG never answers.

    The others are for streams, after `fault_at` pieces of text: DIES cuts the connection, ENDS_EARLY ends the body
    as if that were all, STALLS says no more, BROKEN_JSON and ERROR_OBJECT send such a thing.
    """

    CUT = "cut"
    CUT_MIDWAY = "cut_midway"
    HANG = "hang"
    DIES = "dies"
    ENDS_EARLY = "ends_early"
    STALLS = "stalls"
    BROKEN_JSON = "broken_json"
    ERROR_OBJECT = "error_object"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server understood it; `schema` is what the answer was asked to fit, None if only in words."""

    protocol: Protocol
    model: str
    system: str
    messages: tuple[tuple[str, str], ...]
    schema: dict[str, Any] | None
    tool: str | None
    is_stream: bool
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def said(self) -> str:
        """The last message."""
        return self.messages[-1][1]

    @property
    def is_result(self) -> bool:
        """Whether the last message is what came of a call."""
        last = self.body["messages"][-1]
        parts = last["content"] if isinstance(last.get("content"), list) else []
        return last["role"] == "tool" or any(part.get("type") == "tool_result" for part in parts)

    @property
    def offers(self) -> list[str]:
        """The names of the tools that may be called."""
        return [str((one.get("function") or one)["name"]) for one in self.body.get("tools") or []]


@dataclass(frozen=True, slots=True)
class Reply:
    """`calls` are tools to call, with their arguments. `raw` replaces the whole body.

    `finish` "length" is an answer cut off by the token limit. A stream has `piece` characters in each of its parts, 0
    for a word; `pace` is awaited before a part, with all that it holds; `gap_s` is a pause before each.
    """

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    fault: Fault | None = None
    fault_at: int = 2
    finish: str = "stop"
    input_tokens: int = 100
    output_tokens: int = 20
    is_counted: bool = True
    piece: int = 24
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    pace: Callable[[bytes], Awaitable[None]] | None = None
    gap_s: float = 0


def says(value: object) -> Reply:
    """An answer whose text is `value` as JSON."""
    return Reply(orjson.dumps(value).decode())


def fails(status: int, message: str = "scripted failure", **headers: str) -> Reply:
    """An HTTP error; header names are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(message, status=status, headers=named)
