"""A test call of a tool as clients ask for it and see it: what would be sent, what is wrong, what came back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from parley.agents.schemas import Method, ToolKind
from parley.core.text import Flag, Line, Text

Scalar = Text | Flag | int | Annotated[float, Field(allow_inf_nan=False)] | None
Values = Annotated[
    dict[Line, Scalar | Annotated[list[Scalar], Field(max_length=100)]],
    Field(max_length=100, json_schema_extra={"additionalProperties": False}),
]
"""No parameter takes more than a list."""


class CallIn(BaseModel):
    """What the agent would hand over. `confirm` is needed to really send a call that writes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"arguments": {"order_number": "A-1042"}, "variables": {}}]},
    )

    arguments: Values = Field(default={}, description="By parameter: what the caller says or the model works out.")
    variables: Values = Field(default={}, description="Session variables by name, as caller_number.")
    confirm: Flag = False


class Rule(StrEnum):
    """What a value of a call breaks."""

    MISSING = "missing"
    TYPE = "type"
    ENUM = "enum"
    UNKNOWN = "unknown"
    PLACE = "place"
    TEXT = "text"


class Fault(BaseModel):
    """A value that does not fit: the parameter's name, the rule it breaks, and what to do."""

    parameter: str
    rule: Rule
    detail: str


class HttpRequest(BaseModel):
    """What a webhook tool sends; a secret is shown as `secret:NAME`. `url` is null until somebody gives it."""

    method: Method
    url: str | None
    headers: dict[str, str]
    query: dict[str, str]
    body: JsonValue = Field(default=None, description="JSON, or the fields of a form; null where nothing is sent")


class McpRequest(BaseModel):
    """What a tool of an MCP server is called with."""

    method: Literal["tools/call"] = "tools/call"
    server: str
    name: str
    arguments: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class McpSaid:
    """What an MCP server answered to a call; `others` are the kinds of its parts that are no text."""

    is_error: bool
    structured: JsonValue = None
    texts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class CallAnswer(BaseModel):
    """What came back. `body` is JSON where it is whole JSON, else text; secrets are masked wherever they stand."""

    status: int | None = Field(description="HTTP status; null from an MCP server")
    is_error: bool
    headers: dict[str, str]
    body: JsonValue
    note: str = Field(description="What was left out of the body; empty when nothing was")
    elapsed_ms: int = 0


class CallOut(BaseModel):
    """The request that would be sent or, with ?send=true, was; `to_fill` is what the tool still needs to be sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "tool": "order_lookup",
                    "kind": "webhook",
                    "request": {
                        "method": "GET",
                        "url": "https://api.example.com/orders/A-1042",
                        "headers": {"Authorization": "Bearer secret:SHOP_TOKEN"},
                        "query": {},
                        "body": None,
                    },
                    "faults": [],
                    "to_fill": [],
                    "answer": None,
                }
            ]
        }
    )

    tool: str
    kind: ToolKind
    request: HttpRequest | McpRequest
    faults: list[Fault]
    to_fill: list[str]
    answer: CallAnswer | None = None
