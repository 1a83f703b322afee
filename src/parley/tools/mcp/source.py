"""A server's tools as candidates, and the chosen ones as tools.

An input schema is read as an OpenAPI operation's body is: references within it, values by their dotted names.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from parley.agents.schemas import McpTool, Method, ToolKind, ToolSpec
from parley.core.errors import InvalidInput
from parley.tools import manners
from parley.tools.candidates import Action, Candidate
from parley.tools.openapi import prose
from parley.tools.openapi.document import Document, Operation
from parley.tools.openapi.faults import DocumentFault
from parley.tools.openapi.inputs import JSON, Inputs, inputs

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """A tool as its server lists it; all texts are foreign, the hints are taken at their word.

    `is_reading`: the server says that the tool changes nothing (readOnlyHint) and destroys nothing (destructiveHint).
    """

    name: str
    title: str = ""
    description: str = ""
    schema: dict[str, Any] = field(default_factory=dict)
    is_reading: bool = False

    @property
    def shown_title(self) -> str:
        return prose.line(self.title, 80).rstrip(".") or prose.titled(self.name)[:80] or "Tool"


class McpSource:
    """A ToolSource (tools/candidates.py) over one server's list. Tools whose name nobody could call by are left out."""

    def __init__(self, server: str, listed: Iterable[Listed]) -> None:
        self._server = server
        self._listed: dict[str, Listed] = {}
        for one in listed:
            if _is_callable(one.name):
                self._listed.setdefault(one.name, one)
        self._candidates = [_candidate(one) for one in self._listed.values()]

    @property
    def candidates(self) -> Sequence[Candidate]:
        return self._candidates

    def tool(self, key: str, wish: str) -> ToolSpec:
        one = self._listed[key]
        title = one.shown_title
        return ToolSpec(
            name=prose.identifier(one.name) or "mcp_tool",
            kind=ToolKind.MCP,
            title=title,
            description=manners.described(title, prose.sentences(one.description, 300), prose.line(wish, 300)),
            mcp=McpTool(server=self._server, tool=one.name),
            parameters=_inputs(one).parameters,
            writes=not one.is_reading,
            confirm=not one.is_reading,
            wait_message=manners.READING if one.is_reading else manners.WRITING,
            on_failure=manners.READ_FAILED if one.is_reading else manners.WRITE_FAILED,
        )

    def left_out(self, key: str) -> Sequence[str]:
        return _inputs(self._listed[key]).left_out


def _is_callable(name: str) -> bool:
    """Whether a tool's name can be kept to the letter: a server is called by it."""
    is_plain = name.isprintable() and name == name.strip() == unicodedata.normalize("NFC", name)
    return 0 < len(name) <= _LONGEST_NAME and is_plain


def _candidate(one: Listed) -> Candidate:
    properties = one.schema.get("properties")
    names = [str(name)[:100] for name in properties][:40] if isinstance(properties, dict) else []
    return Candidate(
        key=one.name,
        name=prose.line(one.name, 120),
        title=one.shown_title,
        description=prose.sentences(one.description, 300),
        action=Action.GET if one.is_reading else None,
        parameters=tuple(names),
    )


def _inputs(one: Listed) -> Inputs:
    """What the tool takes, read as an operation's body. The schema is the document, so its references lead there."""
    schema = {"type": "object", **one.schema}
    body = {"required": True, "content": {JSON: {"schema": schema}}}
    operation = Operation(Method.POST, "/", {"requestBody": body}, {}, ())
    try:
        return inputs(Document({**schema, "openapi": "3.1.0"}), operation)
    except DocumentFault as error:
        what = error.detail.partition(": ")[2]
        raise InvalidInput(f"The input schema of that MCP tool cannot be taken over: {what}", **error.facts) from error
