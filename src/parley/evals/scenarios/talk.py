"""A talk under test as it went: what was said, what was called, what came back; and its text, line by line."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from parley.agents.schemas import ScenarioMessage, Speaker


class Kind(StrEnum):
    """Who does what: the caller or the agent speaks, the agent calls a tool, the tool answers or fails."""

    CALLER = "caller"
    AGENT = "agent"
    CALL = "call"
    ANSWER = "answer"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `call_id` joins an answer to its call; `given` are the call's arguments."""

    kind: Kind
    text: str
    tool: str = ""
    call_id: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """As a reader sees it."""
        match self.kind:
            case Kind.CALL:
                return f"agent calls {self.tool}({json.dumps(self.given, ensure_ascii=False, sort_keys=True)})"
            case Kind.ANSWER | Kind.ERROR:
                return f"{self.tool} {'fails' if self.kind is Kind.ERROR else 'answers'}: {self.text}"
            case _:
                return f"{self.kind}: {self.text}"


def told(history: Iterable[ScenarioMessage]) -> list[Entry]:
    """A scenario's history."""
    kinds = {Speaker.AGENT: Kind.AGENT, Speaker.USER: Kind.CALLER}
    return [Entry(kinds[message.role], message.text) for message in history]


def lines(talk: Iterable[Entry]) -> list[str]:
    """All of it."""
    return [entry.line for entry in talk]
