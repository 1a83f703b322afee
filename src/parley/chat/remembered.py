"""A chat's messages as its memory holds them: plain values that become JSON and are read back from it.

An assistant's message has its rounds of tools inside: what it said before its calls, the calls, and what came of each.
So whoever drops a message drops the calls together with their results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from parley.llm import tokens
from parley.llm.schemas import Call, Result, Role
from parley.sessions.schemas import MessageStatus

_FRAME_TOKENS = 4
"""What a vendor's chat template adds to each message."""


@dataclass(frozen=True, slots=True)
class Round:
    """Calls that the model wanted made in the course of one reply, what it said with them, and what came of each.

    A result is missing where the reply was cut off before the call was over.
    """

    text: str
    calls: tuple[Call, ...]
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """A message; `parent_id` is the one before it on its branch, None at the beginning of the chat.

    `text` is what was said after the last round (of a user: all). `tokens` is counted, rounds included, unless given.
    """

    id: str
    parent_id: str | None
    role: Role
    text: str
    agent: str = ""
    status: MessageStatus = MessageStatus.COMPLETE
    rounds: tuple[Round, ...] = ()
    tokens: int = 0

    def __post_init__(self) -> None:
        if not self.tokens:
            counted = _FRAME_TOKENS + tokens.count(self.text) + sum(map(_size, self.rounds))
            object.__setattr__(self, "tokens", counted)


@dataclass(frozen=True, slots=True)
class Summed:
    """What a model made of a branch up to and with the message `message_id`."""

    message_id: str
    text: str


def _size(one: Round) -> int:
    calls = sum(2 * _FRAME_TOKENS + tokens.count(call.name) + tokens.count(_json(call.arguments)) for call in one.calls)
    results = sum(_FRAME_TOKENS + tokens.count(result.text) for result in one.results)
    return _FRAME_TOKENS + tokens.count(one.text) + calls + results


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def write_rounds(rounds: Sequence[Round]) -> str:
    """The rounds as `messages.parts` holds them; "" for none."""
    return _json(tuple(rounds)) if rounds else ""


def read_rounds(parts: str) -> tuple[Round, ...]:
    """What `write_rounds` made; ValueError for anything else."""
    return _rounds(orjson.loads(parts)) if parts else ()


def tail(content: str, rounds: Sequence[Round]) -> str:
    """What a reply says after its last round: its content is the words of all rounds, and these."""
    return content[sum(len(one.text) for one in rounds) :]


def write(message: Remembered) -> bytes:
    """The message as JSON."""
    return orjson.dumps(message)


def read(data: dict[str, Any]) -> Remembered:
    """A message from its JSON; ValueError, KeyError or TypeError for anything else."""
    return Remembered(
        id=str(data["id"]),
        parent_id=data["parent_id"],
        role=Role(data["role"]),
        text=str(data["text"]),
        agent=str(data["agent"]),
        status=MessageStatus(data["status"]),
        rounds=_rounds(data["rounds"]),
        tokens=int(data["tokens"]),
    )


def _rounds(data: list[dict[str, Any]]) -> tuple[Round, ...]:
    return tuple(
        Round(
            one["text"],
            tuple(Call(call["id"], call["name"], call["arguments"]) for call in one["calls"]),
            tuple(Result(result["call_id"], result["text"]) for result in one["results"]),
        )
        for one in data
    )
